import GuijiContract
import GuijiModel

/// Turns the raw texts of one column into prepared values.
///
/// Cost: about 5 ns a letter and one look-up a value. Texts are cut after `longest` letters.
final class ValueReading {
    static let longest = 1 << 14

    private let kind: MatchingColumn.Kind
    private let folding: LetterFolding
    private let replacements: [(from: [UInt16], to: [UInt16])]
    /// The first letters of replacements, a bit for the lowest six bits of each.
    private let firstLetters: UInt64
    private let missing: [[UInt16]]
    private var scratch: UnsafeMutablePointer<UInt16>
    private var second: UnsafeMutablePointer<UInt16>

    init(column: MatchingColumn) {
        kind = column.kind
        let keepsMarks: Set<MatchingColumn.Kind> = [
            .code, .number, .date, .digits, .phone, .residentID,
        ]
        folding = LetterFolding(punctuationIsBlank: !keepsMarks.contains(kind))
        replacements = column.replacements.map { (Array($0.from.utf16), Array($0.to.utf16)) }
            .filter { !$0.from.isEmpty }
            .sorted { $0.from.count > $1.from.count }
        firstLetters = replacements.reduce(0) { $0 | 1 << UInt64($1.from[0] & 63) }
        missing = column.missing.map { Array($0.lowercased().utf16) }
        scratch = .allocate(capacity: ValueReading.longest * 2)
        second = .allocate(capacity: ValueReading.longest * 2)
    }

    deinit {
        scratch.deallocate()
        second.deallocate()
    }

    /// Adds the prepared value of a raw UTF-8 text to a group; an empty one where nothing is left of it.
    @inline(__always)
    func read(_ bytes: UnsafeBufferPointer<UInt8>, into group: ValueGroup) {
        let count = prepare(bytes)
        group.next.update(from: scratch, count: count)
        group.end(count)
    }

    /// Leaves the prepared value in `scratch` and returns its length.
    private func prepare(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = decode(bytes)
        if count == 0 { return 0 }
        if !replacements.isEmpty { count = replace(count) }
        switch kind {
        case .personName: count = finishName(count)
        case .text, .freeText, .code: count = trim(count)
        case .phone: count = finishPhone(count)
        case .digits: count = keepDigits(count)
        case .residentID: count = finishID(keepDigits(count))
        case .date: count = finishDate(count)
        case .number: count = finishNumber(count)
        }
        if !missing.isEmpty, isMissing(Letters(start: scratch, count: count)) { return 0 }
        return count
    }

    private func isMissing(_ value: Letters) -> Bool {
        missing.contains { $0.count == value.count && $0.elementsEqual(value) }
    }

    /// UTF-8 to folded letters in `scratch`. Malformed bytes are dropped: readers hand out valid text.
    private func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var index = 0
        let end = bytes.count
        while index < end, count < ValueReading.longest {
            let byte = UInt32(bytes[index])
            var scalar = byte
            var length = 1
            if byte >= 0x80 {
                length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                if index + length > end { break }
                scalar = byte & (0xFF >> UInt32(length + 1))
                for offset in 1..<length {
                    scalar = scalar << 6 | UInt32(bytes[index + offset]) & 0x3F
                }
            }
            index += length
            // A character outside the basic plane is one letter too: one of 6,400 by its number.
            let letter =
                scalar < 0x10000
                ? UInt16(truncatingIfNeeded: scalar)
                : UInt16(truncatingIfNeeded: 0xE000 + scalar % 6400)
            let folded = folding.fold(letter)
            if folded != LetterFolding.dropped {
                scratch[count] = folded
                count += 1
            }
        }
        return count
    }

    /// Literal replacements, the longest first at each place.
    private func replace(_ count: Int) -> Int {
        var written = 0
        var index = 0
        search: while index < count, written < ValueReading.longest {
            if firstLetters >> UInt64(scratch[index] & 63) & 1 == 0 {
                second[written] = scratch[index]
                written += 1
                index += 1
                continue
            }
            for (from, to) in replacements
            where scratch[index] == from[0] && index + from.count <= count {
                var same = true
                for offset in 1..<max(1, from.count) where offset < from.count {
                    if scratch[index + offset] != from[offset] {
                        same = false
                        break
                    }
                }
                if same {
                    for letter in to {
                        second[written] = letter
                        written += 1
                    }
                    index += from.count
                    continue search
                }
            }
            second[written] = scratch[index]
            written += 1
            index += 1
        }
        swap(&scratch, &second)
        return written
    }

    /// Without blanks at the ends; one blank between words.
    private func trim(_ count: Int) -> Int {
        var written = 0
        for index in 0..<count {
            let letter = scratch[index]
            if letter == 0x20, written == 0 || scratch[written - 1] == 0x20 { continue }
            scratch[written] = letter
            written += 1
        }
        while written > 0, scratch[written - 1] == 0x20 { written -= 1 }
        return written
    }

    /// Names: what stands in brackets and stars go; a name in Han has no blanks.
    private func finishName(_ count: Int) -> Int {
        var written = 0
        var depth = 0
        var hasHan = false
        for index in 0..<count {
            let letter = scratch[index]
            if letter == 0x28 || letter == 0x5B { depth += 1 }
            if depth == 0, letter != 0x2A, letter != 0x29, letter != 0x5D {
                if (0x3400...0x9FFF).contains(letter) { hasHan = true }
                scratch[written] = letter
                written += 1
            }
            if letter == 0x29 || letter == 0x5D { depth = max(0, depth - 1) }
        }
        guard hasHan else { return trim(written) }
        var kept = 0
        for index in 0..<written where scratch[index] != 0x20 {
            scratch[kept] = scratch[index]
            kept += 1
        }
        return kept
    }

    private func keepDigits(_ count: Int) -> Int {
        var written = 0
        for index in 0..<count where LetterFolding.isWord(scratch[index]) || scratch[index] == 0x2A
        {
            scratch[written] = scratch[index]
            written += 1
        }
        return written
    }

    /// Digits without the country code. Fewer than five, or all the same, are no number.
    private func finishPhone(_ count: Int) -> Int {
        var written = 0
        for index in 0..<count where (0x30...0x39).contains(scratch[index]) {
            scratch[written] = scratch[index]
            written += 1
        }
        func drop(_ length: Int) {
            for index in length..<written { scratch[index - length] = scratch[index] }
            written -= length
        }
        if written > 11, scratch[0] == 0x30, scratch[1] == 0x30 { drop(2) }
        if written == 13, scratch[0] == 0x38, scratch[1] == 0x36 { drop(2) }
        if written < 5 { return 0 }
        for index in 1..<written where scratch[index] != scratch[0] { return written }
        return 0
    }

    /// 15 digits get their century and check digit (GB 11643-1999), so that all forms are 18 letters; masks are kept.
    private func finishID(_ count: Int) -> Int {
        guard count == 15 else { return count < 10 ? 0 : count }
        for index in stride(from: 14, through: 6, by: -1) { scratch[index + 2] = scratch[index] }
        scratch[6] = 0x31
        scratch[7] = 0x39
        scratch[17] = ResidentLetters.checkLetter(Letters(start: scratch, count: 17)) ?? 0x2A
        return 18
    }

    private func finishNumber(_ count: Int) -> Int {
        var written = 0
        for index in 0..<count
        where (0x30...0x39).contains(scratch[index]) || [0x2D, 0x2E].contains(scratch[index]) {
            scratch[written] = scratch[index]
            written += 1
        }
        if scratch.pointee != 0x2E || written > 1 {
            // 1999.0 is 1999.
            let number = Letters(start: scratch, count: written)
            if number.contains(0x2E) {
                while scratch[written - 1] == 0x30 { written -= 1 }
                if scratch[written - 1] == 0x2E { written -= 1 }
            }
        }
        return Double(String(decoding: Letters(start: scratch, count: written), as: UTF16.self))
            == nil ? 0 : written
    }

    /// Any usual order to eight digits, year first; what is no date is kept digit by digit, so that slips still compare.
    private func finishDate(_ count: Int) -> Int {
        let value = Letters(start: scratch, count: count)
        guard let digits = DateLetters.eightDigits(value) else {
            var written = 0
            for index in 0..<count where (0x30...0x39).contains(scratch[index]) {
                scratch[written] = scratch[index]
                written += 1
            }
            return written < 4 ? 0 : written
        }
        for (index, digit) in digits.enumerated() { scratch[index] = digit }
        return digits.count
    }
}
