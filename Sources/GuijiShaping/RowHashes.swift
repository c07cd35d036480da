import GuijiModel

/// The stored hashes of a batch's rows.
///
/// `rowHash` is a `StableHash` to which are added, in the order of the contract's columns (fields, then groups): a
/// text's UTF-8 bytes; an integer or boolean as its two's complement; a real number's IEEE 754 bits, with minus zero
/// as zero; "absent" for NULL; and last, only where the contract has several record shapes, the UTF-8 bytes of the
/// shape's name. `keyHash` is the same over the key columns alone, in key order and without the shape; where the
/// contract has no key, it is the row's hash.
///
/// These values are stored and compared from night to night. A change here, in the order of columns, or in how a value
/// is normalized makes every row of the feed look changed once.
struct RowHashes {
    /// The hash of each row over some columns. Column by column, because the rows' chains of multiplications then
    /// overlap in the processor.
    static func hash(
        _ columns: [ShapedColumn], count: Int, bytes: [UInt8], shapes: [UInt8] = [],
        shapeNames: [String] = []
    ) -> [UInt64] {
        var states = [StableHash](repeating: StableHash(), count: count)
        bytes.withUnsafeBytes { bytes in
            states.withUnsafeMutableBufferPointer { states in
                for column in columns { add(column, bytes, states) }
            }
        }
        if shapeNames.count > 1 {
            for row in 0..<count {
                let shape = row < shapes.count ? Int(shapes[row]) : 0
                var name = shape < shapeNames.count ? shapeNames[shape] : ""
                name.withUTF8 { states[row].add(UnsafeRawBufferPointer($0)) }
            }
        }
        return states.map(\.value)
    }

    private static func add(
        _ column: ShapedColumn, _ bytes: UnsafeRawBufferPointer,
        _ states: UnsafeMutableBufferPointer<StableHash>
    ) {
        switch column {
        case .text(let slices):
            slices.withUnsafeBufferPointer { slices in
                for row in 0..<states.count {
                    let slice = slices[row]
                    if slice.isAbsent {
                        states[row].addAbsent()
                    } else {
                        states[row].add(UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
                    }
                }
            }
        case .integer(let values, let isNull):
            for row in 0..<states.count {
                if isNull[row] != 0 {
                    states[row].addAbsent()
                } else {
                    states[row].add(UInt64(bitPattern: values[row]))
                }
            }
        case .real(let values, let isNull):
            for row in 0..<states.count {
                if isNull[row] != 0 {
                    states[row].addAbsent()
                } else {
                    states[row].add(values[row] == 0 ? 0 : values[row].bitPattern)
                }
            }
        }
    }
}
