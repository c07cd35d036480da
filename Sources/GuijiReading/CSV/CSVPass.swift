import GuijiModel

/// One walk over a window: finds its records and puts them into a batch.
struct CSVPass {
    let reader: CSVRecordReader
    let scanner: CSVScanner
    let columns: CSVColumns
    private let recovery: CSVRecovery
    private let skippedStarts: [[UInt8]]
    private let footerRows: Int
    /// Whether places in the text are places in the file but for the byte order mark.
    private let isIdentity: Bool
    /// Where the reader's cursor is in the window.
    private var cursorPlace = 0
    private var malformedIndex = 0
    private var place = 0

    init(reader: CSVRecordReader, scanner: CSVScanner, columns: CSVColumns) {
        self.reader = reader
        self.scanner = scanner
        self.columns = columns
        recovery = CSVRecovery(
            scanner: scanner, expected: columns.fieldCount, trial: reader.trialFields)
        skippedStarts = reader.plan.container.skipRowsStarting.map { Array($0.utf8) }
        footerRows = max(0, reader.plan.container.skipFooterRows)
        isIdentity = reader.foundEncoding == .utf8 && reader.decoder.deviations.isEmpty
    }

    /// Fills the batch.
    /// - Returns: how much of the window is done with.
    /// - Throws: `FILE_MALFORMED` at a NUL byte.
    mutating func run(_ builder: inout CSVBatchBuilder) throws(DeliveryError) -> Int {
        let limit = reader.dialect.limits.recordLength
        if reader.overlong != nil, !finishOverlong(&builder) { return endPass() }
        while builder.count < builder.capacity, place < scanner.count {
            var scan = scanner.scan(from: place)
            var defect: CSVRecovery.Defect?
            let isClean =
                scan.outcome == .complete && !scan.hasStrayQuote
                && columns.fieldCount.contains(scanner.fields.count)
            if scan.outcome == .complete, isBlank(scan) {
                skip(scan)
                continue
            }
            if !isClean {
                let result = recovery.recover(place, scan)
                scan = result.scan
                defect = result.defect
            }
            if scan.outcome == .nul { throw nulByte(at: scan.end) }
            let isTooLong =
                scan.outcome == .complete
                ? scan.end - place > limit
                : scanner.count - place > limit + 4 * reader.dialect.limits.quotedLength
            if isTooLong {
                reader.overlong = RecordPosition(
                    ordinal: reader.ordinal, line: reader.line, byteOffset: rawOffset(place),
                    byteLength: 0)
                if !finishOverlong(&builder) { return endPass() }
                continue
            }
            if scan.outcome != .complete { break }
            if defect != nil, let nul = nul(in: place..<scan.end) { throw nulByte(at: nul) }
            if !skippedStarts.isEmpty, isSkipped() {
                skip(scan)
                continue
            }
            emit(scan, defect, &builder)
        }
        if footerRows > 0 { holdBack(&builder) }
        return endPass()
    }

    private mutating func endPass() -> Int {
        _ = rawOffset(place)
        moveCursor(to: place)
        return place
    }

    private mutating func skip(_ scan: CSVScanner.Scan) {
        reader.line += Int64(scan.lines)
        place = scan.next
    }

    private mutating func emit(
        _ scan: CSVScanner.Scan, _ defect: CSVRecovery.Defect?, _ builder: inout CSVBatchBuilder
    ) {
        let fields = scanner.fields
        let row = builder.count
        let offset = rawOffset(place)
        builder.positions.append(
            RecordPosition(
                ordinal: reader.ordinal, line: reader.line, byteOffset: offset,
                byteLength: rawOffset(scan.end) - offset))
        if footerRows > 0 { builder.starts.append(.init(place: place, rawOffset: offset)) }
        let known = min(fields.count, CSVFields.capacity)
        let capacity = builder.capacity
        var hasEscaped = false
        builder.slices.withUnsafeMutableBufferPointer { slices in
            var slot = row
            for target in columns.targets {
                if target >= 0, target < known {
                    let start = fields.starts[target]
                    let end = fields.ends[target]
                    if end >= CSVFields.escaped { hasEscaped = true }
                    slices[slot] = FieldSlice(
                        offset: start, length: (end & ~CSVFields.escaped) &- start)
                }
                slot += capacity
            }
        }
        if hasEscaped {
            for field in 0..<known where fields.isEscaped(field) {
                builder.escaped.append((row, field))
            }
        }
        appendShape(&builder, row)
        if let defect { noteDefect(defect, scan, &builder, row) }
        noteMalformed(upTo: scan.end, &builder, row)
        reader.ordinal += 1
        reader.line += Int64(scan.lines)
        place = scan.next
    }

    /// Tells the record's shape by its discriminator.
    private func appendShape(_ builder: inout CSVBatchBuilder, _ row: Int) {
        for (shape, discriminator) in columns.discriminators.enumerated() {
            guard let discriminator else {
                builder.shapes.append(UInt8(truncatingIfNeeded: shape))
                return
            }
            if discriminator.field >= 0,
                value(discriminator.field).elementsEqual(discriminator.value)
            {
                builder.shapes.append(UInt8(truncatingIfNeeded: shape))
                return
            }
        }
        builder.shapes.append(0)
        guard let first = columns.discriminators.lazy.compactMap({ $0 }).first else { return }
        builder.problems.append(
            RecordProblem(
                row: row, rule: .recordShapeUnknown, severity: .error,
                found: String(decoding: value(first.field), as: UTF8.self),
                expected: reader.plan.shapes.compactMap(\.when?.equals).joined(separator: ", ")))
    }

    /// A field's bytes without blanks around it.
    private func value(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        guard field >= 0, field < min(scanner.fields.count, CSVFields.capacity) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        var range = scanner.fields.range(field)
        while let first = range.first, scanner.bytes[first] == 0x20 || scanner.bytes[first] == 0x09
        {
            range = (first + 1)..<range.upperBound
        }
        while let last = range.last, scanner.bytes[last] == 0x20 || scanner.bytes[last] == 0x09 {
            range = range.lowerBound..<last
        }
        return UnsafeBufferPointer(start: scanner.bytes + range.lowerBound, count: range.count)
    }

    private func isBlank(_ scan: CSVScanner.Scan) -> Bool {
        guard scanner.fields.count == 1 else { return false }
        if scan.end == place { return true }
        return columns.fieldCount.upperBound > 1 && scanner.bytes[place] != scanner.dialect.quote
            && value(0).isEmpty
    }

    private func isSkipped() -> Bool {
        let first = value(0)
        return skippedStarts.contains { first.starts(with: $0) }
    }

    private func nul(in range: Range<Int>) -> Int? { range.first { scanner.bytes[$0] == 0 } }

    private mutating func nulByte(at nul: Int) -> DeliveryError {
        CSVHeader.nulByte(
            RecordPosition(
                ordinal: reader.ordinal, line: reader.line, byteOffset: rawOffset(place),
                byteLength: Int64(nul - place)))
    }
}

// Problems and positions.
extension CSVPass {
    private func noteDefect(
        _ defect: CSVRecovery.Defect, _ scan: CSVScanner.Scan, _ builder: inout CSVBatchBuilder,
        _ row: Int
    ) {
        let expected = columns.fieldCount
        let count = scanner.fields.count
        var problem = RecordProblem(
            row: row, rule: .recordQuote, severity: .error,
            found: excerpt(place..<scan.end), expected: "")
        switch defect {
        case .strayQuote:
            problem.severity = .warning
            problem.expected = "quotes within a value doubled; read as part of the value"
        case .ambiguousQuote:
            problem.expected =
                "quotes within a value doubled; \(count) fields can be told, not \(expected.upperBound)"
        case .unclosedQuote:
            problem.expected = "a closing quote; the next line is read as a record of its own"
        case .ragged:
            problem.rule = .recordRagged
            problem.found = "\(count) fields"
            problem.expected = "\(expected.upperBound) fields"
            let known = min(count, CSVFields.capacity)
            let extra = expected.upperBound < known ? expected.upperBound..<known : 0..<0
            if !extra.isEmpty, count == known,
                extra.allSatisfy({ scanner.fields.range($0).isEmpty })
            {
                problem.severity = .warning
            }
        }
        builder.problems.append(problem)
    }

    /// The start of a record, for a finding.
    private func excerpt(_ range: Range<Int>) -> String {
        let bytes = UnsafeBufferPointer(
            start: scanner.bytes + range.lowerBound, count: min(range.count, 400))
        return String(String(decoding: bytes, as: UTF8.self).prefix(80))
    }

    /// Refuses the record where it holds bytes that no character has; the values with such bytes become absent.
    private mutating func noteMalformed(
        upTo end: Int, _ builder: inout CSVBatchBuilder, _ row: Int
    ) {
        let malformed = reader.decoder.malformed
        let first = reader.windowStart + Int64(place)
        let last = reader.windowStart + Int64(end)
        while malformedIndex < malformed.count, malformed[malformedIndex].decodedOffset < first {
            malformedIndex += 1
        }
        guard malformedIndex < malformed.count, malformed[malformedIndex].decodedOffset < last
        else {
            return
        }
        let defect = malformed[malformedIndex]
        builder.problems.append(
            RecordProblem(
                row: row, rule: .recordUndecodable, severity: .error,
                found: "\(defect.rawLength) byte(s) at offset \(defect.rawOffset) of the file",
                expected: "text in \(reader.foundEncoding.rawValue)"))
        while malformedIndex < malformed.count, malformed[malformedIndex].decodedOffset < last {
            let mark = Int(malformed[malformedIndex].decodedOffset - reader.windowStart)
            for column in columns.targets.indices {
                let slot = column * builder.capacity + row
                if !builder.slices[slot].isAbsent, builder.slices[slot].range.contains(mark) {
                    builder.slices[slot] = .absent
                }
            }
            malformedIndex += 1
        }
    }

    /// Looks for the end of a line that is too long.
    /// - Returns: whether it was found; the record is then in the batch.
    private mutating func finishOverlong(_ builder: inout CSVBatchBuilder) -> Bool {
        guard var position = reader.overlong else { return true }
        guard let end = recovery.lineEnd(from: place) else {
            place = scanner.count
            return false
        }
        let next = scanner.afterLineEnd(end)
        guard next >= 0 else {
            place = end
            return false
        }
        let found = rawOffset(place)
        position.byteLength = rawOffset(end) - position.byteOffset
        builder.problems.append(
            RecordProblem(
                row: builder.count, rule: .recordTooLong, severity: .error,
                found: "\(position.byteLength) bytes in one line",
                expected: "records of at most \(reader.dialect.limits.recordLength) bytes"))
        if footerRows > 0 {
            builder.starts.append(
                .init(place: place, rawOffset: found, isOverlong: true))
        }
        builder.positions.append(position)
        builder.shapes.append(0)
        reader.overlong = nil
        reader.ordinal += 1
        reader.line += next > end ? 1 : 0
        place = next
        return true
    }

    /// Keeps the last rows, which may be the file's footer, for the next window; at the end of the file drops them.
    private mutating func holdBack(_ builder: inout CSVBatchBuilder) {
        let number = min(footerRows, builder.count)
        guard number > 0 else { return }
        let row = builder.count - number
        let isEnd = scanner.atEnd && place == scanner.count
        if !isEnd {
            let position = builder.positions[row]
            let start = builder.starts[row]
            place = start.place
            reader.overlong = start.isOverlong ? position : nil
            reader.ordinal = position.ordinal
            reader.line = position.line
            reader.cursor = RawOffsetCursor(
                reader.decoder, decoded: reader.windowStart + Int64(place), raw: position.byteOffset
            )
            cursorPlace = place
        }
        builder.removeLast(number)
    }

    /// The offset in the file of a place in the window, which must not lie before the last one asked for.
    private mutating func rawOffset(_ place: Int) -> Int64 {
        if isIdentity {
            return reader.windowStart + Int64(place) + reader.decoder.byteOrderMarkLength
        }
        moveCursor(to: place)
        return reader.cursor.raw
    }

    private mutating func moveCursor(to place: Int) {
        guard place > cursorPlace else { return }
        reader.cursor.advance(
            over: UnsafeRawBufferPointer(
                start: scanner.bytes + cursorPlace, count: place - cursorPlace))
        cursorPlace = place
    }
}
