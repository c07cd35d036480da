import GuijiModel

/// 公民身份号码 and its kin. Blanks inside go, letters become upper-case, nothing else changes: an invalid number is kept
/// and marked, because only matching can tell a typing error from another document's number.
struct ResidentIDRule: TextRule {
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
        canonical.clear()
        for byte in text where byte != 0x20 {
            canonical.append(byte &- 0x61 < 26 ? byte & ~0x20 : byte)
        }
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
