/// What stands at the start of some encoded bytes.
enum DecodedUnit: Equatable {
    /// A character, as UTF-8 in the low bytes of an integer (first byte lowest), and its length in the file.
    case character(utf8: UInt32, rawLength: Int)
    /// Bytes that no character has. Never longer than can be told for sure, so that a delimiter after a cut
    /// character is not swallowed.
    case malformed(rawLength: Int)
    /// The start of a character whose rest has not been read yet.
    case incomplete

    /// U+FFFD, which stands for malformed bytes in the decoded text (and only there: see `MalformedText`).
    static let replacement: UInt32 = 0xBDBFEF

    /// A Unicode scalar value as a decoded character.
    static func scalar(_ value: UInt32, rawLength: Int) -> DecodedUnit {
        .character(utf8: packedUTF8(value), rawLength: rawLength)
    }

    /// UTF-8 in the low bytes of an integer.
    @inline(__always)
    static func packedUTF8(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value }
        if value < 0x800 { return 0x80C0 | value >> 6 | (value & 0x3F) << 8 }
        if value < 0x1_0000 {
            return 0x80_80E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16
        }
        return 0x8080_80F0 | value >> 18 | (value >> 12 & 0x3F) << 8 | (value >> 6 & 0x3F) << 16
            | (value & 0x3F) << 24
    }

    /// The number of bytes of a packed character.
    @inline(__always)
    static func utf8Length(_ packed: UInt32) -> Int {
        packed == 0 ? 1 : 4 - packed.leadingZeroBitCount / 8
    }
}
