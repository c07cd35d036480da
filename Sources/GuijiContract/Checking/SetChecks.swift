/// Checks across the contracts of one set. The later file (by name) is the one that gets the problem.
enum SetChecks {
    static func problems(_ contracts: [ReadContract], unified: [UnifiedTable]) -> [ContractProblem]
    {
        duplicateFeeds(contracts) + overlaps(contracts) + references(contracts, unified)
    }

    private static func duplicateFeeds(_ contracts: [ReadContract]) -> [ContractProblem] {
        var first: [String: String] = [:]
        var result: [ContractProblem] = []
        for contract in contracts {
            guard let id = contract.id else { continue }
            // Two ids that differ in case or separators only would share a table.
            let folded = id.text.lowercased()
            if let other = first[folded] {
                result.append(
                    problem(
                        contract, id, .duplicateFeed,
                        "The feed '\(id.text)' has another contract: \(other).",
                        "Remove one, or give it another id."))
            } else {
                first[folded] = contract.file
            }
        }
        return result
    }

    private static func overlaps(_ contracts: [ReadContract]) -> [ContractProblem] {
        var result: [ContractProblem] = []
        for (index, later) in contracts.enumerated() {
            for pattern in later.patterns {
                let other = contracts[..<index].lazy.compactMap { earlier in
                    earlier.patterns.first { PathPattern.overlap($0.text, pattern.text) }
                        .map { (earlier, $0.text) }
                }.first
                guard let (earlier, text) = other else { continue }
                result.append(
                    problem(
                        later, pattern, .overlappingPaths,
                        "The path '\(pattern.text)' can match the same file as '\(text)' of \(earlier.id?.text ?? earlier.file).",
                        "Make each file belong to one feed."))
            }
        }
        return result
    }

    private static func references(
        _ contracts: [ReadContract], _ unified: [UnifiedTable]
    ) -> [ContractProblem] {
        var tables: [String: Set<String>] = [:]
        for contract in contracts {
            if let table = contract.table { tables[table] = contract.columns }
        }
        for table in unified { tables[table.name] = Set(table.columns.map(\.name)) }
        return contracts.flatMap { contract in
            contract.references.compactMap { reference in
                let parts = reference.text.split(separator: ".").map(String.init)
                let known = tables[parts[0]]
                if known?.contains(parts[1]) == true { return nil }
                let what =
                    known == nil ? "table '\(parts[0])'" : "column '\(parts[1])' in '\(parts[0])'"
                let nearest =
                    known.map { NearestWord.of(parts[1], in: $0.sorted()) }
                    ?? NearestWord.of(parts[0], in: tables.keys.sorted())
                return problem(
                    contract, reference, .relationship, "There is no \(what).",
                    nearest.map { "Did you mean '\($0)'?" })
            }
        }
    }

    private static func problem(
        _ contract: ReadContract, _ place: ReadContract.Place, _ rule: ContractRule,
        _ message: String, _ suggestion: String?
    ) -> ContractProblem {
        ContractProblem(
            file: contract.file, line: place.line, column: place.column, rule: rule.rawValue,
            message: message, suggestion: suggestion)
    }
}
