/// What a text says about a moment, before any decision about zones, two-digit years or missing precision.
@frozen
package struct DateParts: Sendable, Equatable {
    /// As written: a four-digit year, or 0…99 where the pattern has `yy` (then `isShortYear` is set and the caller
    /// chooses the century).
    package var year = 0
    /// 1…12; 0 where the text states none (`1985`, `19850000`).
    package var month = 0
    /// 1…31; 0 where the text states none (`202003`, `1985-06-00`).
    package var day = 0
    /// 0…23, or 24 with `minute` and `second` 0: the end of the day, midnight of the next.
    package var hour = 0
    package var minute = 0
    package var second = 0
    package var nanosecond = 0
    /// Minutes east of UTC; `nil` where the text states no zone.
    package var offsetMinutes: Int?
    /// Whether the text states at least the hour.
    package var hasTime = false
    /// Whether the year was written with two digits.
    package var isShortYear = false

    package init() {}

    /// The smallest part of the date that the text states.
    package var precision: Precision { month == 0 ? .year : day == 0 ? .month : .day }

    package enum Precision: UInt8, Sendable, Comparable {
        case year, month, day

        package static func < (left: Precision, right: Precision) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// Days of a month in the proleptic Gregorian calendar. `month` is 1…12.
    package static func days(inMonth month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Whether such a day and time exist. Zeros for month and day count as "not stated"; a day without its month
    /// does not exist. A two-digit year is judged as one of the years 2000…2099, and 29 February of `00` is allowed
    /// (2000 was a leap year; 1900 was not, which is for the caller to judge).
    package var exists: Bool {
        guard month <= 12, hour <= 24, minute <= 59, second <= 59 else { return false }
        if hour == 24, minute != 0 || second != 0 || nanosecond != 0 { return false }
        if month == 0 { return day == 0 }
        return day <= DateParts.days(inMonth: month, ofYear: isShortYear ? 2000 + year : year)
    }
}
