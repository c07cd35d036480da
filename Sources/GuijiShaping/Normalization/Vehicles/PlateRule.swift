import GuijiModel

/// Number plates: without `·` and blanks, upper case. A plate that lacks its province gets the feed's, if the contract
/// names one; what is no plate is kept and marked.
struct PlateRule: TextRule {
    static var changesCase: Bool { true }
    private let province: [UInt8]

    init(province: String?) { self.province = Array((province ?? "").utf8) }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if LicensePlate.kind(text) != .unknown { return .same }
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        canonical.clear()
        PlateRule.write(text, &canonical)
        if LicensePlate.kind(canonical.bytes) != .unknown { return .changed }
        if !province.isEmpty, canonical.count > 0, canonical.bytes[0] < 0x80 {
            canonical.clear()
            province.withUnsafeBufferPointer { canonical.append($0) }
            PlateRule.write(text, &canonical)
            if LicensePlate.kind(canonical.bytes) != .unknown { return .changed }
        }
        // Unreadable: as it came, in upper case.
        NumberText.writeUpper(text, &canonical) { _ in false }
        let isSame = isEqual(canonical.bytes, text)
        return TextVerdict(form: isSame ? .same : .changed, issue: .plateInvalid)
    }

    /// Without blanks, points, hyphens and the interpunct's family.
    private static func write(_ text: Bytes, _ canonical: inout ByteArena) {
        var at = 0
        while at < text.count {
            let scalar = Scalar(text, at: at)
            let isSign =
                scalar.value == 0x20 || scalar.value == 0x2D || scalar.value == 0x2E
                || Interpunct.isMember(scalar.value)
            if !isSign {
                for byte in text.part(at, at + scalar.length) {
                    canonical.append(byte &- 0x61 < 26 ? byte & ~0x20 : byte)
                }
            }
            at += scalar.length
        }
    }
}
