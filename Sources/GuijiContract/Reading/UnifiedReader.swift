import GuijiModel

/// Reads a unified table, key by key as the Contracts article lists them.
enum UnifiedReader {
    private static let tableKeys: Set<String> = [
        "name", "title", "summary", "kind", "key", "survivorship", "timeline", "symmetric",
        "collect", "columns",
    ]
    private static let columnKeys: Set<String> = [
        "name", "title", "summary", "standard", "unit", "type", "form", "sensitivity",
        "survivorship", "choose", "hold", "fresh", "prefer", "part", "references", "derivedFrom",
        "evidence", "corrected",
    ]

    static func read(yaml: String, name: String, file: String) -> (UnifiedTable?, [ContractProblem])
    {
        let check = YamlChecker(file: file)
        var table: UnifiedTable?
        switch YamlDocument.parse(yaml, file: file) {
        case .failure(let problem): check.add(problem)
        case .success(let root):
            if let map = root.mapping {
                table = read(map, name: name, check)
            } else {
                check.error(root, .wrongType, "The file is \(root.kindWord); expected a mapping.")
            }
        }
        return (check.hasErrors ? nil : table, check.problems.sorted())
    }

    /// The columns whose `references` names no table. The files are found again by the tables' names.
    static func references(_ tables: [UnifiedTable], directory: String) -> [ContractProblem] {
        let names = tables.map(\.name)
        return tables.flatMap { table in
            let file = "\(directory)/\(table.name).yaml"
            return table.columns.compactMap { column -> ContractProblem? in
                guard let target = column.references, !names.contains(target) else { return nil }
                let line = column.referencesPlace
                return ContractProblem(
                    file: file, line: line?.line ?? 0, column: line?.column ?? 0,
                    rule: ContractRule.unifiedTable.rawValue,
                    message:
                        "The column '\(column.name)' refers to the table '\(target)', which is not there.",
                    suggestion: NearestWord.of(target, in: names.sorted()).map {
                        "Did you mean '\($0)'?"
                    })
            }
        }
    }

    private static func read(_ map: YamlMapping, name: String, _ check: YamlChecker)
        -> UnifiedTable?
    {
        check.checkKeys(map, known: tableKeys, of: "a unified table")
        let own = check.requiredText(map, "name", of: "The table")
        if let own, own != name {
            check.error(
                map["name"], .fileName,
                "The table is '\(own)', but the file's name says '\(name)'.",
                "Write 'name: \(name)'.")
        }
        let title = check.requiredText(map, "title", of: "The table")
        if map["kind"] == nil {
            check.error(map.at, .missingKey, "The table has no 'kind'.", "Write 'kind: person'.")
        }
        let kind = check.choice(map, "kind", UnifiedTable.Kind.self)
        let ranks = readRanks(map, check)
        var columns: [UnifiedColumn] = []
        for entry in check.mappings(map, "columns") {
            guard let column = readColumn(entry, ranks: ranks, check) else { continue }
            if columns.contains(where: { $0.name == column.name }) {
                check.error(
                    entry["name"], .duplicateColumn,
                    "The column '\(column.name)' stands here a second time.",
                    "Rename one of the two.")
            }
            checkEvidence(column, behind: columns.last, entry, check)
            columns.append(column)
        }
        if columns.isEmpty {
            check.error(map["columns"] ?? map.at, .missingKey, "The table has no 'columns'.")
        } else if kind?.mention != nil, !columns.contains(where: { $0.part != .none }) {
            check.error(
                map["columns"], .unifiedTable,
                "No column decides who is who: no identifier and no canonical form.",
                "Mark one with 'part: identifier' or 'part: canonical'.")
        }
        guard let kind else { return nil }
        var table = UnifiedTable(
            name: name, title: title ?? "", summary: check.text(map, "summary") ?? "", kind: kind,
            columns: columns)
        UnifiedRulesReader(check: check, columns: columns.map(\.name)).read(map, into: &table)
        return table
    }

    private static func readColumn(
        _ map: YamlMapping, ranks: [DepartmentID], _ check: YamlChecker
    ) -> UnifiedColumn? {
        check.checkKeys(map, known: columnKeys, of: "a unified column")
        guard let name = check.requiredText(map, "name", of: "The column") else { return nil }
        if let objection = ColumnNames.objection(to: name) {
            check.error(map["name"], .columnName, objection.message, objection.suggestion)
        }
        var column = UnifiedColumn(name: name)
        column.title = check.requiredText(map, "title", of: "The column") ?? ""
        column.summary = check.text(map, "summary") ?? ""
        column.standard = check.text(map, "standard")
        column.unit = check.text(map, "unit")
        column.part = check.choice(map, "part", UnifiedColumn.ResolutionPart.self) ?? .none
        if let label = check.requiredText(
            map, "sensitivity", of: "The column", "Write 'sensitivity: L2'.")
        {
            if let sensitivity = Sensitivity(label: label) {
                column.sensitivity = sensitivity
            } else {
                check.error(
                    map["sensitivity"], .unknownValue,
                    "'\(label)' is not a value of 'sensitivity'.",
                    "L1 public, L2 internal, L3 personal, L4 sensitive personal.")
            }
        }
        column.survivorship = map["survivorship"] == nil ? ranks : readRanks(map, check)
        column.choose = check.choice(map, "choose", UnifiedColumn.Choice.self) ?? .rank
        column.hold = check.scalars(map, "hold").map(\.text)
        if map["hold"] != nil, column.choose != .sticky, column.choose != .ordered {
            check.error(
                map["hold"], .unifiedTable,
                "'hold' has no meaning without 'choose: sticky' or 'ordered'.",
                "Add 'choose: sticky', or remove 'hold'.")
        }
        if column.choose == .ordered, column.hold.count < 2 {
            check.error(
                map["choose"], .unifiedTable, "'choose: ordered' needs the order.",
                "Write 'hold: [best, second, worst]'.")
        }
        column.fresh = readFreshness(map, column.survivorship, check)
        column.prefer = check.text(map, "prefer")
        column.type = check.choice(map, "type", UnifiedColumn.Storage.self)
        column.form = check.choice(map, "form", UnifiedColumn.Form.self)
        column.references = check.text(map, "references")
        column.referencesPlace = map["references"].map { ($0.line, $0.column) }
        column.derivedFrom = check.oneOrMore(map, "derivedFrom").map(\.text)
        column.isCorrected = check.bool(map, "corrected") ?? false
        if column.isCorrected, column.derivedFrom.isEmpty {
            check.error(
                map["corrected"], .unifiedTable,
                "'corrected' has no meaning without 'derivedFrom'.",
                "Add 'derivedFrom', or remove 'corrected'.")
        }
        column.isEvidence = check.bool(map, "evidence") ?? false
        return column
    }

    /// Evidence is for matching and derivations: it stands behind what is stored, and nothing is chosen in it.
    private static func checkEvidence(
        _ column: UnifiedColumn, behind last: UnifiedColumn?, _ map: YamlMapping,
        _ check: YamlChecker
    ) {
        guard column.isEvidence else {
            if let last, last.isEvidence {
                check.error(
                    map["name"], .unifiedTable,
                    "The column '\(column.name)' is stored, but stands behind evidence.",
                    "Move it before '\(last.name)'.")
            }
            return
        }
        for key in ["part", "choose", "hold", "fresh", "prefer", "references", "survivorship"]
        where map[key] != nil {
            check.error(
                map[key], .unifiedTable,
                "'\(key)' has no meaning for evidence, which is not stored.",
                "Remove '\(key)' or 'evidence'.")
        }
    }

    /// Whose word counts for a time only; they must be in the column's order of trust, or there is nothing to lose.
    private static func readFreshness(
        _ map: YamlMapping, _ ranks: [DepartmentID], _ check: YamlChecker
    ) -> UnifiedColumn.Freshness? {
        guard let fresh = check.mapping(map, "fresh") else { return nil }
        check.checkKeys(fresh, known: ["departments", "days"], of: "'fresh'")
        let departments = readRanks(fresh, check, key: "departments")
        if departments.isEmpty {
            check.error(
                fresh.at, .missingKey, "'fresh' names no departments.",
                "Write 'fresh: {departments: [D02], days: 365}'.")
        }
        for department in departments where !ranks.contains(department) {
            check.error(
                fresh["departments"], .unifiedTable,
                "The department \(department.rawValue) is not in the column's 'survivorship'.",
                "Add it there, or remove it here.")
        }
        if fresh["days"] == nil {
            check.error(fresh.at, .missingKey, "'fresh' has no 'days'.", "Write 'days: 365'.")
        }
        guard let days = check.int(fresh, "days") else { return nil }
        return UnifiedColumn.Freshness(departments: departments, days: days)
    }

    /// Departments from most to least trusted.
    private static func readRanks(
        _ map: YamlMapping, _ check: YamlChecker, key: String = "survivorship"
    ) -> [DepartmentID] {
        var ranks: [DepartmentID] = []
        for (code, node) in check.scalars(map, key) {
            let isCode =
                code.first == "D" && code.count >= 3 && code.dropFirst().allSatisfy(\.isNumber)
            if !isCode {
                check.error(
                    node, .department, "The department's code '\(code)' is not 'D' and two digits.",
                    "Write 'D02'.")
            }
            let department = DepartmentID(code)
            if ranks.contains(department) {
                check.error(
                    node, .unifiedTable, "The department \(code) stands here a second time.",
                    "Keep its highest rank.")
            }
            ranks.append(department)
        }
        return ranks
    }
}
