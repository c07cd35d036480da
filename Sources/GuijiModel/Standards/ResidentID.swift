/// 公民身份号码 (GB 11643-1999) and the numbers built like it: residence permits of people from Hong Kong, Macao and
/// Taiwan (81, 82, 83) and the 18-digit card of foreign permanent residents (2023, first digit 9).
///
/// All functions take ASCII bytes in canonical form (digits, the check character `X` in upper case), allocate nothing
/// and take some nanoseconds.
package enum ResidentID {
    /// What is true of a text that should be a number.
    package enum Verdict: UInt8, Sendable {
        /// 18 characters, all checks passed.
        case valid
        /// 15 digits of the first generation (until 2013): a province and a real date, no check digit.
        case validShort
        /// Stars stand for hidden digits (`3206**********991X`); nothing to check.
        case masked
        /// Not 15 or 18 digits (the last of 18 may be `X`).
        case wrongForm
        /// The first two digits are no province.
        case wrongDivision
        /// No real day, before 1880, or after the day of checking.
        case wrongDate
        /// Only the check character is wrong.
        case wrongCheck
    }

    /// Judges a number. `latest` is the last acceptable day of birth, usually the business date.
    package static func verdict(
        _ bytes: UnsafeBufferPointer<UInt8>, latest: CalendarDay = distantDay
    ) -> Verdict {
        switch bytes.count {
        case 18: verdictOf18(bytes, latest)
        case 15: verdictOf15(bytes, latest)
        default: isMasked(bytes) ? .masked : .wrongForm
        }
    }

    /// Whether a text is a valid number of 18 characters, by all checks.
    package static func isValid(
        _ bytes: UnsafeBufferPointer<UInt8>, latest: CalendarDay = distantDay
    ) -> Bool {
        bytes.count == 18 && verdictOf18(bytes, latest) == .valid
    }

    /// Whether a text is a valid number of 18 characters, by all checks.
    package static func isValid(_ text: String, latest: CalendarDay = distantDay) -> Bool {
        var text = text
        return text.withUTF8 { isValid($0, latest: latest) }
    }

    /// A bound that never binds.
    package static let distantDay = CalendarDay(year: 9999, month: 12, day: 31)

    /// The check character of the first 17 digits: ISO 7064 MOD 11-2. Σ aᵢ·Wᵢ with Wᵢ = 2^(18−i) mod 11; the remainder
    /// 0…10 gives `1 0 X 9 8 7 6 5 4 3 2`. `nil` where one of them is no digit. Finds every single wrong digit and
    /// every swap of neighbours.
    @inlinable
    package static func checkCharacter(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard bytes.count >= 17 else { return nil }
        var sum = 0
        var isDigits = true
        for index in 0..<17 {
            let digit = bytes[index] &- 0x30
            isDigits = isDigits && digit < 10
            sum &+= Int(digit) &* Int(weights[index])
        }
        return isDigits ? checks[sum % 11] : nil
    }

    /// The 18 characters of a 15-digit number: `19` before the year, the check character at the end. `nil` where the
    /// text is not 15 digits. Numbers with sequence 996…999 are `isAmbiguous`.
    package static func upgraded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard bytes.count == 15, bytes.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        var long = Array(bytes[0..<6]) + [0x31, 0x39] + bytes[6...]
        guard let check = long.withUnsafeBufferPointer({ checkCharacter($0) }) else { return nil }
        long.append(check)
        return long
    }

    /// The 18 characters of a 15-digit number, as text.
    package static func upgraded(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { upgraded($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a 15-digit number may belong to a person born before 1900: centenarians had the sequences 996…999, so
    /// the century cannot be told.
    package static func isAmbiguous(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == 15 && bytes[12] == 0x39 && bytes[13] == 0x39 && bytes[14] >= 0x36
    }

    /// Whether stars stand for hidden digits: only digits, stars and a last `X`, and at least one star.
    package static func isMasked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var stars = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "*") {
                stars += 1
            } else if byte &- 0x30 >= 10 {
                guard byte == UInt8(ascii: "X"), index == bytes.count - 1 else { return false }
            }
        }
        return stars > 0
    }

    /// The day of birth in a number of 18 characters, or of 15 with the century 19. Not checked.
    package static func birthDay(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
        func number(_ from: Int, _ count: Int) -> Int {
            var value = 0
            for index in from..<from + count { value = value * 10 + Int(bytes[index] &- 0x30) }
            return value
        }
        switch bytes.count {
        case 18:
            return CalendarDay(year: number(6, 4), month: number(10, 2), day: number(12, 2))
        case 15:
            return CalendarDay(year: 1900 + number(6, 2), month: number(8, 2), day: number(10, 2))
        default: return nil
        }
    }

    private static func verdictOf18(
        _ bytes: UnsafeBufferPointer<UInt8>, _ latest: CalendarDay
    ) -> Verdict {
        let last = bytes[17]
        guard let check = checkCharacter(bytes),
            last &- 0x30 < 10 || last == UInt8(ascii: "X")
        else { return isMasked(bytes) ? .masked : .wrongForm }
        // A leading 9 is not a division: it marks the cards of foreign permanent residents.
        guard bytes[0] == 0x39 || DivisionPrefix.isProvince(bytes[0], bytes[1]) else {
            return .wrongDivision
        }
        guard isPossible(birthDay(bytes), latest) else { return .wrongDate }
        return check == last ? .valid : .wrongCheck
    }

    private static func verdictOf15(
        _ bytes: UnsafeBufferPointer<UInt8>, _ latest: CalendarDay
    ) -> Verdict {
        guard bytes.allSatisfy({ $0 &- 0x30 < 10 }) else {
            return isMasked(bytes) ? .masked : .wrongForm
        }
        guard DivisionPrefix.isProvince(bytes[0], bytes[1]) else { return .wrongDivision }
        guard let birth = birthDay(bytes) else { return .wrongDate }
        // 1900 was no leap year but 1800 was none either, so an ambiguous century changes nothing here.
        return isPossible(birth, latest) ? .validShort : .wrongDate
    }

    private static func isPossible(_ day: CalendarDay?, _ latest: CalendarDay) -> Bool {
        guard let day, day.exists else { return false }
        return day.year >= 1880 && day <= latest
    }

    @usableFromInline static let weights: [UInt8] = [
        7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2,
    ]
    @usableFromInline static let checks: [UInt8] = Array("10X98765432".utf8)
}
