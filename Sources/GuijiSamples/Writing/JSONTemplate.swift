import GuijiContract

/// A JSON value as a contract's sources describe it: an object, an array or a place for a value. Built once.
final class JSONTemplate {
    /// The member's name, or the place in an array.
    enum Step: Equatable {
        case name(String)
        case index(Int)
    }
    private(set) var children: [(step: Step, node: JSONTemplate)] = []
    var slot: Int?
    /// The group whose items stand here, as an array.
    var group: (index: Int, item: JSONTemplate)?

    /// Adds a source: `gps.x`, `geometry.coordinates[0]`, `[0]`.
    func insert(_ source: String, slot: Int) { place(JSONTemplate.steps(source)).slot = slot }

    /// Adds a repeated group: `jcz[]`.
    func insertGroup(_ source: String, index: Int, table: SourceTable) {
        let path = source.hasSuffix("[]") ? String(source.dropLast(2)) : source
        let item = JSONTemplate()
        for (slot, inner) in table.paths.enumerated() {
            if inner == "." { item.slot = slot } else { item.insert(inner, slot: slot) }
        }
        place(JSONTemplate.steps(path)).group = (index, item)
    }

    static func steps(_ source: String) -> [Step] {
        var result: [Step] = []
        for part in source.split(separator: ".") {
            var rest = part[...]
            let name = rest.prefix { $0 != "[" }
            if !name.isEmpty { result.append(.name(String(name))) }
            rest = rest.dropFirst(name.count)
            while rest.first == "[", let close = rest.firstIndex(of: "]") {
                result.append(.index(Int(rest.dropFirst().prefix(upTo: close)) ?? 0))
                rest = rest[rest.index(after: close)...]
            }
        }
        return result
    }

    private func place(_ steps: [Step]) -> JSONTemplate {
        guard let first = steps.first else { return self }
        let rest = Array(steps.dropFirst())
        if let found = children.first(where: { $0.step == first }) { return found.node.place(rest) }
        let made = JSONTemplate()
        children.append((first, made))
        return made.place(rest)
    }
}

/// Renders records by a template.
struct JSONRenderer {
    let plan: WritePlan
    let root: JSONTemplate

    init(_ plan: WritePlan) {
        self.plan = plan
        root = JSONTemplate()
        for (slot, source) in plan.table.paths.enumerated() where !source.hasPrefix("@") {
            root.insert(source, slot: slot)
        }
        for (index, group) in plan.groups.enumerated() {
            root.insertGroup(group.source, index: index, table: group.table)
        }
    }

    func render(_ record: RecordDraft, into text: inout String) {
        value(root, record.fields, record, &text, constants: plan.layout.constantMembers)
    }

    /// Whether there is something to write.
    private func isSet(_ node: JSONTemplate, _ fields: FieldValues, _ record: RecordDraft) -> Bool {
        if let slot = node.slot, plan.layout.writesNulls || fields.values[slot] != .unset {
            return true
        }
        if node.group != nil { return true }
        return node.children.contains { isSet($0.node, fields, record) }
    }

    private func value(
        _ node: JSONTemplate, _ fields: FieldValues, _ record: RecordDraft, _ text: inout String,
        constants: [(name: String, literal: String)] = []
    ) {
        if let slot = node.slot, node.children.isEmpty || fields.values[slot] != .unset {
            JSONRenderer.literal(fields.values[slot], &text)
            return
        }
        if let (index, item) = node.group {
            var isFirst = true
            text += "["
            for entry in record.items where entry.group == index {
                if !isFirst { text += "," }
                isFirst = false
                value(item, entry.fields, record, &text)
            }
            text += "]"
            return
        }
        if case .index? = node.children.first?.step {
            array(node, fields, record, &text)
            return
        }
        var isFirst = true
        text += "{"
        for (name, literal) in constants {
            text += (isFirst ? "\"" : ",\"") + name + "\":" + literal
            isFirst = false
        }
        for (step, child) in node.children where isSet(child, fields, record) {
            guard case .name(let name) = step else { continue }
            text += (isFirst ? "\"" : ",\"") + name + "\":"
            isFirst = false
            value(child, fields, record, &text)
        }
        text += "}"
    }

    private func array(
        _ node: JSONTemplate, _ fields: FieldValues, _ record: RecordDraft, _ text: inout String
    ) {
        var places: [Int: JSONTemplate] = [:]
        for (step, child) in node.children {
            if case .index(let place) = step { places[place] = child }
        }
        text += "["
        for place in 0...(places.keys.max() ?? 0) {
            if place > 0 { text += "," }
            if let child = places[place], isSet(child, fields, record) {
                value(child, fields, record, &text)
            } else {
                text += "null"
            }
        }
        text += "]"
    }

    /// A value as JSON.
    static func literal(_ value: RawValue, _ text: inout String) {
        switch value {
        case .unset, .null: text += "null"
        case .literal(let literal): text += literal
        case .text(let content), .cdata(let content): string(content, &text)
        }
    }

    static func string(_ content: String, _ text: inout String) {
        text += "\""
        if content.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            for scalar in content.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                case "\t": text += "\\t"
                default: text.unicodeScalars.append(scalar)
                }
            }
        } else {
            text += content
        }
        text += "\""
    }
}
