import GuijiContract

/// Dates written with 年, 月 and 日, in digits or in Han numerals.
enum HanziDate {
    /// Reads a date and what follows it.
    static func parse(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        guard let (year, digits) = year(&cursor), cursor.skip("年") else { return false }
        parts.year = year
        parts.isShortYear = digits == 2
        return monthAndDay(&cursor, &parts)
    }

    /// From behind 年 on.
    static func monthAndDay(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        cursor.skipBlank()
        if cursor.isAtEnd { return true }
        guard let month = number(&cursor), month > 0, cursor.skip("月") else { return false }
        parts.month = month
        cursor.skipBlank()
        if cursor.isAtEnd { return true }
        guard let day = number(&cursor), day > 0,
            cursor.skip("日") || cursor.skip("号") || cursor.skip("號")
        else { return false }
        parts.day = day
        cursor.skipBlank()
        return cursor.isAtEnd || time(&cursor, &parts)
    }

    /// `8时30分`, `8点30分15秒`, or a time with `:`.
    private static func time(_ cursor: inout TextCursor, _ parts: inout DateParts) -> Bool {
        var attempt = cursor
        if let hour = number(&attempt),
            attempt.skip("时") || attempt.skip("時") || attempt.skip("点") || attempt.skip("點")
        {
            cursor = attempt
            parts.hasTime = true
            parts.hour = hour
            if cursor.isAtEnd { return true }
            guard let minute = number(&cursor), cursor.skip("分") else { return false }
            parts.minute = minute
            if cursor.isAtEnd { return true }
            guard let second = number(&cursor), cursor.skip("秒") else { return false }
            parts.second = second
            return true
        }
        // The sign before the time has been skipped with the blank or was not there.
        return FreeDate.clock(&cursor, &parts)
    }

    /// Four or two digits, one by one.
    private static func year(_ cursor: inout TextCursor) -> (value: Int, digits: Int)? {
        let count = cursor.digitCount
        if count > 0 {
            guard count == 4 || count == 2, let value = cursor.number(exactly: count) else {
                return nil
            }
            return (value, count)
        }
        var value = 0
        var digits = 0
        while let digit = digit(cursor.scalar) {
            value = value * 10 + digit
            digits += 1
            guard digits <= 4 else { return nil }
            cursor.skipScalar()
        }
        return digits == 4 || digits == 2 ? (value, digits) : nil
    }

    /// One or two ASCII digits, or a Han numeral to 199: 五, 十, 十五, 二十一, 廿一, 一百零四, 〇五.
    static func number(_ cursor: inout TextCursor) -> Int? {
        if cursor.digitCount > 0 { return cursor.number(1...2) }
        var total = 0
        var last: Int?
        var isPair = false
        var isRead = false
        while !cursor.isAtEnd {
            let scalar = cursor.scalar
            if let digit = digit(scalar) {
                // Side by side: after a hundred only 零四, else two digits read one by one (〇五, 一二).
                guard let tens = last else {
                    last = digit
                    isRead = true
                    cursor.skipScalar()
                    continue
                }
                guard !isPair, total == 0 || tens == 0 else { return nil }
                isPair = true
                last = tens * 10 + digit
            } else if scalar == 0x5341 || scalar == 0x62FE {  // 十 拾
                guard total % 100 == 0, last != 0, !isPair else { return nil }
                total += (last ?? 1) * 10
                last = nil
            } else if scalar == 0x5EFF || scalar == 0x5345 {  // 廿 卅
                guard total == 0, last == nil else { return nil }
                total = scalar == 0x5EFF ? 20 : 30
            } else if scalar == 0x767E || scalar == 0x4F70 {  // 百 佰
                guard total == 0, last == 1 else { return nil }
                total = 100
                last = nil
            } else {
                break
            }
            isRead = true
            cursor.skipScalar()
        }
        return isRead ? total + (last ?? 0) : nil
    }

    /// The ten digits, plain, in the forms against forgery, traditional, and the circles that stand for zero.
    static func digit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x3007, 0x25CB, 0x96F6: 0  // 〇 ○ 零
        case 0x4E00, 0x58F9: 1  // 一 壹
        case 0x4E8C, 0x8D30, 0x8CB3: 2  // 二 贰 貳
        case 0x4E09, 0x53C1, 0x53C3: 3  // 三 叁 參
        case 0x56DB, 0x8086: 4  // 四 肆
        case 0x4E94, 0x4F0D: 5  // 五 伍
        case 0x516D, 0x9646, 0x9678: 6  // 六 陆 陸
        case 0x4E03, 0x67D2: 7  // 七 柒
        case 0x516B, 0x634C: 8  // 八 捌
        case 0x4E5D, 0x7396: 9  // 九 玖
        default: nil
        }
    }
}
