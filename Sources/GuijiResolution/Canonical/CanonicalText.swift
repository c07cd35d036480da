package import GuijiModel

/// Brings texts to the form in which equal means the same, on UTF-8 bytes.
///
/// Shaping has already folded full-width letters and trimmed blanks; what is left differs by kind.
package enum CanonicalText {
    /// Appends the canonical form of `text` to `output`. O(*n*); allocates only where `output` grows.
    @inline(__always)
    package static func append(
        _ text: UnsafeRawBufferPointer, as form: CanonicalForm, to output: inout [UInt8]
    ) {
        switch form {
        case .personName: appendPersonName(text, to: &output)
        case .organizationName: appendOrganizationName(text, to: &output)
        case .address: appendWithoutBlanks(text, to: &output)
        }
    }

    /// The canonical form of a string, for tests and single look-ups.
    package static func of(_ text: String, as form: CanonicalForm) -> String {
        var output: [UInt8] = []
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), as: form, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Addresses: every blank is removed.
    static func appendWithoutBlanks(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let blank = blankLength(text, at: index)
            if blank > 0 {
                index += blank
            } else {
                output.append(text[index])
                index += 1
            }
        }
    }

    /// Names of persons: blanks are removed except between two ASCII letters (`SAMPLE JOHN`), where one remains;
    /// domain rule 3.11, "strip inner blanks of Han names, never inside Latin".
    static func appendPersonName(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        let start = output.count
        var pending = false
        var index = 0
        while index < text.count {
            let blank = blankLength(text, at: index)
            if blank > 0 {
                pending = true
                index += blank
                continue
            }
            let byte = text[index]
            if pending, output.count > start, isLetter(output[output.count - 1]), isLetter(byte) {
                output.append(UInt8(ascii: " "))
            }
            pending = false
            output.append(byte)
            index += 1
        }
    }

    /// Names of organizations: brackets of any make become `(` and `)`, blanks and middle dots go, 有限责任公司
    /// becomes 有限公司 (the same form of company, only written in full; domain rule 3.12).
    static func appendOrganizationName(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        let start = output.count
        var index = 0
        while index < text.count {
            let blank = blankLength(text, at: index)
            if blank > 0 {
                index += blank
                continue
            }
            let byte = text[index]
            if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xB7 {  // ·
                index += 2
                continue
            }
            if let bracket = bracket(text, at: index) {
                output.append(bracket)
                index += byte < 0x80 ? 1 : 3
                continue
            }
            output.append(byte)
            index += 1
            // The last byte of 司 first: the comparison is rare.
            if byte == 0xB8, output.count - start >= fullCompany.count,
                output[(output.count - fullCompany.count)...].elementsEqual(fullCompany)
            {
                output.removeLast(fullCompany.count)
                output.append(contentsOf: shortCompany)
            }
        }
    }

    private static let fullCompany = Array("有限责任公司".utf8)
    private static let shortCompany = Array("有限公司".utf8)

    /// The length in bytes of the blank at `index`: ASCII blanks and controls, U+00A0, U+3000. 0 where there is none.
    @inline(__always)
    private static func blankLength(_ text: UnsafeRawBufferPointer, at index: Int) -> Int {
        let byte = text[index]
        if byte <= 0x20 { return 1 }
        if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 { return 2 }
        if byte == 0xE3, index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] == 0x80 {
            return 3
        }
        return 0
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    /// `(` or `)` where a bracket of any make stands: ( ) [ ] （ ） ［ ］ 【 】 〔 〕.
    @inline(__always)
    private static func bracket(_ text: UnsafeRawBufferPointer, at index: Int) -> UInt8? {
        let open = UInt8(ascii: "(")
        let close = UInt8(ascii: ")")
        let byte = text[index]
        switch byte {
        case open, UInt8(ascii: "["): return open
        case close, UInt8(ascii: "]"): return close
        case 0xEF, 0xE3:
            guard index + 2 < text.count else { return nil }
            switch (byte, text[index + 1], text[index + 2]) {
            case (0xEF, 0xBC, 0x88), (0xEF, 0xBC, 0xBB), (0xE3, 0x80, 0x90), (0xE3, 0x80, 0x94):
                return open
            case (0xEF, 0xBC, 0x89), (0xEF, 0xBC, 0xBD), (0xE3, 0x80, 0x91), (0xE3, 0x80, 0x95):
                return close
            default: return nil
            }
        default: return nil
        }
    }
}
