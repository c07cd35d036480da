import GuijiModel

/// The records of one window as they are found, before they become a `RawBatch`.
struct CSVBatchBuilder {
    let capacity: Int
    var slices: [FieldSlice]
    var positions: [RecordPosition] = []
    var shapes: [UInt8] = []
    var problems: [RecordProblem] = []
    /// Values with doubled quotes: row and field of the file.
    var escaped: [(row: Int, field: Int)] = []
    /// Where each record starts in the window; kept only where rows at the file's end are passed over.
    var starts: [Start] = []

    struct Start {
        var place: Int
        var rawOffset: Int64
        /// Whether the record began before the window.
        var isOverlong = false
    }

    var count: Int { positions.count }

    init(columnCount: Int, capacity: Int) {
        self.capacity = capacity
        slices = Array(repeating: .absent, count: columnCount * capacity)
        positions.reserveCapacity(capacity)
        shapes.reserveCapacity(capacity)
    }

    /// Takes the last records back.
    mutating func removeLast(_ number: Int) {
        let kept = max(0, count - number)
        positions.removeLast(count - kept)
        shapes.removeLast(shapes.count - kept)
        if starts.count > kept { starts.removeLast(starts.count - kept) }
        problems.removeAll { $0.row >= kept }
        escaped.removeAll { $0.row >= kept }
        for start in stride(from: 0, to: slices.count, by: max(1, capacity)) {
            for row in kept..<min(kept + number, capacity) { slices[start + row] = .absent }
        }
    }

    /// Makes the batch: doubled quotes become single ones in place, then the bytes are handed over.
    consuming func batch(_ window: consuming [UInt8], _ columns: CSVColumns, quote: UInt8)
        -> RawBatch
    {
        for (row, field) in escaped {
            var single: FieldSlice?
            for (column, target) in columns.targets.enumerated() where target == field {
                let slot = column * capacity + row
                if slices[slot].isAbsent { continue }
                let slice = single ?? CSVBatchBuilder.single(quote, in: &window, slices[slot])
                single = slice
                slices[slot] = slice
            }
        }
        var batch = RawBatch(columnCount: 0, capacity: capacity)
        batch.bytes = window
        batch.count = count
        batch.slices = slices
        batch.positions = positions
        batch.shapes = shapes
        batch.problems = problems
        return batch
    }

    private static func single(_ quote: UInt8, in window: inout [UInt8], _ slice: FieldSlice)
        -> FieldSlice
    {
        var target = slice.range.lowerBound
        var source = target
        let end = slice.range.upperBound
        while source < end {
            let byte = window[source]
            window[target] = byte
            target += 1
            source += byte == quote && source + 1 < end && window[source + 1] == quote ? 2 : 1
        }
        return FieldSlice(slice.range.lowerBound..<target)
    }
}
