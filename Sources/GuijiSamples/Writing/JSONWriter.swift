import GuijiContract

/// JSON Lines: one record a line.
final class JSONLinesWriter: ContainerWriter {
    private let renderer: JSONRenderer
    private let sink: ByteSink
    private var text = ""

    init(_ plan: WritePlan, _ sink: ByteSink) {
        renderer = JSONRenderer(plan)
        self.sink = sink
    }

    func begin(beside: [BesideValue]) throws {}

    func write(_ record: RecordDraft) throws {
        text.removeAll(keepingCapacity: true)
        renderer.render(record, into: &text)
        if let cut = record.cut {
            text = String(text.prefix(Int(Double(text.count) * cut)))
        }
        if !record.endsFile { text += "\n" }
        sink.append(text)
        try sink.flushIfFull()
    }

    func line(_ text: String) throws { sink.append(text + "\n") }
    func end(count: Int) throws {}
}

/// One JSON document: an array, an envelope with members beside the records, GeoJSON features, rows of values under
/// column names (`columns`), or an object with a member for each record (`$.*`).
///
/// Members beside the records stand before them, as services write them; the number of records is filled in at the
/// end, in a place kept for it.
final class JSONWriter: ContainerWriter {
    private let plan: WritePlan
    private let renderer: JSONRenderer
    private let sink: ByteSink
    /// Names from the root to the records; empty for `$[]` and `$.*`.
    private var path: [String] = []
    private var isByMember = false
    private var shape: String?
    private var count = 0
    private var text = ""
    /// Where in the file the number of records belongs.
    private var countPlaces: [Int] = []

    init(_ plan: WritePlan, _ sink: ByteSink) {
        self.plan = plan
        self.sink = sink
        renderer = JSONRenderer(plan)
    }

    func begin(beside: [BesideValue]) throws {
        try open(plan.contract.shapes.first?.path ?? "$[]", beside)
    }

    func write(_ record: RecordDraft) throws {
        if shape == nil { shape = plan.contract.shapes.first?.name }
        if !record.shape.isEmpty, record.shape != shape { switchShape(to: record.shape) }
        text.removeAll(keepingCapacity: true)
        text += count == 0 ? "\n" : ",\n"
        if isByMember {
            JSONRenderer.string(record.fields["@key"] ?? "", &text)
            text += ":"
        }
        if plan.contract.container.columnsPath != nil {
            text += "["
            for (index, value) in record.fields.values.enumerated() {
                if index > 0 { text += "," }
                JSONRenderer.literal(value, &text)
            }
            text += "]"
        } else {
            renderer.render(record, into: &text)
        }
        count += 1
        sink.append(text)
        try sink.flushIfFull()
    }

    func line(_ text: String) throws { sink.append(text + "\n") }

    func end(count: Int) throws {
        sink.append("\n" + (isByMember ? "}" : "]"))
        for _ in path { sink.append("}") }
        sink.append("\n")
        let number = String(count)
        for place in countPlaces { try sink.patch(number, at: place) }
    }

    private func open(_ records: String, _ beside: [BesideValue]) throws {
        isByMember = records.hasSuffix(".*")
        let inner = records.dropFirst(records.hasPrefix("$.") ? 2 : 1).replacing("[]", with: "")
            .replacing("*", with: "")
        path = inner.split(separator: ".").map(String.init)
        for level in path.indices {
            sink.append("{")
            try members(beside, below: path[..<level], except: path[level])
            sink.append("\"\(path[level])\":")
        }
        sink.append(isByMember ? "{" : "[")
    }

    /// The next array of an object that holds one for each kind of record.
    private func switchShape(to name: String) {
        guard let next = plan.contract.shapes.first(where: { $0.name == name }),
            let member = next.path.replacing("[]", with: "").split(separator: ".").last,
            next.path != plan.contract.shapes.first(where: { $0.name == shape })?.path
        else { return }
        sink.append("\n],\"\(member)\":[")
        shape = name
        count = 0
    }

    /// Members of an object on the way to the records.
    private func members(
        _ beside: [BesideValue], below prefix: ArraySlice<String>, except name: String
    ) throws {
        for value in beside + columns {
            let steps = value.path.dropFirst(2).split(separator: ".").map(String.init)
            guard steps.dropLast() == prefix, let last = steps.last, last != name else { continue }
            sink.append("\"\(last)\":")
            if let literal = value.literal {
                sink.append(literal)
            } else {
                countPlaces.append(try sink.offset())
                sink.append(String(repeating: " ", count: BesideValue.countWidth))
            }
            sink.append(",")
        }
    }

    /// The names of the columns, where records are arrays.
    private var columns: [BesideValue] {
        guard let path = plan.contract.container.columnsPath else { return [] }
        var text = ""
        for (index, column) in plan.table.paths.enumerated() {
            text += index > 0 ? "," : ""
            JSONRenderer.string(column, &text)
        }
        return [BesideValue(path: path, literal: "[\(text)]")]
    }
}
