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

    func begin() throws {}

    func write(_ record: RecordDraft) throws {
        text.removeAll(keepingCapacity: true)
        renderer.render(record, into: &text)
        if let cut = record.cut {
            text = String(text.prefix(Int(Double(text.count) * cut)))
        }
        text += "\n"
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
    private static let countWidth = 10

    init(_ plan: WritePlan, _ sink: ByteSink) {
        self.plan = plan
        self.sink = sink
        renderer = JSONRenderer(plan)
    }

    func begin() throws { open(plan.contract.shapes.first?.path ?? "$[]") }

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

    private func open(_ records: String) {
        isByMember = records.hasSuffix(".*")
        let inner = records.dropFirst(records.hasPrefix("$.") ? 2 : 1).replacing("[]", with: "")
            .replacing("*", with: "")
        path = inner.split(separator: ".").map(String.init)
        for level in path.indices {
            sink.append("{")
            members(below: path[..<level], except: path[level])
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

    /// Members of an object on the way to the records, by what the layout and the guards say.
    private func members(below prefix: ArraySlice<String>, except name: String) {
        var written: Set<String> = []
        func write(_ path: String, _ body: () -> Void) {
            let steps = path.dropFirst(2).split(separator: ".").map(String.init)
            guard steps.dropLast() == prefix, let last = steps.last, last != name,
                written.insert(last).inserted
            else { return }
            sink.append("\"\(last)\":")
            body()
            sink.append(",")
        }
        for guardian in plan.contract.guards.envelope {
            write(guardian.path) {
                switch guardian.expectation {
                case .recordCount:
                    countPlaces.append(sink.offset)
                    sink.append(String(repeating: " ", count: JSONWriter.countWidth))
                case .oneOf(let texts):
                    let first = texts.first ?? ""
                    let given = plan.layout.envelope.first { $0.path == guardian.path }?.literal
                    sink.append(given ?? (Int(first) == nil ? "\"\(first)\"" : first))
                }
            }
        }
        if let columns = plan.contract.container.columnsPath {
            write(columns) {
                var text = ""
                for (index, column) in plan.table.paths.enumerated() {
                    text += index > 0 ? "," : ""
                    JSONRenderer.string(column, &text)
                }
                sink.append("[\(text)]")
            }
        }
        for (path, literal) in plan.layout.envelope {
            write(path) { sink.append(literal) }
        }
    }
}
