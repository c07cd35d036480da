@testable import GuijiReading

/// The slow twin of the CSV reader: the whole text at hand, one byte after another, values copied into arrays.
struct ObviousCSV {
    struct Row: Equatable {
        var start: Int
        var end: Int
        var line: Int
        var fields: [[UInt8]]
        var defect: String?
    }

    let text: [UInt8]
    let expected: Int
    let limits: CSVDialect.Limits
    private let comma = UInt8(ascii: ",")
    private let quote = UInt8(ascii: "\"")

    init(_ text: [UInt8], expected: Int, limits: CSVDialect.Limits) {
        self.text = text
        self.expected = expected
        self.limits = limits
    }

    private func isLineEnd(_ place: Int) -> Bool {
        place < text.count && (text[place] == 10 || text[place] == 13)
    }

    private func endsField(_ place: Int) -> Bool {
        place >= text.count || text[place] == comma || isLineEnd(place)
    }

    private func afterLineEnd(_ place: Int) -> Int {
        guard place < text.count else { return text.count }
        return text[place] == 13 && place + 1 < text.count && text[place + 1] == 10
            ? place + 2 : place + 1
    }

    private func lineEnd(_ start: Int) -> Int {
        (start..<text.count).first { isLineEnd($0) } ?? text.count
    }

    /// Line ends in a stretch; CRLF counts once.
    private func lines(_ range: Range<Int>) -> Int {
        range.filter {
            text[$0] == 10 || text[$0] == 13 && !($0 + 1 < text.count && text[$0 + 1] == 10)
        }
        .count
    }

    private struct Reading {
        var outcome = "complete"
        var fields: [[UInt8]] = []
        var end = 0
        var hasStrayQuote = false
    }

    /// RFC 4180 as it stands.
    private func strict(_ start: Int, isBounded: Bool = true) -> Reading {
        var reading = Reading()
        var place = start
        while true {
            var value: [UInt8] = []
            if place < text.count, text[place] == quote {
                let opening = place + 1
                place = opening
                var breaks = 0
                while true {
                    if isBounded,
                        place - opening > limits.quotedLength || breaks > limits.quotedLines
                    {
                        reading.outcome = "long"
                        return reading
                    }
                    if place >= text.count {
                        reading.outcome = "unclosed"
                        return reading
                    }
                    if text[place] == quote {
                        guard place + 1 < text.count, text[place + 1] == quote else { break }
                        place += 1
                    } else {
                        breaks += lines(place..<place + 1)
                    }
                    value.append(text[place])
                    place += 1
                }
                place += 1
                if !endsField(place) {
                    reading.outcome = "broken"
                    return reading
                }
            } else {
                while !endsField(place) {
                    if text[place] == quote { reading.hasStrayQuote = true }
                    value.append(text[place])
                    place += 1
                }
            }
            reading.fields.append(value)
            reading.end = place
            if place >= text.count || isLineEnd(place) { return reading }
            place += 1
        }
    }

    /// A quote closes only before a delimiter, a line end or `limit`.
    private func lenient(_ start: Int, upTo limit: Int, isBounded: Bool = true) -> Reading {
        func afterBlanks(_ place: Int) -> Int {
            (place..<max(place, limit)).first { text[$0] != 32 } ?? limit
        }
        var reading = Reading()
        var place = start
        var breaks = 0
        while true {
            var value: [UInt8] = []
            let opening = afterBlanks(place)
            if opening < limit, text[opening] == quote {
                place = opening + 1
                while true {
                    if place >= limit || isBounded && place > start + limits.quotedLength
                        || breaks > limits.quotedLines
                    {
                        reading.fields.append(value)
                        reading.outcome = "unclosed"
                        reading.end = min(place, limit)
                        return reading
                    }
                    if text[place] == quote {
                        if place + 1 < limit, text[place + 1] == quote {
                            value.append(quote)
                            place += 2
                            continue
                        }
                        let after = afterBlanks(place + 1)
                        if after >= limit || endsField(after) {
                            place = after
                            break
                        }
                    }
                    breaks += lines(place..<place + 1)
                    value.append(text[place])
                    place += 1
                }
            } else {
                while place < limit, !endsField(place) {
                    value.append(text[place])
                    place += 1
                }
            }
            reading.fields.append(value)
            reading.end = place
            if place >= limit || isLineEnd(place) { return reading }
            place += 1
        }
    }

    /// Of the lines after the first, the share that are whole records.
    private func share(_ start: Int, upTo limit: Int) -> Double {
        var place = afterLineEnd(lineEnd(start))
        var seen = 0
        var good = 0
        while seen < limits.quotedLines, place < limit, place - start <= limits.quotedLength {
            let end = lineEnd(place)
            if end > place {
                seen += 1
                let line = ObviousCSV(Array(text[place..<end]), expected: expected, limits: limits)
                let reading = line.strict(0)
                if reading.outcome == "complete", reading.end == end - place,
                    !reading.hasStrayQuote,
                    reading.fields.count == expected
                {
                    good += 1
                }
            }
            if end == text.count { break }
            place = afterLineEnd(end)
        }
        return seen == 0 ? 0 : Double(good) / Double(seen)
    }

    private func decide(_ start: Int, _ reading: Reading) -> (Reading, String?) {
        let firstEnd = lineEnd(start)
        func oneLine(_ defect: String) -> (Reading, String?) {
            var reading = lenient(start, upTo: firstEnd)
            reading.end = firstEnd
            return (reading, defect)
        }
        let isRight = reading.fields.count == expected
        switch reading.outcome {
        case "long":
            if share(start, upTo: text.count) >= 0.5 { return oneLine("unclosed") }
            return decide(start, strict(start, isBounded: false))
        case "unclosed":
            if share(start, upTo: text.count) > 0 { return oneLine("unclosed") }
            var reading = lenient(start, upTo: text.count, isBounded: false)
            reading.end = text.count
            return (reading, "unclosed")
        case "broken":
            let lenient = lenient(start, upTo: text.count)
            if lenient.outcome == "complete", lenient.fields.count == expected {
                if lenient.end <= firstEnd { return (lenient, "stray") }
                if share(start, upTo: afterLineEnd(lenient.end)) == 0 { return (lenient, "stray") }
            }
            return oneLine(lenient.end > firstEnd ? "unclosed" : "ambiguous")
        default:
            if isRight { return (reading, reading.hasStrayQuote ? "stray" : nil) }
            if firstEnd < reading.end {
                let share = share(start, upTo: afterLineEnd(reading.end))
                return share > 0 ? oneLine("unclosed") : (reading, "ragged")
            }
            if !reading.hasStrayQuote { return (reading, "ragged") }
            let (lenient, _) = oneLine("")
            let isRecovered = lenient.outcome == "complete" && lenient.fields.count == expected
            return (lenient, isRecovered ? "stray" : "ambiguous")
        }
    }

    /// The records from a place on.
    func rows(from first: Int, line firstLine: Int) -> [Row] {
        var rows: [Row] = []
        var place = first
        var line = firstLine
        while place < text.count {
            let reading = strict(place)
            let isBlank =
                reading.outcome == "complete" && reading.fields.count == 1
                && text[place..<reading.end].allSatisfy { $0 == 32 || $0 == 9 }
            let (decided, defect) = isBlank ? (reading, nil) : decide(place, reading)
            let next = afterLineEnd(decided.end)
            if !isBlank {
                rows.append(
                    Row(
                        start: place, end: decided.end, line: line, fields: decided.fields,
                        defect: defect))
            }
            line += lines(place..<next)
            place = next
        }
        return rows
    }
}
