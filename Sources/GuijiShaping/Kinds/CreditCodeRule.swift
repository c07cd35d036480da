import GuijiModel

/// 统一社会信用代码. Blanks and hyphens go, letters become upper-case; letters that the alphabet does not have are
/// repaired if the code is then valid (GB 32100 chose the alphabet so that each has one reading). The older numbers
/// that feeds write in the same column, organization code (9) and registration number (15), are taken where their
/// check digit is right. Anything else is kept and marked.
struct CreditCodeRule: TextRule {
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        // What normalization changed in the middle (full-width letters) counts as repaired.
        if CreditCode.isValid(text), !raw.contains(where: { $0 >= 0x80 }) { return .same }
        return shapeSlowly(text, raw, &canonical)
    }

    @inline(never)
    private func shapeSlowly(
        _ text: Bytes, _ raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        write(text, &canonical) { $0 &- 0x61 < 26 ? $0 & ~0x20 : $0 }
        let wasClean = isClean(text) && isClean(raw)
        let verdict = CreditCode.verdict(canonical.bytes)
        var issue = issue(verdict)
        if verdict == .valid, !wasClean { issue = .creditRepaired }
        if verdict == .wrongAlphabet {
            write(text, &canonical, CreditCode.repaired)
            if CreditCode.isValid(canonical.bytes) {
                issue = .creditRepaired
            } else {
                write(text, &canonical) { $0 &- 0x61 < 26 ? $0 & ~0x20 : $0 }
            }
        }
        if verdict == .wrongForm, isOlderNumber(canonical.bytes) { issue = .none }
        let isSame = isEqual(canonical.bytes, text)
        return TextVerdict(form: isSame ? .same : .changed, issue: issue)
    }

    private func write(
        _ text: Bytes, _ canonical: inout ByteArena, _ change: (UInt8) -> UInt8
    ) {
        canonical.clear()
        for byte in text where byte != 0x20 && byte != UInt8(ascii: "-") {
            canonical.append(change(byte))
        }
    }

    /// Whether nothing was typed in another form: lower case, full width (U+FF01…FF5E are EF BC and EF BD). Blanks do
    /// not count.
    private func isClean(_ text: Bytes) -> Bool {
        for (index, byte) in text.enumerated() {
            if byte &- 0x61 < 26 { return false }
            let isWide = byte == 0xEF && index + 1 < text.count && text[index + 1] & 0xFE == 0xBC
            if isWide { return false }
        }
        return true
    }

    private func isOlderNumber(_ text: Bytes) -> Bool {
        OrganizationCode.isValid(text) || RegistrationNumber.isValid(text)
    }

    private func issue(_ verdict: CreditCode.Verdict) -> Issue {
        switch verdict {
        case .valid: .none
        case .masked: .creditMasked
        case .wrongForm: .creditForm
        case .wrongAlphabet: .creditAlphabet
        case .wrongCategory: .creditCategory
        case .wrongDivision: .creditDivision
        case .wrongInnerCheck: .creditInner
        case .wrongCheck: .creditCheck
        }
    }
}
