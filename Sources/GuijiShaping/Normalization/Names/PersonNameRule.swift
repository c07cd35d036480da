/// Names of persons in one form (domain.md 3.11).
///
/// Within Han no blanks; between Latin words one; the interpunct's family and a full stop between Han become `·`;
/// brackets half-width; `<` of a passport's machine-readable line a blank. Notes behind the name (（租户）, (已故), `-1`)
/// and forms of address (先生, 女士) go. What hides the person (张某, 王**) or is a newborn's stand-in (李例之女) is kept and
/// mentioned. Digits make it no name. Variants of characters (張 张) stay as written: they are one in comparison only.
///
/// A name of two to four Han takes some 15 ns; others a few hundred.
struct PersonNameRule: TextRule {
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if PersonNameRule.isPlain(text) { return .same }
        return shapeSlowly(text, &canonical)
    }

    /// Whether a text is two to four Han, none of which could be part of a weak name, a stand-in or a form of address.
    @inline(__always)
    private static func isPlain(_ text: Bytes) -> Bool {
        guard let start = text.baseAddress else { return false }
        let count = text.count
        guard count == 6 || count == 9 || count == 12 else { return false }
        var at = 0
        while at < count {
            let lead = start[at]
            guard lead >= 0xE4, lead <= 0xE9 else { return false }
            let key = UInt32(lead) << 16 | UInt32(start[at &+ 1]) << 8 | UInt32(start[at &+ 2])
            // 某 E69F90, 之 E4B98B; second characters of forms of address: 生 E7949F 士 E5A3AB 姐 E5A790 师 E5B888
            // 傅 E58285 志 E5BF97 理 E79086.
            switch key {
            case 0xE69F90, 0xE4B98B: return false
            case 0xE7949F, 0xE5A3AB, 0xE5A790, 0xE5B888, 0xE58285, 0xE5BF97, 0xE79086:
                if at &+ 3 == count { return false }
            default: break
            }
            at &+= 3
        }
        return true
    }

    @inline(never)
    private func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        var scalars = NameText.scalars(text)
        NameText.unify(&scalars)
        var issue = Issue.none
        while let shorter = NameNotes.withoutNote(scalars) {
            scalars = shorter
            issue = .nameNote
        }
        guard !scalars.isEmpty else { return .unusable(.nameEmpty) }
        if scalars.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { return .unusable(.nameDigits) }
        switch WeakName.judge(scalars) {
        case .full: break
        case .address(let rest):
            scalars = rest
            issue = rest.count <= 1 || WeakName.isHidden(rest) ? .nameWeak : .nameNote
        case .hidden: issue = .nameWeak
        case .newborn: issue = .namePlaceholder
        }
        canonical.clear()
        for scalar in scalars { NameText.append(scalar, to: &canonical) }
        let isSame = isEqual(canonical.bytes, text)
        return TextVerdict(form: isSame ? .same : .changed, issue: issue)
    }
}
