/// What is known of the characters of names: variants, readings, surnames. Built once from code lists, then shared.
///
/// Characters outside the Basic Multilingual Plane have neither variants nor readings here.
package struct NameTables: Sendable {
    /// For each scalar of the plane what it is written for: 張 → 张. Itself where nothing is known.
    private let folded: [UInt16]
    /// For each scalar the number of its syllable; 0 where none is known.
    private let syllable: [UInt16]
    private let surnameSyllable: [UInt32: UInt16]
    /// Syllables by number; the first is empty.
    package let syllables: [String]
    private let compounds: Set<[UInt32]>
    private let surnames: Set<UInt32>

    /// - Parameters:
    ///   - variants: each way to write a character, to the one that stands for all.
    ///   - readings: each character to its toneless syllable.
    ///   - surnameReadings: the same, where a surname is read otherwise.
    ///   - compounds: surnames of two and more characters, in every way to write them.
    ///   - surnames: the common surnames of one character.
    package init(
        variants: [String: String], readings: [String: String],
        surnameReadings: [String: String], compounds: some Sequence<String>,
        surnames: some Sequence<String>
    ) {
        var folded = (0..<0x1_0000).map { UInt16($0) }
        for (from, to) in variants {
            guard let from = NameTables.single(from), let to = NameTables.single(to) else {
                continue
            }
            folded[Int(from)] = UInt16(to)
        }
        var numbers: [String: UInt16] = [:]
        var syllables = [""]
        func number(_ text: String) -> UInt16 {
            if let known = numbers[text] { return known }
            numbers[text] = UInt16(syllables.count)
            syllables.append(text)
            return UInt16(syllables.count - 1)
        }
        var syllable = [UInt16](repeating: 0, count: 0x1_0000)
        for (character, reading) in readings.sorted(by: { $0.key < $1.key }) {
            if let scalar = NameTables.single(character) {
                syllable[Int(scalar)] = number(reading)
            }
        }
        var special: [UInt32: UInt16] = [:]
        for (character, reading) in surnameReadings.sorted(by: { $0.key < $1.key }) {
            if let scalar = NameTables.single(character) { special[scalar] = number(reading) }
        }
        self.folded = folded
        self.syllable = syllable
        surnameSyllable = special
        self.syllables = syllables
        self.compounds = Set(compounds.map { $0.unicodeScalars.map { folded[$0] } })
        self.surnames = Set(surnames.compactMap(NameTables.single))
    }

    /// The scalar of a text that has one, within the plane.
    private static func single(_ text: String) -> UInt32? {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.count == 1, first.value < 0x1_0000 else {
            return nil
        }
        return first.value
    }

    /// The character that stands for all its variants.
    @inline(__always)
    package func fold(_ scalar: UInt32) -> UInt32 {
        scalar < 0x1_0000 ? UInt32(folded[Int(scalar)]) : scalar
    }

    /// The number of a folded character's syllable, 0 for none. The first character of a name is read as a surname.
    @inline(__always)
    package func reading(_ scalar: UInt32, isSurname: Bool) -> UInt16 {
        if isSurname, let special = surnameSyllable[scalar] { return special }
        return scalar < 0x1_0000 ? syllable[Int(scalar)] : 0
    }

    /// How many characters of a folded name are its surname: a compound one that leaves a given name, else 1.
    package func surnameLength(_ name: [UInt32]) -> Int {
        for length in [4, 3, 2] where name.count > length {
            if compounds.contains(Array(name[..<length])) { return length }
        }
        return min(1, name.count)
    }

    package func isSurname(_ scalar: UInt32) -> Bool { surnames.contains(scalar) }
}

extension [UInt16] {
    fileprivate subscript(_ scalar: Unicode.Scalar) -> UInt32 {
        scalar.value < 0x1_0000 ? UInt32(self[Int(scalar.value)]) : scalar.value
    }
}
