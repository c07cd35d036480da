/// The number by which versions are ordered, from a stored date or timestamp.
enum OrderValue {
    /// Milliseconds since 1970 of `yyyy-MM-dd` (midnight in China) or `yyyy-MM-ddTHH:mm:ss[.fff](Z|±HH:mm)`, the
    /// canonical forms of shaping; `nil` for anything else.
    static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        func number(_ start: Int, _ count: Int) -> Int64? {
            guard start + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[start..<start + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard let year = number(0, 4) else { return nil }
        let month = bytes.count >= 7 ? number(5, 2) ?? 1 : 1
        let day = bytes.count >= 10 ? number(8, 2) ?? 1 : 1
        let days = daysSince1970(year, month, day)
        guard bytes.count > 10 else { return (days * 86_400 - 8 * 3600) * 1000 }
        guard let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2)
        else { return nil }
        var at = 19
        var thousandths: Int64 = 0
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            var scale: Int64 = 100
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                thousandths += Int64(bytes[at] - 0x30) * scale
                scale /= 10
                at += 1
            }
        }
        var offset: Int64 = 0
        if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
            guard let hours = number(at + 1, 2), let minutes = number(at + 4, 2) else { return nil }
            offset = (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -60 : 60)
        }
        return (days * 86_400 + hour * 3600 + minute * 60 + second - offset) * 1000 + thousandths
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date
    /// algorithms").
    static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
