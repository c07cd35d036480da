import GuijiContract
import GuijiModel

/// Takes something out of values, as `take:` says.
final class ValueTransform {
    private let transform: MatchingColumn.Transform
    private let pinyin = Pinyin()

    init(_ transform: MatchingColumn.Transform) { self.transform = transform }

    /// Writes what is taken of `value` to `output`, which has room for seven letters a letter.
    /// - Returns: the letters written; 0 where there is nothing to take.
    func apply(_ value: Letters, to output: UnsafeMutablePointer<UInt16>) -> Int {
        switch transform {
        case .first(let count): copy(value, 0, min(count, value.count), output)
        case .last(let count): copy(value, max(0, value.count - count), value.count, output)
        case .slice(let from, let to): copy(value, from, min(to, value.count), output)
        case .year: value.count == 8 ? copy(value, 0, 4, output) : 0
        case .yearMonth: value.count == 8 ? copy(value, 0, 6, output) : 0
        case .monthDay: value.count == 8 ? copy(value, 4, 8, output) : 0
        case .birthDate: value.count == 18 ? copyDigits(value, 6, 14, output) : 0
        case .validID: ResidentLetters.isValid(value) ? copy(value, 0, 18, output) : 0
        case .notEnding(let ends): endsIn(ends, value) ? 0 : copy(value, 0, value.count, output)
        case .masked: value.contains(0x2A) ? copy(value, 0, value.count, output) : 0
        case .validCode: isCreditCode(value) ? copy(value, 0, value.count, output) : 0
        case .idSex: sex(value, output)
        case .pinyin: readings(value, 0, value.count, output)
        case .surname: surname(value, output)
        case .givenName: givenName(value, output)
        case .soundex: Soundex.code(value, output)
        case .sortedWords: sortedWords(value, output)
        case .firstWord: copy(value, 0, value.firstIndex(of: 0x20) ?? value.count, output)
        case .lastWord:
            copy(value, (value.lastIndex(of: 0x20) ?? -1) + 1, value.count, output)
        case .numbers: numbers(value, output)
        case .words: words(value, output)
        }
    }

    private func copy(
        _ value: Letters, _ from: Int, _ to: Int, _ output: UnsafeMutablePointer<UInt16>
    ) -> Int {
        guard from < to else { return 0 }
        for index in from..<to { output[index - from] = value[index] }
        return to - from
    }

    private func copyDigits(
        _ value: Letters, _ from: Int, _ to: Int, _ output: UnsafeMutablePointer<UInt16>
    ) -> Int {
        for index in from..<to where !(0x30...0x39).contains(value[index]) { return 0 }
        return copy(value, from, to, output)
    }

    private func endsIn(_ ends: [String], _ value: Letters) -> Bool {
        ends.contains { end in
            let letters = Array(end.utf16)
            return value.count >= letters.count
                && value[(value.count - letters.count)...].elementsEqual(letters)
        }
    }

    private func isCreditCode(_ value: Letters) -> Bool {
        guard value.count == 18 else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 18) { bytes in
            // Letters are folded to lower case.
            for (index, letter) in value.enumerated() {
                guard letter < 0x80 else { return false }
                bytes[index] = UInt8((0x61...0x7A).contains(letter) ? letter - 0x20 : letter)
            }
            return CreditCode.isValid(UnsafeBufferPointer(bytes))
        }
    }

    /// The 17th digit is odd for men (GB 11643-1999).
    private func sex(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        guard value.count == 18, (0x30...0x39).contains(value[16]) else { return 0 }
        output[0] = value[16] & 1 == 1 ? 0x31 : 0x32
        return 1
    }

    private func isHan(_ letter: UInt16) -> Bool { (0x3400...0x9FFF).contains(letter) }

    /// Readings without blanks, so that Han and Latin spellings of one name are the same letters.
    private func readings(
        _ value: Letters, _ from: Int, _ to: Int, _ output: UnsafeMutablePointer<UInt16>
    ) -> Int {
        var count = 0
        guard from < to else { return 0 }
        for index in from..<to where value[index] != 0x20 {
            if !isHan(value[index]) {
                output[count] = value[index]
                count += 1
                continue
            }
            let special = index == 0 ? Pinyin.surnames[value[0]] : nil
            for letter in (special ?? pinyin.reading(value[index])).prefix(6) {
                output[count] = letter
                count += 1
            }
        }
        return count
    }

    /// Letters of the surname: two for the compound ones, else the first; of a Latin name all before the first blank.
    private func surnameLength(_ value: Letters) -> Int {
        guard let first = value.first else { return 0 }
        guard isHan(first) else { return value.firstIndex(of: 0x20) ?? value.count }
        if value.count > 2, Pinyin.compound.contains([value[0], value[1]]) { return 2 }
        return 1
    }

    private func surname(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        readings(value, 0, surnameLength(value), output)
    }

    private func givenName(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        let length = surnameLength(value)
        return length < value.count ? readings(value, length, value.count, output) : 0
    }

    /// Groups of digits, joined by hyphens.
    private func numbers(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        var count = 0
        var inside = false
        for letter in value {
            let isDigit = (0x30...0x39).contains(letter)
            if isDigit {
                if !inside, count > 0 {
                    output[count] = 0x2D
                    count += 1
                }
                output[count] = letter
                count += 1
            }
            inside = isDigit
        }
        return count
    }

    /// Everything but digits and marks.
    private func words(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        var count = 0
        for letter in value {
            if letter < 0x80, !(0x61...0x7A).contains(letter) {
                if letter == 0x20, count > 0, output[count - 1] != 0x20 {
                    output[count] = letter
                    count += 1
                }
                continue
            }
            output[count] = letter
            count += 1
        }
        while count > 0, output[count - 1] == 0x20 { count -= 1 }
        return count
    }

    private func sortedWords(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        let words = value.split(separator: 0x20).map(Array.init).sorted {
            $0.lexicographicallyPrecedes($1)
        }
        var count = 0
        for word in words {
            if count > 0 {
                output[count] = 0x20
                count += 1
            }
            for letter in word {
                output[count] = letter
                count += 1
            }
        }
        return count
    }
}

/// American Soundex (as the United States' National Archives describe it), of the first word that begins with a letter.
enum Soundex {
    private static let codes: [UInt8] = Array("01230120022455012623010202".utf8).map { $0 - 0x30 }

    /// Writes the letter and three digits; returns 4, or 0 where there is no Latin letter.
    static func code(_ value: Letters, _ output: UnsafeMutablePointer<UInt16>) -> Int {
        var count = 0
        var last: UInt8 = 0
        for letter in value {
            guard (0x61...0x7A).contains(letter) else {
                if count > 0, letter == 0x20 { break }
                continue
            }
            let code = codes[Int(letter - 0x61)]
            if count == 0 {
                output[0] = letter
                count = 1
                last = code
                continue
            }
            // h and w do not part equal codes; vowels do.
            if letter == 0x68 || letter == 0x77 { continue }
            if code != 0, code != last {
                output[count] = UInt16(code) + 0x30
                count += 1
                if count == 4 { return 4 }
            }
            last = code
        }
        if count == 0 { return 0 }
        while count < 4 {
            output[count] = 0x30
            count += 1
        }
        return 4
    }
}
