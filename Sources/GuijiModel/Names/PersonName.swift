/// A person's name prepared for comparison: its characters with variants folded, points gone, what cannot be read as a
/// wildcard.
package struct PersonName: Sendable, Equatable {
    /// A character that nobody can read: `?`, `□`, private use, one taken apart (`(王民)`).
    static let wildcard: UInt32 = 0x3F
    static let star: UInt32 = 0x2A

    /// The characters as written, points and blanks gone.
    let written: [UInt32]
    /// The same, each as the character that stands for its variants; `wildcard` for what cannot be read, `star` for
    /// what is hidden (`*`, 某).
    let folded: [UInt32]
    /// How many characters stand before the first point; all where there is none.
    let firstPart: Int
    let isHidden: Bool
    /// Words in upper case, sorted; empty for names of Han.
    let words: [[UInt32]]
    let surnameLength: Int

    /// - Parameter text: UTF-8, in the form that shaping gives it.
    package init(_ text: UnsafeBufferPointer<UInt8>, _ tables: NameTables) {
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
        var written: [UInt32] = []
        var folded: [UInt32] = []
        var firstPart: Int?
        var at = 0
        while at < scalars.count {
            let value = scalars[at]
            if value == 0xB7 {
                firstPart = firstPart ?? written.count
            } else if value == 0x28, let end = PersonName.takenApart(scalars, at) {
                written.append(PersonName.wildcard)
                folded.append(PersonName.wildcard)
                at = end
            } else if value != 0x20 {
                written.append(value)
                folded.append(PersonName.fold(value, tables))
            }
            at += 1
        }
        self.written = written
        self.folded = folded
        self.firstPart = firstPart ?? written.count
        isHidden = written.count == 1 || folded.contains(PersonName.star)
        words = PersonName.words(scalars)
        surnameLength = tables.surnameLength(folded)
    }

    package init(_ text: String, _ tables: NameTables) {
        var text = text
        self = text.withUTF8 { PersonName($0, tables) }
    }

    private static func fold(_ value: UInt32, _ tables: NameTables) -> UInt32 {
        switch value {
        // □ ■ 〓, replacement character, private use: nobody knows what stood there.
        case 0x3F, 0x25A1, 0x25A0, 0x3013, 0xFFFD, 0xE000...0xF8FF, 0xF0000...0x10FFFF: wildcard
        case 0x2A, 0x67D0: star
        case 0x61...0x7A: value - 0x20
        default: tables.fold(value)
        }
    }

    /// The index of the bracket that closes a character taken apart into two or three others.
    private static func takenApart(_ scalars: [UInt32], _ open: Int) -> Int? {
        guard let close = scalars[open...].firstIndex(of: 0x29) else { return nil }
        let length = close - open - 1
        let isHan = scalars[(open + 1)..<close].allSatisfy { $0 >= 0x2E80 }
        return isHan && (2...3).contains(length) ? close : nil
    }

    private static func words(_ scalars: [UInt32]) -> [[UInt32]] {
        guard scalars.allSatisfy({ $0 < 0x2E80 }), scalars.contains(where: { $0 | 0x20 > 0x60 })
        else { return [] }
        let upper = scalars.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
        return upper.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x3C }.map(Array.init)
            .sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension PersonName {
    /// A key that is the same for names that sound alike: the syllables, without tones, of a Han name; the sorted words
    /// of a Latin one. Characters without a reading stand for themselves. For blocking.
    package func soundKey(_ tables: NameTables) -> String {
        if !words.isEmpty {
            return words.map(PersonName.text).joined(separator: " ")
        }
        return folded.enumerated().map { index, scalar in
            let number = tables.reading(scalar, isSurname: index == 0 && surnameLength == 1)
            return number == 0 ? PersonName.text([scalar]) : tables.syllables[Int(number)]
        }.joined(separator: " ")
    }

    /// The name as it is compared: variants folded, points and blanks gone; the sorted words of a Latin name.
    package var comparedText: String {
        words.isEmpty
            ? PersonName.text(folded) : words.map(PersonName.text).joined(separator: " ")
    }

    private static func text(_ scalars: [UInt32]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
        return String(view)
    }
}
