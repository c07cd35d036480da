package import Foundation

/// The day a delivery speaks of.
package enum BusinessDate {
    /// The last real date in a file name, written `20201120`, `2020-11-20`, `2020_11_20` or `2020.11.20`.
    static func inName(_ path: String) -> String? {
        let name = Array((path.split(separator: "/").last.map(String.init) ?? path).utf8)
        var found: String?
        var index = 0
        while index < name.count {
            if index == 0 || !isDigit(name[index - 1]), let (date, length) = date(name, at: index) {
                found = date
                index += length
            } else {
                index += 1
            }
        }
        return found
    }

    private static func date(_ name: [UInt8], at start: Int) -> (String, Int)? {
        guard let year = number(name, start, 4) else { return nil }
        for gap in [0, 1] {
            let monthAt = start + 4 + gap
            let dayAt = monthAt + 2 + gap
            guard let month = number(name, monthAt, 2), let day = number(name, dayAt, 2) else {
                continue
            }
            if gap == 1 {
                let separators = [name[start + 4], name[monthAt + 2]]
                guard separators[0] == separators[1], "-_.".utf8.contains(separators[0]) else {
                    continue
                }
            }
            let end = dayAt + 2
            guard end == name.count || !isDigit(name[end]), isReal(year, month, day) else {
                continue
            }
            return (iso(year, month, day), end - start)
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<start + count] {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// Whether the numbers are a day of the calendar, from 1900 to 2199.
    static func isReal(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard (1900..<2200).contains(year), (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }

    static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
        String(format: "%04d-%02d-%02d", year, month, day)
    }

    /// An ISO date as a user types it; `nil` where it is not a day.
    package static func parse(_ text: String) -> (year: Int, month: Int, day: Int)? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes, 0, 4),
            let month = number(bytes, 5, 2), let day = number(bytes, 8, 2), isReal(year, month, day)
        else { return nil }
        return (year, month, day)
    }

    /// Yesterday in China (UTC+8): the day whose files a run shortly after midnight loads.
    package static func yesterday(now: Date = Date()) -> String {
        let seconds = Int(now.timeIntervalSince1970) + 8 * 3600 - 86_400
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSince1970: TimeInterval(seconds)))
        return iso(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
    }
}
