import GuijiModel

extension ContractReader {
    /// The one object of the schema.
    func readObject(_ root: YamlMapping, feed: FeedID?) -> YamlMapping? {
        let objects = check.mappings(root, "schema")
        guard let object = objects.first else {
            if root["schema"]?.items?.isEmpty ?? true {
                check.error(
                    root["schema"] ?? root.at, .missingKey,
                    "The contract has no 'schema': the feed table and its columns.")
            }
            return nil
        }
        if objects.count > 1 {
            check.error(
                objects[1].at, .table,
                "The schema has \(objects.count) objects; a feed has one table.",
                "Make a contract of its own for each.")
        }
        check.checkKeys(
            object, known: OdcsKeys.object.union(follows32 ? OdcsKeys.object32 : []),
            of: "a schema object")
        _ = guijiProperties(object, allowed: [], of: "a schema object")
        let name = check.requiredText(object, "name", of: "The schema object")
        if let name, let feed {
            for key in ["name", "physicalName"] {
                guard let text = check.text(object, key), text != feed.tableName else { continue }
                check.error(
                    object[key], .table,
                    "The table is '\(text)', but that of the feed \(feed) is '\(feed.tableName)'.",
                    "Write '\(key): \(feed.tableName)'.")
            }
            found.table = name
        }
        if let type = check.text(object, "logicalType"), type != "object" {
            check.error(
                object["logicalType"], .unknownValue, "The schema object's type is '\(type)'.",
                "Write 'logicalType: object'.")
        }
        return object
    }

    /// Sets `fields` and `groups`; returns the key.
    func readColumns(_ object: YamlMapping) -> [Int] {
        let properties = check.mappings(object, "properties")
        if properties.isEmpty, object["properties"]?.items?.isEmpty ?? true {
            check.error(
                object["properties"] ?? object.at, .missingKey,
                "The schema object has no 'properties': the columns.")
        }
        var keyMarks: [KeyMark] = []
        var seen: [String: SourceUse] = [:]
        for property in properties {
            guard let name = readName(property, taken: &names) else { continue }
            if property["logicalType"]?.scalarText == "array" {
                if let group = readGroup(property, name: name) { groups.append(group) }
                noteSharedSources(property, SourceUse(name: name), seen: &seen)
                continue
            }
            guard let field = readField(property, name: name, inGroup: false) else { continue }
            fieldPlaces[name] = property["name"]
            if property["classification"] != nil { classified.insert(name) }
            // Columns that each take their own part of a text share it on purpose.
            if field.part == nil {
                noteSharedSources(
                    property, SourceUse(name: name, shapes: field.shapes, kind: field.kind),
                    seen: &seen)
            }
            if let mark = readKeyMark(property, field, index: fields.count) {
                keyMarks.append(mark)
            }
            fields.append(field)
        }
        found.columns = names
        readRelationships(object, properties)
        readQuality(object, properties)
        return key(of: keyMarks)
    }

    /// The column's name, checked.
    private func readName(_ property: YamlMapping, taken: inout Set<String>) -> String? {
        check.checkKeys(
            property, known: OdcsKeys.property.union(follows32 ? OdcsKeys.property32 : []),
            of: "a property")
        guard let name = check.requiredText(property, "name", of: "The property"),
            let place = property["name"]
        else { return nil }
        if let objection = ColumnNames.objection(to: name) {
            check.error(place, .columnName, objection.message, objection.suggestion)
        }
        if !taken.insert(name).inserted {
            check.error(
                place, .duplicateColumn, "The column '\(name)' stands here a second time.",
                "Rename one of the two.")
        }
        if let physical = check.text(property, "physicalName"), physical != name {
            check.error(
                property["physicalName"], .columnName,
                "The physical name '\(physical)' is not the name '\(name)'.",
                "Remove it; what the feed calls the column goes into 'transformSourceObjects'.")
        }
        return name
    }

    /// What reads a source: a column with its kind, or a repeated group (no kind).
    private struct SourceUse {
        var name: String
        var shapes: [String] = []
        var kind: FieldKind?

        /// Columns of certain record shapes take their part of a source on purpose. So do an identity document and the
        /// number that it stands in: a disability certificate's holds its owner's, a sole trader's tax number too.
        func isApart(from other: SourceUse) -> Bool {
            !shapes.isEmpty || !other.shapes.isEmpty || holdsDocument(of: other)
                || other.holdsDocument(of: self)
        }

        private func holdsDocument(of other: SourceUse) -> Bool {
            let isNumber =
                kind == .text || kind == .certificateNumber || kind == .organizationNumber
            return isNumber && (other.kind == .document || other.kind == .residentID)
        }
    }

    private func noteSharedSources(
        _ property: YamlMapping, _ use: SourceUse, seen: inout [String: SourceUse]
    ) {
        guard let items = property["transformSourceObjects"]?.items else { return }
        for item in items {
            guard let source = item.scalarText else { continue }
            if let first = seen[source] {
                if first.name != use.name, !use.isApart(from: first) {
                    check.warning(
                        item, .sharedSource,
                        "'\(use.name)' reads the same source '\(source)' as '\(first.name)'.",
                        "Remove one, unless both are wanted.")
                }
            } else {
                seen[source] = use
            }
        }
    }

    // MARK: Groups

    private func readGroup(_ property: YamlMapping, name: String) -> GroupSpec? {
        for key in ["primaryKey", "required", "unique"] where check.bool(property, key) == true {
            check.error(
                property[key], .columnType, "A repeated group cannot be '\(key)'.", "Remove it.")
        }
        checkOptions(property, "array")
        if let limits = check.mapping(property, "logicalTypeOptions") {
            noteUnchecked(limits, ["minItems", "maxItems", "uniqueItems"])
        }
        checkPhysicalType(property, "array")
        let sources = readSources(property, group: true, inGroup: false)
        if sources.count > 1 {
            check.error(
                property["transformSourceObjects"], .source,
                "A repeated group has one source; this has \(sources.count).")
        }
        let custom = guijiProperties(property, allowed: ["guijiField"], of: "a property")
        var declared: [String] = []
        if let options = custom["guijiField"]?.mapping {
            checkFieldKeys(options, "array")
            declared = readFieldShapes(options)
        }
        guard let items = check.requiredMapping(property, "items", of: "The array '\(name)'") else {
            return nil
        }
        var taken: Set<String> = []
        var seen: [String: SourceUse] = [:]
        var inner: [FieldSpec] = []
        let properties = check.mappings(items, "properties")
        if properties.isEmpty {
            check.error(
                items.at, .columnType, "The array '\(name)' has no 'items.properties'.",
                "Name the fields of an item. A list of plain values: take it as text ('logicalType: string')."
            )
        }
        for item in properties {
            guard let itemName = readName(item, taken: &taken),
                let field = readField(item, name: itemName, inGroup: true)
            else { continue }
            if check.bool(item, "primaryKey") == true {
                check.error(
                    item["primaryKey"], .key, "A field of a repeated group cannot be in the key.")
            }
            noteSharedSources(item, SourceUse(name: itemName, kind: field.kind), seen: &seen)
            inner.append(field)
            fieldPlaces["\(name).\(itemName)"] = item["name"]
            if item["classification"] != nil { classified.insert("\(name).\(itemName)") }
        }
        guard let source = sources.first else { return nil }
        var group = GroupSpec(
            name: name, title: check.text(property, "businessName") ?? "", source: source,
            fields: inner)
        group.shapes = declared
        return group
    }

    // MARK: The key

    struct KeyMark {
        var index: Int
        var name: String
        var position: Int?
        var at: YamlNode
        var positionAt: YamlNode?
    }

    private func readKeyMark(
        _ property: YamlMapping, _ field: FieldSpec, index: Int
    ) -> KeyMark? {
        let position = check.int(property, "primaryKeyPosition", atLeast: 1)
        guard check.bool(property, "primaryKey") == true, let at = property["primaryKey"] else {
            if position != nil {
                check.error(
                    property["primaryKeyPosition"], .key,
                    "'\(field.name)' has a position in the key, but is not in it.",
                    "Add 'primaryKey: true', or remove the position.")
            }
            return nil
        }
        if !field.required {
            check.error(
                at, .key, "'\(field.name)' is in the key, but not required.",
                "Add 'required: true'.")
        }
        return KeyMark(
            index: index, name: field.name, position: position, at: at,
            positionAt: property["primaryKeyPosition"])
    }

    /// The indices in key order; positions must be 1, 2, … without gaps.
    private func key(of marks: [KeyMark]) -> [Int] {
        guard marks.count > 1 else {
            if let only = marks.first, let position = only.position, position != 1 {
                check.error(
                    only.positionAt, .key,
                    "The key has one column, but '\(only.name)' has the position \(position).",
                    "Write 'primaryKeyPosition: 1'.")
            }
            return marks.map(\.index)
        }
        var taken: [Int: String] = [:]
        for mark in marks {
            guard let position = mark.position else {
                check.error(
                    mark.at, .key,
                    "'\(mark.name)' has no position in the key of \(marks.count) columns.",
                    "Add 'primaryKeyPosition'.")
                continue
            }
            if let other = taken[position] {
                check.error(
                    mark.positionAt, .key,
                    "'\(mark.name)' has the position \(position) in the key, as '\(other)' has.",
                    "Number the key's columns 1 to \(marks.count).")
            } else if position > marks.count {
                check.error(
                    mark.positionAt, .key,
                    "'\(mark.name)' has the position \(position) in a key of \(marks.count) columns.",
                    "Number the key's columns 1 to \(marks.count).")
            }
            taken[position] = taken[position] ?? mark.name
        }
        return marks.sorted { ($0.position ?? 0) < ($1.position ?? 0) }.map(\.index)
    }
}
