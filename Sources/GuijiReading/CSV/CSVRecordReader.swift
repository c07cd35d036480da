package import GuijiContract
package import GuijiModel

/// Reads CSV: RFC 4180 and the dirt that departments send.
///
/// Text is decoded into a window, records are found in it, and the window becomes the batch's bytes: a value is never
/// copied. Memory is one window (1 MiB, more only for a record that is longer) beside the batches in flight.
/// What is wrong with one record is a problem of that record; the next line is read as if nothing had been.
package final class CSVRecordReader: RecordReader {
    package private(set) var fileFindings: [Finding]
    package let envelope: [String: String] = [:]
    package var foundEncoding: Container.Encoding { decoder.foundEncoding }

    let plan: ReadPlan
    let dialect: CSVDialect
    let decoder: TextDecoder
    let fields = CSVFields()
    let trialFields = CSVFields()
    /// Records a batch, and bytes of decoded text a window.
    let batchCapacity: Int
    let windowSize: Int

    var columns: CSVColumns?
    var ordinal: Int64 = 0
    var line: Int64 = 1
    var cursor: RawOffsetCursor
    /// Where a line that is too long for any window began; its end is being looked for.
    var overlong: RecordPosition?

    /// Text read but not yet taken apart.
    private var carry: [UInt8] = []
    /// Offset in the decoded text of the window's first byte.
    var windowStart: Int64 = 0
    /// Whether the window at hand ends with the file.
    private(set) var atEnd = false
    private var isFinished = false
    /// Bytes a window is filled to: what a full batch took last time and a little more.
    private var fillSize: Int
    /// Whether the last window did not hold one record's end.
    private var wasTooShort = false

    /// Decides the encoding. The header is read with the first batch.
    /// - Throws: `FILE_UNREADABLE`, `FILE_EMPTY`, `FILE_MALFORMED` (a workbook or an archive instead of text),
    ///   `ENCODING_UNDECODABLE`.
    package convenience init(source: ByteSource, plan: ReadPlan) throws(DeliveryError) {
        try self.init(source: source, plan: plan, limits: CSVDialect.Limits())
    }

    /// The same with other sizes, for tests of every split point.
    init(
        source: ByteSource, plan: ReadPlan, limits: CSVDialect.Limits, batchCapacity: Int = 4096,
        windowSize: Int = 1 << 20
    ) throws(DeliveryError) {
        precondition(windowSize >= 16 && batchCapacity > 0)
        try CSVRecordReader.refuseBinary(source)
        decoder = try TextDecoder(source: source, declared: plan.container.encoding)
        cursor = RawOffsetCursor(decoder)
        fileFindings = decoder.findings
        self.plan = plan
        dialect = CSVDialect(plan.container, limits: limits)
        self.batchCapacity = max(batchCapacity, plan.container.skipFooterRows + 1)
        self.windowSize = windowSize
        fillSize = windowSize
    }

    package func next() throws(DeliveryError) -> RawBatch? {
        while !isFinished {
            var window = try fillWindow()
            if columns == nil, try !readHeader(&window) { continue }
            guard let columns else { continue }
            var builder = CSVBatchBuilder(
                columnCount: plan.columns.count, capacity: batchCapacity)
            let consumed = try takeApart(&window, columns, &builder)
            wasTooShort = consumed == 0
            carry = Array(window[consumed...])
            windowStart += Int64(consumed)
            if atEnd, carry.isEmpty { isFinished = true }
            if builder.count > 0 {
                window.removeLast(window.count - consumed)
                if builder.count == batchCapacity {
                    fillSize = min(windowSize, max(consumed + consumed / 8, 64 << 10))
                }
                return builder.batch(window, columns, quote: dialect.quote)
            }
        }
        return nil
    }

    /// The carried text and as much new text as fits. A window that began with a record and did not hold its end
    /// is doubled.
    private func fillWindow() throws(DeliveryError) -> [UInt8] {
        let size = max(fillSize, wasTooShort ? carry.count * 2 : carry.count) + 16
        var failure: DeliveryError?
        let window = [UInt8](unsafeUninitializedCapacity: size + 8) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            carry.withUnsafeBytes { raw.copyMemory(from: $0) }
            count = carry.count
            do throws(DeliveryError) {
                while !atEnd, size - count >= 16 {
                    let read = try decoder.decode(into: .init(rebasing: raw[count..<size]))
                    if read == 0 { atEnd = true }
                    count += read
                }
            } catch {
                failure = error
            }
            // The scanner reads whole words.
            for index in count..<count + 8 { raw[index] = 0 }
        }
        if let failure { throw failure }
        decoder.forget(before: windowStart)
        return window
    }

    /// Reads the header at the start of the first window.
    /// - Returns: whether it was complete.
    private func readHeader(_ window: inout [UInt8]) throws(DeliveryError) -> Bool {
        var outcome: Result<CSVHeader.Result?, DeliveryError> = .success(nil)
        window.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let scanner = CSVScanner(
                bytes: base, count: buffer.count, atEnd: atEnd, dialect: dialect, fields: fields)
            do throws(DeliveryError) {
                outcome = .success(try CSVHeader(scanner: scanner, plan: plan).read())
            } catch {
                outcome = .failure(error)
            }
        }
        guard let header = try outcome.get() else {
            if window.count > dialect.limits.recordLength {
                throw DeliveryError(
                    rule: .fileMalformed, found: "no line end in the first \(window.count) bytes",
                    expected: "a CSV file of lines")
            }
            carry = window
            wasTooShort = true
            return false
        }
        columns = header.columns
        fileFindings += header.columns.findings
        line += header.lines
        // What follows the header is read as a window of its own.
        window.withUnsafeBytes { cursor.advance(over: .init(rebasing: $0[0..<header.next])) }
        wasTooShort = false
        carry = Array(window[header.next...])
        windowStart += Int64(header.next)
        if atEnd, carry.isEmpty { isFinished = true }
        return false
    }

    /// Tells files that are no text at all by their first bytes.
    private static func refuseBinary(_ source: ByteSource) throws(DeliveryError) {
        if source.size == 0 {
            throw DeliveryError(
                rule: .fileEmpty, found: "a file of 0 bytes", expected: "a CSV file")
        }
        let head = Array(try source.next().prefix(4096))
        try source.seek(to: 0)
        let kinds: [(start: [UInt8], name: String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook (.xlsx)"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook (.xls)"),
            ([0x1F, 0x8B], "a gzip archive"), ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document"),
        ]
        for kind in kinds where head.starts(with: kind.start) {
            throw DeliveryError(
                rule: .fileMalformed, found: kind.name,
                expected: "a CSV file; export the table as CSV")
        }
        guard EncodingDetector.isBinary(head) else { return }
        throw CSVHeader.nulByte(
            RecordPosition(ordinal: 0, line: 1, byteOffset: 0, byteLength: 0))
    }
}
