import GuijiContract
import GuijiModel

/// Reads the dates or times of one column: which spellings, which zone, what stands for "open" and "unknown".
struct DateReader {
    let options: DateOptions
    private let businessDate: CalendarDay
    private let formats: [Format]
    /// Both epochs are allowed: the number of digits tells them apart.
    private let hasBothEpochs: Bool

    private enum Format {
        case pattern(DatePattern)
        case epochSeconds, epochMillis, excel1900, excel1904, minguo, age
    }

    /// A text's moment in the column's zone.
    struct Moment: Equatable {
        var day: CalendarDay
        var precision = DateParts.Precision.day
        var hasTime = false
        /// Since the start of the day.
        var second = 0
        var millisecond = 0
    }

    enum Reading {
        /// `isCoarser`: the text states less than its format would have it (or than a full date, without a format).
        case moment(Moment, isCoarser: Bool)
        /// Open, unknown: no value, and nothing wrong.
        case none
        case unusable(Issue)
    }

    /// - Throws: the format that is no pattern of the JDK.
    init(_ options: DateOptions, businessDate: CalendarDay) throws(DatePatternError) {
        self.options = options
        self.businessDate = businessDate
        var formats: [Format] = []
        for format in options.formats {
            switch format {
            case "epochSeconds": formats.append(.epochSeconds)
            case "epochMillis": formats.append(.epochMillis)
            case "excel1900": formats.append(.excel1900)
            case "excel1904": formats.append(.excel1904)
            case "minguo": formats.append(.minguo)
            case "age": formats.append(.age)
            default: formats.append(.pattern(try DatePattern(format)))
            }
        }
        self.formats = formats
        hasBothEpochs =
            options.formats.contains("epochSeconds") && options.formats.contains("epochMillis")
    }

    /// Whether texts of this pattern may be read without looking at the formats.
    func accepts(_ pattern: String) -> Bool {
        options.formats.isEmpty || options.formats.contains(pattern)
    }

    func read(_ text: Bytes) -> Reading {
        if options.openEnd, isOpenWord(text) { return .none }
        var impossible = false
        if formats.isEmpty {
            switch FreeDate.parse(text) {
            case .parsed(let parts): return resolve(parts, declared: nil)
            case .impossible: return .unusable(.noSuchDate)
            case .mismatch: return .unusable(.notDate)
            }
        }
        for format in formats {
            switch parse(text, format) {
            case .parsed(let parts):
                if case .pattern(let pattern) = format {
                    return resolve(parts, declared: pattern)
                }
                return resolve(parts, declared: nil)
            case .impossible: impossible = true
            case .mismatch: continue
            }
        }
        if isCanonical(text), case .parsed(let parts) = FreeDate.parse(text) {
            return resolve(parts, declared: nil)
        }
        return .unusable(impossible ? .noSuchDate : .notDate)
    }

    /// Whether a text may be one that Guiji itself has written: `2020`, `2020-03`, `2020-03-05T08:30:00+08:00`. Those
    /// are read whatever the formats, so that shaping what is shaped changes nothing.
    private func isCanonical(_ text: Bytes) -> Bool {
        switch text.count {
        case 4: text.allSatisfy(isDigit)
        case 7: text[4] == UInt8(ascii: "-")
        default: text.count >= 25 && CanonicalTime.day(text) != nil && text[10] == UInt8(ascii: "T")
        }
    }

    private func parse(_ text: Bytes, _ format: Format) -> DatePattern.Outcome {
        switch format {
        case .pattern(let pattern): return pattern.parse(UnsafeRawBufferPointer(text))
        case .epochSeconds:
            if hasBothEpochs, text.count >= 12 { return .mismatch }
            return SpecialDates.epoch(text, unitsPerSecond: 1)
        case .epochMillis:
            if hasBothEpochs, text.count < 12 { return .mismatch }
            return SpecialDates.epoch(text, unitsPerSecond: 1000)
        case .excel1900: return SpecialDates.spreadsheet(text, isSystem1904: false)
        case .excel1904: return SpecialDates.spreadsheet(text, isSystem1904: true)
        case .minguo: return SpecialDates.minguo(text)
        case .age: return SpecialDates.age(text, seenFrom: businessDate.year)
        }
    }

    private func isOpenWord(_ text: Bytes) -> Bool {
        var cursor = TextCursor(text)
        return (cursor.skip("长期") || cursor.skip("永久") || cursor.skip("長期")) && cursor.isAtEnd
    }

    /// Chooses the century, moves to the column's zone, and takes out what stands for no date.
    private func resolve(_ parts: DateParts, declared: DatePattern?) -> Reading {
        var parts = parts
        if parts.isShortYear {
            let century = businessDate.year / 100 * 100
            parts.year += parts.year > businessDate.year % 100 ? century - 100 : century
            parts.isShortYear = false
        }
        guard (1...9999).contains(parts.year), parts.exists else { return .unusable(.noSuchDate) }
        var moment = Moment(day: CalendarDay(year: parts.year, month: parts.month, day: parts.day))
        if isNoDate(moment.day) { return .none }
        moment.precision = parts.precision
        guard parts.hasTime else {
            return .moment(moment, isCoarser: isCoarser(parts, than: declared))
        }
        guard parts.precision == .day else { return .unusable(.notDate) }
        moment.hasTime = true
        moment.millisecond = parts.nanosecond / 1_000_000
        var minutes = parts.hour * 60 + parts.minute
        if let offset = parts.offsetMinutes { minutes += options.zoneMinutes - offset }
        if minutes < 0 || minutes >= 1440 {
            let days = SpecialDates.floorDivide(minutes, 1440)
            moment.day = CalendarDay(daysSince1970: moment.day.daysSince1970 + days)
            minutes -= days * 1440
            guard (1...9999).contains(moment.day.year) else { return .unusable(.noSuchDate) }
        }
        moment.second = minutes * 60 + parts.second
        return .moment(moment, isCoarser: isCoarser(parts, than: declared))
    }

    private func isCoarser(_ parts: DateParts, than declared: DatePattern?) -> Bool {
        parts.precision < (declared?.precision ?? .day)
    }

    /// Whether the day stands for "open" or "unknown".
    @inline(__always)
    func isNoDate(_ day: CalendarDay) -> Bool {
        if options.openEnd, day.month == 12, day.day == 31, day.year == 9999 || day.year == 2099 {
            return true
        }
        return options.unknownStart && day.month == 1 && day.day == 1
            && (day.year == 1900 || day.year == 1970 || day.year == 1)
    }
}
