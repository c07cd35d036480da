import CSimdjson
import GuijiContract
import GuijiModel

/// A delivery's decoded text in the C++ reader's input buffer: all of it, or block by block of whole lines.
final class JSONText {
    /// A line without an end in so many bytes is passed over.
    static let maximumLine = 16 << 20
    static let blockSize = 1 << 20

    let decoder: TextDecoder
    private let reader: OpaquePointer
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 0
    /// Bytes of text in the buffer.
    private(set) var count = 0
    /// Of these, the current block's.
    private(set) var blockCount = 0
    private var isAtEnd = false

    init(decoder: TextDecoder, reader: OpaquePointer) throws(DeliveryError) {
        guard let bytes = guiji_json_input(reader, 64) else { throw JSONProblems.noMemory }
        self.decoder = decoder
        self.reader = reader
        self.bytes = bytes
    }

    var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

    private func makeRoom(_ wanted: Int) throws(DeliveryError) {
        guard count + wanted > capacity else { return }
        capacity = count + wanted + (count + wanted) / 4
        guard let moved = guiji_json_input(reader, capacity) else { throw JSONProblems.noMemory }
        bytes = moved
    }

    /// Appends up to `wanted` bytes.
    private func fill(_ wanted: Int) throws(DeliveryError) -> Int {
        try makeRoom(wanted)
        let added = try decoder.decode(
            into: UnsafeMutableRawBufferPointer(start: bytes + count, count: wanted))
        count += added
        isAtEnd = added == 0
        return added
    }

    // MARK: A document

    /// Reads the whole text.
    /// - Throws: `ENCODING_UNDECODABLE` at the first byte that has no character; `FILE_UNREADABLE`, also at 4 GiB.
    func readAll(expecting size: Int64) throws(DeliveryError) {
        guard size < UInt32.max else { throw JSONProblems.tooLarge(size) }
        try makeRoom(Int(size) + JSONText.blockSize)
        while try fill(JSONText.blockSize) > 0 {
            guard count < UInt32.max else { throw JSONProblems.tooLarge(Int64(count)) }
            if let bad = decoder.malformed.first {
                let before = UnsafeRawBufferPointer(rebasing: buffer[..<Int(bad.decodedOffset)])
                throw DeliveryError(
                    rule: .encodingUndecodable,
                    position: RecordPosition(
                        ordinal: 0, line: Int64(before.lineEnds) + 1, byteOffset: bad.rawOffset,
                        byteLength: Int64(bad.rawLength)),
                    found: "bytes that are no \(decoder.foundEncoding.rawValue)",
                    expected: "text in one encoding; ask the sender for the file again")
            }
        }
    }

    // MARK: Lines

    enum Block: Equatable {
        /// The first bytes of the buffer are whole lines.
        case lines
        /// The buffer begins with a line that is too long and has not ended.
        case overlong
        case end
    }

    /// Drops the block just read and finds the next.
    func nextBlock() throws(DeliveryError) -> Block {
        drop(blockCount)
        // What follows a line that was too long may hold whole lines already.
        if let last = buffer.lastIndex(of: UInt8(ascii: "\n")) {
            blockCount = last + 1
            return .lines
        }
        while true {
            let before = count
            if try fill(JSONText.blockSize) == 0 {
                blockCount = count
                return count > 0 ? .lines : .end
            }
            let added = UnsafeRawBufferPointer(start: bytes + before, count: count - before)
            if let last = added.lastIndex(of: UInt8(ascii: "\n")) {
                blockCount = before + last + 1
                return .lines
            }
            if count > JSONText.maximumLine {
                blockCount = count
                return .overlong
            }
        }
    }

    /// Passes over the rest of a line that is too long, up to its end (which stays, as a blank line).
    /// - Parameter pass: gets the text passed over.
    func skipLine(_ pass: (UnsafeRawBufferPointer) -> Void) throws(DeliveryError) {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                pass(UnsafeRawBufferPointer(rebasing: buffer[..<end]))
                blockCount = 0
                drop(end)
                return
            }
            pass(buffer)
            drop(count)
            blockCount = 0
            if try fill(JSONText.blockSize) == 0 { return }
        }
    }

    private func drop(_ dropped: Int) {
        guard dropped > 0 else { return }
        count -= dropped
        UnsafeMutableRawPointer(bytes).copyMemory(from: bytes + dropped, byteCount: count)
        blockCount = 0
    }
}

extension UnsafeRawBufferPointer {
    /// The number of line feeds.
    var lineEnds: Int {
        var count = 0
        for byte in self where byte == UInt8(ascii: "\n") { count += 1 }
        return count
    }
}
