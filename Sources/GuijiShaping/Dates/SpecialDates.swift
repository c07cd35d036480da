import GuijiContract
import GuijiModel

/// Dates that only a contract may allow, because their text could be something else.
enum SpecialDates {
    /// Years of the Republic of China: `中華民國104年4月16日`, `民国104.4.16`, `104/4/16`, `1040416`, `民國元年`.
    /// Year 1 is 1912; `民國前1年` is 1911.
    static func minguo(_ text: Bytes) -> DatePattern.Outcome {
        var cursor = TextCursor(text)
        var parts = DateParts()
        _ = cursor.skip("中華") || cursor.skip("中华")
        let isNamed = cursor.skip("民國") || cursor.skip("民国")
        guard isNamed || cursor.at == 0 else { return .mismatch }
        let isBefore = isNamed && cursor.skip("前")
        let digits = cursor.digitCount
        if digits == 6 || digits == 7 {
            guard let year = cursor.number(exactly: digits - 4),
                let month = cursor.number(exactly: 2), let day = cursor.number(exactly: 2),
                cursor.isAtEnd
            else { return .mismatch }
            (parts.year, parts.month, parts.day) = (year, month, day)
        } else {
            guard let year = minguoYear(&cursor) else { return .mismatch }
            parts.year = year
            guard restOfMinguo(&cursor, &parts), cursor.isAtEnd else { return .mismatch }
        }
        guard parts.year > 0 else { return .impossible(parts) }
        parts.year = isBefore ? 1912 - parts.year : 1911 + parts.year
        return parts.exists ? .parsed(parts) : .impossible(parts)
    }

    private static func minguoYear(_ cursor: inout TextCursor) -> Int? {
        if cursor.skip("元") { return 1 }
        let digits = cursor.digitCount
        if digits > 0 { return digits <= 3 ? cursor.number(exactly: digits) : nil }
        return HanziDate.number(&cursor)
    }

    private static func restOfMinguo(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        if cursor.skip("年") { return HanziDate.monthAndDay(&cursor, &parts) }
        let separator = cursor.byte
        guard [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(separator),
            cursor.skip(separator), let month = cursor.number(1...2), cursor.skip(separator),
            let day = cursor.number(1...2)
        else { return false }
        parts.month = month
        parts.day = day
        return FreeDate.time(&cursor, &parts)
    }

    /// `35岁`, `35周岁`, `35`: the year of birth, as seen from a year.
    static func age(_ text: Bytes, seenFrom year: Int) -> DatePattern.Outcome {
        var cursor = TextCursor(text)
        guard let age = cursor.number(1...3), age <= 150 else { return .mismatch }
        _ = cursor.skip("周") || cursor.skip("週")
        _ = cursor.skip("岁") || cursor.skip("歲")
        guard cursor.isAtEnd else { return .mismatch }
        var parts = DateParts()
        parts.year = year - age
        return .parsed(parts)
    }

    /// A spreadsheet's number of a day, with a fraction for the time: 43895 is 2020-03-05, or 42433 in the system of
    /// 1904. Only 18264…73050 (1950…2099), because other numbers are hardly dates.
    static func spreadsheet(_ text: Bytes, isSystem1904: Bool) -> DatePattern.Outcome {
        var cursor = TextCursor(text)
        guard var serial = cursor.number(5...5) else { return .mismatch }
        if isSystem1904 { serial += 1462 }
        var seconds = 0
        if cursor.skip(UInt8(ascii: ".")) {
            let digits = cursor.digitCount
            guard digits > 0, let fraction = cursor.number(1...15) else { return .mismatch }
            var scale = 1.0
            for _ in 0..<digits { scale *= 10 }
            seconds = Int((Double(fraction) / scale * 86_400).rounded())
        }
        guard cursor.isAtEnd, (18264...73050).contains(serial) else { return .mismatch }
        // Serial 1 is 1900-01-01, and 1900-02-29, which did not exist, has a number: so from March 1900 on, day 0 is
        // 1899-12-30, which is 25,569 days before 1970.
        let day = CalendarDay(daysSince1970: serial - 25_569)
        var parts = DateParts()
        (parts.year, parts.month, parts.day) = (day.year, day.month, day.day)
        parts.hasTime = seconds > 0
        parts.hour = seconds / 3600
        parts.minute = seconds / 60 % 60
        parts.second = seconds % 60
        return .parsed(parts)
    }

    /// Seconds or milliseconds since 1970, as a moment in UTC. Within the years 1…9999.
    static func epoch(_ text: Bytes, unitsPerSecond: Int) -> DatePattern.Outcome {
        var cursor = TextCursor(text)
        let isNegative = cursor.skip(UInt8(ascii: "-"))
        guard let magnitude = cursor.number(1...15) else { return .mismatch }
        // JSON writers may print whole numbers with a fraction of zeros.
        if cursor.skip(UInt8(ascii: ".")) {
            while cursor.skip(UInt8(ascii: "0")) {}
        }
        guard cursor.isAtEnd else { return .mismatch }
        let units = isNegative ? -magnitude : magnitude
        let seconds = floorDivide(units, unitsPerSecond)
        let days = floorDivide(seconds, 86_400)
        guard days > -719_000, days < 2_932_000 else { return .mismatch }
        let day = CalendarDay(daysSince1970: days)
        let time = seconds - days * 86_400
        var parts = DateParts()
        (parts.year, parts.month, parts.day) = (day.year, day.month, day.day)
        parts.hasTime = true
        (parts.hour, parts.minute, parts.second) = (time / 3600, time / 60 % 60, time % 60)
        parts.nanosecond = (units - seconds * unitsPerSecond) * (1_000_000_000 / unitsPerSecond)
        parts.offsetMinutes = 0
        return .parsed(parts)
    }

    static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}
