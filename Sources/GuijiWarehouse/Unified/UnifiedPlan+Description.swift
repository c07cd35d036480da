import GuijiContract

extension UnifiedPlan {
    /// All that decides what the table will hold, as lines in a fixed order: another description has it built anew.
    var description: [String] {
        var lines = ["table \(table.name) \(table.kind.rawValue) \(table.key)"]
        if let timeline = table.timeline { lines.append("\(timeline)") }
        if let symmetry = table.symmetry { lines.append("\(symmetry)") }
        for (column, type) in zip(table.columns, types) {
            lines.append(
                "\(column.name) \(type) \(column.part.rawValue) \(column.standard ?? "") "
                    + "\(column.choose.rawValue) \(column.hold) \(column.references ?? "") "
                    + "\(column.derivedFrom.joined(separator: ",")) \(column.form?.rawValue ?? "")"
                    + (column.isEvidence ? " evidence" : "")
                    + (column.isCorrected ? " corrected" : "")
                    + (column.fresh.map { " fresh \($0)" } ?? "")
                    + (column.prefer.map { " prefer \($0)" } ?? ""))
            lines.append(column.survivorship.map(\.rawValue).joined(separator: " "))
        }
        for source in sources { lines += source.description }
        return lines
    }

    /// The ways to entities of other tables, without repetition.
    var links: Set<UnifiedSource.Link> { Set(sources.flatMap(\.links)) }
}

extension UnifiedSource {
    fileprivate var description: [String] {
        func sorted(_ map: [String: String]) -> String {
            map.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        }
        return [
            "\(contract.feed) \(contract.department) \(contract.load.name) \(spec.role)",
            "\(spec.group ?? "") \(spec.requires ?? "") \(spec.asOf ?? "")",
            spec.when.map { "\($0.field) \($0.values) \($0.excludes)" } ?? "",
            sorted(spec.links), sorted(spec.values), sorted(spec.constants),
            spec.maps.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value.field):\(sorted($0.value.values))" }
                .joined(separator: ";"),
            spec.rules.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value.link):\(sorted($0.value.values))" }
                .joined(separator: ";"),
            spec.picks.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: ";"),
            spec.texts.sorted { $0.key < $1.key }
                .map { text in
                    text.key + "="
                        + text.value.map { "\($0.before){\($0.field)}\($0.after)" }.joined(
                            separator: ",")
                }
                .joined(separator: ";"),
        ]
    }
}

extension LoadMode {
    /// What of the mode matters for recency; its dictionary of operations would print in any order.
    fileprivate var name: String {
        switch self {
        case .snapshot: "snapshot"
        case .delta(let operation, _, let order): "delta \(operation) \(order)"
        case .event(let order): "event \(order ?? -1)"
        }
    }
}
