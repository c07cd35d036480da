/// Words to be found at the start or the end of a text, by length.
struct WordList: Sendable {
    private let words: Set<[UInt32]>
    /// The lengths that occur, longest first.
    private let lengths: [Int]

    init(_ texts: some Sequence<String>) {
        words = Set(texts.map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty })
        lengths = Set(words.map(\.count)).sorted(by: >)
    }

    var longest: Int { lengths.first ?? 0 }

    func contains(_ word: [UInt32]) -> Bool { words.contains(word) }

    /// The length of the longest word that the text begins with; 0 for none.
    func longestPrefix(_ text: [UInt32]) -> Int {
        lengths.first { $0 <= text.count && words.contains(Array(text[..<$0])) } ?? 0
    }

    /// The length of the longest word that the text ends with; 0 for none.
    func longestSuffix(_ text: [UInt32]) -> Int {
        lengths.first { $0 <= text.count && words.contains(Array(text[(text.count - $0)...])) }
            ?? 0
    }

    /// Whether a text is words one after another, taken longest first.
    func isWholly(_ text: [UInt32]) -> Bool {
        var at = 0
        while at < text.count {
            let length = longestPrefix(Array(text[at...]))
            if length == 0 { return false }
            at += length
        }
        return !text.isEmpty
    }
}

extension [UInt32] {
    func ends(with other: [UInt32]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }

    /// Where another text first occurs.
    func firstRange(of other: [UInt32]) -> Range<Int>? {
        guard !other.isEmpty, count >= other.count else { return nil }
        for start in 0...(count - other.count)
        where self[start] == other[0] && self[start..<(start + other.count)].elementsEqual(other) {
            return start..<(start + other.count)
        }
        return nil
    }
}
