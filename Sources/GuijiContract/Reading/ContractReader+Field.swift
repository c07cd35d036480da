import GuijiModel

extension ContractReader {
    /// A column, or a field of a repeated group.
    func readField(_ property: YamlMapping, name: String, inGroup: Bool) -> FieldSpec? {
        let sources = readSources(property, group: false, inGroup: inGroup)
        let custom = guijiProperties(property, allowed: ["guijiField"], of: "a property")
        if let node = custom["guijiField"], node.mapping == nil {
            check.wrongType(node, "guijiField", "a mapping")
        }
        let options = custom["guijiField"]?.mapping
        guard let type = readLogicalType(property, inGroup: inGroup) else { return nil }
        checkOptions(property, type)
        checkPhysicalType(property, type)
        if let options { checkFieldKeys(options, type) }
        let limits = check.mapping(property, "logicalTypeOptions")

        var field = FieldSpec(
            name: name, title: check.text(property, "businessName") ?? "", sources: sources)
        field.summary = check.text(property, "description") ?? ""
        field.required = check.bool(property, "required") ?? false
        field.unique = check.bool(property, "unique") ?? false
        readClassification(property, &field)
        if let options { readCommonOptions(options, &field) }
        switch type {
        case "string": readString(options, limits, &field)
        case "integer", "number": readNumber(property, type, options, limits, &field)
        case "boolean": readBoolean(options, &field)
        default: readDate(type, options, limits, &field)
        }
        let examples = check.scalars(property, "examples")
        field.examples = examples.map(\.text)
        let checker = ExampleChecker(field: field, codeLists: context.codeLists)
        for example in examples {
            guard let objection = checker.objection(to: example.text) else { continue }
            check.error(
                example.at, .example, "The example '\(example.text)' of '\(name)' \(objection).",
                "Correct the example or the rule.")
        }
        return field
    }

    private func readLogicalType(_ property: YamlMapping, inGroup: Bool) -> String? {
        guard
            let type = check.requiredText(
                property, "logicalType", of: "The property", "Write 'logicalType: string'."),
            let place = property["logicalType"]
        else { return nil }
        switch type {
        case "string", "integer", "number", "boolean", "date", "timestamp": return type
        case "time":
            check.error(
                place, .columnType, "Guiji does not store times of the day.",
                "Take it as text: 'logicalType: string' with a 'pattern'.")
        case "object":
            check.error(
                place, .columnType, "A column cannot be an object.",
                "Make a property of each of its values, such as the source 'gps.x'.")
        case "array":
            check.error(place, .columnType, "A repeated group cannot stand within another.")
        default:
            let alias: [String: String] = [
                "text": "string", "int": "integer", "bigint": "integer", "decimal": "number",
                "float": "number", "double": "number", "datetime": "timestamp", "bool": "boolean",
            ]
            if let meant = alias[type.lowercased()] {
                check.error(
                    place, .unknownValue, "'\(type)' is not a value of 'logicalType'.",
                    "Did you mean '\(meant)'?")
            } else {
                check.unknown(
                    place, type, known: OdcsKeys.logicalTypes, "value of 'logicalType'",
                    rule: .unknownValue)
            }
        }
        return nil
    }

    func checkOptions(_ property: YamlMapping, _ type: String) {
        guard let options = check.mapping(property, "logicalTypeOptions") else { return }
        check.checkKeys(
            options, known: OdcsKeys.options(of: type), of: "'logicalTypeOptions' of type \(type)")
    }

    func checkPhysicalType(_ property: YamlMapping, _ type: String) {
        guard let physical = check.text(property, "physicalType") else { return }
        let allowed: [String] =
            switch type {
            case "integer", "boolean": ["INTEGER"]
            case "number": ["TEXT", "REAL"]
            default: ["TEXT"]
            }
        if !allowed.contains(physical) {
            check.error(
                property["physicalType"], .columnType,
                "A column of type \(type) is not stored as '\(physical)'.",
                "Write \(allowed.map { "'physicalType: \($0)'" }.joined(separator: " or ")).")
        }
    }

    /// Notes keys of `guijiField` that nobody knows, and those that other types have.
    func checkFieldKeys(_ options: YamlMapping, _ type: String) {
        check.checkKeys(options, known: GuijiKeys.field, of: "'guijiField'")
        let own = GuijiKeys.field(of: type)
        for entry in options.entries
        where GuijiKeys.field.contains(entry.name) && !own.contains(entry.name) {
            check.error(
                entry.key, .columnType, "'\(entry.name)' has no meaning for the type \(type).",
                "Remove it. \(type) has: \(own.sorted().joined(separator: ", ")).")
        }
    }

    func readSources(_ property: YamlMapping, group: Bool, inGroup: Bool) -> [String] {
        let sources = check.scalars(property, "transformSourceObjects")
        if sources.isEmpty, property["transformSourceObjects"]?.items?.isEmpty ?? true {
            check.error(
                property["transformSourceObjects"] ?? property.at, .source,
                "The property does not say where its value stands ('transformSourceObjects').",
                "Add 'transformSourceObjects: [GMSFHM]'.")
        }
        guard let container else { return sources.map(\.text) }
        for (source, place) in sources {
            if !group {
                checkSource(source, place, container, inGroup: inGroup)
            } else if let objection = SourceSyntax.checkGroup(source, container) {
                check.error(
                    place, .source, "The group's source '\(source)' \(objection.message).",
                    objection.suggestion)
            } else if container.format == .xml {
                checkPrefixes(source, place, container)
            }
        }
        return sources.map(\.text)
    }

    private func readClassification(_ property: YamlMapping, _ field: inout FieldSpec) {
        guard let node = property["classification"] else { return }
        guard let label = check.text(property, "classification") else { return }
        if let sensitivity = Sensitivity(label: label) {
            field.sensitivity = sensitivity
        } else {
            check.error(
                node, .unknownValue, "'\(label)' is not a value of 'classification'.",
                "L1 public, L2 internal, L3 personal, L4 sensitive personal.")
        }
    }

    private func readCommonOptions(_ options: YamlMapping, _ field: inout FieldSpec) {
        field.extraNullWords = check.scalars(options, "nullWords").map(\.text)
        field.usesDefaultNullWords = check.bool(options, "defaultNullWords") ?? true
        if let action = check.choice(options, "onInvalid", FieldSpec.InvalidAction.self) {
            field.onInvalid = action
        }
        field.shapes = readFieldShapes(options)
        for key in ["decimalSeparator", "groupSeparator"] {
            guard let node = options[key], let text = node.scalarText else { continue }
            if key == "groupSeparator", text == "none" {
                field.groupSeparator = nil
                continue
            }
            guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80 else {
                check.error(
                    node, .containerOption, "'\(key)' is '\(text)'; expected one ASCII character.")
                continue
            }
            if key == "decimalSeparator" {
                field.decimalSeparator = byte
                if field.groupSeparator == byte { field.groupSeparator = nil }
            } else {
                field.groupSeparator = byte
            }
        }
        if field.decimalSeparator == field.groupSeparator {
            check.error(
                options["groupSeparator"], .containerOption,
                "The decimal and the group separator are the same.")
        }
    }

    func readFieldShapes(_ options: YamlMapping) -> [String] {
        let declared = shapes.map(\.name).filter { !$0.isEmpty }
        return check.scalars(options, "shapes").map { name, place in
            if !declared.contains(name) {
                check.unknown(
                    place, name, known: declared, "declared shape", rule: .unknownShape)
            }
            return name
        }
    }
}
