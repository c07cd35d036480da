import GuijiContract
import GuijiModel

/// The slow, obvious twin of `PersonName.level`: strings, dictionaries, the rules one after another as they are written
/// down (domain.md 3.11).
struct PlainNameLevel {
    let variants: [String: String]
    let pinyin: [String: String]
    let surnameReadings: [String: String]
    let compounds: Set<String>
    let surnames: Set<String>

    init(_ lists: [CodeListName: CodeList]) {
        func codes(_ name: String) -> [String: String] { lists[CodeListName(name)]?.codes ?? [:] }
        variants = codes("character_variants")
        pinyin = codes("pinyin")
        surnameReadings = codes("surname_readings")
        compounds = Set(codes("compound_surnames").keys)
        surnames = Set(codes("surnames").keys)
    }

    func level(_ left: String, _ right: String) -> NameLevel {
        let (a, b) = (characters(left), characters(right))
        let (fa, fb) = (a.map(folded), b.map(folded))
        if a.isEmpty || b.isEmpty { return .incompatible }
        if isHidden(fa) || isHidden(fb) {
            return isCompatible(fa, fb) ? .masked : .incompatible
        }
        if isLatin(left) || isLatin(right) {
            if words(left) != words(right) { return .incompatible }
            return fa == fb ? .equal : .variant
        }
        if a == b, !a.contains("?"), dotPlace(left) == dotPlace(right) { return .equal }
        if a == b { return .variant }
        if fa.count == fb.count { return sameLength(fa, fb) }
        let (short, long) = fa.count < fb.count ? (fa, fb) : (fb, fa)
        let longText = fa.count < fb.count ? right : left
        if short.count >= 2, dotPlace(longText) == short.count, long.starts(with: short) {
            return .variant
        }
        let isMarried =
            short.count >= 2 && long.count == short.count + 1 && Array(long.dropFirst()) == short
            && surnames.contains(long[0]) && surnames.contains(short[0])
        return isMarried ? .variant : .incompatible
    }

    private func sameLength(_ a: [String], _ b: [String]) -> NameLevel {
        let pairs = zip(a, b).enumerated().filter { $0.element.0 != "?" && $0.element.1 != "?" }
        let different = pairs.filter { $0.element.0 != $0.element.1 }
        let same = pairs.count - different.count
        if different.isEmpty { return same > 0 ? .variant : .incompatible }
        let sounds = different.allSatisfy { index, pair in
            let left = reading(pair.0, a, index)
            return left != nil && left == reading(pair.1, b, index)
        }
        if sounds { return .homophone }
        return different.count == 1 && same > 0 ? .oneDiffers : .incompatible
    }

    private func reading(_ character: String, _ name: [String], _ index: Int) -> String? {
        let joined = name.joined()
        let hasCompound = compounds.contains {
            let surname = $0.map { folded(String($0)) }
            return surname.count < name.count && joined.hasPrefix(surname.joined())
        }
        if index == 0, !hasCompound, let special = surnameReadings[character] { return special }
        return pinyin[character]
    }

    private func characters(_ name: String) -> [String] {
        name.replacing(/\([^()\x00-\x7F]{2,3}\)/, with: "?")
            .unicodeScalars.map { String($0) }.filter { $0 != "·" && $0 != " " }
    }

    private func folded(_ character: String) -> String {
        if ["?", "□", "■", "〓"].contains(character) { return "?" }
        if ["*", "某"].contains(character) { return "*" }
        return variants[character] ?? character.uppercased()
    }

    private func dotPlace(_ name: String) -> Int {
        characters(String(name.prefix { $0 != "·" })).count
    }

    private func isHidden(_ name: [String]) -> Bool { name.count == 1 || name.contains("*") }

    private func isLatin(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { $0.value < 0x2E80 } && name.contains { $0.isLetter }
    }

    private func words(_ name: String) -> [String] {
        guard isLatin(name) else { return [] }
        return name.uppercased().split { " ,<".contains($0) }.map(String.init).sorted()
    }

    /// Shown characters at both ends agree, and the shown ones of a masked name leave room in a full one.
    private func isCompatible(_ a: [String], _ b: [String]) -> Bool {
        func ends(_ name: [String]) -> (head: [String], tail: [String]) {
            if name.count == 1 { return (name[0] == "*" ? [] : name, []) }
            guard name.contains("*") else { return (name, name) }
            return (
                Array(name.prefix { $0 != "*" }),
                Array(name.reversed().prefix { $0 != "*" }.reversed())
            )
        }
        let (left, right) = (ends(a), ends(b))
        let heads = zip(left.head, right.head)
        let tails = zip(left.tail.reversed(), right.tail.reversed())
        if Array(heads).isEmpty && Array(tails).isEmpty { return false }
        func agree(_ pair: (String, String)) -> Bool {
            pair.0 == pair.1 || pair.0 == "?" || pair.1 == "?"
        }
        func shown(_ name: [String]) -> Int {
            name.count == 1 ? 1 : name.filter { $0 != "*" }.count
        }
        func isTooShort(_ full: [String], _ masked: [String]) -> Bool {
            !isHidden(full) && full.count <= shown(masked)
        }
        return heads.allSatisfy(agree) && tails.allSatisfy(agree) && !isTooShort(a, b)
            && !isTooShort(b, a)
    }
}
