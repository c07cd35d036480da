/// Reads what a unified table says of its rows: key, timeline, symmetry, and what it collects from mentions.
struct UnifiedRulesReader {
    let check: YamlChecker
    let columns: [String]

    func read(_ map: YamlMapping, into table: inout UnifiedTable) {
        table.key = readKey(map)
        if table.kind.mention == nil, table.key.isEmpty {
            check.error(
                map.at, .missingKey, "The table has no 'key'.",
                "Write 'key: [person_id, address_id, kind]': the columns that tell its rows apart.")
        } else if table.kind.mention != nil, let node = map["key"] {
            check.error(
                node, .unifiedTable,
                "A \(table.kind.rawValue) is found by matching, not by a key.",
                "Remove 'key'; mark columns with 'part'.")
        }
        table.timeline = readTimeline(map)
        table.symmetry = readSymmetry(map)
        table.collects = readCollects(map)
        for entry in check.mappings(map, "columns") {
            for (source, node) in check.oneOrMore(entry, "derivedFrom") { known(source, node) }
            if let node = entry["prefer"], let name = node.scalarText { known(name, node) }
        }
        if table.timeline != nil {
            for name in ["valid_from", "valid_to"] where !columns.contains(name) {
                check.error(
                    map["timeline"], .unifiedTable, "A timeline fills '\(name)', which is missing.",
                    "Add the column '\(name)'.")
            }
        }
    }

    private func known(_ name: String, _ node: YamlNode) {
        if !columns.contains(name) {
            check.unknown(node, name, known: columns, "column of this table", rule: .unknownField)
        }
    }

    /// One list of columns, or a list of lists.
    private func readKey(_ map: YamlMapping) -> [[String]] {
        let items = check.list(map, "key")
        guard items.contains(where: { $0.items != nil }) else {
            let names = names(map, "key")
            return names.isEmpty ? [] : [names]
        }
        return items.compactMap { item in
            guard let parts = item.items else {
                check.wrongType(item, "key", "a list of lists")
                return nil
            }
            return parts.compactMap { part in
                guard let name = part.scalarText else {
                    check.wrongType(part, "key", "a column's name")
                    return nil
                }
                known(name, part)
                return name
            }
        }
    }

    /// The columns in a list.
    private func names(_ map: YamlMapping, _ key: String) -> [String] {
        check.scalars(map, key).map { name, node in
            known(name, node)
            return name
        }
    }

    private func column(_ map: YamlMapping, _ key: String, of what: String) -> String? {
        guard let name = check.requiredText(map, key, of: what) else { return nil }
        if let node = map[key] { known(name, node) }
        return name
    }

    private func readTimeline(_ map: YamlMapping) -> TimelineSpec? {
        guard let timeline = check.mapping(map, "timeline") else { return nil }
        check.checkKeys(
            timeline,
            known: ["event", "date", "opens", "closes", "voids", "ignores", "scopes"],
            of: "'timeline'")
        func words(_ key: String) -> [String] { check.scalars(timeline, key).map(\.text) }
        var scopes: [[String]] = []
        for item in check.list(timeline, "scopes") {
            guard let parts = item.items else {
                check.wrongType(item, "scopes", "a list of lists")
                continue
            }
            scopes.append(
                parts.compactMap { part in
                    part.scalarText.map { name in
                        known(name, part)
                        return name
                    }
                })
        }
        guard let event = column(timeline, "event", of: "'timeline'"),
            let date = column(timeline, "date", of: "'timeline'")
        else { return nil }
        if timeline["opens"] == nil {
            check.error(
                timeline.at, .missingKey, "'timeline' has no 'opens'.", "Write 'opens: [first]'.")
        }
        return TimelineSpec(
            event: event, date: date, opens: words("opens"), closes: words("closes"),
            voids: words("voids"), ignores: words("ignores"), scopes: scopes)
    }

    private func readSymmetry(_ map: YamlMapping) -> SymmetrySpec? {
        guard let symmetric = check.mapping(map, "symmetric") else { return nil }
        check.checkKeys(symmetric, known: ["columns", "when"], of: "'symmetric'")
        let pair = names(symmetric, "columns")
        guard pair.count == 2 else {
            check.error(
                symmetric["columns"] ?? symmetric.at, .unifiedTable,
                "'symmetric' needs two columns.", "Write 'columns: [person_id, relative_id]'.")
            return nil
        }
        guard
            let when = check.requiredMapping(
                symmetric, "when", of: "'symmetric'", "Write 'when: { kind: spouse }'."),
            let entry = when.entries.first, let value = entry.value.scalarText
        else { return nil }
        known(entry.name, entry.key)
        return SymmetrySpec(columns: pair, conditionColumn: entry.name, conditionValue: value)
    }

    private func readCollects(_ map: YamlMapping) -> [CollectSpec] {
        check.mappings(map, "collect").compactMap { entry in
            check.checkKeys(
                entry, known: ["kind", "link", "values", "constants", "rules"], of: "'collect'")
            func texts(_ key: String) -> [String: String] {
                var result: [String: String] = [:]
                for pair in check.mapping(entry, key)?.entries ?? [] {
                    known(pair.name, pair.key)
                    result[pair.name] = pair.value.scalarText
                }
                return result
            }
            let values = texts("values")
            let constants = texts("constants")
            var rules: [String: [String: String]] = [:]
            for rule in check.mapping(entry, "rules")?.entries ?? [] {
                known(rule.name, rule.key)
                for pair in rule.value.mapping?.entries ?? [] {
                    rules[rule.name, default: [:]][pair.name] = pair.value.scalarText
                }
                if rules[rule.name] == nil {
                    check.wrongType(rule.value, rule.name, "a mapping such as { P5: typo }")
                }
            }
            guard let kind = check.choice(entry, "kind", MentionSpec.Kind.self),
                let link = column(entry, "link", of: "'collect'")
            else { return nil }
            return CollectSpec(
                kind: kind, link: link, values: values, constants: constants, rules: rules)
        }
    }
}
