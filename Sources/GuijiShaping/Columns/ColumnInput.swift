import GuijiModel

/// The values of one column in the raw batch: one a record, or one an item of a repeated group.
struct ColumnInput {
    /// The first value's slice; the others follow at `stride`.
    var slices: UnsafePointer<FieldSlice>
    var stride: Int
    var count: Int
    /// For items of a group: the record that each belongs to, and its number within it.
    var items: UnsafePointer<ItemPlace>?
    /// For each record its shape, and for each shape whether it has the field; `nil` where all have.
    var shapes: UnsafePointer<UInt8>?
    var hasField: [Bool]?

    struct ItemPlace {
        var row: UInt32
        var number: UInt32
    }

    @inline(__always)
    func row(_ index: Int) -> Int {
        guard let items else { return index }
        return Int(items[index].row)
    }

    /// Whether the record's shape has this field.
    @inline(__always)
    func applies(_ index: Int) -> Bool {
        guard let shapes, let hasField else { return true }
        return hasField[Int(shapes[row(index)])]
    }
}
