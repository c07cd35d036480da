import Foundation

/// Brings the text of a cell to the form in which it is compared and stored.
///
/// In this order: Unicode NFC; full-width ASCII (U+FF01…FF5E) to half-width; every blank (`isBlank`), visible or not,
/// to a space; runs of spaces to one; none at the ends; apostrophes before a leading digit (how a spreadsheet marks
/// "this number is text") away. U+E863, where old systems kept 䶮 before Unicode had it, becomes U+4DAE. Doing it
/// twice changes nothing.
///
/// A value that is already so — most are — is recognized in one pass of about a nanosecond a byte and not copied.
enum TextNormalizer {
    /// The normalized text: a part of `raw` where nothing inside changes, else in `buffer`.
    @inline(__always)
    static func normalized(_ raw: Bytes, _ buffer: inout ByteArena) -> Bytes {
        var start = 0
        var end = raw.count
        while start < end, raw[start] == 0x20 { start &+= 1 }
        while end > start, raw[end &- 1] == 0x20 { end &-= 1 }
        let text = raw.part(start, end)
        if isPlain(text) { return text }
        normalizeSlowly(text, &buffer)
        return isEqual(buffer.bytes, text) ? text : buffer.bytes
    }

    /// Whether normalization leaves a text, which has no space at its ends, as it is. May say no too often.
    @inline(__always)
    static func isPlain(_ text: Bytes) -> Bool {
        guard let start = text.baseAddress else { return true }
        let count = text.count
        var at = 0
        if count > 0, start[0] == UInt8(ascii: "'") { return false }
        while at < count {
            if at &+ 8 <= count {
                let word = UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self)
                if isPlainASCII(word) {
                    at &+= 8
                    continue
                }
            }
            let byte = start[at]
            if byte >= 0xE4, byte <= 0xE9 {
                // U+4000…9FFF: Han. Never changes, never combines. Often more of them follow.
                at &+= 3
                while at < count, start[at] >= 0xE4, start[at] <= 0xE9 { at &+= 3 }
            } else if byte > 0x20, byte < 0x7F {
                at &+= 1
            } else if byte == 0x20 {
                at &+= 1
                if start[at] == 0x20 { return false }
            } else if byte == 0xE3 {
                guard at &+ 2 < count, isPlainPlane3(start[at &+ 1], start[at &+ 2]) else {
                    return false
                }
                at &+= 3
            } else {
                return false
            }
        }
        return at == count
    }

    /// Whether all eight bytes are in 21…7E: none has its high bit, none borrows when 21 is taken away, none reaches
    /// 80 when 1 is added.
    @inline(__always)
    private static func isPlainASCII(_ word: UInt64) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        let low = (word &- 0x2121_2121_2121_2121) & ~word
        return (word | low | (word &+ 0x0101_0101_0101_0101)) & high == 0
    }

    /// U+3000…3FFF, without the ideographic space, the combining tone marks 302A…302F and the combining voicing
    /// marks 3099 and 309A.
    @inline(__always)
    private static func isPlainPlane3(_ second: UInt8, _ third: UInt8) -> Bool {
        if second == 0x80 { return third != 0x80 && !(third >= 0xAA && third <= 0xAF) }
        return !(second == 0x82 && (third == 0x99 || third == 0x9A))
    }

    /// Only the ends trimmed of blanks and line ends; all else stays as it came. For free text.
    static func trimmed(_ raw: Bytes) -> Bytes {
        var start = 0
        var end = raw.count
        while start < end {
            let scalar = Scalar(raw, at: start)
            guard isBlank(scalar.value) else { break }
            start += scalar.length
        }
        while end > start {
            var begin = end - 1
            while begin > start, raw[begin] & 0xC0 == 0x80 { begin -= 1 }
            guard isBlank(Scalar(raw, at: begin).value) else { break }
            end = begin
        }
        return raw.part(start, end)
    }

    @inline(never)
    static func normalizeSlowly(_ text: Bytes, _ buffer: inout ByteArena) {
        if fold(text, &buffer) { return }
        // NFC may give ASCII and blanks (U+212A Kelvin, U+2000), folding may bring a letter before its mark: so NFC
        // stands before and after.
        var composed = compose(text)
        _ = composed.withUTF8 { fold($0, &buffer) }
        composed = compose(buffer.bytes)
        composed.withUTF8 {
            buffer.clear()
            buffer.append($0)
        }
    }

    private static func compose(_ text: Bytes) -> String {
        String(decoding: text, as: UTF8.self).precomposedStringWithCanonicalMapping
    }

    /// Maps scalars, trims, collapses, strips apostrophes. Writes to `buffer`, from its start.
    /// - Returns: false where NFC might have changed the text.
    private static func fold(_ text: Bytes, _ buffer: inout ByteArena) -> Bool {
        // Nothing grows but U+E863's three bytes, which stay three.
        buffer.clear()
        buffer.reserve(text.count + 1)
        var at = 0
        var isComposed = true
        var blankPending = false
        var apostrophes = 0
        while at < text.count {
            let scalar = Scalar(text, at: at)
            var value = scalar.value
            if isBlank(value) {
                blankPending = buffer.count > 0
                at &+= scalar.length
                continue
            }
            if blankPending {
                buffer.append(0x20)
                blankPending = false
            }
            if value >= 0xFF01, value <= 0xFF5E { value &-= 0xFEE0 }
            if value < 0x80 {
                let byte = UInt8(truncatingIfNeeded: value)
                if byte == 0x27, apostrophes == buffer.count { apostrophes &+= 1 }
                if apostrophes > 0, apostrophes == buffer.count, isDigit(byte) {
                    buffer.clear()
                    apostrophes = 0
                }
                buffer.append(byte)
            } else if value == 0xE863 {
                buffer.append(0xE4)
                buffer.append(0xB6)
                buffer.append(0xAE)
            } else {
                isComposed = isComposed && isInert(value)
                for index in at..<at &+ scalar.length { buffer.append(text[index]) }
            }
            at &+= scalar.length
        }
        return isComposed
    }

    /// White space of Unicode, control characters, and the characters without width.
    @inline(__always)
    static func isBlank(_ value: UInt32) -> Bool {
        if value > 0x3000 { return value == 0xFEFF }
        return switch value {
        case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200D, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060,
            0x3000:
            true
        default: false
        }
    }

    /// Whether NFC leaves a scalar and its neighbours alone: ranges without any that decomposes, combines or reorders.
    @inline(__always)
    private static func isInert(_ value: UInt32) -> Bool {
        switch value {
        case 0x3400...0x9FFF: true
        case 0..<0x300, 0x2002...0x205F, 0x2460...0x27BF, 0x3000...0x3029, 0x3030...0x3098,
            0x309B...0x33FF, 0xE000...0xF8FF, 0xFF01...0xFFEE, 0x20000...0x2F7FF,
            0x30000...0x3FFFF:
            true
        default: false
        }
    }
}

/// One Unicode scalar of UTF-8 text. A byte that begins none counts as one scalar with a value that nothing maps.
struct Scalar {
    var value: UInt32
    var length: Int

    @inline(__always)
    init(_ text: Bytes, at index: Int) {
        let first = UInt32(text[index])
        let rest = text.count - index
        if first < 0x80 {
            value = first
            length = 1
        } else if first >= 0xC2, first < 0xE0, rest >= 2 {
            value = (first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
            length = 2
        } else if first >= 0xE0, first < 0xF0, rest >= 3 {
            value =
                (first & 0xF) << 12 | UInt32(text[index + 1] & 0x3F) << 6
                | UInt32(text[index + 2] & 0x3F)
            length = 3
        } else if first >= 0xF0, first < 0xF5, rest >= 4 {
            value =
                (first & 7) << 18 | UInt32(text[index + 1] & 0x3F) << 12
                | UInt32(text[index + 2] & 0x3F) << 6 | UInt32(text[index + 3] & 0x3F)
            length = 4
        } else {
            value = 0x11_0000 + first
            length = 1
        }
    }
}
