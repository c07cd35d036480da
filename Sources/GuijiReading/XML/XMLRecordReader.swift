package import GuijiContract
package import GuijiModel

/// Reads the records of an XML document of any size: elements at given paths, their values by relative paths.
///
/// The text is decoded to UTF-8 here, so the XML declaration's encoding only has a say in what the bytes are taken
/// for (a byte order mark and the bytes themselves count more). Entities of the document's own, and anything outside
/// the file, are refused; see `XMLLimits` for what else is bounded.
///
/// A value: an attribute, or the text of an element with that of its descendants (`.`: without it); CDATA is text,
/// comments and processing instructions are not. An empty element has an empty value, a missing one or one with
/// `xsi:nil="true"` none. Every item of a group is given, an empty one with all its values absent.
package final class XMLRecordReader: RecordReader {
    private let decoder: TextDecoder
    private let plan: ReadPlan
    /// Lives as long as the reader; the parser's callbacks point to it.
    private let machine: UnsafeMutablePointer<XMLMachine>
    private let parser: XMLParser
    private let buffer: UnsafeMutableRawBufferPointer
    private let pieceSizes: [Int]
    private var pieceNumber = 0
    private var hasText = false
    private var isFinished = false
    package private(set) var fileFindings: [Finding] = []
    package private(set) var envelope: [String: String] = [:]
    package var foundEncoding: Container.Encoding { decoder.foundEncoding }

    /// Small, because all records of a piece are made before the first batch is returned; and what libxml2 works on
    /// then stays in the cache (a tenth faster than 64 KiB).
    private static let pieceSize = 16 << 10

    /// - Throws: `FILE_UNREADABLE` where the source cannot be read or a path of the contract makes no sense,
    ///   `ENCODING_UNDECODABLE` where no encoding fits.
    package convenience init(source: ByteSource, plan: ReadPlan) throws(DeliveryError) {
        try self.init(source: source, plan: plan, limits: XMLLimits(), pieceSizes: [])
    }

    /// - Parameter pieceSizes: for tests of every split point: in what pieces the decoded text is fed, over and over.
    init(
        source: ByteSource, plan: ReadPlan, limits: XMLLimits, pieceSizes: [Int]
    ) throws(DeliveryError) {
        let declaration = try XMLDeclaration(source)
        let declared = plan.container.encoding
        decoder = try TextDecoder(
            source: source, declared: declaration?.encoding ?? declared)
        self.plan = plan
        self.pieceSizes = pieceSizes
        let machine = UnsafeMutablePointer<XMLMachine>.allocate(capacity: 1)
        do throws(DeliveryError) {
            machine.initialize(to: try XMLMachine(plan: plan, limits: limits, decoder: decoder))
        } catch {
            machine.deallocate()
            throw error
        }
        guard let parser = XMLParser(machine) else {
            machine.deinitialize(count: 1)
            machine.deallocate()
            throw DeliveryError(
                rule: .fileUnreadable, found: "no memory for a parser", expected: "more memory")
        }
        self.machine = machine
        self.parser = parser
        buffer = .allocate(byteCount: XMLRecordReader.pieceSize, alignment: 16)
        noteEncoding(declaration, declared: declared)
    }

    deinit {
        machine.deinitialize(count: 1)
        machine.deallocate()
        buffer.deallocate()
    }

    package func next() throws(DeliveryError) -> RawBatch? {
        while machine.pointee.ready.isEmpty {
            if let failure = machine.pointee.failure { throw failure }
            if isFinished { return nil }
            try readPiece()
        }
        return machine.pointee.ready.removeFirst()
    }

    private func readPiece() throws(DeliveryError) {
        let count = try decoder.decode(into: buffer)
        guard count > 0 else { return try finish() }
        let text = UnsafeRawBufferPointer(rebasing: buffer[0..<count])
        if !hasText, let first = text.first(where: { $0 > 0x20 }) {
            hasText = true
            guard first == UInt8(ascii: "<") else {
                throw DeliveryError(
                    rule: .fileMalformed, found: "a file that does not begin with <",
                    expected: "an XML document")
            }
        }
        guard decoder.malformed.count <= machine.pointee.limits.malformedPlaces else {
            throw undecodable()
        }
        machine.pointee.places.add(text)
        var start = 0
        while start < count, machine.pointee.failure == nil {
            let size = pieceSizes.isEmpty ? count : pieceSizes[pieceNumber % pieceSizes.count]
            pieceNumber += 1
            let end = min(count, start + size)
            parser.feed(UnsafeRawBufferPointer(rebasing: text[start..<end]))
            start = end
        }
        machine.pointee.refuseLongTag(parser.pending)
    }

    private func finish() throws(DeliveryError) {
        isFinished = true
        guard hasText else {
            throw DeliveryError(
                rule: .fileEmpty, found: "\(decoder.rawOffset) bytes and no text",
                expected: "an XML document")
        }
        machine.pointee.isEnding = true
        parser.finish()
        if let failure = machine.pointee.failure { throw failure }
        if machine.pointee.places.nextDamage != nil { throw undecodable() }
        machine.pointee.closeBatch()
        fileFindings += machine.pointee.findings
        envelope = machine.pointee.envelope
    }

    private func noteEncoding(_ declaration: XMLDeclaration?, declared: Container.Encoding) {
        let found = decoder.foundEncoding
        let isAsDeclared =
            found == declared || declared == .utf16 && (found == .utf16LE || found == .utf16BE)
        guard !isAsDeclared else { return }
        let label = declaration.map { "; its XML declaration says \($0.label)" } ?? ""
        fileFindings.append(
            Finding(
                rule: .encodingMismatch, severity: .warning, found: found.rawValue + label,
                expected: declared.rawValue))
    }

    private func undecodable() -> DeliveryError {
        let first = machine.pointee.places.nextDamage ?? decoder.malformed.first
        return DeliveryError(
            rule: .encodingUndecodable,
            position: first.map {
                RecordPosition(
                    ordinal: 0, line: 0, byteOffset: $0.rawOffset, byteLength: Int64($0.rawLength))
            },
            found: "bytes that are no \(decoder.foundEncoding.rawValue)",
            expected: "text in one encoding; ask the sender for the file's encoding")
    }
}
