extension CSVRecovery {
    /// Scans the record at `start` so that a quote closes its value only before a delimiter, a line end or `limit`
    /// (blanks between are passed over). A value that `limit` or the reader's own limits cut ends there:
    /// `unclosedQuote`. Byte by byte: it runs for broken records only.
    func lenientScan(from start: Int, upTo limit: Int, isBounded: Bool = true) -> CSVScanner.Scan {
        let bytes = scanner.bytes
        let dialect = scanner.dialect
        let isLast = limit < scanner.count || scanner.atEnd
        var scan = CSVScanner.Scan(outcome: .complete)
        scanner.fields.count = 0
        var place = start
        while true {
            let opening = afterBlanks(place, limit)
            if opening < limit, bytes[opening] == dialect.quote, dialect.hasQuote {
                let value = lenientValue(
                    from: opening + 1, limit, isLast: isLast,
                    bound: isBounded ? start + dialect.limits.quotedLength : .max, &scan.lines)
                if value.outcome == .needsMore { return .init(outcome: .needsMore) }
                scanner.fields.append(opening + 1, value.close, isEscaped: value.isEscaped)
                place = value.after
                if value.outcome != .complete {
                    scan.outcome = value.outcome
                    scan.end = place
                    scan.next = place
                    return scan
                }
            } else {
                let valueStart = place
                while place < limit, !endsField(bytes[place]) { place += 1 }
                if place == limit, !isLast { return .init(outcome: .needsMore) }
                scanner.fields.append(valueStart, place)
            }
            if place >= limit || bytes[place] != dialect.delimiter { break }
            place += 1
        }
        scan.end = place
        scan.next = scanner.afterLineEnd(place)
        if scan.next < 0 { return .init(outcome: .needsMore) }
        if scan.next > place { scan.lines += 1 }
        return scan
    }

    private struct Value {
        var outcome: CSVScanner.Outcome
        var close = 0
        var after = 0
        var isEscaped = false
    }

    private func lenientValue(
        from start: Int, _ limit: Int, isLast: Bool, bound: Int, _ lines: inout Int
    ) -> Value {
        let bytes = scanner.bytes
        let quote = scanner.dialect.quote
        var value = Value(outcome: .complete)
        var place = start
        while true {
            if place >= limit, !isLast { return Value(outcome: .needsMore) }
            if place >= limit || place > bound || lines > scanner.dialect.limits.quotedLines {
                value.outcome = .unclosedQuote
                value.close = min(place, limit)
                value.after = value.close
                return value
            }
            let byte = bytes[place]
            if byte == quote {
                if place + 1 < limit, bytes[place + 1] == quote {
                    value.isEscaped = true
                    place += 2
                    continue
                }
                let after = afterBlanks(place + 1, limit)
                if after >= limit, !isLast { return Value(outcome: .needsMore) }
                if after >= limit || endsField(bytes[after]) {
                    value.close = place
                    value.after = after
                    return value
                }
            } else if byte == 0x0A
                || byte == 0x0D && (place + 1 >= limit || bytes[place + 1] != 0x0A)
            {
                lines += 1
            }
            place += 1
        }
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == scanner.dialect.delimiter || byte == 0x0A || byte == 0x0D
    }

    private func afterBlanks(_ start: Int, _ limit: Int) -> Int {
        var place = start
        while place < limit, scanner.bytes[place] == 0x20, scanner.dialect.delimiter != 0x20 {
            place += 1
        }
        return place
    }
}
