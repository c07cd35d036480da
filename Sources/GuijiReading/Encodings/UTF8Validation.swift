/// UTF-8 as RFC 3629 and Unicode table 3-7 define it: shortest forms only, no surrogates, up to U+10FFFF.
enum UTF8Validation {
    /// The character or defect at the start of `bytes`, of which `count` are there.
    static func unit(_ bytes: UnsafePointer<UInt8>, _ count: Int, atEnd: Bool) -> DecodedUnit {
        let lead = bytes[0]
        if lead < 0x80 { return .character(utf8: UInt32(lead), rawLength: 1) }
        guard (0xC2...0xF4).contains(lead) else { return .malformed(rawLength: 1) }
        let length = DecodedUnit.sequenceLength(lead: lead)
        var packed = UInt32(lead)
        for index in 1..<length {
            guard index < count else { return atEnd ? .malformed(rawLength: 1) : .incomplete }
            let byte = bytes[index]
            let isValid = index == 1 ? isSecond(byte, after: lead) : byte & 0xC0 == 0x80
            guard isValid else { return .malformed(rawLength: 1) }
            packed |= UInt32(byte) << UInt32(8 * index)
        }
        return .character(utf8: packed, rawLength: length)
    }

    private static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
        switch lead {
        case 0xE0: byte >= 0xA0 && byte <= 0xBF
        case 0xED: byte >= 0x80 && byte <= 0x9F
        case 0xF0: byte >= 0x90 && byte <= 0xBF
        case 0xF4: byte >= 0x80 && byte <= 0x8F
        default: byte & 0xC0 == 0x80
        }
    }

    /// The number of bytes from the start that are valid; stops before the first byte that is not, or whose
    /// character is not complete.
    static func validPrefix(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let raw = UnsafeRawPointer(bytes)
        var index = 0
        while index < count {
            if bytes[index] < 0x80 {
                while index + 8 <= count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                while index < count, bytes[index] < 0x80 { index += 1 }
                continue
            }
            // Nearly all Chinese characters have three bytes; E0 and ED have exceptions.
            while index + 4 <= count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
                guard word & 0xC0C0F0 == 0x8080E0 else { break }
                let lead = word & 0xFF
                if lead == 0xE0, word & 0x2000 == 0 { return index }
                if lead == 0xED, word & 0x2000 != 0 { return index }
                index += 3
            }
            guard index < count, bytes[index] >= 0x80 else { continue }
            guard
                case .character(_, let length) = unit(bytes + index, count - index, atEnd: false)
            else { return index }
            index += length
        }
        return index
    }
}
