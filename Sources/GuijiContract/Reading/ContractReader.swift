import GuijiModel

/// Reads one contract: the root, and the order in which its parts need one another.
final class ContractReader {
    let check: YamlChecker
    let context: ContractContext
    /// Whether the contract says that it follows v3.2.0 of the standard.
    var follows32 = false
    /// Places and texts for the checks across files.
    var found: ReadContract

    // What later parts need of earlier ones.
    var format: Container.Format?
    var container: Container?
    var shapes: [RecordShape] = [RecordShape(name: "")]
    var fields: [FieldSpec] = []
    var fieldPlaces: [String: YamlNode] = [:]
    var groups: [GroupSpec] = []
    /// Names of all columns whose property could be read at all, so that a broken column is not reported twice.
    var names: Set<String> = []
    /// Fields for which the contract says how sensitive they are.
    var classified: Set<String> = []

    init(file: String, context: ContractContext) {
        check = YamlChecker(file: file)
        self.context = context
        found = ReadContract(file: file, contract: nil, problems: [])
    }

    /// Reads the contract and returns it with all problems of its file.
    static func read(yaml: String, file: String, context: ContractContext) -> ReadContract {
        let reader = ContractReader(file: file, context: context)
        switch YamlDocument.parse(yaml, file: file) {
        case .failure(let problem): reader.check.add(problem)
        case .success(let root):
            if let map = root.mapping {
                let contract = reader.read(map)
                if !reader.check.hasErrors { reader.found.contract = contract }
            } else {
                reader.check.error(
                    root, .wrongType, "The file is \(root.kindWord); expected a mapping.")
            }
        }
        reader.found.problems = reader.check.problems.sorted()
        return reader.found
    }

    private func read(_ root: YamlMapping) -> FeedContract? {
        readVersions(root)
        check.checkKeys(
            root, known: OdcsKeys.root.union(follows32 ? OdcsKeys.root32 : []), of: "a contract")
        let feed = readFeedID(root)
        let status = readStatus(root)
        let description = check.mapping(root, "description")
        if let description {
            check.checkKeys(description, known: OdcsKeys.description, of: "'description'")
        }
        let team = check.mapping(root, "team")
        if let team { check.checkKeys(team, known: OdcsKeys.team, of: "'team'") }

        let custom = guijiProperties(root, allowed: GuijiKeys.root, of: "a contract")
        let department = readDepartment(custom["guijiDepartment"], root, feed: feed)
        let patterns = readServers(root)
        readContainer(custom["guijiContainer"], root)
        let object = readObject(root, feed: feed)
        let key = object.map { readColumns($0) } ?? []
        let load = readLoad(custom["guijiLoad"], root, hasKey: !key.isEmpty)
        let (guards, hasGuards) = readGuards(custom["guijiGuards"], object)
        let coordinates = readCoordinates(custom["guijiCoordinates"])
        let mentions = readMentions(custom["guijiMentions"])
        let facts = readFacts(custom["guijiFacts"], mentions: mentions)
        checkMentionLinks(custom["guijiMentions"], mentions, facts)
        let places = readPlaces(custom["guijiPlaces"])
        let freshness = readFreshness(custom["guijiFreshness"])
        checkSensitivity(mentions)
        checkThatSomethingIsChecked(root, key: key, hasGuards: hasGuards)

        guard let feed, let department, let container, let load else { return nil }
        var contract = FeedContract(
            feed: feed, version: check.text(root, "version") ?? "",
            title: check.text(root, "name") ?? "",
            department: department.id, departmentName: department.name, file: check.file,
            patterns: patterns, container: container, shapes: shapes, fields: fields,
            groups: groups, key: key, load: load, guards: guards, mentions: mentions,
            facts: facts, freshness: freshness, owner: team.flatMap { check.text($0, "name") },
            purpose: description.flatMap { check.text($0, "purpose") })
        contract.status = status ?? .active
        contract.coordinates = coordinates
        contract.places = places
        return contract
    }

    private func readVersions(_ root: YamlMapping) {
        let version = check.requiredText(
            root, "version", of: "The contract", "Write 'version: 1.0.0'.")
        if let version, !isSemantic(version) {
            check.error(
                root["version"], .version,
                "The version '\(version)' is not MAJOR.MINOR.PATCH.", "Write '1.0.0'.")
        }
        let api = check.requiredText(
            root, "apiVersion", of: "The contract", "Write 'apiVersion: v3.1.0'.")
        if let api, let node = root["apiVersion"] {
            if !OdcsKeys.apiVersions.contains(api) {
                check.unknown(
                    node, api, known: OdcsKeys.apiVersions, "value of 'apiVersion'",
                    rule: .unknownValue)
            }
            follows32 = api == "v3.2.0"
        }
        let kind = check.requiredText(
            root, "kind", of: "The contract", "Write 'kind: DataContract'.")
        if let kind, kind != "DataContract", let node = root["kind"] {
            check.error(
                node, .unknownValue, "'\(kind)' is not a value of 'kind'.",
                "Write 'kind: DataContract'.")
        }
    }

    /// Semantic Versioning 2.0.0, without build metadata.
    private func isSemantic(_ version: String) -> Bool {
        let parts = version.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = numbers.allSatisfy { number in
            !number.isEmpty && number.utf8.allSatisfy { $0 &- 0x30 < 10 }
                && (number.count == 1 || number.first != "0")
        }
        return numbers.count == 3 && areNumbers && (parts.count == 1 || !parts[1].isEmpty)
    }

    private func readStatus(_ root: YamlMapping) -> ContractStatus? {
        guard root["status"] != nil else {
            _ = check.requiredText(root, "status", of: "The contract", "Write 'status: active'.")
            return nil
        }
        return check.choice(root, "status", ContractStatus.self)
    }

    private func readFeedID(_ root: YamlMapping) -> FeedID? {
        let id = check.requiredText(root, "id", of: "The contract", "Write 'id: D02-syrk'.")
        guard let id, let node = root["id"] else { return nil }
        found.id = .init(id, node)
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        let isASCII = id.utf8.allSatisfy { byte in
            byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D
        }
        guard isASCII, parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }),
            isDepartmentCode(String(parts[0]))
        else {
            check.error(
                node, .feedID,
                "The id '\(id)' is not a department's code, a hyphen and a name in ASCII.",
                "Write 'D02-syrk'.")
            return nil
        }
        checkFileName(id, node)
        return FeedID(id)
    }

    private func isDepartmentCode(_ code: String) -> Bool {
        code.first == "D" && code.utf8.count >= 3
            && code.utf8.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
    }

    /// `D02-gaj/syrk.odcs.yaml` (or `D02-syrk.odcs.yaml`) holds `D02-syrk`. Outside a department's folder a file may
    /// be called otherwise, with a warning: somebody tries a contract out.
    private func checkFileName(_ id: String, _ node: YamlNode) {
        let steps = check.file.split(separator: "/")
        guard let last = steps.last else { return }
        let folder = steps.dropLast().last.map { String($0.prefix { $0 != "-" }) } ?? ""
        let isInDepartment = isDepartmentCode(folder)
        func note(_ message: String, _ suggestion: String) {
            if isInDepartment {
                check.error(node, .fileName, message, suggestion)
            } else {
                check.warning(node, .fileName, message, suggestion)
            }
        }
        let ending = ".odcs.yaml"
        let code = id.prefix { $0 != "-" }
        let short = id.dropFirst(code.count + 1)
        guard last.hasSuffix(ending) else {
            note(
                "The file's name '\(last)' does not end in '\(ending)'.",
                "Name it '\(short)\(ending)'.")
            return
        }
        let stem = last.dropLast(ending.count)
        if stem != short, stem != id {
            note(
                "The id '\(id)' is not what the file's name '\(last)' says.",
                "Name the file '\(short)\(ending)', or write 'id: \(code)-\(stem)'.")
        }
        if isInDepartment, folder != code {
            note(
                "The id '\(id)' is of department \(code), but the file is in a folder of \(folder).",
                "Move the file, or write 'id: \(folder)-\(short)'.")
        }
    }

    private func readDepartment(
        _ node: YamlNode?, _ root: YamlMapping, feed: FeedID?
    ) -> (id: DepartmentID, name: String)? {
        guard let node else {
            check.error(
                root["customProperties"] ?? root.at, .missingKey,
                "The contract has no 'guijiDepartment' under 'customProperties'.",
                "Add '- { property: guijiDepartment, value: { code: D02, name: 市公安局 } }'.")
            return nil
        }
        guard let map = node.mapping else {
            check.wrongType(node, "guijiDepartment", "a mapping")
            return nil
        }
        check.checkKeys(map, known: GuijiKeys.department, of: "'guijiDepartment'")
        let name = check.requiredText(map, "name", of: "'guijiDepartment'")
        guard let code = check.requiredText(map, "code", of: "'guijiDepartment'"),
            let codeNode = map["code"]
        else { return nil }
        guard isDepartmentCode(code) else {
            check.error(
                codeNode, .department, "The department's code '\(code)' is not 'D' and two digits.",
                "Write 'D02'.")
            return nil
        }
        if let feed, !feed.rawValue.hasPrefix(code + "-") {
            let own = feed.rawValue.prefix { $0 != "-" }
            check.error(
                codeNode, .department,
                "The department is \(code), but the id '\(feed)' is of department \(own).",
                "Write 'code: \(own)', or change the id.")
        }
        return name.map { (DepartmentID(code), $0) }
    }

    /// The values under `customProperties` that are Guiji's, by name. Other tools' are passed over.
    func guijiProperties(
        _ map: YamlMapping, allowed: Set<String>, of what: String
    ) -> [String: YamlNode] {
        var result: [String: YamlNode] = [:]
        for entry in check.mappings(map, "customProperties") {
            check.checkKeys(
                entry,
                known: OdcsKeys.customProperty.union(follows32 ? OdcsKeys.customProperty32 : []),
                of: "a custom property")
            guard
                let name = check.requiredText(entry, "property", of: "The custom property"),
                let place = entry["property"]
            else { continue }
            let isOurs = name.lowercased().hasPrefix("guiji")
            let looksOurs = NearestWord.of(name, in: GuijiKeys.root.union(["guijiField"])) != nil
            if !allowed.contains(name) {
                if isOurs || looksOurs {
                    check.unknown(place, name, known: allowed, "custom property of \(what)")
                }
                continue
            }
            guard let value = entry["value"] else {
                check.error(entry.at, .missingKey, "The custom property '\(name)' has no 'value'.")
                continue
            }
            if result[name] != nil {
                check.error(
                    place, .unknownKey, "The custom property '\(name)' stands here a second time.",
                    "Keep one of them.")
            }
            result[name] = value
        }
        return result
    }

    /// A contract under which nothing could ever be found wrong is a mistake, not a contract.
    private func checkThatSomethingIsChecked(_ root: YamlMapping, key: [Int], hasGuards: Bool) {
        guard !names.isEmpty, key.isEmpty, !hasGuards else { return }
        let all = fields + groups.flatMap(\.fields)
        let isChecked = all.contains { field in
            let isTyped = field.kind != .text && field.kind != .freeText
            return isTyped || field.required || field.unique || field.pattern != nil
                || field.minLength != nil || field.maxLength != nil
        }
        if !isChecked, !check.hasErrors {
            check.error(
                root["schema"], .noCheck,
                "No check would run: no key, no required column, no type beyond text, no guard.",
                "Mark what identifies a record ('primaryKey: true') and what it must have ('required: true')."
            )
        }
    }
}
