import GuijiModel

extension MatchingFile {
    /// Levels a comparison may have, and comparisons a model may have: a pair's answers fit one 64-bit number.
    static let largestLevelCount = 14
    static let largestComparisonCount = 16

    func comparisons(_ map: YamlMapping, _ names: MatchingNames) -> [Comparison] {
        if map["comparisons"] == nil {
            checker.error(
                map.at, .missingKey, "The model has no 'comparisons'.",
                "Say what is compared: comparisons: [{name: name, levels: [{equal: name}, {jaroWinkler: name, atLeast: 0.9}]}]."
            )
        }
        var result: [Comparison] = []
        for item in checker.mappings(map, "comparisons") {
            checker.checkKeys(item, known: ["name", "missing", "levels"], of: "a comparison")
            guard let name = checker.requiredText(item, "name", of: "The comparison") else {
                continue
            }
            var levels = checker.mappings(item, "levels").map { level($0, names) }
            if levels.isEmpty {
                checker.error(
                    item.at, .missingKey, "Comparison '\(name)' has no 'levels'.",
                    "Begin with the best answer: levels: [{equal: \(name)}].")
                continue
            }
            levels.append(.init(label: "different", anyOf: []))
            if levels.count > MatchingFile.largestLevelCount {
                checker.error(
                    item["levels"], .unknownValue, "Comparison '\(name)' has too many levels.",
                    "At most \(MatchingFile.largestLevelCount - 1); the last, 'different', comes by itself."
                )
            }
            let used = levels.flatMap(\.anyOf).flatMap { $0 }.flatMap(\.columns)
            let given = checker.list(item, "missing").compactMap { names.number($0) }
            let asked =
                item["missing"] == nil
                ? Array(levels[0].anyOf.first?.first?.columns ?? used) : given
            result.append(Comparison(name: name, columns: asked, levels: levels))
        }
        if result.count > MatchingFile.largestComparisonCount {
            checker.error(
                map["comparisons"], .unknownValue,
                "There are \(result.count) comparisons; at most \(MatchingFile.largestComparisonCount) fit.",
                "Join those that depend on one another, such as given name and surname.")
        }
        return result
    }

    private func level(_ map: YamlMapping, _ names: MatchingNames) -> Comparison.Level {
        var anyOf: [[ComparisonTest]] = []
        if map["any"] != nil {
            anyOf = checker.mappings(map, "any").map { tests($0, names, extra: []) }
            checker.checkKeys(map, known: ["any", "label", "frequency"], of: "a level with 'any'")
        } else {
            anyOf = [tests(map, names, extra: ["label", "frequency"])]
        }
        var frequency: Int?
        if let node = map["frequency"] {
            if node.bool == true {
                frequency = anyOf.first?.first?.columns.first
            } else if node.bool == nil {
                frequency = names.number(node)
            }
        }
        let label =
            map["label"]?.scalarText
            ?? anyOf.map { $0.map { Self.words($0, names) }.joined(separator: " and ") }
            .joined(separator: " or ")
        return .init(label: label, anyOf: anyOf, frequencyColumn: frequency)
    }

    /// The tests of one alternative: `all:` a list, or one test by itself.
    private func tests(_ map: YamlMapping, _ names: MatchingNames, extra: Set<String>)
        -> [ComparisonTest]
    {
        if map["all"] != nil {
            checker.checkKeys(map, known: extra.union(["all"]), of: "a level with 'all'")
            return checker.mappings(map, "all").compactMap { test($0, names, extra: []) }
        }
        return test(map, names, extra: extra).map { [$0] } ?? []
    }

    private func test(_ map: YamlMapping, _ names: MatchingNames, extra: Set<String>)
        -> ComparisonTest?
    {
        let operations = ComparisonTest.Operation.allCases.map(\.rawValue)
        checker.checkKeys(
            map, known: extra.union(operations).union(["atLeast", "atMost", "is"]), of: "a level")
        guard let entry = map.entries.first(where: { operations.contains($0.name) }),
            let operation = ComparisonTest.Operation(rawValue: entry.name)
        else {
            checker.error(
                map.at, .missingKey, "A level needs a test.",
                "One of \(operations.joined(separator: ", ")), with the column: {equal: surname}.")
            return nil
        }
        let nodes = entry.value.items ?? [entry.value]
        let columns = nodes.compactMap { names.number($0) }
        let needsTwo = operation == .swapped || operation == .crossed
        if columns.count == nodes.count, columns.count != (needsTwo ? 2 : 1) {
            checker.error(
                entry.value, .wrongType,
                "'\(entry.name)' takes \(needsTwo ? "two columns" : "one column").")
            return nil
        }
        guard columns.count == nodes.count else { return nil }
        let limit: Double?
        switch operation {
        case .equal, .swapped, .crossed, .prefix, .contains, .daySwap: limit = 0
        case .masked: limit = checker.number(map, "atLeast") ?? 0
        case .nameLevel: limit = nameLevel(map, entry)
        case .edits, .withinDays, .withinYears, .within, .withinShare:
            limit = checker.number(map, "atMost")
            needs(map, entry, "atMost", limit)
        case .jaroWinkler, .similarity, .jaccard, .overlap, .cosine, .bigrams:
            limit = share(map, "atLeast")
            needs(map, entry, "atLeast", limit)
        }
        return limit.map { ComparisonTest(operation, columns: columns, limit: $0) }
    }

    private func nameLevel(_ map: YamlMapping, _ entry: YamlMapping.Entry) -> Double? {
        let words = NameLevel.allCases.map { "\($0)" }
        guard let node = map["is"], let word = node.scalarText else {
            checker.error(
                entry.key, .missingKey, "'nameLevel' needs 'is'.",
                "One of \(words.joined(separator: ", ")): {nameLevel: name, is: variant}.")
            return nil
        }
        guard let number = words.firstIndex(of: word) else {
            checker.unknown(node, word, known: words, "level of names", rule: .unknownValue)
            return nil
        }
        return Double(number)
    }

    private func needs(
        _ map: YamlMapping, _ entry: YamlMapping.Entry, _ key: String, _ limit: Double?
    ) {
        guard limit == nil, map[key] == nil else { return }
        checker.error(entry.key, .missingKey, "'\(entry.name)' needs '\(key)'.")
    }

    private static func words(_ test: ComparisonTest, _ names: MatchingNames) -> String {
        let columns = test.columns.map { names.columns[$0].name }.joined(separator: ", ")
        let number = test.limit == test.limit.rounded() ? "\(Int(test.limit))" : "\(test.limit)"
        switch test.operation {
        case .equal: return "same \(columns)"
        case .nameLevel: return "\(NameLevel.allCases[Int(test.limit)]) \(columns)"
        case .swapped, .crossed, .prefix, .contains, .masked, .daySwap:
            return "\(test.operation.rawValue) \(columns)"
        case .edits, .withinDays, .withinYears, .within, .withinShare:
            return "\(columns) \(test.operation.rawValue) <= \(number)"
        default: return "\(columns) \(test.operation.rawValue) >= \(number)"
        }
    }
}
