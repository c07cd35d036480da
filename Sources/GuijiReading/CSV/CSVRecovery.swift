import GuijiModel

/// Finds out where a record with a broken quote ends, so that one lost quote costs one record and not the rest of the
/// file.
///
/// Three readings are tried. Lenient: a quote closes its value only before a delimiter or line end, every other quote
/// belongs to the text. Long: an RFC 4180 value of many lines. One line: the record is the physical line alone,
/// because the lines after it are whole records. What is decided depends on the text only, never on where a window
/// ends.
struct CSVRecovery {
    let scanner: CSVScanner
    /// How many fields a record should have.
    let expected: ClosedRange<Int>
    /// For trying lines without losing the fields at hand.
    let trial: CSVFields

    /// What became of the record: its extent (its fields are in the scanner's list) and what is wrong.
    struct Result {
        var scan: CSVScanner.Scan
        var defect: Defect?
    }

    enum Defect {
        /// The values are told apart without doubt, although the quotes are wrong.
        case strayQuote
        /// The values may be wrong.
        case ambiguousQuote
        /// A quote that opens a value is never closed.
        case unclosedQuote
        /// The quotes are right; the number of fields is not.
        case ragged
    }

    /// Decides about a record that the strict scan refused, or that has stray quotes or a wrong number of fields.
    func recover(_ start: Int, _ strict: CSVScanner.Scan) -> Result {
        switch strict.outcome {
        case .needsMore, .nul: return Result(scan: strict)
        case .longQuote:
            guard let share = shareOfRecords(after: start, upTo: scanner.count) else {
                return Result(scan: .init(outcome: .needsMore))
            }
            if share >= 0.5 { return oneLine(start, .unclosedQuote) }
            let long = scanner.scan(from: start, boundless: true)
            let isClean =
                long.outcome == .complete && !long.hasStrayQuote
                && expected.contains(scanner.fields.count)
            return isClean || long.outcome == .nul
                ? Result(scan: long) : recover(start, long)
        case .unclosedQuote:
            guard let share = shareOfRecords(after: start, upTo: scanner.count) else {
                return Result(scan: .init(outcome: .needsMore))
            }
            return share > 0 ? oneLine(start, .unclosedQuote) : toTheEnd(start)
        case .brokenQuote: return brokenQuote(start)
        case .complete: return complete(start, strict)
        }
    }

    private func complete(_ start: Int, _ strict: CSVScanner.Scan) -> Result {
        let isRight = expected.contains(scanner.fields.count)
        if isRight { return Result(scan: strict, defect: strict.hasStrayQuote ? .strayQuote : nil) }
        guard let firstEnd = lineEnd(from: start) else { return needsMore }
        if firstEnd < strict.end {
            guard let share = shareOfRecords(after: start, upTo: strict.next) else {
                return needsMore
            }
            return share > 0
                ? oneLine(start, .unclosedQuote) : Result(scan: strict, defect: .ragged)
        }
        guard strict.hasStrayQuote else { return Result(scan: strict, defect: .ragged) }
        // Blanks before an opening quote make it stray to the strict reading.
        let lenient = lenientScan(from: start, upTo: firstEnd)
        let isRecovered = lenient.outcome == .complete && expected.contains(scanner.fields.count)
        return Result(
            scan: closed(at: firstEnd, lines: 0),
            defect: isRecovered ? .strayQuote : .ambiguousQuote)
    }

    private func brokenQuote(_ start: Int) -> Result {
        let lenient = lenientScan(from: start, upTo: scanner.count)
        guard lenient.outcome != .needsMore, let firstEnd = lineEnd(from: start) else {
            return needsMore
        }
        let isRight =
            lenient.outcome == .complete && expected.contains(scanner.fields.count)
        if isRight, lenient.end <= firstEnd {
            return Result(scan: lenient, defect: .strayQuote)
        }
        if isRight {
            guard let share = shareOfRecords(after: start, upTo: lenient.next) else {
                return needsMore
            }
            if share == 0 { return Result(scan: lenient, defect: .strayQuote) }
        }
        return oneLine(start, lenient.end > firstEnd ? .unclosedQuote : .ambiguousQuote)
    }

    private var needsMore: Result { Result(scan: .init(outcome: .needsMore)) }

    /// The record is its first physical line.
    private func oneLine(_ start: Int, _ defect: Defect) -> Result {
        guard let end = lineEnd(from: start) else { return needsMore }
        let scan = closed(at: end, lines: 0)
        guard scan.outcome == .complete else { return needsMore }
        _ = lenientScan(from: start, upTo: end)
        return Result(scan: scan, defect: defect)
    }

    /// The record is the rest of the file, which breaks off within it.
    private func toTheEnd(_ start: Int) -> Result {
        let lenient = lenientScan(from: start, upTo: scanner.count, isBounded: false)
        return Result(scan: closed(at: scanner.count, lines: lenient.lines), defect: .unclosedQuote)
    }

    private func closed(at end: Int, lines: Int) -> CSVScanner.Scan {
        let next = scanner.afterLineEnd(end)
        guard next >= 0 else { return .init(outcome: .needsMore) }
        return .init(outcome: .complete, end: end, next: next, lines: lines + (next > end ? 1 : 0))
    }

    /// Where the physical line from `start` ends; `nil` where that is not known yet.
    func lineEnd(from start: Int) -> Int? {
        var place = start
        while place < scanner.count {
            if scanner.bytes[place] == 0x0A || scanner.bytes[place] == 0x0D { return place }
            place += 1
        }
        return scanner.atEnd ? place : nil
    }

    /// Of the physical lines after the one from `start`, the share that are whole records on their own; 0 where
    /// there are none. Looks at no more lines and bytes than the limits say. `nil` where that needs more text.
    private func shareOfRecords(after start: Int, upTo limit: Int) -> Double? {
        let limits = scanner.dialect.limits
        guard let first = lineEnd(from: start) else { return nil }
        var place = scanner.afterLineEnd(first)
        var lines = 0
        var records = 0
        while lines < limits.quotedLines, place < limit, place - start <= limits.quotedLength {
            guard place >= 0, let end = lineEnd(from: place) else { return nil }
            if end > place {
                lines += 1
                if isRecord(place, end) { records += 1 }
            }
            let next = scanner.afterLineEnd(end)
            guard next >= 0 else { return nil }
            if next == place { break }
            place = next
        }
        if place >= scanner.count, limit == scanner.count, !scanner.atEnd { return nil }
        return lines == 0 ? 0 : Double(records) / Double(lines)
    }

    /// Whether a line is a whole record without any defect.
    private func isRecord(_ start: Int, _ end: Int) -> Bool {
        let line = CSVScanner(
            bytes: scanner.bytes, count: end, atEnd: true, dialect: scanner.dialect, fields: trial)
        let scan = line.scan(from: start)
        return scan.outcome == .complete && scan.end == end && !scan.hasStrayQuote
            && expected.contains(trial.count)
    }
}
