import GuijiContract

/// Dates and times as people and programs write them (domain.md 3.5), where a contract names no format.
///
/// Year, month, day in this order: `20200305`, `2020-3-05`, `2020.3.5`, `2020/3/5`, `85.3.12`, `2020年3月5日`,
/// `二〇二〇年三月五日`; `05-Mar-2020`; year or year and month alone; zeros for unknown parts (`1985-00-00`). Then,
/// optionally, a time with `:` or 时分秒 or without signs, a fraction, a zone. Day before month in digits
/// (`05/03/2020`) cannot be told from month before day and is refused; so are lunar days (初五) and serial numbers.
enum FreeDate {
    static func parse(_ text: Bytes) -> DatePattern.Outcome {
        var cursor = TextCursor(text)
        var parts = DateParts()
        if text.contains(where: { $0 >= 0x80 }) {
            guard HanziDate.parse(&cursor, &parts) else { return .mismatch }
        } else {
            guard parseASCII(&cursor, &parts) else { return .mismatch }
        }
        guard cursor.isAtEnd else { return .mismatch }
        // Less than a day, outside the years that occur, is a number and no date: 80000001 is not the year 8000.
        let isLikely =
            parts.precision == .day || parts.isShortYear || likelyYears.contains(parts.year)
        return parts.exists && isLikely ? .parsed(parts) : .impossible(parts)
    }

    private static let likelyYears = 1800...2199

    private static func parseASCII(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        let count = cursor.digitCount
        switch count {
        case 12, 14, 17: return compact(&cursor, &parts, digits: count)
        case 8:
            return compact(&cursor, &parts, digits: 8) && time(&cursor, &parts)
        case 6, 4: return yearFirst(&cursor, &parts, digits: count)
        case 1, 2: return shortFirst(&cursor, &parts, digits: count)
        default: return false
        }
    }

    /// `yyyyMMdd[HHmm[ss[SSS]]]`.
    private static func compact(
        _ cursor: inout TextCursor, _ parts: inout DateParts, digits: Int
    ) -> Bool {
        parts.year = cursor.number(exactly: 4) ?? 0
        parts.month = cursor.number(exactly: 2) ?? 0
        parts.day = cursor.number(exactly: 2) ?? 0
        guard digits > 8 else { return true }
        parts.hasTime = true
        parts.hour = cursor.number(exactly: 2) ?? 0
        parts.minute = cursor.number(exactly: 2) ?? 0
        if digits >= 14 { parts.second = cursor.number(exactly: 2) ?? 0 }
        if digits == 17 { parts.nanosecond = (cursor.number(exactly: 3) ?? 0) * 1_000_000 }
        return zone(&cursor, &parts)
    }

    /// `yyyyMM`, `yyyy`, `yyyy-M`, `yyyy-M-d`.
    private static func yearFirst(
        _ cursor: inout TextCursor, _ parts: inout DateParts, digits: Int
    ) -> Bool {
        parts.year = cursor.number(exactly: 4) ?? 0
        if digits == 6 { parts.month = cursor.number(exactly: 2) ?? 0 }
        if digits == 6 || cursor.isAtEnd {
            // Without a sign between, four or six digits may be anything: only years that occur.
            let isLikely = likelyYears.contains(parts.year)
            return cursor.isAtEnd && isLikely && (digits == 4 || parts.month > 0)
        }
        return monthAndDay(&cursor, &parts)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
    }

    /// From the separator after the year on.
    private static func monthAndDay(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        let separator = cursor.byte
        guard isSeparator(separator) else { return false }
        cursor.at += 1
        guard let month = cursor.number(1...2) else { return false }
        parts.month = month
        if cursor.isAtEnd { return !parts.isShortYear && month > 0 }
        guard cursor.skip(separator), let day = cursor.number(1...2) else { return false }
        parts.day = day
        return time(&cursor, &parts)
    }

    /// `yy.M.d` or `d-MMM-yyyy`.
    private static func shortFirst(
        _ cursor: inout TextCursor, _ parts: inout DateParts, digits: Int
    ) -> Bool {
        let first = cursor.number(exactly: digits) ?? 0
        let separator = cursor.byte
        guard cursor.at + 1 < cursor.text.count else { return false }
        if isDigit(cursor.text[cursor.at + 1]) {
            guard digits == 2 else { return false }
            parts.year = first
            parts.isShortYear = true
            return monthAndDay(&cursor, &parts)
        }
        guard first > 0, separator == 0x20 || isSeparator(separator) else { return false }
        cursor.at += 1
        parts.day = first
        guard let month = monthName(&cursor), cursor.skip(separator) else { return false }
        parts.month = month
        parts.isShortYear = cursor.digitCount == 2
        guard cursor.digitCount == 2 || cursor.digitCount == 4, let year = cursor.number(2...4)
        else { return false }
        parts.year = year
        return time(&cursor, &parts)
    }

    /// Three letters of an English month in any case.
    private static func monthName(_ cursor: inout TextCursor) -> Int? {
        guard cursor.at + 3 <= cursor.text.count else { return nil }
        for month in 0..<12 {
            let name = months.utf8Start + month * 3
            let isSame = (0..<3).allSatisfy { cursor.text[cursor.at + $0] | 0x20 == name[$0] }
            guard isSame else { continue }
            cursor.at += 3
            return month + 1
        }
        return nil
    }

    private static let months: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"

    /// What follows a day: nothing, a zone, or a time with its zone.
    static func time(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        if cursor.isAtEnd { return true }
        guard cursor.byte == 0x20 || cursor.byte | 0x20 == UInt8(ascii: "t") else {
            // `2020-03-05+08:00`, an XML date with its zone: the day is the day.
            var ignored = DateParts()
            return zone(&cursor, &ignored)
        }
        cursor.at += 1
        guard clock(&cursor, &parts) else { return false }
        cursor.skipBlank()
        return zone(&cursor, &parts)
    }

    /// `8:30`, `08:30:00.123`, `0830`, `083000`.
    static func clock(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        parts.hasTime = true
        let count = cursor.digitCount
        if count == 4 || count == 6 {
            parts.hour = cursor.number(exactly: 2) ?? 0
            parts.minute = cursor.number(exactly: 2) ?? 0
            if count == 6 { parts.second = cursor.number(exactly: 2) ?? 0 }
        } else {
            guard let hour = cursor.number(1...2), cursor.skip(UInt8(ascii: ":")),
                let minute = cursor.number(2...2)
            else { return false }
            parts.hour = hour
            parts.minute = minute
            guard cursor.skip(UInt8(ascii: ":")) else { return true }
            guard let second = cursor.number(2...2) else { return false }
            parts.second = second
        }
        guard cursor.skip(UInt8(ascii: ".")) || cursor.skip(UInt8(ascii: ",")) else { return true }
        let digits = cursor.digitCount
        guard (1...9).contains(digits), var fraction = cursor.number(exactly: digits) else {
            return false
        }
        for _ in digits..<9 { fraction *= 10 }
        parts.nanosecond = fraction
        return true
    }

    /// Nothing, `Z`, `+08:00`, `+0800` or `+08`.
    private static func zone(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        if cursor.isAtEnd { return true }
        let sign = cursor.byte
        cursor.at += 1
        if sign | 0x20 == UInt8(ascii: "z") {
            parts.offsetMinutes = 0
            return cursor.isAtEnd
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let hours = cursor.number(exactly: 2), hours <= 18
        else { return false }
        var minutes = 0
        if !cursor.isAtEnd {
            _ = cursor.skip(UInt8(ascii: ":"))
            guard let stated = cursor.number(2...2), stated < 60 else { return false }
            minutes = stated
        }
        let offset = hours * 60 + minutes
        parts.offsetMinutes = sign == UInt8(ascii: "-") ? -offset : offset
        return cursor.isAtEnd
    }
}
