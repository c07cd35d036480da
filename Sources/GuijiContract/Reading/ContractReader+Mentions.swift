import GuijiModel

extension ContractReader {
    func readMentions(_ node: YamlNode?) -> [MentionSpec] {
        guard let node else { return [] }
        guard let items = node.items else {
            check.wrongType(node, "guijiMentions", "a list")
            return []
        }
        var mentions: [MentionSpec] = []
        for item in items {
            guard let map = item.mapping else {
                check.wrongType(item, "guijiMentions", "a list of mappings")
                continue
            }
            guard let mention = readMention(map) else { continue }
            if mentions.contains(where: { $0.kind == mention.kind && $0.role == mention.role }) {
                check.error(
                    map["role"], .mention,
                    "There is another \(mention.kind.rawValue) in the role '\(mention.role)'.",
                    "Give each its own role, such as '\(mention.role)_b'.")
            }
            mentions.append(mention)
        }
        return mentions
    }

    /// What mentions and facts have in common: the role, the group whose items they are made for, the field that they
    /// require.
    /// - Returns: the group's name, and the columns that may be named: those of the record and of the group's items.
    func readFrame(_ map: YamlMapping, role: String?, rule: ContractRule) -> (
        group: String?, known: Set<String>
    ) {
        if let role, !ColumnNames.isSnakeCase(role) {
            check.error(
                map["role"], rule, "The role '\(role)' is not ASCII snake_case.",
                ColumnNames.snakeCase(role).map { "Write '\($0)'." })
        }
        let groupName = check.text(map, "group")
        let group = groupName.flatMap { name in groups.first { $0.name == name } }
        if let groupName, let node = map["group"], group == nil,
            !names.contains(groupName) || fields.contains(where: { $0.name == groupName })
        {
            check.unknown(
                node, groupName, known: groups.map(\.name), "repeated group of this feed",
                rule: .unknownGroup)
        }
        let known = Set(fields.map(\.name)).union(group?.fields.map(\.name) ?? [])
        if let requires = check.text(map, "requires"), let node = map["requires"] {
            checkField(requires, node, known: known)
        }
        return (groupName, known)
    }

    private func readMention(_ map: YamlMapping) -> MentionSpec? {
        check.checkKeys(map, known: GuijiKeys.mention, of: "a mention")
        if map["kind"] == nil {
            check.error(
                map.at, .missingKey, "The mention has no 'kind'.",
                "Write 'kind: person', 'kind: organization' or 'kind: address'.")
        }
        let kind = check.choice(map, "kind", MentionSpec.Kind.self)
        let role = check.requiredText(map, "role", of: "The mention", "Write 'role: subject'.")
        let (groupName, known) = readFrame(map, role: role, rule: .mention)
        // A text put together from several fields is enough to mention something.
        let attributes =
            map["attributes"] == nil && map["texts"] != nil
            ? nil
            : check.requiredMapping(
                map, "attributes", of: "The mention",
                "Write 'attributes: { id_number: id_number, name: name }'.")
        guard attributes != nil || map["texts"] != nil else { return nil }
        var pairs: [String: String] = [:]
        for entry in attributes?.entries ?? [] {
            if let kind { checkAttribute(entry, kind) }
            guard let name = entry.value.scalarText else {
                check.wrongType(entry.value, entry.name, "a column's name")
                continue
            }
            checkField(name, entry.value, known: known)
            pairs[entry.name] = name
        }
        if let attributes, attributes.entries.isEmpty {
            check.error(attributes.at, .mention, "The mention states no attribute.")
        }
        guard let kind, let role else { return nil }
        var mention = MentionSpec(
            kind: kind, role: role, group: groupName, attributes: pairs,
            requires: check.text(map, "requires"))
        let columns = context.unified?.first { $0.kind.mention == kind }?.columns.map(\.name)
        let parts = readParts(map, known: known, columns: columns)
        mention.when = parts.when
        mention.links = parts.links
        mention.constants = parts.constants
        mention.maps = parts.maps
        mention.texts = parts.texts
        mention.picks = parts.picks
        mention.asOf = parts.asOf
        return mention
    }

    func checkField(_ name: String, _ node: YamlNode, known: Set<String>) {
        let couldNotBeRead =
            names.contains(name) && !fields.contains { $0.name == name }
            && !groups.contains { $0.name == name }
        if !known.contains(name), !couldNotBeRead {
            check.unknown(
                node, name, known: known, "column of this feed", rule: .unknownField)
        }
    }

    /// The unified layer must have a column for the attribute.
    private func checkAttribute(_ entry: YamlMapping.Entry, _ kind: MentionSpec.Kind) {
        guard let unified = context.unified else { return }
        let columns = unified.filter { $0.kind.mention == kind }.flatMap { $0.columns.map(\.name) }
        if !columns.contains(entry.name) {
            check.unknown(
                entry.key, entry.name, known: columns,
                "column of the unified table of the kind \(kind.rawValue)", rule: .unknownAttribute)
        }
    }

    // MARK: Sensitivity

    /// Notes columns that look personal but say nothing of how sensitive they are.
    func checkSensitivity(_ mentions: [MentionSpec]) {
        let personal: Set<String> = [
            "id_number", "name", "phone_primary", "birth_date", "hukou_address", "current_address",
        ]
        var stated: Set<String> = []
        for mention in mentions where mention.kind == .person {
            for (attribute, field) in mention.attributes where personal.contains(attribute) {
                let inGroup = groups.first { $0.name == mention.group }?.fields.contains {
                    $0.name == field
                }
                stated.insert(inGroup == true ? "\(mention.group ?? "").\(field)" : field)
            }
        }
        for field in fields where !classified.contains(field.name) {
            if looksPersonal(field) || stated.contains(field.name) {
                noteSensitivity(field, at: fieldPlaces[field.name])
            }
        }
        for group in groups {
            for field in group.fields where !classified.contains("\(group.name).\(field.name)") {
                if looksPersonal(field) || stated.contains("\(group.name).\(field.name)") {
                    noteSensitivity(field, at: fieldPlaces["\(group.name).\(field.name)"])
                }
            }
        }
    }

    private func noteSensitivity(_ field: FieldSpec, at node: YamlNode?) {
        check.warning(
            node, .sensitivity,
            "'\(field.name)' looks personal, but has no 'classification' (taken as L2).",
            "Add 'classification: L3' (personal) or 'L4' (sensitive personal).")
    }

    private func looksPersonal(_ field: FieldSpec) -> Bool {
        switch field.kind {
        case .residentID, .phone, .document, .personName: return true
        case .text, .freeText, .date: break
        default: return false
        }
        let words = ["id_number", "id_no", "phone", "mobile", "telephone", "birth_date"]
        let tokens = [
            "person_name", "applicant_name", "owner_name", "holder_name", "head_name",
            "contact_name", "guardian_name", "spouse_name", "home_address", "current_address",
            "hukou_address",
        ]
        return field.name == "name" && field.title.contains("姓名")
            || words.contains { field.name == $0 || field.name.hasSuffix("_" + $0) }
            || tokens.contains { field.name.hasSuffix($0) }
    }
}
