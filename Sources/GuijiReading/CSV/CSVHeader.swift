import GuijiContract
import GuijiModel

/// Passes over the title rows and reads the header.
struct CSVHeader {
    /// What the start of a file holds before its records.
    struct Result {
        var columns: CSVColumns
        /// Where the first record starts in the window.
        var next: Int
        /// Line ends up to there.
        var lines: Int64
    }

    let scanner: CSVScanner
    let plan: ReadPlan

    /// Reads the start of the file, which the window holds.
    /// - Returns: `nil` where the window is too short.
    /// - Throws: `FILE_EMPTY`, `COLUMN_MISSING`, or `FILE_MALFORMED` for NUL bytes.
    func read() throws(DeliveryError) -> Result? {
        let recovery = CSVRecovery(scanner: scanner, expected: 0...0, trial: CSVFields())
        var place = 0
        var lines: Int64 = 0
        for _ in 0..<plan.container.skipRows {
            guard let end = recovery.lineEnd(from: place) else { return nil }
            let next = scanner.afterLineEnd(end)
            if next < 0 { return nil }
            if next > end { lines += 1 }
            place = next
        }
        var names: [String] = []
        var rows = plan.container.hasHeader ? max(1, plan.container.headerRows) : 0
        var headerStart: Int?
        while rows > 0 {
            guard let row = try row(at: place, recovery) else { return nil }
            lines += Int64(row.scan.lines)
            if place >= scanner.count { break }
            place = row.scan.next
            if row.texts.count == 1, row.texts[0].isEmpty { continue }
            headerStart = headerStart ?? row.start
            names += Array(repeating: "", count: max(0, row.texts.count - names.count))
            for (index, text) in row.texts.enumerated() {
                names[index] += CSVColumns.trimmed(text)
            }
            rows -= 1
        }
        if plan.container.hasHeader, headerStart == nil { throw empty }
        let fieldCount: Int
        if plan.container.hasHeader {
            fieldCount = names.count
        } else {
            guard let usual = try usualFieldCount(from: place, recovery) else { return nil }
            if usual == 0 { throw empty }
            fieldCount = usual
        }
        let columns = try CSVColumns(plan: plan, names: names, fieldCount: fieldCount) { missing in
            headerStart.flatMap { hint(headerAt: $0, missing: missing, recovery) }
        }
        return Result(columns: columns, next: place, lines: lines)
    }

    private var empty: DeliveryError {
        DeliveryError(
            rule: .fileEmpty, found: "no header and no record",
            expected: plan.container.hasHeader
                ? "a header row" + (plan.container.skipRows > 0 ? " after the skipped rows" : "")
                : "at least one record")
    }

    /// One row as texts; broken quotes are read leniently.
    private func row(at start: Int, _ recovery: CSVRecovery) throws(DeliveryError)
        -> (start: Int, scan: CSVScanner.Scan, texts: [String])?
    {
        var scan = scanner.scan(from: start)
        switch scan.outcome {
        case .complete: break
        case .needsMore: return nil
        case .nul:
            throw CSVHeader.nulByte(
                RecordPosition(
                    ordinal: 0, line: 1, byteOffset: Int64(scan.end), byteLength: 0))
        case .brokenQuote, .unclosedQuote, .longQuote:
            guard let end = recovery.lineEnd(from: start) else { return nil }
            let next = scanner.afterLineEnd(end)
            if next < 0 { return nil }
            _ = recovery.lenientScan(from: start, upTo: end, isBounded: false)
            scan = .init(outcome: .complete, end: end, next: next, lines: next > end ? 1 : 0)
        }
        let texts = (0..<min(scanner.fields.count, CSVFields.capacity)).map { text($0) }
        return (start, scan, texts)
    }

    private func text(_ field: Int) -> String {
        let range = scanner.fields.range(field)
        let value = String(
            decoding: UnsafeBufferPointer(
                start: scanner.bytes + range.lowerBound, count: range.count),
            as: UTF8.self)
        guard scanner.fields.isEscaped(field) else { return value }
        let quote = String(Unicode.Scalar(scanner.dialect.quote))
        return value.replacing(quote + quote, with: quote)
    }

    /// The number of fields that most of the first records have.
    private func usualFieldCount(from start: Int, _ recovery: CSVRecovery) throws(DeliveryError)
        -> Int?
    {
        var counts: [Int: Int] = [:]
        var place = start
        for _ in 0..<100 where place < scanner.count {
            guard let row = try row(at: place, recovery) else { return nil }
            place = row.scan.next
            if row.texts.count > 1 || !row.texts[0].isEmpty {
                counts[row.texts.count, default: 0] += 1
            }
        }
        if place >= scanner.count, !scanner.atEnd, counts.values.reduce(0, +) < 100 { return nil }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// What may be wrong with a header that lacks essential columns.
    private func hint(headerAt start: Int, missing: [String], _ recovery: CSVRecovery) -> String? {
        guard let end = recovery.lineEnd(from: start) else { return nil }
        let line = String(
            decoding: UnsafeBufferPointer(start: scanner.bytes + start, count: end - start),
            as: UTF8.self)
        for delimiter: Character in [",", ";", "\t", "|"]
        where delimiter.asciiValue != scanner.dialect.delimiter {
            let names = line.split(separator: delimiter, omittingEmptySubsequences: false)
                .map { CSVColumns.trimmed($0.filter { $0 != "\"" }) }
            if names.count > 1, missing.contains(where: names.contains) {
                return
                    "looks like '\(delimiter == "\t" ? "tab" : String(delimiter))' is the delimiter"
            }
        }
        switch CSVColumns.trimmed(line).first {
        case "<": return "looks like XML"
        case "{", "[": return "looks like JSON"
        default: return nil
        }
    }

    static func nulByte(_ position: RecordPosition) -> DeliveryError {
        DeliveryError(
            rule: .fileMalformed, position: position, found: "a NUL byte",
            expected: "text; the file is binary, damaged, or was cut while it was copied")
    }
}
