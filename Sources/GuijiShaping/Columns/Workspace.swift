import GuijiModel

/// The memory of shaping one batch: the raw bytes, which stay where they are, and what is written beside them.
struct Workspace: ~Copyable {
    /// The batch's bytes as they came. Slices of unchanged values point here.
    let base: Bytes
    /// Values that differ from what came; they stand after `base` in the shaped batch.
    var extra = ByteArena(capacity: 1 << 14)
    /// The current value after normalization.
    var normalized = ByteArena()
    /// The current value in its kind's canonical form.
    var canonical = ByteArena()

    init(base: Bytes) { self.base = base }

    /// Where a value stands in the shaped batch: in place, if it points into the raw bytes, else as a copy.
    @inline(__always)
    mutating func place(_ text: Bytes) -> FieldSlice {
        if let start = text.baseAddress, let origin = base.baseAddress {
            let offset = start - origin
            if offset >= 0, offset < base.count {
                return FieldSlice(offset..<offset + text.count)
            }
        }
        return keep(text)
    }

    /// The text of a slice of this batch, wherever it stands. Holds until something is written.
    func text(_ slice: FieldSlice) -> Bytes {
        let start = Int(slice.offset)
        let end = start + Int(slice.length)
        return start < base.count || start == end && start <= base.count
            ? base.part(start, end)
            : extra.bytes.part(start - base.count, end - base.count)
    }

    /// Copies a value to the end.
    mutating func keep(_ text: Bytes) -> FieldSlice {
        let offset = base.count + extra.count
        extra.append(text)
        return FieldSlice(offset..<offset + text.count)
    }
}
