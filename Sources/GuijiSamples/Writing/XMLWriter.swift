import GuijiContract

/// XML: records below their ancestors. Records that follow one another with equal values of an ancestor (its
/// attributes and earlier children) share it, so a producer sorts its records by them.
final class XMLWriter: ContainerWriter {
    private let plan: WritePlan
    private let sink: ByteSink
    private let encoding: Container.Encoding
    private let shapes: [String: XMLShape]
    private var beside: [BesideValue] = []
    /// Where in the file the number of records belongs.
    private var countPlaces: [Int] = []
    /// The ancestors that are open, from the root.
    private var open: [(name: String, values: [RawValue])] = []

    init(_ plan: WritePlan, _ sink: ByteSink, encoding: Container.Encoding) {
        self.plan = plan
        self.sink = sink
        self.encoding = encoding
        var shapes: [String: XMLShape] = [:]
        for shape in plan.contract.shapes {
            shapes[shape.name] = XMLShape(plan, path: shape.path, name: shape.name)
        }
        self.shapes = shapes
    }

    func begin(beside: [BesideValue]) throws {
        self.beside = beside
        sink.append("<?xml version=\"1.0\" encoding=\"\(encoding.rawValue)\"?>\n")
    }

    func write(_ record: RecordDraft) throws {
        let name =
            shapes[record.shape] == nil ? plan.contract.shapes.first?.name ?? "" : record.shape
        guard let shape = shapes[name] else { return }
        try enter(shape.ancestors, record)
        sink.append("\n")
        element(shape.record, record.fields, record, isForced: true)
        try sink.flushIfFull()
    }

    func line(_ text: String) throws { sink.append(text + "\n") }

    func end(count: Int) throws {
        if open.isEmpty, let shape = plan.contract.shapes.first.flatMap({ shapes[$0.name] }) {
            // An empty delivery still is a document.
            try enter(shape.ancestors, RecordDraft(plan: plan))
        }
        leave(downTo: 0)
        sink.append("\n")
        for place in countPlaces { try sink.patch(String(count), at: place) }
    }

    /// Closes what does not match the record's ancestors, and opens the rest.
    private func enter(_ ancestors: [XMLTemplate], _ record: RecordDraft) throws {
        let wanted = ancestors.map {
            ($0.name, XMLWriter.slots($0).map { record.fields.values[$0] })
        }
        var same = 0
        while same < min(open.count, wanted.count), open[same].name == wanted[same].0,
            open[same].values == wanted[same].1
        {
            same += 1
        }
        // The root is opened once, whatever its values.
        if same == 0, !open.isEmpty { same = 1 }
        leave(downTo: same)
        for level in same..<max(same, ancestors.count) {
            let template = ancestors[level]
            if level > 0 { sink.append("\n") }
            sink.append("<\(template.name)")
            if level == 0 { try rootAttributes() }
            attributes(template, record.fields)
            sink.append(">")
            if let text = template.text {
                sink.append(XMLWriter.escaped(record.fields.values[text].plain))
            }
            for child in template.children {
                element(child, record.fields, record, isForced: false)
            }
            if level == 0 { try headElements() }
            open.append((template.name, wanted[level].1))
        }
    }

    private func leave(downTo level: Int) {
        while open.count > level, let last = open.popLast() { sink.append("\n</\(last.name)>") }
    }

    /// The number of records, or a value beside them.
    private func append(_ value: BesideValue) throws {
        if let literal = value.literal {
            sink.append(XMLWriter.escaped(literal))
        } else {
            countPlaces.append(try sink.offset())
            sink.append(String(repeating: " ", count: BesideValue.countWidth))
        }
    }

    /// Elements below the root that stand before the records: `/root/head/date`.
    private func headElements() throws {
        for value in beside where !value.path.contains("@") {
            let steps = value.path.split(separator: "/").dropFirst()
            for step in steps { sink.append("<\(step)>") }
            try append(value)
            for step in steps.reversed() { sink.append("</\(step)>") }
        }
    }

    private func rootAttributes() throws {
        for (prefix, uri) in plan.contract.container.namespaces.sorted(by: { $0.key < $1.key }) {
            sink.append(" xmlns\(prefix.isEmpty ? "" : ":" + prefix)=\"\(uri)\"")
        }
        if plan.layout.writesNil, plan.contract.container.namespaces["xsi"] == nil {
            sink.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        }
        for value in beside {
            let steps = value.path.split(separator: "/")
            guard steps.count == 2, let last = steps.last, last.hasPrefix("@") else { continue }
            sink.append(" \(last.dropFirst())=\"")
            try append(value)
            sink.append("\"")
        }
        for (name, value) in plan.layout.rootAttributes {
            sink.append(" \(name)=\"\(XMLWriter.escaped(value))\"")
        }
    }

    private func attributes(_ template: XMLTemplate, _ fields: FieldValues) {
        for (name, slot) in template.attributes {
            let value = fields.values[slot]
            guard value != .unset, value != .null else { continue }
            sink.append(" \(name)=\"")
            sink.append(XMLWriter.escaped(value.plain))
            sink.append("\"")
        }
    }

    private func element(
        _ template: XMLTemplate, _ fields: FieldValues, _ record: RecordDraft, isForced: Bool
    ) {
        if let group = template.group {
            let single = XMLTemplate(name: template.name)
            single.attributes = template.attributes
            single.text = template.text
            single.children = template.children
            for item in record.items where item.group == group {
                element(single, item.fields, record, isForced: true)
            }
            return
        }
        guard isForced || XMLWriter.hasContent(template, fields, record) else { return }
        sink.append("<\(template.name)")
        attributes(template, fields)
        let text = template.text.map { fields.values[$0] } ?? .unset
        if text == .null, plan.layout.writesNil { sink.append(" xsi:nil=\"true\"") }
        let children = template.children.filter { XMLWriter.hasContent($0, fields, record) }
        if children.isEmpty, text.plain.isEmpty {
            sink.append("/>")
            return
        }
        sink.append(">")
        if case .cdata(let content) = text {
            sink.append("<![CDATA[\(content)]]>")
        } else {
            sink.append(XMLWriter.escaped(text.plain))
        }
        for child in children { element(child, fields, record, isForced: false) }
        sink.append("</\(template.name)>")
    }

    /// Whether an element stands in the record at all.
    private static func hasContent(
        _ template: XMLTemplate, _ fields: FieldValues, _ record: RecordDraft
    ) -> Bool {
        if let group = template.group { return record.items.contains { $0.group == group } }
        if let text = template.text, fields.values[text] != .unset { return true }
        return template.attributes.contains { fields.values[$0.slot] != .unset }
            || template.children.contains { hasContent($0, fields, record) }
    }

    /// All slots of an element and what is below it.
    private static func slots(_ template: XMLTemplate) -> [Int] {
        (template.text.map { [$0] } ?? []) + template.attributes.map(\.slot)
            + template.children.flatMap(slots)
    }

    private static func escaped(_ text: String) -> String {
        guard
            text.utf8.contains(where: {
                $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x0A
            })
        else { return text }
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
