/// Telephone numbers in one form (domain.md 3.6): a mobile as 11 digits, a landline as `0513-80000001` or
/// `0513-80000001-801`, a service number (400, 800, 95xxx, 123xx, 11x, 12x) as digits.
///
/// Of several numbers in a cell the first valid mobile is kept, else the first valid one. A mobile behind an area code
/// is a mobile.
struct PhoneRule: TextRule {
    private var reader = PhoneReader()

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if PhoneReader.isMobile(text) || PhoneReader.isLandline(text) { return .same }
        return shapeSlowly(text, &canonical)
    }

    @inline(never)
    private mutating func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        // Blanks stand within numbers as well as between them: first within.
        var best = reader.read(text)
        if best == nil { best = firstOf(parts(text), splitsAtBlanks: true) }
        guard let best else {
            let isLost = NumberScanner.isShortForm(text)
            return .unusable(isLost ? .precisionLost : .phoneInvalid)
        }
        canonical.clear()
        best.text.withUnsafeBufferPointer { canonical.append($0) }
        return isEqual(canonical.bytes, text) ? .same : .changed
    }

    /// The first mobile among the parts, else the first number.
    private mutating func firstOf(_ parts: [Bytes], splitsAtBlanks: Bool) -> PhoneNumber? {
        var best: PhoneNumber?
        for part in parts {
            var found = reader.read(part)
            if found == nil, splitsAtBlanks {
                let words = part.split(separator: 0x20).map { Bytes(rebasing: $0) }
                found = firstOf(words, splitsAtBlanks: false)
            }
            if let found, found.isMobile { return found }
            best = best ?? found
        }
        return best
    }

    /// The parts between `/ , ;` and `、` (E3 80 81).
    private func parts(_ text: Bytes) -> [Bytes] {
        var parts: [Bytes] = []
        var start = 0
        var at = 0
        while at < text.count {
            let isListComma =
                at + 2 < text.count && text[at] == 0xE3 && text[at + 1] == 0x80
                && text[at + 2] == 0x81
            if isListComma || text[at] == 0x2F || text[at] == 0x2C || text[at] == 0x3B {
                parts.append(text.part(start, at))
                start = at + (isListComma ? 3 : 1)
                at = start
            } else {
                at += 1
            }
        }
        parts.append(text.part(start, text.count))
        return parts
    }
}

/// A number in canonical form.
struct PhoneNumber {
    var text: [UInt8]
    var isMobile = false
}
