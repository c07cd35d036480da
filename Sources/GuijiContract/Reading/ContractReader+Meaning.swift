import GuijiModel

// What the feed means and promises: relationships, quality, load, guards, mentions, freshness.
extension ContractReader {
    // MARK: Relationships

    func readRelationships(_ object: YamlMapping, _ properties: [YamlMapping]) {
        for relationship in check.mappings(object, "relationships") {
            check.checkKeys(relationship, known: OdcsKeys.relationship, of: "a relationship")
            guard let from = relationship["from"] else {
                check.error(
                    relationship.at, .missingKey, "The relationship of an object has no 'from'.")
                continue
            }
            for node in from.items ?? [from] { checkReference(node, mustBeOwn: true) }
            checkTargets(relationship)
        }
        for property in properties {
            for relationship in check.mappings(property, "relationships") {
                check.checkKeys(relationship, known: OdcsKeys.relationship, of: "a relationship")
                checkTargets(relationship)
            }
        }
    }

    private func checkTargets(_ relationship: YamlMapping) {
        if let type = check.text(relationship, "type"), type != "foreignKey" {
            check.error(
                relationship["type"], .unknownValue, "'\(type)' is not a value of 'type'.",
                "Write 'type: foreignKey'.")
        }
        guard let to = relationship["to"] else {
            check.error(relationship.at, .missingKey, "The relationship has no 'to'.")
            return
        }
        for node in to.items ?? [to] { checkReference(node, mustBeOwn: false) }
    }

    /// A reference `table.column`. Other tables' are left to the check across files.
    private func checkReference(_ node: YamlNode, mustBeOwn: Bool) {
        guard let text = node.scalarText else {
            check.wrongType(node, "to", "a reference")
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        guard parts.count == 2, isASCII, parts.allSatisfy({ !$0.isEmpty }) else {
            check.error(
                node, .relationship, "The reference '\(text)' is not 'table.column' in ASCII.",
                "Write 'feed_d12_dmdz.code'.")
            return
        }
        if parts[0] == found.table {
            if !names.contains(parts[1]) {
                check.unknown(
                    node, parts[1], known: names, "column of this feed", rule: .relationship)
            }
        } else if mustBeOwn {
            check.error(
                node, .relationship, "'from' names the table '\(parts[0])', not this feed's.",
                "Write '\(found.table ?? "feed")…'.")
        } else {
            found.references.append(.init(text, node))
        }
    }

    // MARK: Quality rules of the standard

    /// Notes the rules that Guiji does not run, which is all but the number of rows.
    func readQuality(_ object: YamlMapping, _ properties: [YamlMapping]) {
        for owner in [object] + properties {
            for rule in check.mappings(owner, "quality") {
                if rule["type"]?.scalarText == "text" { continue }
                if owner.at.line == object.at.line, isRowCount(rule) { continue }
                let name = rule["id"]?.scalarText ?? rule["metric"]?.scalarText ?? "rule"
                check.warning(
                    rule.at, .notChecked, "Guiji does not run the quality rule '\(name)'.",
                    "Of the standard's rules it reads 'metric: rowCount' with 'mustBeGreaterThan' or 'mustBeGreaterOrEqualTo'."
                )
            }
        }
    }

    private func isRowCount(_ rule: YamlMapping) -> Bool {
        rule["metric"]?.scalarText == "rowCount"
            && (rule["mustBeGreaterThan"] != nil || rule["mustBeGreaterOrEqualTo"] != nil)
    }

    // MARK: Load

    private enum LoadWord: String, CaseIterable { case snapshot, delta, event }

    func readLoad(_ node: YamlNode?, _ root: YamlMapping, hasKey: Bool) -> LoadMode? {
        guard let node else {
            check.error(
                root["customProperties"] ?? root.at, .missingKey,
                "The contract has no 'guijiLoad' under 'customProperties'.",
                "Add '- { property: guijiLoad, value: { mode: snapshot } }'.")
            return nil
        }
        guard let map = node.mapping else {
            check.wrongType(node, "guijiLoad", "a mapping")
            return nil
        }
        check.checkKeys(map, known: GuijiKeys.load, of: "'guijiLoad'")
        guard map["mode"] != nil else {
            check.error(
                map.at, .missingKey, "'guijiLoad' has no 'mode'.",
                "Write 'mode: snapshot', 'mode: delta' or 'mode: event'.")
            return nil
        }
        guard let mode = check.choice(map, "mode", LoadWord.self) else { return nil }
        let used: Set<String> =
            switch mode {
            case .snapshot: ["mode"]
            case .event: ["mode", "order"]
            case .delta: GuijiKeys.load
            }
        for entry in map.entries
        where GuijiKeys.load.contains(entry.name) && !used.contains(entry.name) {
            check.error(
                entry.key, .load, "'\(entry.name)' has no meaning for the mode \(mode.rawValue).",
                "Remove it, or write 'mode: delta'.")
        }
        switch mode {
        case .snapshot: return .snapshot
        case .event: return .event(order: readOrder(map))
        case .delta: return readDelta(map, hasKey: hasKey)
        }
    }

    private func readDelta(_ map: YamlMapping, hasKey: Bool) -> LoadMode? {
        if !hasKey, !names.isEmpty {
            check.error(
                map["mode"], .load, "A delta changes records by their key, and there is no key.",
                "Mark the key's columns with 'primaryKey: true'.")
        }
        for key in ["operation", "operations", "order"] where map[key] == nil {
            check.error(
                map.at, .load, "A delta has no '\(key)'.",
                key == "operation"
                    ? "Name the column that says what a record asks for."
                    : key == "order"
                        ? "Name the column that orders the changes of one key: a time or a number."
                        : "Say what its values mean: 'operations: { I: upsert, U: upsert, D: delete }'."
            )
        }
        var operations: [String: RecordOperation] = [:]
        for entry in check.mapping(map, "operations")?.entries ?? [] {
            switch entry.value.scalarText {
            case "upsert": operations[entry.name] = .upsert
            case "delete": operations[entry.name] = .delete
            default:
                check.error(
                    entry.value, .load,
                    "'\(entry.name)' asks for \(entry.value.kindWord); expected upsert or delete.")
            }
        }
        if let node = map["operations"], node.mapping != nil,
            !operations.values.contains(.upsert)
        {
            check.error(
                node, .load, "No value of the operation means upsert: nothing could arrive.")
        }
        let operation = readFieldName(map, "operation")
        let order = readOrder(map)
        guard let operation, let order else { return nil }
        return .delta(operation: operation, operations: operations, order: order)
    }

    private func readOrder(_ map: YamlMapping) -> Int? {
        guard let index = readFieldName(map, "order") else { return nil }
        switch fields[index].kind {
        case .integer, .date, .timestamp: break
        default:
            check.error(
                map["order"], .load,
                "The order '\(fields[index].name)' is not a date, a timestamp or an integer.",
                "Give the column such a 'logicalType', or name another.")
        }
        return index
    }

    /// The index of the field that a key names.
    func readFieldName(_ map: YamlMapping, _ key: String) -> Int? {
        guard let name = check.text(map, key), let node = map[key] else { return nil }
        if let index = fields.firstIndex(where: { $0.name == name }) { return index }
        // A column that exists but could not be read is reported where it stands.
        if !names.contains(name) || groups.contains(where: { $0.name == name }) {
            check.unknown(
                node, name, known: fields.map(\.name), "column of this feed", rule: .unknownField)
        }
        return nil
    }

    // MARK: Guards

    /// The guards, and whether the contract itself states any.
    func readGuards(_ node: YamlNode?, _ object: YamlMapping?) -> (Guards, Bool) {
        var guards = Guards()
        var hasAny = false
        for rule in object.map({ check.mappings($0, "quality") }) ?? [] where isRowCount(rule) {
            let above = check.int(rule, "mustBeGreaterThan").map { $0 + 1 }
            let least = check.int(rule, "mustBeGreaterOrEqualTo")
            guards.minRecords = max(guards.minRecords, above ?? 0, least ?? 0)
            hasAny = true
        }
        guard let node else { return (guards, hasAny) }
        guard let map = node.mapping else {
            check.wrongType(node, "guijiGuards", "a mapping")
            return (guards, hasAny)
        }
        check.checkKeys(map, known: GuijiKeys.guards, of: "'guijiGuards'")
        if map["maxFallPercent"]?.scalarText == "none" {
            guards.maxFallPercent = nil
        } else if let percent = percent(map, "maxFallPercent") {
            guards.maxFallPercent = percent
        }
        if let percent = percent(map, "maxRejectedPercent") { guards.maxRejectedPercent = percent }
        if let minimum = check.int(map, "minRecords") {
            guards.minRecords = max(guards.minRecords, minimum)
        }
        guards.envelope = check.mappings(map, "envelope").compactMap { readEnvelope($0) }
        hasAny = hasAny || guards.minRecords > 0 || !guards.envelope.isEmpty
        return (guards, hasAny)
    }

    private func percent(_ map: YamlMapping, _ key: String) -> Double? {
        guard let value = check.number(map, key) else { return nil }
        if !(0...100).contains(value) {
            check.error(map[key], .unknownValue, "'\(key)' is \(value); expected 0 to 100.")
        }
        return value
    }

    private func readEnvelope(_ map: YamlMapping) -> EnvelopeGuard? {
        check.checkKeys(map, known: GuijiKeys.envelope, of: "an envelope's guard")
        guard let path = check.requiredText(map, "path", of: "The envelope's guard"),
            let node = map["path"]
        else { return nil }
        if let container {
            if let objection = SourceSyntax.checkEnvelope(path, container.format) {
                check.error(
                    node, .source, "The path '\(path)' \(objection.message).", objection.suggestion)
            } else if container.format == .xml {
                checkPrefixes(path, node, container)
            }
        }
        if let equals = map["equals"] {
            if map["oneOf"] != nil {
                check.error(
                    map["oneOf"], .unknownKey, "The guard has both 'equals' and 'oneOf'.",
                    "Keep one of them.")
            }
            guard equals.scalarText == "recordCount" else {
                check.error(
                    equals, .unknownValue, "'equals' is \(equals.kindWord); expected recordCount.",
                    "A fixed value: 'oneOf: [\"\(equals.scalarText ?? "0")\"]'.")
                return nil
            }
            return EnvelopeGuard(path: path, expectation: .recordCount)
        }
        let texts = check.scalars(map, "oneOf").map(\.text)
        guard !texts.isEmpty else {
            if map["oneOf"]?.items?.isEmpty ?? true {
                check.error(
                    map.at, .missingKey, "The envelope's guard has neither 'equals' nor 'oneOf'.",
                    "Write 'equals: recordCount' or 'oneOf: [\"0\"]'.")
            }
            return nil
        }
        return EnvelopeGuard(path: path, expectation: .oneOf(texts))
    }

    // MARK: Freshness

    func readFreshness(_ node: YamlNode?) -> Freshness {
        guard let node else { return .none }
        guard let text = node.scalarText else {
            check.wrongType(node, "guijiFreshness", "one word")
            return .none
        }
        if let freshness = Freshness(rawValue: text) { return freshness }
        check.unknown(
            node, text, known: Freshness.allCases.map(\.rawValue), "value of 'guijiFreshness'",
            rule: .unknownValue)
        return .none
    }
}
