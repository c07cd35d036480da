extension ContractReader {
    /// Sets `container` and `shapes`.
    func readContainer(_ node: YamlNode?, _ root: YamlMapping) {
        guard let format else { return }
        var container = Container(format: format)
        defer { self.container = container }
        guard let node else {
            if format == .xml || format == .json { missingRecords(root.at, format) }
            return
        }
        guard let map = node.mapping else {
            check.wrongType(node, "guijiContainer", "a mapping")
            return
        }
        check.checkKeys(map, known: GuijiKeys.container, of: "'guijiContainer'")
        let options = GuijiKeys.container(of: format)
        for entry in map.entries
        where GuijiKeys.container.contains(entry.name) && !options.contains(entry.name) {
            check.error(
                entry.key, .containerOption,
                "'\(entry.name)' has no meaning for the format \(format.rawValue).",
                "Remove it. \(format.rawValue) has: \(options.sorted().joined(separator: ", ")).")
        }
        if let encoding = check.choice(map, "encoding", Container.Encoding.self) {
            container.encoding = encoding
        }
        switch format {
        case .csv: readCSV(map, &container)
        case .xml: readNamespaces(map, &container)
        case .json:
            if let columns = check.text(map, "columns"), let place = map["columns"] {
                container.columnsPath = columns
                if let objection = SourceSyntax.checkEnvelope(columns, .json) {
                    check.error(
                        place, .records, "The path '\(columns)' \(objection.message).",
                        objection.suggestion)
                }
            }
        case .jsonLines: break
        }
        readShapes(map, container)
    }

    private func missingRecords(_ at: YamlNode, _ format: Container.Format) {
        check.error(
            at, .records, "The contract does not say where the records stand ('records').",
            format == .xml
                ? "Add 'records: /root/record' to 'guijiContainer'."
                : "Add 'records: $[]' or 'records: $.data.rows[]' to 'guijiContainer'.")
    }

    private func readCSV(_ map: YamlMapping, _ container: inout Container) {
        if let delimiter = oneByte(map, "delimiter", word: "tab", meaning: 0x09) {
            container.delimiter = delimiter
        }
        if map["quote"]?.scalarText == "none" {
            container.quote = nil
        } else if let quote = oneByte(map, "quote", word: "none", meaning: 0) {
            container.quote = quote
        }
        if container.delimiter == container.quote {
            check.error(
                map["quote"] ?? map["delimiter"], .containerOption,
                "The delimiter and the quote are the same character.")
        }
        container.hasHeader = check.bool(map, "header") ?? true
        container.headerRows = check.int(map, "headerRows", atLeast: 1) ?? 1
        container.skipRows = check.int(map, "skipRows") ?? 0
        container.skipFooterRows = check.int(map, "skipFooterRows") ?? 0
        container.skipRowsStarting = check.scalars(map, "skipRowsStarting").map(\.text)
        if container.skipRowsStarting.contains("") {
            check.error(
                map["skipRowsStarting"], .containerOption,
                "Every row begins with the empty text: all would be passed over.")
        }
        if !container.hasHeader, map["headerRows"] != nil {
            check.error(
                map["headerRows"], .containerOption, "The file has no header ('header: false').",
                "Use 'skipRows' for rows to pass over.")
        }
    }

    private func oneByte(
        _ map: YamlMapping, _ key: String, word: String, meaning: UInt8
    ) -> UInt8? {
        guard let node = map[key] else { return nil }
        let text = node.scalarText ?? ""
        if text == word { return meaning }
        let isUsable =
            text.utf8.count == 1
            && text.utf8.first.map { byte in
                byte < 0x80 && byte != 0x0A && byte != 0x0D && byte != 0
            } == true
        guard isUsable, let byte = text.utf8.first else {
            check.error(
                node, .containerOption,
                "'\(key)' is '\(text)'; expected one ASCII character or '\(word)'.")
            return nil
        }
        return byte
    }

    private func readNamespaces(_ map: YamlMapping, _ container: inout Container) {
        guard let namespaces = check.mapping(map, "namespaces") else { return }
        for entry in namespaces.entries {
            guard let uri = entry.value.scalarText, !uri.isEmpty else {
                check.wrongType(entry.value, entry.name, "a namespace's URI")
                continue
            }
            container.namespaces[entry.name] = uri
        }
    }

    // MARK: Records

    private func readShapes(_ map: YamlMapping, _ container: Container) {
        let format = container.format
        let records = check.text(map, "records")
        if let records, let place = map["records"], format == .xml || format == .json {
            checkRecords(records, place, container)
        }
        let listed = check.mappings(map, "shapes")
        if listed.isEmpty {
            if records == nil, map["records"] == nil, format == .xml || format == .json {
                missingRecords(map.at, format)
            }
            shapes = [RecordShape(name: "", path: records ?? "")]
            return
        }
        if format == .xml, let place = map.entry("records")?.key {
            check.error(
                place, .records, "With 'shapes', each shape has its own 'records'.",
                "Move it into the shapes.")
        }
        shapes = []
        for entry in listed { readShape(entry, container, records: records) }
        if listed.count > Int(UInt8.max) {
            check.error(map["shapes"], .records, "A file may have at most 255 record shapes.")
        }
    }

    private func readShape(_ entry: YamlMapping, _ container: Container, records: String?) {
        let isXML = container.format == .xml
        let known: Set<String> =
            isXML
            ? ["name", "records"]
            : container.format == .json
                ? ["name", "records", "when"] : ["name", "when"]
        check.checkKeys(entry, known: known, of: "a shape")
        guard let name = check.requiredText(entry, "name", of: "The shape") else { return }
        if !ColumnNames.isSnakeCase(name) {
            check.error(
                entry["name"], .columnName, "The shape's name '\(name)' is not ASCII snake_case.")
        }
        if shapes.contains(where: { $0.name == name }) {
            check.error(
                entry["name"], .duplicateColumn, "The shape '\(name)' stands here a second time.")
        }
        var shape = RecordShape(name: name, path: records ?? "")
        if let own = check.text(entry, "records"), let place = entry["records"] {
            checkRecords(own, place, container)
            shape.path = own
        } else if isXML || (container.format == .json && records == nil) {
            missingRecords(entry.at, container.format)
        }
        if let when = check.mapping(entry, "when") {
            check.checkKeys(when, known: ["source", "equals"], of: "'when'")
            let source = check.requiredText(when, "source", of: "'when'")
            if when["equals"] == nil {
                check.error(when.at, .missingKey, "'when' has no 'equals'.")
            }
            if let source, let place = when["source"] { checkSource(source, place, container) }
            if let source, let equals = when["equals"]?.scalarText {
                shape.when = .init(source: source, equals: equals)
            }
        } else if !isXML, entry["when"] == nil,
            container.format != .json || check.text(entry, "records") == nil
        {
            check.error(
                entry.at, .records,
                "The shape '\(name)' does not say which records have it ('when').",
                "Add 'when: { source: 类型, equals: \"1\" }'.")
        }
        shapes.append(shape)
    }

    private func checkRecords(_ path: String, _ place: YamlNode, _ container: Container) {
        if let objection = SourceSyntax.checkRecords(path, container.format) {
            check.error(
                place, .records, "The record path '\(path)' \(objection.message).",
                objection.suggestion)
        } else if container.format == .xml {
            checkPrefixes(path, place, container)
        }
    }

    /// Checks a source's form, and that its prefixes are declared.
    func checkSource(
        _ source: String, _ place: YamlNode, _ container: Container, inGroup: Bool = false
    ) {
        if let objection = SourceSyntax.check(source, container, inGroup: inGroup) {
            check.error(
                place, .source, "The source '\(source)' \(objection.message).",
                objection.suggestion)
        } else if container.format == .xml {
            checkPrefixes(source, place, container)
        }
    }

    func checkPrefixes(_ path: String, _ place: YamlNode, _ container: Container) {
        for prefix in SourceSyntax.prefixes(path)
        where prefix != "xml" && container.namespaces[prefix] == nil {
            let nearest = NearestWord.of(prefix, in: container.namespaces.keys.sorted())
            check.error(
                place, .namespacePrefix,
                "The path '\(path)' uses the prefix '\(prefix)', which 'namespaces' does not declare.",
                nearest.map { "Did you mean '\($0)'?" }
                    ?? "Add it to 'guijiContainer': 'namespaces: { \(prefix): \"urn:…\" }'.")
        }
    }
}
