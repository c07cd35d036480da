/// What names of persons and organizations share: their characters as scalars, and which blanks between them mean
/// nothing.
enum NameText {
    static func scalars(_ text: Bytes) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            let scalar = Scalar(text, at: at)
            result.append(scalar.value)
            at += scalar.length
        }
        return result
    }

    /// Interpuncts, brackets and `<` to one form; then blanks away but those between two Latin letters.
    static func unify(_ scalars: inout [UInt32]) {
        for at in scalars.indices {
            let value = scalars[at]
            if Interpunct.isMember(value) {
                scalars[at] = 0xB7
            } else if let bracket = Bracket.of(value) {
                scalars[at] = UInt32(bracket)
            } else if value == 0x3C {
                scalars[at] = 0x20
            }
        }
        removeBlanks(&scalars)
        for at in scalars.indices.dropFirst().dropLast()
        where scalars[at] == 0x2E && isHan(scalars[at - 1]) && isHan(scalars[at + 1]) {
            scalars[at] = 0xB7
        }
        // A point at the end, and several in a row, are typing.
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        for value in scalars where value != 0xB7 || (result.last ?? 0xB7) != 0xB7 {
            result.append(value)
        }
        while let last = result.last, last == 0xB7 || last == 0x20 { result.removeLast() }
        scalars = result
    }

    /// Blanks stay, as one, only between two letters that are not Han.
    static func removeBlanks(_ scalars: inout [UInt32]) {
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        var isPending = false
        for value in scalars {
            if value == 0x20 {
                isPending = true
                continue
            }
            if isPending, let last = result.last, isWord(last), isWord(value) {
                result.append(0x20)
            }
            isPending = false
            result.append(value)
        }
        scalars = result
    }

    /// A letter or digit of a script that parts words by blanks, and the signs that stand within its words.
    private static func isWord(_ value: UInt32) -> Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x26, 0x27, 0x2C, 0x2D, 0x2E, 0xC0...0x2E7F:
            value != 0xD7 && value != 0xF7 && !(0x2000...0x206F ~= value)
        default: false
        }
    }

    static func isHan(_ value: UInt32) -> Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3007: true
        default: false
        }
    }

    /// Writes one scalar as UTF-8. What was no scalar in the text (see `Scalar`) is written as the byte it was.
    static func append(_ value: UInt32, to buffer: inout ByteArena) {
        if value >= 0x11_0000 {
            buffer.append(UInt8(truncatingIfNeeded: value &- 0x11_0000))
        } else if let scalar = Unicode.Scalar(value) {
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                buffer.append(byte)
            }
        }
    }
}
