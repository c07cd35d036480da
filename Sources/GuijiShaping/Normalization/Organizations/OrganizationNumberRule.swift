import GuijiModel

/// Credit codes (see `CreditCodeRule`) and the numbers before them: organization code, registration number, tax
/// number. Those have to pass their check to be taken for what they are; anything else is kept and marked.
struct OrganizationNumberRule: TextRule {
    static var changesCase: Bool { true }
    private var codes = CreditCodeRule()

    @inline(__always)
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        let verdict = codes.shape(text, raw: raw, &canonical)
        if verdict.issue == .none || verdict.form == .null { return verdict }
        return judge(text, verdict, canonical.bytes)
    }

    /// What is no good credit code may be an older number.
    @inline(never)
    private func judge(_ text: Bytes, _ verdict: TextVerdict, _ canonical: Bytes) -> TextVerdict {
        var verdict = verdict
        switch OrganizationNumber.kind(verdict.form == .same ? text : canonical) {
        case .organizationCode, .registrationNumber, .taxNumber15, .taxNumber17, .taxNumber20,
            .residentID:
            verdict.issue = .none
        case .unknown: verdict.issue = .organizationNumberUnknown
        case .creditCode, .masked: break
        }
        return verdict
    }
}
