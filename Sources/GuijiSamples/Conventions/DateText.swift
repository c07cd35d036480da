import GuijiModel

/// A day: days since 1970-01-01.
package typealias Day = Int

/// A time on the clocks of China: seconds since 1970-01-01 00:00 there.
package typealias Moment = Int

/// Numbers with leading zeros.
package enum Digits {
    package static func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return text.utf8.count >= width
            ? text : String(repeating: "0", count: width - text.utf8.count) + text
    }

    /// A number as Chinese numerals, up to 99: 三, 十二, 四十一.
    package static func hanzi(_ number: Int) -> String {
        let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard number >= 10, number < 100 else {
            return String(number).utf8.map { digits[Int($0) - 0x30] }.joined()
        }
        let tens = number / 10 == 1 ? "" : digits[number / 10]
        return tens + "十" + (number % 10 == 0 ? "" : digits[number % 10])
    }

    /// Digit by digit: 四〇一.
    package static func hanziDigits(_ number: Int) -> String {
        String(number).utf8.map { hanzi(Int($0) - 0x30) }.joined()
    }

    /// A decimal with so many digits after the point.
    package static func decimal(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int((abs(value) * scale).rounded())
        let sign = value < 0 && whole != 0 ? "-" : ""
        guard places > 0 else { return sign + String(whole) }
        let unit = Int(scale)
        return sign + String(whole / unit) + "." + pad(whole % unit, places)
    }
}

/// Days and times as departments write them.
package enum DateText {
    package static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        CalendarDay(year: year, month: month, day: day).daysSince1970
    }

    package static func year(_ day: Day) -> Int { CalendarDay(daysSince1970: day).year }

    /// `2020-03-05`
    package static func iso(_ day: Day) -> String { joined(day, "-") }
    /// `20200305`
    package static func compact(_ day: Day) -> String { joined(day, "") }
    /// `2020.03.05`
    package static func dots(_ day: Day) -> String { joined(day, ".") }
    /// `2020/03/05`
    package static func slashes(_ day: Day) -> String { joined(day, "/") }

    /// `2020年3月5日`
    package static func hanzi(_ day: Day) -> String {
        let date = CalendarDay(daysSince1970: day)
        return "\(date.year)年\(date.month)月\(date.day)日"
    }

    /// `2020-3-5`
    package static func short(_ day: Day) -> String {
        let date = CalendarDay(daysSince1970: day)
        return "\(date.year)-\(date.month)-\(date.day)"
    }

    /// `202003`
    package static func month(_ day: Day) -> String { String(compact(day).prefix(6)) }

    /// `2020-03-05 08:30:00`; with `separator: "T"`, ISO.
    package static func time(_ moment: Moment, separator: String = " ") -> String {
        iso(dayOf(moment)) + separator + clock(moment)
    }

    /// `2020-03-05 08:30`
    package static func minute(_ moment: Moment) -> String { String(time(moment).dropLast(3)) }

    /// `08:30:00`
    package static func clock(_ moment: Moment) -> String {
        let seconds = moment - dayOf(moment) * 86_400
        return Digits.pad(seconds / 3600, 2) + ":" + Digits.pad(seconds / 60 % 60, 2) + ":"
            + Digits.pad(seconds % 60, 2)
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    package static func epoch(_ moment: Moment) -> Int { moment - 8 * 3600 }

    /// The day of a time.
    package static func dayOf(_ moment: Moment) -> Day {
        moment >= 0 ? moment / 86_400 : -((86_399 - moment) / 86_400)
    }

    private static func joined(_ day: Day, _ separator: String) -> String {
        let date = CalendarDay(daysSince1970: day)
        return Digits.pad(date.year, 4) + separator + Digits.pad(date.month, 2) + separator
            + Digits.pad(date.day, 2)
    }
}
