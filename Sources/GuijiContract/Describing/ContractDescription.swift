import GuijiModel

/// A contract explained to a person: what arrives, how it is read, what each column must satisfy, how it is loaded.
package enum ContractDescription {
    /// Plain text in aligned columns. Names of code lists are looked up in the set.
    package static func text(_ contract: FeedContract, _ set: SchemaSet) -> String {
        var parts = [head(contract), reading(contract), columns(contract, set)]
        parts += contract.groups.map { group($0, set) }
        parts += [loading(contract), mentions(contract)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: Parts

    private static func pairs(_ rows: [(String, String)]) -> String {
        var table = TextTable(headers: [], rows: [], maxCellWidth: 400)
        for (name, value) in rows where !value.isEmpty { table.rows.append([name, value]) }
        return table.text(indent: 2)
    }

    private static func head(_ contract: FeedContract) -> String {
        let status = contract.status == .active ? "" : " (\(contract.status.rawValue))"
        return "\(contract.feed)  \(contract.title)\(status)\n"
            + pairs([
                ("department", "\(contract.department) \(contract.departmentName)"),
                ("owner", contract.owner ?? ""),
                ("purpose", contract.purpose ?? ""),
                ("contract", "version \(contract.version), \(contract.file)"),
                ("table", contract.feed.tableName),
                ("sensitivity", Wording.sensitivity(contract.sensitivity)),
                ("due", Wording.freshness(contract.freshness)),
            ])
    }

    private static func reading(_ contract: FeedContract) -> String {
        var rows = [("files", contract.patterns.joined(separator: ", "))]
        rows.append(("format", Wording.container(contract.container)))
        for shape in contract.shapes {
            let name = shape.name.isEmpty ? "records" : "records \(shape.name)"
            let condition = shape.when.map { "where \($0.source) is \($0.equals)" }
            rows.append(
                (name, [shape.path, condition ?? ""].filter { !$0.isEmpty }.joined(separator: " ")))
        }
        for (prefix, uri) in contract.container.namespaces.sorted(by: { $0.key < $1.key }) {
            rows.append(("namespace", prefix.isEmpty ? uri : "\(prefix) = \(uri)"))
        }
        return "How the files are read\n" + pairs(rows)
    }

    private static let header = ["column", "title", "source", "type", "rules", "sensitivity"]

    private static func columns(_ contract: FeedContract, _ set: SchemaSet) -> String {
        var table = TextTable(headers: header, rows: [], maxCellWidth: 120)
        for (index, field) in contract.fields.enumerated() {
            var rules = Wording.rules(field)
            if let position = contract.key.firstIndex(of: index) {
                rules.insert(
                    contract.key.count == 1
                        ? "key" : "key \(position + 1) of \(contract.key.count)",
                    at: 0)
            }
            table.rows.append(row(field, rules, set))
        }
        for group in contract.groups {
            table.rows.append([
                group.name, group.title, group.source, "list of \(group.fields.count) fields",
                group.shapes.isEmpty ? "" : "only \(group.shapes.joined(separator: ", "))",
                (group.fields.map(\.sensitivity).max() ?? .internal2).label,
            ])
        }
        return "Columns\n" + table.text(indent: 2)
    }

    private static func group(_ group: GroupSpec, _ set: SchemaSet) -> String {
        var table = TextTable(headers: header, rows: [], maxCellWidth: 120)
        for field in group.fields { table.rows.append(row(field, Wording.rules(field), set)) }
        return "Items of \(group.name)\n" + table.text(indent: 2)
    }

    private static func row(_ field: FieldSpec, _ rules: [String], _ set: SchemaSet) -> [String] {
        [
            field.name, field.title, field.sources.joined(separator: " or "),
            Wording.type(field, set), rules.joined(separator: "; "), field.sensitivity.label,
        ]
    }

    private static func loading(_ contract: FeedContract) -> String {
        let key = contract.key.map { contract.fields[$0].name }.joined(separator: ", ")
        var rows = [
            ("key", key.isEmpty ? "the whole row" : key),
            ("mode", Wording.load(contract)),
            (
                "coordinates",
                contract.coordinates.map { Wording.coordinates($0, contract) }
                    .joined(separator: "; ")
            ),
            ("held back", Wording.guards(contract).joined(separator: "; ")),
        ]
        rows.removeAll { $0.1.isEmpty }
        return "How it is loaded\n" + pairs(rows)
    }

    private static func mentions(_ contract: FeedContract) -> String {
        if contract.mentions.isEmpty { return "" }
        var table = TextTable(
            headers: ["speaks of", "as", "stated by", "where"], rows: [], maxCellWidth: 400)
        for mention in contract.mentions {
            let attributes = mention.attributes.sorted { $0.key < $1.key }
                .map { $0.key == $0.value ? $0.key : "\($0.key) = \($0.value)" }
            let conditions = [
                mention.group.map { "each of \($0)" }, mention.requires.map { "\($0) is given" },
            ]
            table.rows.append([
                mention.kind.rawValue, mention.role, attributes.joined(separator: ", "),
                conditions.compactMap(\.self).joined(separator: ", "),
            ])
        }
        return "Who and what it speaks of\n" + table.text(indent: 2)
    }
}
