/// Dates as eight digits, year first: `19560409`.
enum DateLetters {
    /// Year, month and day of an eight-digit value; `nil` for any other. Month and day are not checked.
    @inline(__always)
    static func parts(_ value: Letters) -> (year: Int, month: Int, day: Int)? {
        guard value.count == 8 else { return nil }
        var number = 0
        for index in 0..<8 {
            let digit = Int(value[index]) - 0x30
            guard digit >= 0, digit <= 9 else { return nil }
            number = number * 10 + digit
        }
        return (number / 10000, number / 100 % 100, number % 100)
    }

    /// Days since a fixed day long ago, by the Gregorian calendar (Fliegel and van Flandern's formula).
    static func dayNumber(_ parts: (year: Int, month: Int, day: Int)) -> Int {
        let shift = (14 - parts.month) / 12
        let year = parts.year + 4800 - shift
        let month = parts.month + 12 * shift - 3
        return parts.day + (153 * month + 2) / 5 + 365 * year + year / 4 - year / 100 + year / 400
    }

    /// `1956-04-09`, `9.4.1956`, `1956/4`, `19560409`, `4 Apr 1956`; `nil` where no year is told.
    /// A day first and a month first cannot be told apart where both are at most 12; the day is taken to be first.
    static func eightDigits(_ value: Letters) -> [UInt16]? {
        var groups: [(number: Int, length: Int)] = []
        var word: [UInt16] = []
        var month: Int?
        var inDigits = false
        func endWord() {
            if word.count >= 3 { month = months[Array(word.prefix(3))] ?? month }
            word = []
        }
        for letter in value {
            if (0x30...0x39).contains(letter) {
                endWord()
                let digit = Int(letter) - 0x30
                if inDigits, let last = groups.indices.last {
                    guard groups[last].length < 14 else { return nil }
                    groups[last].number = groups[last].number * 10 + digit
                    groups[last].length += 1
                } else {
                    groups.append((digit, 1))
                }
                inDigits = true
            } else {
                inDigits = false
                if (0x61...0x7A).contains(letter) { word.append(letter) } else { endWord() }
            }
        }
        endWord()
        guard let first = groups.first else { return nil }
        if first.length == 8 {
            return digits(first.number / 10000, first.number / 100 % 100, first.number % 100)
        }
        if first.length == 14 {
            return digits(
                first.number / 10_000_000_000, first.number / 100_000_000 % 100,
                first.number / 1_000_000 % 100)
        }
        let numbers = groups.map(\.number)
        if first.length == 4 {
            if let month { return digits(first.number, month, numbers.count > 1 ? numbers[1] : 0) }
            return digits(
                first.number, numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0
            )
        }
        if let month, groups.count >= 2, groups[1].length == 4 {
            return digits(numbers[1], month, numbers[0])
        }
        if groups.count >= 3, groups[2].length == 4 {
            return numbers[1] > 12
                ? digits(numbers[2], numbers[0], numbers[1])
                : digits(numbers[2], numbers[1], numbers[0])
        }
        return nil
    }

    private static func digits(_ year: Int, _ month: Int, _ day: Int) -> [UInt16]? {
        guard year < 10000, month < 100, day < 100 else { return nil }
        let number = year * 10000 + month * 100 + day
        var result: [UInt16] = []
        var divisor = 10_000_000
        while divisor > 0 {
            result.append(UInt16(0x30 + number / divisor % 10))
            divisor /= 10
        }
        return result
    }

    private static let months: [[UInt16]: Int] = {
        let names = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        var table: [[UInt16]: Int] = [:]
        for (index, name) in names.enumerated() { table[Array(name.utf16)] = index + 1 }
        return table
    }()
}
