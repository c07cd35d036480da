import GuijiModel

/// 公民身份号码 and its kin. Blanks inside go, letters become upper-case, nothing else changes: an invalid number is kept
/// and marked, because only matching can tell a typing error from another document's number.
struct ResidentIDRule: TextRule {
    static var changesCase: Bool { true }
    private let latest: CalendarDay

    /// - Parameter latest: the business date; nobody is born later.
    init(latest: CalendarDay) { self.latest = latest }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if ResidentID.isValid(text, latest: latest) { return .same }
        return shapeSlowly(text, &canonical)
    }

    @inline(never)
    private func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        NumberText.write(text, &canonical) { $0 == 0x20 }
        let issue: Issue =
            switch ResidentID.verdict(canonical.bytes, latest: latest) {
            case .valid, .validShort: .none
            case .masked: .idMasked
            case .wrongForm: .idForm
            case .wrongDivision: .idDivision
            case .wrongDate: .idDate
            case .wrongCheck: .idCheck
            }
        let isSame = isEqual(canonical.bytes, text)
        return TextVerdict(form: isSame ? .same : .changed, issue: issue)
    }
}

/// What the rules for numbers with letters share.
enum NumberText {
    /// Writes a text in upper case. If it is nothing but letters, digits and stars once the signs are out that people
    /// put between them, without these.
    static func write(
        _ text: Bytes, _ canonical: inout ByteArena, isSign: (UInt8) -> Bool
    ) {
        canonical.clear()
        var isNumber = true
        for byte in text where !isSign(byte) {
            let upper = byte &- 0x61 < 26 ? byte & ~0x20 : byte
            isNumber =
                isNumber && (isDigit(upper) || upper &- 0x41 < 26 || upper == UInt8(ascii: "*"))
            canonical.append(upper)
        }
        guard !isNumber || canonical.count == 0 else { return }
        canonical.clear()
        for byte in text { canonical.append(byte &- 0x61 < 26 ? byte & ~0x20 : byte) }
    }

    /// Writes a text in upper case, without some signs.
    static func writeUpper(
        _ text: Bytes, _ canonical: inout ByteArena, isSign: (UInt8) -> Bool
    ) {
        canonical.clear()
        for byte in text where !isSign(byte) {
            canonical.append(byte &- 0x61 < 26 ? byte & ~0x20 : byte)
        }
    }
}
