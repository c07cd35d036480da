/// Numbers of certificates and permits (`苏(2020)海门区不动产权第0000001号`): all brackets become `(` and `)`, blanks go.
/// Case stays: some issuers tell `a` from `A`.
struct CertificateNumberRule: TextRule {
    /// Bytes that neither are nor begin a blank or bracket.
    private static let isPlain: [Bool] = (0..<256).map { byte in
        ![0x20, 0x5B, 0x5D, 0x7B, 0x7D, 0xE3, 0xEF].contains(byte)
    }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        if text.allSatisfy({ CertificateNumberRule.isPlain[Int($0)] }) { return .same }
        canonical.clear()
        var at = 0
        while at < text.count {
            let scalar = Scalar(text, at: at)
            if let bracket = Bracket.of(scalar.value) {
                canonical.append(bracket)
            } else if scalar.value != 0x20 {
                canonical.append(text.part(at, at + scalar.length))
            }
            at += scalar.length
        }
        return isEqual(canonical.bytes, text) ? .same : .changed
    }
}

/// Brackets of every make, as `(` or `)`.
enum Bracket {
    /// 〔〕【】〖〗［］{} and 〈〉 are used for round brackets in numbers and names.
    @inline(__always)
    static func of(_ value: UInt32) -> UInt8? {
        switch value {
        case 0x28, 0x5B, 0x7B, 0x3014, 0x3010, 0x3016, 0x3008, 0xFE35: UInt8(ascii: "(")
        case 0x29, 0x5D, 0x7D, 0x3015, 0x3011, 0x3017, 0x3009, 0xFE36: UInt8(ascii: ")")
        default: nil
        }
    }
}
