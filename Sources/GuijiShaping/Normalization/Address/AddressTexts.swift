/// A parsed address ready to be compared: each part's letters, all its letters, its numbers.
package struct AddressTexts: Sendable {
    /// Letters by part, empty where the address lacks it.
    let parts: [[UInt16]]
    /// Everything below the county, folded, in the order of the text.
    let whole: [UInt16]
    /// The runs of digits in `whole`.
    let numbers: Set<[UInt16]>

    /// - Parameter address: as the parser left it. O(length).
    package init(_ address: borrowing AddressComponents, text: String) {
        var parts = [[UInt16]](repeating: [], count: AddressPart.allCases.count)
        for part in AddressPart.allCases {
            guard let bytes = address.value(part) else { continue }
            parts[Int(part.rawValue)] = Array(String(decoding: bytes, as: UTF8.self).utf16)
        }
        self.parts = parts
        var whole: [UInt16] = []
        for unit in text.lowercased().utf16 {
            switch unit {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: whole.append(unit &- 0xFEE0)
            case 0x30...0x39, 0x61...0x7A, 0x3400...0x9FFF: whole.append(unit)
            default: continue
            }
        }
        for part in [AddressPart.province, .city, .county] {
            whole = AddressTexts.without(parts[Int(part.rawValue)], whole)
        }
        self.whole = whole
        var numbers = Set<[UInt16]>()
        var run: [UInt16] = []
        for unit in whole + [0] {
            if (0x30...0x39).contains(unit) {
                run.append(unit)
            } else if !run.isEmpty {
                numbers.insert(run)
                run = []
            }
        }
        self.numbers = numbers
    }

    /// Parses a text.
    package init(_ text: String, _ parser: AddressParser) {
        var address = AddressComponents()
        var copy = text
        copy.withUTF8 { parser.parse($0, into: &address) }
        self.init(address, text: text)
    }

    subscript(_ part: AddressPart) -> [UInt16] { parts[Int(part.rawValue)] }

    /// A text without a word at its beginning.
    private static func without(_ word: [UInt16], _ text: [UInt16]) -> [UInt16] {
        guard !word.isEmpty, text.starts(with: word) else { return text }
        return Array(text.dropFirst(word.count))
    }

    /// Whether a word of at least two letters stands somewhere in the address.
    func holds(_ word: [UInt16]) -> Bool {
        guard word.count >= 2, word.count <= whole.count else { return false }
        return (0...(whole.count - word.count)).contains { whole[$0...].starts(with: word) }
    }
}
