/// Finds the fields of one record after another in a window of text. Strict: RFC 4180, with LF, CRLF or CR as line
/// ends. What it refuses `CSVRecovery` looks at.
struct CSVScanner {
    /// The text; eight more bytes after it can be read.
    let bytes: UnsafePointer<UInt8>
    let count: Int
    /// Whether the file ends with the window.
    let atEnd: Bool
    let dialect: CSVDialect
    let fields: CSVFields

    enum Outcome {
        case complete
        /// The record's end, or what decides about it, lies beyond the window.
        case needsMore
        /// A closing quote is followed by something else than a delimiter or line end.
        case brokenQuote
        /// The file ends within quotes.
        case unclosedQuote
        /// A quoted value goes on for longer than the limits.
        case longQuote
        /// A NUL byte, at `end`.
        case nul
    }

    struct Scan {
        var outcome: Outcome
        /// Where the record's text ends.
        var end = 0
        /// Where the next record starts.
        var next = 0
        /// Line ends up to `next`.
        var lines = 0
        /// Quotes within a value that does not begin with one.
        var hasStrayQuote = false
    }

    /// Scans the record at `start`.
    func scan(from start: Int, boundless: Bool = false) -> Scan {
        let raw = UnsafeRawPointer(bytes)
        let fields = fields
        let delimiter = dialect.delimiter
        let delimiters = dialect.delimiters
        let quotes = dialect.quotes
        var scan = Scan(outcome: .complete)
        fields.count = 0
        var fieldStart = start
        var index = start
        search: while true {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            var mask = CSVScanner.structural(word, delimiters, quotes)
            while mask != 0 {
                let place = index + mask.trailingZeroBitCount >> 3
                mask &= mask &- 1
                guard place < count else { break }
                let byte = bytes[place]
                if byte == delimiter {
                    fields.append(fieldStart, place)
                    fieldStart = place + 1
                } else if byte == 0x0A || byte == 0x0D {
                    fields.append(fieldStart, place)
                    return finish(scan, end: place)
                } else if byte == dialect.quote {
                    guard place == fieldStart else {
                        scan.hasStrayQuote = true
                        continue
                    }
                    let quoted = closingQuote(from: place + 1, boundless: boundless)
                    scan.lines += quoted.lines
                    guard quoted.outcome == .complete else {
                        scan.outcome = quoted.outcome
                        scan.end = quoted.place
                        return scan
                    }
                    fields.append(place + 1, quoted.place, isEscaped: quoted.isEscaped)
                    let after = quoted.place + 1
                    if after == count { return finish(scan, end: after) }
                    if bytes[after] == delimiter {
                        fieldStart = after + 1
                        index = after + 1
                        continue search
                    }
                    if bytes[after] == 0x0A || bytes[after] == 0x0D {
                        return finish(scan, end: after)
                    }
                    scan.outcome = .brokenQuote
                    return scan
                } else if byte == 0 {
                    scan.outcome = .nul
                    scan.end = place
                    return scan
                }
            }
            index += 8
            if index >= count {
                guard atEnd else { return Scan(outcome: .needsMore) }
                fields.append(fieldStart, count)
                return finish(scan, end: count)
            }
        }
    }

    /// Completes a scan whose record's text ends at `end`.
    private func finish(_ scan: Scan, end: Int) -> Scan {
        var scan = scan
        scan.end = end
        scan.next = afterLineEnd(end)
        if scan.next < 0 { return Scan(outcome: .needsMore) }
        if scan.next > end { scan.lines += 1 }
        return scan
    }

    /// The place after a line end at `place`, which may also be the end of the file; -1 where that is not known yet.
    func afterLineEnd(_ place: Int) -> Int {
        if place >= count { return atEnd ? count : -1 }
        if bytes[place] != 0x0D { return place + 1 }
        if place + 1 >= count { return atEnd ? place + 1 : -1 }
        return bytes[place + 1] == 0x0A ? place + 2 : place + 1
    }

    private struct Quoted {
        var outcome: Outcome
        var place = 0
        var isEscaped = false
        var lines = 0
    }

    /// Finds the quote that closes a value, counting lines.
    private func closingQuote(from start: Int, boundless: Bool) -> Quoted {
        let raw = UnsafeRawPointer(bytes)
        let quote = dialect.quote
        let limits = dialect.limits
        var quoted = Quoted(outcome: .complete)
        var index = start
        search: while true {
            if !boundless, index - start > limits.quotedLength {
                quoted.outcome = .longQuote
                return quoted
            }
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            var mask = CSVScanner.structural(word, dialect.quotes, dialect.quotes)
            while mask != 0 {
                let place = index + mask.trailingZeroBitCount >> 3
                mask &= mask &- 1
                guard place < count else { break }
                if !boundless, place - start > limits.quotedLength {
                    quoted.outcome = .longQuote
                    return quoted
                }
                let byte = bytes[place]
                if byte == quote {
                    if place + 1 >= count, !atEnd { return Quoted(outcome: .needsMore) }
                    if place + 1 < count, bytes[place + 1] == quote {
                        quoted.isEscaped = true
                        index = place + 2
                        if index >= count { break search }
                        continue search
                    }
                    quoted.place = place
                    return quoted
                }
                if byte == 0x0D, place + 1 >= count, !atEnd { return Quoted(outcome: .needsMore) }
                if byte == 0x0A || byte == 0x0D && (place + 1 >= count || bytes[place + 1] != 0x0A)
                {
                    quoted.lines += 1
                    if !boundless, quoted.lines > limits.quotedLines {
                        quoted.outcome = .longQuote
                        return quoted
                    }
                } else if byte == 0 {
                    return Quoted(outcome: .nul, place: place)
                }
            }
            index += 8
            if index >= count { break }
        }
        if !boundless, count - start > limits.quotedLength { return Quoted(outcome: .longQuote) }
        return Quoted(outcome: atEnd ? .unclosedQuote : .needsMore)
    }

    /// Marks the bytes of a word that may structure a record: delimiters, quotes and everything below a blank. May
    /// mark a byte too many after a true one, never one too few.
    @inline(__always)
    private static func structural(_ word: UInt64, _ delimiters: UInt64, _ quotes: UInt64) -> UInt64
    {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let control = (word &- 0x2020_2020_2020_2020) & ~word
        let a = word ^ delimiters
        let b = word ^ quotes
        return (control | (a &- ones) & ~a | (b &- ones) & ~b) & 0x8080_8080_8080_8080
    }
}
