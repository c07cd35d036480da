import GuijiContract
import GuijiModel

/// A repeated group: its items are shaped column by column like records, then written as one JSON text a record.
struct GroupShaper: Sendable {
    let name: String
    let fields: [FieldShaper]
    /// For each field, `"name":` as it stands in the JSON text.
    private let keys: [[UInt8]]

    init(_ spec: GroupSpec, order: Int, _ setting: FieldShaper.Setting) throws(ShaperError) {
        name = spec.name
        var fields: [FieldShaper] = []
        for field in spec.fields {
            fields.append(
                try FieldShaper(field, group: spec, order: order, isKey: false, setting))
        }
        self.fields = fields
        keys = spec.fields.map { field in
            var buffer = ByteArena()
            var name = field.name
            name.withUTF8 { JSONText.write($0, &buffer) }
            buffer.append(UInt8(ascii: ":"))
            return Array(buffer.bytes)
        }
    }

    /// One JSON text a record: an array of objects in the items' order. A value that is NULL is left out; so is an
    /// item without any value; a record without any item is NULL.
    func run(
        _ group: RawGroup, recordCount: Int, shapes: UnsafePointer<UInt8>?,
        _ space: inout Workspace, _ sink: inout FindingSink
    ) -> ShapedColumn {
        let places = GroupShaper.places(group, recordCount: recordCount)
        var columns: [ShapedColumn] = []
        places.withUnsafeBufferPointer { places in
            group.slices.withUnsafeBufferPointer { slices in
                guard let base = slices.baseAddress else { return }
                for (number, field) in fields.enumerated() {
                    columns.append(
                        field.run(input(base + number, places, shapes, field), &space, &sink))
                }
                requireValues(columns, slices, places, shapes, &space, &sink)
            }
        }
        var output = [FieldSlice](repeating: .absent, count: recordCount)
        guard !columns.isEmpty else { return .text(output) }
        var text = ByteArena(capacity: 1024)
        for row in 0..<recordCount {
            text.clear()
            for item in group.items(ofRow: row) { write(item, columns, space, &text) }
            guard text.count > 0 else { continue }
            text.append(UInt8(ascii: "]"))
            output[row] = space.keep(text.bytes)
        }
        return .text(output)
    }

    private static func places(
        _ group: RawGroup, recordCount: Int
    ) -> [ColumnInput.ItemPlace] {
        var places: [ColumnInput.ItemPlace] = []
        places.reserveCapacity(Int(group.itemStarts.last ?? 0))
        for row in 0..<recordCount {
            for number in 0..<group.items(ofRow: row).count {
                places.append(.init(row: UInt32(row), number: UInt32(number)))
            }
        }
        return places
    }

    private func input(
        _ slices: UnsafePointer<FieldSlice>,
        _ places: UnsafeBufferPointer<ColumnInput.ItemPlace>, _ shapes: UnsafePointer<UInt8>?,
        _ field: FieldShaper
    ) -> ColumnInput {
        ColumnInput(
            slices: slices, stride: fields.count, count: places.count, items: places.baseAddress,
            shapes: shapes, hasField: field.plan.hasField)
    }

    /// Reports required fields without a value, in items that have any.
    private func requireValues(
        _ columns: [ShapedColumn], _ slices: UnsafeBufferPointer<FieldSlice>,
        _ places: UnsafeBufferPointer<ColumnInput.ItemPlace>, _ shapes: UnsafePointer<UInt8>?,
        _ space: inout Workspace, _ sink: inout FindingSink
    ) {
        for (number, field) in fields.enumerated() where field.plan.isRequiredInItems {
            guard let base = slices.baseAddress else { return }
            let input = input(base + number, places, shapes, field)
            for item in 0..<places.count where columns[number].isNull(item) {
                guard input.applies(item), columns.contains(where: { !$0.isNull(item) }) else {
                    continue
                }
                let slice = slices[item * fields.count + number]
                let raw = slice.isAbsent ? Bytes(rebasing: space.base[0..<0]) : space.text(slice)
                let text = TextNormalizer.normalized(raw, &space.normalized)
                // A value that was there and of no use has been reported as such.
                guard text.isEmpty || field.plan.nullWords.contains(text) else { continue }
                note(.missing, raw, item, field.plan, input, &sink)
            }
        }
    }

    /// Appends one item, with what separates it from the one before. Leaves out `]`.
    private func write(
        _ item: Int, _ columns: [ShapedColumn], _ space: borrowing Workspace,
        _ text: inout ByteArena
    ) {
        var isFirst = true
        for (number, column) in columns.enumerated() where !column.isNull(item) {
            if isFirst {
                text.append(text.count == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
                text.append(UInt8(ascii: "{"))
            } else {
                text.append(UInt8(ascii: ","))
            }
            isFirst = false
            keys[number].withUnsafeBufferPointer { text.append($0) }
            switch column {
            case .text(let slices): JSONText.write(space.text(slices[item]), &text)
            case .integer(let values, _): text.append(utf8: String(values[item]))
            case .real(let values, _): text.append(utf8: values[item].description)
            }
        }
        if !isFirst { text.append(UInt8(ascii: "}")) }
    }
}

extension ShapedColumn {
    func isNull(_ row: Int) -> Bool {
        switch self {
        case .text(let slices): slices[row].isAbsent
        case .integer(_, let isNull), .real(_, let isNull): isNull[row] != 0
        }
    }
}

/// Strings of JSON (RFC 8259).
enum JSONText {
    /// Writes a text in quotes. Only what must be escaped is: quote, backslash, control characters.
    static func write(_ text: Bytes, _ buffer: inout ByteArena) {
        buffer.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                buffer.append(UInt8(ascii: "\\"))
                buffer.append(byte)
            case 0x0A: buffer.append(utf8: "\\n")
            case 0x0D: buffer.append(utf8: "\\r")
            case 0x09: buffer.append(utf8: "\\t")
            case 0..<0x20:
                buffer.append(utf8: "\\u00")
                buffer.append(hexadecimal(byte >> 4))
                buffer.append(hexadecimal(byte & 0xF))
            default: buffer.append(byte)
            }
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 0x30 + digit : 0x61 + digit - 10
    }
}
