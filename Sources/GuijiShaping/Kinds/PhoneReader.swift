/// Reads a text as one telephone number.
struct PhoneReader {
    /// The area code of numbers without one: Nantong, whose numbers have eight digits.
    static let homeAreaCode = Array("0513".utf8)

    /// `1[3-9]` and nine more digits. Segments that are not given out count too, because the plan grows.
    @inline(__always)
    static func isMobile(_ digits: Bytes) -> Bool {
        guard digits.count == 11, digits[0] == 0x31, digits[1] >= 0x33, digits[1] <= 0x39 else {
            return false
        }
        for at in 2..<11 where !isDigit(digits[at]) { return false }
        return true
    }

    /// A landline in canonical form, without extension: `0513-80000001`, `010-80000001`.
    @inline(__always)
    static func isLandline(_ text: Bytes) -> Bool {
        guard text.count >= 11, text.count <= 13, text[0] == 0x30 else { return false }
        let area: Int
        switch text[1] {
        case 0x31 where text[2] == 0x30: area = 3
        case 0x32: area = 3
        case 0x33...0x39: area = 4
        default: return false
        }
        let length = text.count &- area &- 1
        guard length == 7 || length == 8, text[area] == UInt8(ascii: "-"),
            text[area &+ 1] >= 0x32, text[area &+ 1] <= 0x38
        else { return false }
        for at in 2..<area where !isDigit(text[at]) { return false }
        for at in area &+ 2..<text.count where !isDigit(text[at]) { return false }
        return true
    }

    /// `nil` where the text is not one number.
    func read(_ text: Bytes) -> PhoneNumber? {
        guard let parts = PhoneReader.collect(text) else { return nil }
        // An extension first (`…-801`, `…转801`): where a whole number stands before the last hyphen, what follows it is
        // no part of the number, so that the canonical form is read as it was written.
        if !parts.innerExtension.isEmpty {
            return PhoneReader.extended(parts.digits, parts.innerExtension)
        }
        if let hyphen = parts.lastHyphen,
            let number = PhoneReader.extended(
                Array(parts.digits[..<hyphen]), Array(parts.digits[hyphen...]))
        {
            return number
        }
        return PhoneReader.classify(parts.digits)
    }

    /// A landline or service number with its extension.
    private static func extended(_ main: [UInt8], _ inner: [UInt8]) -> PhoneNumber? {
        guard (1...6).contains(inner.count), var number = classify(main), !number.isMobile else {
            return nil
        }
        number.text += [UInt8(ascii: "-")] + inner
        return number
    }

    private struct Parts {
        var digits: [UInt8] = []
        /// Digits that stand before the last hyphen.
        var lastHyphen: Int?
        /// Digits after 转.
        var innerExtension: [UInt8] = []
    }

    /// The digits, without what people put between them. `nil` where anything else stands in the text.
    private static func collect(_ text: Bytes) -> Parts? {
        var parts = Parts()
        var at = 0
        var isInner = false
        while at < text.count {
            let byte = text[at]
            if isDigit(byte) {
                if isInner { parts.innerExtension.append(byte) } else { parts.digits.append(byte) }
            } else if byte == UInt8(ascii: "-") {
                if !parts.digits.isEmpty, !isInner { parts.lastHyphen = parts.digits.count }
            } else if byte == 0xE8, at + 2 < text.count, text[at + 1] == 0xBD,
                text[at + 2] == 0xAC || text[at + 2] == 0x89
            {
                // 转 E8 BD AC, 轉 E8 BD 89.
                guard !isInner, !parts.digits.isEmpty else { return nil }
                isInner = true
                at += 2
            } else if byte == UInt8(ascii: "+") {
                guard at == 0 else { return nil }
            } else if byte != 0x20, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")") {
                return nil
            }
            at += 1
        }
        guard parts.digits.count >= 3, parts.digits.count <= 24 else { return nil }
        if isInner, parts.innerExtension.isEmpty { return nil }
        return parts
    }

    /// The number that some digits are, without and with the country's code.
    private static func classify(_ digits: [UInt8]) -> PhoneNumber? {
        if let number = domestic(digits) { return number }
        for prefix in ["0086", "86"] where digits.starts(with: prefix.utf8) {
            let rest = Array(digits.dropFirst(prefix.utf8.count))
            // Behind the country's code the zero of the area code is left out; a local number does not stand there.
            guard rest.count >= 10 else { continue }
            if let number = domestic(rest) ?? landline([0x30] + rest) { return number }
        }
        return nil
    }

    private static func domestic(_ digits: [UInt8]) -> PhoneNumber? {
        if let mobile = mobile(digits[...]) ?? landline(digits) { return mobile }
        if digits.first == 0x30, let mobile = mobile(digits[1...]) { return mobile }
        if isService(digits) { return PhoneNumber(text: digits) }
        guard digits.count == 8, (0x32...0x38).contains(digits[0]) else { return nil }
        return PhoneNumber(text: homeAreaCode + [UInt8(ascii: "-")] + digits)
    }

    private static func mobile(_ digits: ArraySlice<UInt8>) -> PhoneNumber? {
        digits.withUnsafeBufferPointer { isMobile($0) }
            ? PhoneNumber(text: Array(digits), isMobile: true) : nil
    }

    /// Area codes: 010, 02x, and four digits from 03 on. The number has 7 or 8 digits from 2 to 8.
    private static func landline(_ digits: [UInt8]) -> PhoneNumber? {
        guard digits.count >= 10, digits[0] == 0x30 else { return nil }
        let length: Int
        switch digits[1] {
        case 0x31 where digits[2] == 0x30: length = 3
        case 0x32: length = 3
        case 0x33...0x39: length = 4
        default: return nil
        }
        let number = digits[length...]
        if let mobile = mobile(number) { return mobile }
        guard number.count == 7 || number.count == 8, (0x32...0x38).contains(number[length]) else {
            return nil
        }
        return PhoneNumber(text: digits[..<length] + [UInt8(ascii: "-")] + number)
    }

    private static func isService(_ digits: [UInt8]) -> Bool {
        func begins(_ prefix: String) -> Bool { digits.starts(with: prefix.utf8) }
        switch digits.count {
        case 3: return begins("11") || begins("12")
        case 5: return begins("95") || begins("123")
        case 6...8: return begins("95")
        case 10: return begins("400") || begins("800")
        default: return false
        }
    }
}
