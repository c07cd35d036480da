import GuijiModel

/// The days that most feeds write, read without a cursor: `20200305`, `2020/3/5`, `2020-03-05`, `2020.3.5`.
///
/// Only what `DateReader` would read the same way; whatever else is left to it. Some nanoseconds.
struct PlainDay {
    private let takesCompact: Bool
    /// The separators that are read; empty: none.
    private let separators: [UInt8]
    /// Whether month and day must have two digits each.
    private let isPadded: Bool

    /// By the formats of a column: none (every spelling), or the first of them, which is asked first.
    init(formats: [String]) {
        let first = formats.first
        takesCompact = first == nil || first == "yyyyMMdd"
        switch first {
        case nil: separators = Array("-/.".utf8)
        case "yyyy/M/d"?, "yyyy/MM/dd"?: separators = [UInt8(ascii: "/")]
        case "yyyy-M-d"?: separators = [UInt8(ascii: "-")]
        case "yyyy.M.d"?, "yyyy.MM.dd"?: separators = [UInt8(ascii: ".")]
        default: separators = []
        }
        isPadded = first?.hasSuffix("dd") ?? false
    }

    /// The day, if the text is one that exists, from the year 1 on.
    @inline(__always)
    func read(_ text: Bytes) -> CalendarDay? {
        guard text.count >= 8, text.count <= 10, let start = text.baseAddress else { return nil }
        let year = PlainDay.two(start, 0) &* 100 &+ PlainDay.two(start, 2)
        guard year > 0, year <= 9999 else { return nil }
        let day =
            text.count == 8 && isDigit(start[4])
            ? compact(start, year) : separated(start, text.count, year)
        guard let day, day.exists else { return nil }
        return day
    }

    @inline(__always)
    private func compact(_ start: UnsafePointer<UInt8>, _ year: Int) -> CalendarDay? {
        guard takesCompact else { return nil }
        return CalendarDay(
            year: year, month: PlainDay.two(start, 4), day: PlainDay.two(start, 6))
    }

    @inline(__always)
    private func separated(
        _ start: UnsafePointer<UInt8>, _ count: Int, _ year: Int
    ) -> CalendarDay? {
        let separator = start[4]
        guard separators.contains(separator) else { return nil }
        let monthEnd = start[6] == separator ? 6 : 7
        guard start[monthEnd] == separator else { return nil }
        let dayLength = count &- monthEnd &- 1
        guard dayLength == 1 || dayLength == 2, !isPadded || count == 10 else { return nil }
        return CalendarDay(
            year: year, month: PlainDay.number(start, 5, monthEnd &- 5),
            day: PlainDay.number(start, monthEnd &+ 1, dayLength))
    }

    @inline(__always)
    private static func number(
        _ start: UnsafePointer<UInt8>, _ at: Int, _ length: Int
    ) -> Int {
        length == 2 ? two(start, at) : isDigit(start[at]) ? Int(start[at] &- 0x30) : 10_000
    }

    /// Two digits as a number; beyond every year where they are none.
    @inline(__always)
    private static func two(_ start: UnsafePointer<UInt8>, _ at: Int) -> Int {
        let tens = start[at] &- 0x30
        let units = start[at &+ 1] &- 0x30
        return tens < 10 && units < 10 ? Int(tens) &* 10 &+ Int(units) : 10_000
    }
}
