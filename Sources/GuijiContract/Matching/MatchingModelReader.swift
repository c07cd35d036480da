/// Reads and checks one matching model; notes every problem on the way.
package enum MatchingModelReader {
    /// The model of a file, or `nil` where it has errors. The problems come sorted by place.
    package static func load(file: String) -> (MatchingModel?, [ContractProblem]) {
        switch TextFile.read(file) {
        case .failure(let problem): return (nil, [problem])
        case .success(let text):
            let (read, problems) = read(yaml: text, file: file)
            var model = read
            model?.contentHash = ContentHash.sha256(Array(text.utf8))
            return (model, problems)
        }
    }

    /// The same for text at hand; `file` is for the messages.
    package static func read(yaml: String, file: String) -> (MatchingModel?, [ContractProblem]) {
        switch YamlDocument.parse(yaml, file: file) {
        case .failure(let problem): return (nil, [problem])
        case .success(let root):
            let checker = YamlChecker(file: file)
            let model = MatchingFile(checker: checker).model(root)
            return (checker.hasErrors ? nil : model, checker.problems.sorted())
        }
    }
}

/// The reading of one file.
struct MatchingFile {
    let checker: YamlChecker

    private static let keys: Set<String> = [
        "model", "description", "id", "source", "sourcesAreUnique", "columns", "blocking",
        "largestBlock", "comparisons", "relations", "cannotLink", "thresholds", "learned",
        "table", "rules",
    ]

    func model(_ root: YamlNode) -> MatchingModel? {
        guard let map = root.mapping else {
            checker.wrongType(root, "the file", "a mapping with 'model', 'columns' and so on")
            return nil
        }
        checker.checkKeys(map, known: MatchingFile.keys, of: "a matching model")
        let name = checker.requiredText(map, "model", of: "The model") ?? ""
        let columns = self.columns(map)
        let names = MatchingNames(checker: checker, columns: columns)
        let comparisons = self.comparisons(map, names)
        var model = MatchingModel(
            name: name, columns: columns, blocking: blocking(map, names),
            comparisons: comparisons)
        model.description = checker.text(map, "description")
        let ids = map["id"]?.scalarText.map { [$0] } ?? checker.scalars(map, "id").map(\.text)
        model.idColumn = ids.first
        model.otherIDColumns = Array(ids.dropFirst())
        model.sourceColumn = map["source"]?.scalarText
        model.sourcesAreUnique = checker.bool(map, "sourcesAreUnique") ?? false
        model.largestBlock = checker.int(map, "largestBlock", atLeast: 2) ?? model.largestBlock
        model.relations = relations(map, comparisons)
        model.cannotLink = cannotLink(map, names)
        model.table = checker.text(map, "table")
        model.rules = rules(map, names, comparisons)
        if let thresholds = checker.mapping(map, "thresholds") {
            checker.checkKeys(thresholds, known: ["link", "review"], of: "'thresholds'")
            model.linkThreshold = share(thresholds, "link") ?? model.linkThreshold
            model.reviewThreshold = share(thresholds, "review") ?? model.reviewThreshold
            if model.reviewThreshold > model.linkThreshold {
                checker.error(
                    thresholds.at, .emptyRange, "'review' is above 'link'.",
                    "A pair is looked at before it is sure enough to be linked.")
            }
        }
        model.learned = learned(map, model)
        return model
    }

    /// A number between 0 and 1.
    func share(_ map: YamlMapping, _ key: String) -> Double? {
        guard let value = checker.number(map, key) else { return nil }
        guard (0...1).contains(value) else {
            checker.error(map[key], .unknownValue, "'\(key)' is \(value); expected 0 to 1.")
            return nil
        }
        return value
    }

    private func blocking(_ map: YamlMapping, _ names: MatchingNames) -> [BlockingRule] {
        guard map["blocking"] != nil else {
            checker.error(
                map.at, .missingKey, "The model has no 'blocking'.",
                "Name columns whose equality makes two rows worth comparing: blocking: [[name, dob], [phone]]."
            )
            return []
        }
        return checker.list(map, "blocking").compactMap { item in
            if let items = item.items {
                let columns = items.compactMap { names.number($0) }
                return columns.count == items.count && !columns.isEmpty
                    ? BlockingRule(columns: columns) : nil
            }
            if item.scalarText != nil {
                return names.number(item).map { BlockingRule(columns: [$0]) }
            }
            guard let rule = item.mapping else {
                checker.wrongType(item, "blocking", "a list of column names")
                return nil
            }
            checker.checkKeys(
                rule, known: ["with", "eachWord", "onlyIf"], of: "a blocking rule")
            let with = checker.list(rule, "with").compactMap { names.number($0) }
            if let only = rule["onlyIf"], let column = names.number(only), !with.isEmpty {
                return BlockingRule(columns: with, onlyIf: column)
            }
            guard let word = rule["eachWord"], let last = names.number(word) else {
                checker.error(
                    rule.at, .missingKey, "A blocking rule in braces needs 'eachWord'.",
                    "Write [name, dob], or {eachWord: name}, or {with: [city], eachWord: name}.")
                return nil
            }
            return BlockingRule(columns: with + [last], byWord: true)
        }
    }

    private func relations(_ map: YamlMapping, _ comparisons: [Comparison])
        -> [MatchingModel.Relation]
    {
        checker.mappings(map, "relations").compactMap { item in
            checker.checkKeys(item, known: ["name", "likely"], of: "a relation")
            guard let name = checker.requiredText(item, "name", of: "The relation"),
                let likely = checker.requiredMapping(
                    item, "likely", of: "The relation '\(name)'",
                    "Say which answers are likely: likely: {address: [same address]}.")
            else { return nil }
            var result: [String: [String]] = [:]
            for entry in likely.entries {
                guard let comparison = comparisons.first(where: { $0.name == entry.name }) else {
                    checker.unknown(
                        entry.key, entry.name, known: comparisons.map(\.name), "comparison",
                        rule: .unknownField)
                    continue
                }
                let labels = comparison.levels.map(\.label)
                for label in checker.scalars(likely, entry.name) {
                    if labels.contains(label.text) {
                        result[entry.name, default: []].append(label.text)
                    } else {
                        checker.unknown(
                            label.at, label.text, known: labels, "level of '\(entry.name)'",
                            rule: .unknownValue)
                    }
                }
            }
            return MatchingModel.Relation(name: name, likely: result)
        }
    }

    private func cannotLink(_ map: YamlMapping, _ names: MatchingNames)
        -> [MatchingModel.CannotLink]
    {
        checker.mappings(map, "cannotLink").compactMap { item in
            checker.checkKeys(item, known: ["differ", "edits", "weight"], of: "a cannot-link rule")
            let columns = checker.list(item, "differ").compactMap { names.number($0) }
            guard !columns.isEmpty else {
                checker.error(
                    item.at, .missingKey, "A cannot-link rule needs 'differ', a list of columns.")
                return nil
            }
            return MatchingModel.CannotLink(
                columns: columns, edits: checker.int(item, "edits") ?? 0,
                weight: checker.number(item, "weight"))
        }
    }

    private func learned(_ map: YamlMapping, _ model: MatchingModel) -> LearnedNumbers? {
        guard let learned = checker.mapping(map, "learned") else { return nil }
        checker.checkKeys(
            learned, known: ["rows", "pairs", "probabilities"], of: "'learned'")
        let pairs = checker.list(learned, "pairs").compactMap(\.number)
        let classes = checker.list(learned, "probabilities").map { kind in
            (kind.items ?? []).map { ($0.items ?? []).compactMap(\.number) }
        }
        let wanted = model.comparisons.map(\.levels.count)
        guard let rows = checker.int(learned, "rows", atLeast: 1),
            pairs.count == model.relations.count + 1, classes.count == pairs.count + 1,
            classes.allSatisfy({ $0.map(\.count) == wanted })
        else {
            checker.error(
                learned.at, .wrongType, "'learned' does not fit the comparisons and relations.",
                "Learn again: remove 'learned', run 'guiji link … --model-out FILE'.")
            return nil
        }
        return LearnedNumbers(rows: rows, pairs: pairs, probabilities: classes)
    }
}

/// Looks up columns by name, and says which was meant where there is none.
struct MatchingNames {
    let checker: YamlChecker
    let columns: [MatchingColumn]

    func number(_ node: YamlNode) -> Int? {
        guard let text = node.scalarText else {
            checker.wrongType(node, "column", "a column's name")
            return nil
        }
        if let index = columns.firstIndex(where: { $0.name == text }) { return index }
        checker.unknown(
            node, text, known: columns.map(\.name), "column of this model", rule: .unknownField)
        return nil
    }
}
