extension ContractReader {
    /// Reads `guijiFacts`: what the records state for relations, facts and entities with codes.
    func readFacts(_ node: YamlNode?, mentions: [MentionSpec]) -> [FactSpec] {
        guard let node else { return [] }
        guard let items = node.items else {
            check.wrongType(node, "guijiFacts", "a list")
            return []
        }
        var facts: [FactSpec] = []
        var maps: [YamlMapping] = []
        for item in items {
            guard let map = item.mapping else {
                check.wrongType(item, "guijiFacts", "a list of mappings")
                continue
            }
            guard let fact = readFact(map) else { continue }
            if facts.contains(where: { $0.table == fact.table && $0.role == fact.role }) {
                check.error(
                    map["role"] ?? map["table"], .fact,
                    "There is another \(fact.table) in the role '\(fact.role)'.",
                    "Give each its own role, such as 'role: \(fact.role)_b'.")
            }
            facts.append(fact)
            maps.append(map)
        }
        for (fact, map) in zip(facts, maps) {
            guard let table = context.unified?.first(where: { $0.name == fact.table }) else {
                continue
            }
            checkLinks(map, fact.links, from: fact.group, table, mentions, facts)
            checkEntityColumns(map, table)
            checkKey(map, fact, table)
        }
        return facts
    }

    private func readFact(_ map: YamlMapping) -> FactSpec? {
        check.checkKeys(map, known: GuijiKeys.fact, of: "a fact")
        guard
            let table = check.requiredText(
                map, "table", of: "The fact", "Write 'table: residence'.")
        else { return nil }
        let tables = context.unified?.filter { $0.kind.mention == nil }
        let unified = tables?.first { $0.name == table }
        if let tables, unified == nil, let node = map["table"] {
            if context.unified?.contains(where: { $0.name == table }) == true {
                check.error(
                    node, .fact, "'\(table)' is filled by mentions, not by facts.",
                    "State it under 'guijiMentions'.")
            } else {
                check.unknown(
                    node, table, known: tables.map(\.name), "table of the unified layer",
                    rule: .fact)
            }
        }
        let role = check.text(map, "role")
        let (groupName, known) = readFrame(map, role: role, rule: .fact)
        let columns = unified?.columns.map(\.name)
        var fact = readParts(map, known: known, columns: columns)
        fact.table = table
        fact.role = role ?? table
        fact.group = groupName
        fact.requires = check.text(map, "requires")
        for (column, field, at) in pairs(map, "values") {
            checkColumn(column, at.key, columns)
            checkField(field, at.value, known: known)
            fact.values[column] = field
        }
        return fact
    }

    /// What mentions and facts have in common: `when links texts constants maps picks asOf`.
    func readParts(_ map: YamlMapping, known: Set<String>, columns: [String]?) -> FactSpec {
        var parts = FactSpec(table: "")
        parts.when = readCondition(map, known: known)
        for (column, role, at) in pairs(map, "links") {
            checkColumn(column, at.key, columns)
            parts.links[column] = role
        }
        for (column, text, at) in pairs(map, "constants") {
            checkColumn(column, at.key, columns)
            parts.constants[column] = text
        }
        for entry in check.mapping(map, "maps")?.entries ?? [] {
            checkColumn(entry.name, entry.key, columns)
            guard let translation = entry.value.mapping else {
                check.wrongType(entry.value, entry.name, "a mapping with 'field' and 'values'")
                continue
            }
            check.checkKeys(translation, known: ["field", "values"], of: "a translation")
            guard let field = check.requiredText(translation, "field", of: "The translation"),
                let node = translation["field"]
            else { continue }
            checkField(field, node, known: known)
            var values: [String: String] = [:]
            for (from, to, _) in pairs(translation, "values") { values[from] = to }
            if values.isEmpty {
                check.error(
                    translation["values"] ?? translation.at, .fact,
                    "The translation has no 'values'.", "Write 'values: { 结婚: married }'.")
            }
            parts.maps[entry.name] = FactSpec.Translation(field: field, values: values)
        }
        for entry in check.mapping(map, "texts")?.entries ?? [] {
            checkColumn(entry.name, entry.key, columns)
            parts.texts[entry.name] = readTextParts(entry, known: known)
        }
        for entry in check.mapping(map, "picks")?.entries ?? [] {
            checkColumn(entry.name, entry.key, columns)
            parts.picks[entry.name] = readPick(entry)
        }
        if let field = check.text(map, "asOf"), let node = map["asOf"] {
            checkField(field, node, known: known)
            parts.asOf = field
        }
        return parts
    }

    private func readCondition(_ map: YamlMapping, known: Set<String>) -> FactSpec.Condition? {
        guard let when = check.mapping(map, "when") else { return nil }
        check.checkKeys(when, known: ["field", "in", "notIn"], of: "'when'")
        let excludes = when["in"] == nil && when["notIn"] != nil
        let values = check.scalars(when, excludes ? "notIn" : "in").map(\.text)
        if values.isEmpty {
            check.error(
                when["in"] ?? when["notIn"] ?? when.at, .fact,
                "'when' names no value, so nothing would hold.",
                "Write 'in: [value, value]'.")
        }
        guard
            let field = check.requiredText(
                when, "field", of: "'when'", "Write 'when: { field: kind, in: [结婚] }'."),
            let node = when["field"]
        else { return nil }
        checkField(field, node, known: known)
        return FactSpec.Condition(field: field, values: values, excludes: excludes)
    }

    /// One item of a group: `{ group: guardians, field: id_number, when: { field: relation, in: [母亲] } }`.
    private func readPick(_ entry: YamlMapping.Entry) -> FactSpec.Pick? {
        guard let pick = entry.value.mapping else {
            check.wrongType(entry.value, entry.name, "a mapping with 'group' and 'field'")
            return nil
        }
        check.checkKeys(pick, known: ["group", "field", "when"], of: "a pick")
        guard
            let name = check.requiredText(
                pick, "group", of: "The pick", "Write 'group: guardians'."),
            let field = check.requiredText(pick, "field", of: "The pick"),
            let place = pick["field"]
        else { return nil }
        guard let group = groups.first(where: { $0.name == name }) else {
            check.unknown(
                pick["group"] ?? entry.value, name, known: groups.map(\.name),
                "repeated group of this feed", rule: .unknownGroup)
            return nil
        }
        let known = Set(group.fields.map(\.name))
        checkField(field, place, known: known)
        return FactSpec.Pick(
            group: name, field: field, when: readCondition(pick, known: known))
    }

    /// The parts of a text: `["{estate}", "{building}幢", "{room}室"]`, one field in each.
    private func readTextParts(_ entry: YamlMapping.Entry, known: Set<String>)
        -> [FactSpec.TextPart]
    {
        guard let items = entry.value.items, !items.isEmpty else {
            check.wrongType(
                entry.value, entry.name, "a list such as [\"{village}\", \"{number}号\"]")
            return []
        }
        return items.compactMap { item in
            let text = item.scalarText ?? ""
            guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"),
                open < close, text.count(where: { $0 == "{" || $0 == "}" }) == 2
            else {
                check.error(
                    item, .fact, "The part '\(text)' does not name one field in braces.",
                    "Write '{village}' or '{room}室'; each field is a part of its own.")
                return nil
            }
            let field = String(text[text.index(after: open)..<close])
            checkField(field, item, known: known)
            return FactSpec.TextPart(
                before: String(text[..<open]), field: field,
                after: String(text[text.index(after: close)...]))
        }
    }

    private func pairs(_ map: YamlMapping, _ key: String)
        -> [(String, String, (key: YamlNode, value: YamlNode))]
    {
        (check.mapping(map, key)?.entries ?? []).compactMap { entry in
            guard let text = entry.value.scalarText else {
                check.wrongType(entry.value, entry.name, "one word")
                return nil
            }
            return (entry.name, text, (entry.key, entry.value))
        }
    }

    private func checkColumn(_ name: String, _ node: YamlNode, _ columns: [String]?) {
        if let columns, !columns.contains(name) {
            check.unknown(
                node, name, known: columns, "column of the unified table", rule: .unknownAttribute)
        }
    }

    /// Each link must lead to a mention or fact of the referenced table that belongs to the same record or item.
    private func checkLinks(
        _ map: YamlMapping, _ links: [String: String], from group: String?, _ table: UnifiedTable,
        _ mentions: [MentionSpec], _ facts: [FactSpec]
    ) {
        for entry in check.mapping(map, "links")?.entries ?? [] {
            guard let column = table.columns.first(where: { $0.name == entry.name }),
                let role = links[entry.name]
            else { continue }
            guard let target = column.references else {
                check.error(
                    entry.key, .fact, "'\(column.name)' holds no entity, so nothing can be linked.",
                    "State it under 'values' or 'constants'.")
                continue
            }
            let kind = context.unified?.first { $0.name == target }?.kind.mention
            let roles: [(role: String, group: String?)] =
                kind.map { kind in
                    mentions.filter { $0.kind == kind }.map { ($0.role, $0.group) }
                } ?? facts.filter { $0.table == target }.map { ($0.role, $0.group) }
            guard let found = roles.first(where: { $0.role == role }) else {
                check.unknown(
                    entry.value, role, known: roles.map(\.role),
                    "role of a \(target) in this contract", rule: .fact)
                continue
            }
            if let inner = found.group, inner != group {
                check.error(
                    entry.value, .fact,
                    "The role '\(role)' has one \(target) for each item of '\(inner)', so the link is not clear.",
                    "Add 'group: \(inner)' to this fact.")
            }
        }
    }

    /// A column that holds an entity takes links only.
    private func checkEntityColumns(_ map: YamlMapping, _ table: UnifiedTable) {
        for key in ["values", "constants", "maps", "attributes"] {
            for entry in check.mapping(map, key)?.entries ?? [] {
                let column = table.columns.first { $0.name == entry.name }
                if let target = column?.references {
                    check.error(
                        entry.key, .fact,
                        "'\(entry.name)' holds the id of a \(target), not a text.",
                        "Name the role of the \(target) under 'links'.")
                }
            }
        }
    }

    /// Links of mentions, once all roles are known.
    func checkMentionLinks(
        _ node: YamlNode?, _ mentions: [MentionSpec], _ facts: [FactSpec]
    ) {
        for item in node?.items ?? [] {
            guard let map = item.mapping,
                let kind = map["kind"]?.scalarText.flatMap(MentionSpec.Kind.init(rawValue:)),
                let table = context.unified?.first(where: { $0.kind.mention == kind }),
                let mention = mentions.first(where: {
                    $0.kind == kind && $0.role == map["role"]?.scalarText
                })
            else { continue }
            checkLinks(map, mention.links, from: mention.group, table, mentions, facts)
            checkEntityColumns(map, table)
        }
    }

    /// Some alternative of the key must be stated whole, or no row could ever come of it.
    private func checkKey(_ map: YamlMapping, _ fact: FactSpec, _ table: UnifiedTable) {
        let stated = Set(fact.links.keys).union(fact.values.keys).union(fact.constants.keys)
            .union(fact.maps.keys).union(fact.texts.keys).union(fact.picks.keys)
        guard !table.key.isEmpty,
            !table.key.contains(where: { $0.allSatisfy(stated.contains) })
        else { return }
        let nearest = table.key.min {
            $0.count { !stated.contains($0) } < $1.count { !stated.contains($0) }
        }
        let missing = (nearest ?? []).filter { !stated.contains($0) }
        check.error(
            map.at, .fact,
            "The fact does not state the key of \(table.name): \(missing.joined(separator: ", ")) missing.",
            "Add \(missing.joined(separator: ", ")) under 'links', 'values', 'constants' or 'maps'."
        )
    }
}
