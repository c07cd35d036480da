import GuijiModel

/// Vehicle identification numbers. I, O and Q, which do not occur, are repaired where the check digit then holds; a
/// wrong check digit alone is only mentioned, because makers of some countries do not use it.
struct VehicleNumberRule: TextRule {
    static var changesCase: Bool { true }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if VehicleNumber.verdict(text) == .valid { return .same }
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        NumberText.write(text, &canonical) { $0 == 0x20 || $0 == UInt8(ascii: "-") }
        let issue: Issue
        switch VehicleNumber.verdict(canonical.bytes) {
        case .valid: issue = .none
        case .wrongCheck: issue = .vinCheck
        case .wrongForm: issue = .vinForm
        case .wrongAlphabet: issue = repair(&canonical) ? .vinRepaired : .vinForm
        }
        let isSame = isEqual(canonical.bytes, text)
        return TextVerdict(form: isSame ? .same : .changed, issue: issue)
    }

    private func repair(_ canonical: inout ByteArena) -> Bool {
        let repaired = canonical.bytes.map(VehicleNumber.repaired)
        return repaired.withUnsafeBufferPointer { repaired in
            guard VehicleNumber.verdict(repaired) == .valid else { return false }
            canonical.clear()
            canonical.append(repaired)
            return true
        }
    }
}
