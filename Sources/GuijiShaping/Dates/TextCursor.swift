/// A place in a text that is being read.
struct TextCursor {
    let text: Bytes
    var at = 0

    init(_ text: Bytes) { self.text = text }

    var isAtEnd: Bool { at >= text.count }
    /// The byte here; 0 at the end.
    var byte: UInt8 { at < text.count ? text[at] : 0 }

    mutating func skip(_ expected: UInt8) -> Bool {
        guard byte == expected, !isAtEnd else { return false }
        at += 1
        return true
    }

    /// Skips a word if it stands here.
    mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard at + count <= text.count else { return false }
        for index in 0..<count where text[at + index] != word.utf8Start[index] { return false }
        at += count
        return true
    }

    mutating func skipBlank() { if byte == 0x20 { at += 1 } }

    /// How many digits stand from here on.
    var digitCount: Int {
        var end = at
        while end < text.count, isDigit(text[end]) { end += 1 }
        return end - at
    }

    /// A number of so many digits.
    mutating func number(_ allowed: ClosedRange<Int>) -> Int? {
        let count = digitCount
        guard allowed.contains(count) else { return nil }
        return number(exactly: count)
    }

    /// The next digits as a number, leaving what follows.
    mutating func number(exactly count: Int) -> Int? {
        guard count <= digitCount else { return nil }
        var value = 0
        for index in at..<at + count { value = value * 10 + Int(text[index] - 0x30) }
        at += count
        return value
    }

    /// The scalar here.
    var scalar: UInt32 { isAtEnd ? 0 : Scalar(text, at: at).value }

    mutating func skipScalar() { if !isAtEnd { at += Scalar(text, at: at).length } }
}
