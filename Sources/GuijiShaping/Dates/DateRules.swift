import GuijiContract
import GuijiModel

/// Dates, as ISO text of day, month or year precision.
///
/// The canonical form itself is read whatever formats the contract allows.
struct DateRule: TextRule {
    private let reader: DateReader
    private let bounds: TimeBounds
    private let plain: PlainDay

    init(_ reader: DateReader, _ bounds: TimeBounds) {
        self.reader = reader
        self.bounds = bounds
        plain = PlainDay(formats: reader.options.formats)
    }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if text.count == 10, let day = CanonicalTime.day(text) {
            if reader.isNoDate(day) { return TextVerdict(form: .null, issue: .none) }
            let issue = bounds.issue(text)
            return issue == .none ? .same : .unusable(issue)
        }
        if let day = plain.read(text) {
            if reader.isNoDate(day) { return TextVerdict(form: .null, issue: .none) }
            CanonicalTime.write(date: DateReader.Moment(day: day), &canonical)
            let issue = bounds.issue(canonical.bytes)
            return issue == .none ? .changed : .unusable(issue)
        }
        return shapeSlowly(text, &canonical)
    }

    @inline(never)
    private func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        switch reader.read(text) {
        case .none: return TextVerdict(form: .null, issue: .none)
        case .unusable(let issue):
            return .unusable(NumberScanner.isShortForm(text) ? .precisionLost : issue)
        case .moment(let moment, let isCoarser):
            if moment.precision < .day, !reader.options.allowsPartial {
                return .unusable(.dateTooCoarse)
            }
            CanonicalTime.write(date: moment, &canonical)
            let issue = bounds.issue(canonical.bytes)
            if issue != .none { return .unusable(issue) }
            let isSame = isEqual(canonical.bytes, text)
            return TextVerdict(
                form: isSame ? .same : .changed, issue: isCoarser ? .datePartial : .none)
        }
    }
}

/// Times, as ISO text in China's zone, whatever zone the column is in: so that texts compare as times.
struct TimestampRule: TextRule {
    private let reader: DateReader
    private let bounds: TimeBounds
    private let zone = CanonicalTime.zone(CanonicalTime.chinaMinutes)
    private let acceptsBlank: Bool
    private let acceptsLetter: Bool

    init(_ reader: DateReader, _ bounds: TimeBounds) {
        self.reader = reader
        self.bounds = bounds
        // In another zone the digits themselves change.
        let isChina = reader.options.zoneMinutes == CanonicalTime.chinaMinutes
        acceptsBlank = isChina && reader.accepts("yyyy-MM-dd HH:mm:ss")
        acceptsLetter = isChina && reader.accepts("yyyy-MM-dd'T'HH:mm:ss")
    }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        guard text.count == 19 || text.count == 25, let day = CanonicalTime.day(text),
            CanonicalTime.clock(text, at: 11) != nil, !reader.isNoDate(day)
        else { return shapeSlowly(text, &canonical) }
        let letter = text[10]
        if text.count == 25 {
            guard letter == UInt8(ascii: "T"), hasOwnZone(text) else {
                return shapeSlowly(text, &canonical)
            }
            let issue = bounds.issue(text)
            return issue == .none ? .same : .unusable(issue)
        }
        guard acceptsBlank && letter == 0x20 || acceptsLetter && letter == UInt8(ascii: "T") else {
            return shapeSlowly(text, &canonical)
        }
        // The digits are right already: only the letter and the zone are to be written.
        canonical.clear()
        canonical.append(text.part(0, 10))
        canonical.append(UInt8(ascii: "T"))
        canonical.append(text.part(11, 19))
        for byte in zone { canonical.append(byte) }
        let issue = bounds.issue(canonical.bytes)
        return issue == .none ? .changed : .unusable(issue)
    }

    private func hasOwnZone(_ text: Bytes) -> Bool {
        for at in 0..<6 where text[19 + at] != zone[at] { return false }
        return true
    }

    @inline(never)
    private func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        switch reader.read(text) {
        case .none: return TextVerdict(form: .null, issue: .none)
        case .unusable(let issue):
            return .unusable(NumberScanner.isShortForm(text) ? .precisionLost : issue)
        case .moment(let moment, _):
            guard moment.precision == .day else { return .unusable(.dateTooCoarse) }
            let shift = CanonicalTime.chinaMinutes - reader.options.zoneMinutes
            CanonicalTime.write(time: moment.later(byMinutes: shift), zone: zone, &canonical)
            let issue = bounds.issue(canonical.bytes)
            if issue != .none { return .unusable(issue) }
            let isSame = isEqual(canonical.bytes, text)
            // Where the contract's own format states no time, midnight is what it means.
            let isWorthNoting = !moment.hasTime && reader.options.formats.isEmpty
            return TextVerdict(
                form: isSame ? .same : .changed, issue: isWorthNoting ? .dayOnly : .none)
        }
    }
}

/// The earliest and latest value of a column, as canonical text. Text of less precision is compared as far as it goes:
/// `1985` is not before `1985-06-01`.
struct TimeBounds {
    private let earliest: [UInt8]
    private let latest: [UInt8]
    private let isBounded: Bool

    init(earliest: [UInt8], latest: [UInt8]) {
        self.earliest = earliest
        self.latest = latest
        isBounded = !earliest.isEmpty || !latest.isEmpty
    }

    @inline(__always)
    func issue(_ text: Bytes) -> Issue { isBounded ? compare(text) : .none }

    private func compare(_ text: Bytes) -> Issue {
        if order(text, earliest) < 0 { return .beforeEarliest }
        if order(text, latest) > 0 { return .afterLatest }
        return .none
    }

    private func order(_ text: Bytes, _ bound: [UInt8]) -> Int {
        for at in 0..<min(text.count, bound.count) where text[at] != bound[at] {
            return text[at] < bound[at] ? -1 : 1
        }
        return 0
    }
}
