import CSimdjson
import GuijiModel

/// Leads places in the decoded text of the input buffer back to the bytes of the file.
struct JSONPlaces {
    private let decoder: TextDecoder
    private(set) var cursor: RawOffsetCursor
    /// Offset in the decoded text of the buffer's first byte.
    private(set) var base: Int64 = 0

    init(_ decoder: TextDecoder) {
        self.decoder = decoder
        cursor = RawOffsetCursor(decoder)
    }

    /// Fills in the records' positions, and sets aside those with bytes that have no character.
    mutating func place(
        _ positions: [guiji_json_position], text: JSONText, into batch: inout RawBatch
    ) {
        let hasMalformed = !decoder.malformed.isEmpty
        var isSorted = true
        for (row, found) in positions.prefix(batch.count).enumerated() {
            let start = Int(found.byte_offset)
            let end = start + Int(found.byte_length)
            // Records within records are read after those: back to the start.
            if base + Int64(start) < cursor.decoded { cursor = RawOffsetCursor(decoder) }
            move(to: start, text)
            let raw = cursor.raw
            move(to: end, text)
            batch.positions.append(
                RecordPosition(
                    ordinal: found.ordinal, line: found.line, byteOffset: raw,
                    byteLength: cursor.raw - raw))
            guard hasMalformed, let bad = firstMalformed(base + Int64(start), base + Int64(end))
            else { continue }
            for column in 0..<batch.slices.count / batch.capacity {
                batch[column, row] = .absent
            }
            batch.problems.removeAll { $0.row == row }
            batch.problems.append(JSONProblems.undecodable(row: row, at: bad - raw))
            isSorted = false
        }
        if !isSorted { batch.problems.sort { $0.row < $1.row } }
    }

    /// The offset in the file of the first malformed bytes in a stretch of decoded text.
    private func firstMalformed(_ start: Int64, _ end: Int64) -> Int64? {
        let all = decoder.malformed
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].decodedOffset < start { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].decodedOffset < end ? all[low].rawOffset : nil
    }

    private mutating func move(to place: Int, _ text: JSONText) {
        let from = Int(cursor.decoded - base)
        cursor.advance(over: UnsafeRawBufferPointer(rebasing: text.buffer[from..<place]))
    }

    /// Goes to the end of the current block, which is about to be dropped.
    mutating func leave(_ text: JSONText) {
        guard text.blockCount > 0 else { return }
        move(to: text.blockCount, text)
        base = cursor.decoded
    }

    /// Moves over text that is dropped at once.
    mutating func skip(_ text: UnsafeRawBufferPointer) {
        cursor.advance(over: text)
        base = cursor.decoded
    }
}
