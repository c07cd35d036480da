package import GuijiContract
package import GuijiModel

/// A delivery as UTF-8, whatever encoding it came in. Confined to one thread.
///
/// The declared encoding is verified before the first byte (`EncodingDetector`), a byte order mark is passed over,
/// and every byte that has no character is remembered (`malformed`). Positions in the decoded text lead back to
/// offsets in the file exactly: `RawOffsetCursor`.
package final class TextDecoder {
    /// The encoding as found, not as declared.
    package var foundEncoding: Container.Encoding { codec.encoding }
    /// `ENCODING_MISMATCH`, where the declaration was wrong.
    package let findings: [Finding]
    /// Length in bytes of the byte order mark.
    package let byteOrderMarkLength: Int64
    /// Offset of the next byte in the decoded text.
    package private(set) var decodedOffset: Int64 = 0
    /// Offset in the file of the next byte to decode.
    package private(set) var rawOffset: Int64
    /// Malformed bytes met so far, in order, but for those forgotten.
    package private(set) var malformed: [MalformedText] = []

    let codec: Codec
    /// Where a character took more or fewer bytes in the file than is usual; by decoded offset, in order.
    private(set) var deviations: [(decodedOffset: Int64, extra: Int64)] = []

    private let source: ByteSource
    private var chunk = UnsafeRawBufferPointer(start: nil, count: 0)
    private var position = 0
    private var isLastChunk = false
    /// The start of a character that the end of a chunk cut, and what was added to complete it.
    private var cut: [UInt8] = []

    /// Decides the encoding (reading as much of the file as that takes) and goes to the first character.
    /// - Throws: `FILE_UNREADABLE`, or `ENCODING_UNDECODABLE` where no encoding fits.
    package init(source: ByteSource, declared: Container.Encoding) throws(DeliveryError) {
        let decision = try EncodingDetector.decide(source: source, declared: declared)
        self.source = source
        codec = Codec(encoding: decision.encoding)
        findings = decision.finding.map { [$0] } ?? []
        byteOrderMarkLength = Int64(decision.byteOrderMarkLength)
        rawOffset = byteOrderMarkLength
        try source.seek(to: rawOffset)
    }

    /// A source read from where it is in an encoding that is known, without a look at the file.
    init(source: ByteSource, encoding: Container.Encoding) {
        self.source = source
        codec = Codec(encoding: encoding)
        findings = []
        byteOrderMarkLength = 0
        rawOffset = 0
    }

    /// Decodes as much as fits into `target`, which must have room for 16 bytes.
    /// - Returns: the number of bytes written; 0 at the end of the file only.
    /// - Throws: `FILE_UNREADABLE`.
    package func decode(into target: UnsafeMutableRawBufferPointer) throws(DeliveryError) -> Int {
        precondition(target.count >= 16, "a target of less than 16 bytes")
        guard let base = target.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        var written = 0
        while target.count - written >= 16 {
            if !cut.isEmpty {
                try finishCut(base, &written)
                continue
            }
            if position == chunk.count {
                if isLastChunk { break }
                try refill()
                continue
            }
            guard let bytes = chunk.baseAddress?.assumingMemoryBound(to: UInt8.self) else { break }
            let run = codec.run(
                bytes + position, chunk.count - position, into: base + written,
                target.count - written)
            position += run.read
            rawOffset += Int64(run.read)
            written += run.written
            decodedOffset += Int64(run.written)
            guard position < chunk.count, target.count - written >= 16 else { continue }
            let unit = codec.unit(bytes + position, chunk.count - position, atEnd: false)
            if unit == .incomplete {
                cut.append(contentsOf: chunk[position...])
                position = chunk.count
            } else {
                position += store(unit, base, &written)
            }
        }
        return written
    }

    /// Appends about `wanted` bytes of text.
    /// - Returns: whether there was any text left.
    /// - Throws: `FILE_UNREADABLE`.
    package func append(to text: inout [UInt8], wanted: Int = 256 << 10) throws(DeliveryError)
        -> Bool
    {
        let start = text.count
        text.append(contentsOf: repeatElement(0, count: max(wanted, 16)))
        var outcome: Result<Int, DeliveryError> = .success(0)
        text.withUnsafeMutableBytes { buffer in
            do throws(DeliveryError) {
                outcome = .success(try decode(into: .init(rebasing: buffer[start...])))
            } catch {
                outcome = .failure(error)
            }
        }
        let count = try outcome.get()
        text.removeLast(text.count - start - count)
        return count > 0
    }

    /// Drops what is remembered about text before an offset, so that memory stays bounded on bad files. Cursors must
    /// be beyond it.
    package func forget(before decoded: Int64) {
        guard malformed.count + deviations.count > 1024 else { return }
        malformed.removeAll { $0.decodedOffset < decoded }
        deviations.removeAll { $0.decodedOffset < decoded }
    }

    private func refill() throws(DeliveryError) {
        chunk = try source.next()
        position = 0
        isLastChunk = chunk.isEmpty
    }

    /// Completes a cut character byte by byte from the next chunks.
    private func finishCut(_ base: UnsafeMutablePointer<UInt8>, _ written: inout Int)
        throws(DeliveryError)
    {
        let unit = cut.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { codec.unit($0, bytes.count, atEnd: isLastChunk) } ?? .incomplete
        }
        if unit != .incomplete {
            // Of a malformed cut only the first bytes go; the rest may begin a character of its own.
            cut.removeFirst(store(unit, base, &written))
        } else if position < chunk.count {
            cut.append(chunk[position])
            position += 1
        } else {
            try refill()
        }
    }

    /// Stores one character or the mark of a malformed one.
    /// - Returns: how many bytes of the file it took.
    private func store(
        _ unit: DecodedUnit, _ base: UnsafeMutablePointer<UInt8>, _ written: inout Int
    ) -> Int {
        var packed = DecodedUnit.replacement
        let rawLength: Int
        switch unit {
        case .character(let utf8, let length):
            packed = utf8
            rawLength = length
        case .malformed(let length):
            rawLength = length
            malformed.append(
                MalformedText(
                    decodedOffset: decodedOffset, rawOffset: rawOffset, rawLength: length))
        case .incomplete: return 0
        }
        let length = DecodedUnit.utf8Length(packed)
        for index in 0..<length {
            base[written + index] = UInt8(truncatingIfNeeded: packed >> UInt32(8 * index))
        }
        let usual = codec.usualRawLength(
            UnsafeRawBufferPointer(start: base + written, count: length))
        if usual != rawLength {
            deviations.append((decodedOffset, Int64(rawLength - usual)))
        }
        written += length
        decodedOffset += Int64(length)
        rawOffset += Int64(rawLength)
        return rawLength
    }
}
