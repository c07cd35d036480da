import GuijiContract
import GuijiModel

/// The stored forms of dates and times (GB/T 7408, ISO 8601): `2020-03-05`, `2020-03`, `2020`,
/// `2020-03-05T08:30:00+08:00`, with a fraction `.123` only where there is one.
enum CanonicalTime {
    /// China's zone, minutes east of UTC: the zone of all stored times.
    static let chinaMinutes = 480

    static func write(date moment: DateReader.Moment, _ buffer: inout ByteArena) {
        buffer.clear()
        digits(moment.day.year, 4, &buffer)
        guard moment.precision > .year else { return }
        buffer.append(UInt8(ascii: "-"))
        digits(moment.day.month, 2, &buffer)
        guard moment.precision > .month else { return }
        buffer.append(UInt8(ascii: "-"))
        digits(moment.day.day, 2, &buffer)
    }

    static func write(time moment: DateReader.Moment, zone: [UInt8], _ buffer: inout ByteArena) {
        write(date: moment, &buffer)
        buffer.append(UInt8(ascii: "T"))
        digits(moment.second / 3600, 2, &buffer)
        buffer.append(UInt8(ascii: ":"))
        digits(moment.second / 60 % 60, 2, &buffer)
        buffer.append(UInt8(ascii: ":"))
        digits(moment.second % 60, 2, &buffer)
        if moment.millisecond > 0 {
            buffer.append(UInt8(ascii: "."))
            digits(moment.millisecond, 3, &buffer)
        }
        for byte in zone { buffer.append(byte) }
    }

    /// `+08:00`.
    static func zone(_ minutes: Int) -> [UInt8] {
        var buffer = ByteArena(capacity: 8)
        buffer.append(minutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        digits(Int(minutes.magnitude) / 60, 2, &buffer)
        buffer.append(UInt8(ascii: ":"))
        digits(Int(minutes.magnitude) % 60, 2, &buffer)
        return Array(buffer.bytes)
    }

    private static func digits(_ value: Int, _ count: Int, _ buffer: inout ByteArena) {
        var divisor = count == 4 ? 1000 : count == 3 ? 100 : 10
        while divisor > 0 {
            buffer.append(0x30 &+ UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// `2020-03-05` at the start of a text; `nil` where there is no such day.
    @inline(__always)
    static func day(_ text: Bytes) -> CalendarDay? {
        guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
            return nil
        }
        var isDigits = true
        @inline(__always) func digit(_ at: Int) -> Int {
            let digit = text[at] &- 0x30
            isDigits = isDigits && digit < 10
            return Int(digit)
        }
        let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
        let day = CalendarDay(
            year: year, month: digit(5) &* 10 &+ digit(6), day: digit(8) &* 10 &+ digit(9))
        return isDigits && year > 0 && day.exists ? day : nil
    }

    /// `08:30:00` at a place in a text, in seconds since midnight; `nil` where there is no such time.
    @inline(__always)
    static func clock(_ text: Bytes, at start: Int) -> Int? {
        guard text.count >= start &+ 8, text[start &+ 2] == UInt8(ascii: ":"),
            text[start &+ 5] == UInt8(ascii: ":")
        else { return nil }
        var isDigits = true
        @inline(__always) func pair(_ at: Int) -> Int {
            let tens = text[start &+ at] &- 0x30
            let units = text[start &+ at &+ 1] &- 0x30
            isDigits = isDigits && tens < 10 && units < 10
            return Int(tens) &* 10 &+ Int(units)
        }
        let hour = pair(0)
        let minute = pair(3)
        let second = pair(6)
        guard isDigits, hour < 24, minute < 60, second < 60 else { return nil }
        return hour &* 3600 &+ minute &* 60 &+ second
    }

    /// Milliseconds since 1970 of a canonical date or time; a month or year is its first day, a day its start in the
    /// given zone. `Int64.min` for anything else.
    static func milliseconds(_ text: Bytes, zoneMinutes: Int) -> Int64 {
        var cursor = TextCursor(text)
        guard let year = cursor.number(exactly: 4) else { return .min }
        var day = CalendarDay(year: year, month: 1, day: 1)
        if cursor.skip(UInt8(ascii: "-")) { day.month = cursor.number(exactly: 2) ?? 1 }
        if cursor.skip(UInt8(ascii: "-")) { day.day = cursor.number(exactly: 2) ?? 1 }
        var seconds = day.daysSince1970 * 86_400 - zoneMinutes * 60
        var milliseconds = 0
        if cursor.skip(UInt8(ascii: "T")) {
            seconds += clock(text, at: cursor.at) ?? 0
            cursor.at += 8
            if cursor.skip(UInt8(ascii: ".")) { milliseconds = cursor.number(exactly: 3) ?? 0 }
        }
        return Int64(seconds * 1000 + milliseconds)
    }
}

extension DateReader.Moment {
    /// The same clock, so many minutes on (or back).
    func later(byMinutes minutes: Int) -> DateReader.Moment {
        guard minutes != 0 else { return self }
        var moment = self
        let seconds = second + minutes * 60
        let days = SpecialDates.floorDivide(seconds, 86_400)
        moment.day = CalendarDay(daysSince1970: day.daysSince1970 + days)
        moment.second = seconds - days * 86_400
        return moment
    }
}
