import GuijiModel

/// 公民身份号码 and its kin. Blanks inside go, letters become upper-case, nothing else changes: an invalid number is kept
/// and marked, because only matching can tell a typing error from another document's number.
///
/// Of a number that contains the same person's (a disability certificate, a student number with `G`) the inner one is
/// stored; a student number with `L` says that its pupil has none.
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
        if let inner = innerNumber(canonical.bytes) {
            guard !inner.isEmpty else { return TextVerdict(form: .null, issue: .none) }
            let number = Array(canonical.bytes[inner])
            canonical.clear()
            for byte in number { canonical.append(byte) }
            return .changed
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

    /// Where the person's own valid number stands inside another; empty where that other says there is none.
    private func innerNumber(_ bytes: Bytes) -> Range<Int>? {
        if bytes.count > 1, bytes[0] == UInt8(ascii: "L"), bytes.dropFirst().allSatisfy(isDigit) {
            return 0..<0
        }
        let kind = IdentityDocument.kind(bytes)
        guard kind == .disabilityCertificate || kind == .studentNumber,
            let inner = IdentityDocument.residentNumber(in: bytes, kind: kind),
            ResidentID.isValid(Bytes(rebasing: bytes[inner]), latest: latest)
        else { return nil }
        return inner
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
