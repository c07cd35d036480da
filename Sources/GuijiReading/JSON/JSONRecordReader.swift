import CSimdjson
package import GuijiContract
package import GuijiModel

/// Reads the records of JSON: one document (array, envelope, GeoJSON, columnar), or JSON Lines.
///
/// A document is held whole (its text, and four bytes for each of its brackets, commas and values) and checked as a
/// whole before its first record is given, so a damaged one gives none. JSON Lines are read in blocks of whole lines
/// of about 1 MiB; a bad line is a problem of its record alone.
///
/// Values are texts: strings without their escapes, numbers exactly as written, `true`, `false`, and objects and
/// arrays as the JSON text that stands there; `null` and missing are absent. Where a source has alternatives, the
/// first that is not absent in the record is taken. RFC 8259 leaves open what a key means that stands twice in one
/// object: here its first value counts (a `null` too), and a record with such a key among its wanted ones gets a
/// warning. A group whose value is a single object instead of an array has that as its one item; `null` items are
/// passed over.
package final class JSONRecordReader: RecordReader {
    /// Not a power of two: columns lie so many slices apart and would share cache sets.
    private static let batchRecords = 4000
    private static let batchBytes = 1 << 20

    package private(set) var fileFindings: [Finding]
    package private(set) var envelope: [String: String] = [:]
    package var foundEncoding: Container.Encoding { decoder.foundEncoding }

    private let program: JSONProgram
    private let decoder: TextDecoder
    private let text: JSONText
    private let fileSize: Int64
    private let isLines: Bool
    private var places: JSONPlaces
    private var drift = JSONDrift()
    /// Records of the document that have not been read.
    private var remaining: Int64 = 0
    private var bytesPerRecord: Int64 = 1
    private var state = State.unopened

    private enum State { case unopened, reading, done }

    /// A reader before its first record. Reads as much as deciding the encoding takes.
    /// - Throws: `FILE_UNREADABLE` (also for a plan with a source that is no path), `ENCODING_UNDECODABLE`.
    package init(source: ByteSource, plan: ReadPlan) throws(DeliveryError) {
        program = try JSONProgram(plan: plan)
        decoder = try TextDecoder(source: source, declared: plan.container.encoding)
        text = try JSONText(decoder: decoder, reader: program.reader)
        fileSize = source.size
        isLines = plan.container.format == .jsonLines
        fileFindings = decoder.findings
        places = JSONPlaces(decoder)
    }

    package func next() throws(DeliveryError) -> RawBatch? {
        while state != .done {
            if let batch = isLines ? try nextOfLines() : try nextOfDocument() {
                drift.count(batch)
                return batch
            }
        }
        return nil
    }

    private func finish() {
        state = .done
        fileFindings += drift.findings(program)
    }
}

// MARK: - Documents

extension JSONRecordReader {
    private func nextOfDocument() throws(DeliveryError) -> RawBatch? {
        if state == .unopened {
            try openDocument()
            state = .reading
        }
        let capacity = min(
            Int64(JSONRecordReader.batchRecords), remaining,
            max(16, 2 * Int64(JSONRecordReader.batchBytes) / bytesPerRecord))
        guard capacity > 0, let batch = try read(capacity: Int(capacity)) else {
            finish()
            return nil
        }
        remaining -= Int64(batch.count)
        return batch
    }

    private func openDocument() throws(DeliveryError) {
        try JSONRecordReader.checkWhole(text, size: fileSize, reader: program.reader)
        envelope = program.envelope
        if program.plan.container.columnsPath != nil {
            let names = (0..<guiji_json_name_count(program.reader)).map {
                String(json: guiji_json_name(program.reader, $0))
            }
            drift.undeclaredNames = try program.bindColumns(names)
        }
        fileFindings += try JSONMissingPaths.findings(program)
        remaining = Int64(guiji_json_record_count(program.reader))
        bytesPerRecord = max(1, Int64(text.count) / max(1, remaining))
    }

    /// Reads a whole document into `text` and checks it.
    /// - Throws: why it is refused.
    private static func checkWhole(_ text: JSONText, size: Int64, reader: OpaquePointer)
        throws(DeliveryError)
    {
        try text.readAll(expecting: size)
        let fault = guiji_json_open_document(reader, text.count)
        guard fault.status != GUIJI_JSON_OK else { return }
        if fault.status == GUIJI_JSON_NO_MEMORY { throw JSONProblems.noMemory }
        let offset = Int(fault.offset)
        var cursor = RawOffsetCursor(text.decoder)
        cursor.advance(over: UnsafeRawBufferPointer(rebasing: text.buffer[..<offset]))
        throw JSONProblems.refused(
            fault,
            position: RecordPosition(
                ordinal: 0, line: Int64(fault.line), byteOffset: cursor.raw, byteLength: 0),
            looksLikeLines: fault.status == GUIJI_JSON_TRAILING
                && JSONLinesHint.isNewLine(text.buffer, at: offset))
    }

    /// Checks one document as such, whatever its records. The entry for conformance tests and the fuzzer.
    /// - Returns: its encoding as found.
    /// - Throws: why it is refused.
    @discardableResult
    package static func validate(_ source: ByteSource) throws(DeliveryError) -> Container.Encoding {
        let reader = try JSONRecordReader(
            source: source,
            plan: ReadPlan(
                container: Container(format: .json), shapes: [RecordShape(name: "", path: "$")],
                columns: []))
        try checkWhole(reader.text, size: reader.fileSize, reader: reader.program.reader)
        return reader.foundEncoding
    }
}

// MARK: - Lines

extension JSONRecordReader {
    private func nextOfLines() throws(DeliveryError) -> RawBatch? {
        let left = guiji_json_lines_left(program.reader)
        if left > 0 {
            let capacity = min(left, UInt64(JSONRecordReader.batchRecords))
            if let batch = try read(capacity: Int(capacity)) { return batch }
        }
        places.leave(text)
        decoder.forget(before: places.base)
        switch try text.nextBlock() {
        case .lines:
            if state == .unopened {
                try JSONLinesHint.check(text, program: program)
                state = .reading
            }
            guard guiji_json_open_lines(program.reader, text.blockCount) == GUIJI_JSON_OK else {
                throw JSONProblems.noMemory
            }
        case .overlong:
            state = .reading
            return try overlong()
        case .end:
            if guiji_json_cursor(program.reader).pointee.ordinal == 0 {
                fileFindings.append(
                    Finding(
                        rule: .fileEmpty, severity: .warning, found: "no record",
                        expected: "JSON Lines"))
            }
            finish()
        }
        return nil
    }

    /// One record set aside for a line that is too long.
    private func overlong() throws(DeliveryError) -> RawBatch {
        let start = places.cursor.raw
        var last: UInt8 = 0
        try text.skipLine { bytes in
            last = bytes.last ?? last
            places.skip(bytes)
        }
        // The return of a CRLF belongs to the line end.
        let length = places.cursor.raw - start - (last == UInt8(ascii: "\r") ? 1 : 0)
        var batch = emptyBatch(capacity: 1)
        let cursor = guiji_json_cursor(program.reader)
        batch.count = 1
        batch.positions = [
            RecordPosition(
                ordinal: cursor?.pointee.ordinal ?? 0, line: cursor?.pointee.line ?? 0,
                byteOffset: start, byteLength: length)
        ]
        cursor?.pointee.ordinal += 1
        batch.shapes = [0]
        for group in batch.groups.indices { batch.groups[group].itemStarts.append(0) }
        batch.problems = [JSONProblems.tooLong(row: 0, length: length)]
        return batch
    }
}

// MARK: - Batches

extension JSONRecordReader {
    private func emptyBatch(capacity: Int) -> RawBatch {
        RawBatch(
            columnCount: program.plan.columns.count,
            groupColumnCounts: program.plan.groups.map(\.columns.count), capacity: capacity)
    }

    private func read(capacity: Int) throws(DeliveryError) -> RawBatch? {
        var batch = emptyBatch(capacity: capacity)
        var found = guiji_json_batch()
        found.capacity = UInt32(capacity)
        found.byte_goal = JSONRecordReader.batchBytes
        var shapes = [UInt8](repeating: 0, count: capacity)
        var positions = [guiji_json_position](repeating: guiji_json_position(), count: capacity)
        let status = batch.slices.withUnsafeMutableBufferPointer { slices in
            slices.withMemoryRebound(to: guiji_json_slice.self) { slices in
                positions.withUnsafeMutableBufferPointer { positions in
                    shapes.withUnsafeMutableBufferPointer { shapes in
                        found.slices = slices.baseAddress
                        found.positions = positions.baseAddress
                        found.shapes = shapes.baseAddress
                        return guiji_json_next(program.reader, &found)
                    }
                }
            }
        }
        guard status == GUIJI_JSON_OK else { throw JSONProblems.noMemory }
        guard found.count > 0 else { return nil }
        batch.count = Int(found.count)
        batch.bytes = Array(UnsafeBufferPointer(start: found.bytes, count: found.byte_count))
        batch.shapes = Array(shapes.prefix(batch.count))
        for number in batch.groups.indices {
            let items = guiji_json_group_items(program.reader, UInt32(number))
            batch.groups[number].itemStarts = Array(
                UnsafeBufferPointer(start: items.starts, count: batch.count + 1))
            batch.groups[number].slices = UnsafeBufferPointer(
                start: items.slices, count: items.slice_count
            ).map { FieldSlice(offset: $0.offset, length: $0.length) }
        }
        batch.problems = UnsafeBufferPointer(start: found.problems, count: found.problem_count).map
        { problem in
            JSONProblems.record(
                problem,
                text: String(
                    json: guiji_json_text(
                        bytes: found.notes.map { $0 + Int(problem.text.offset) },
                        length: Int(problem.text.length))))
        }
        places.place(positions, text: text, into: &batch)
        return batch
    }
}
