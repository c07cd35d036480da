extension MatchingFile {
    private static let ruleKeys: Set<String> = [
        "id", "title", "zh", "decide", "score", "when", "any", "lacking", "unique", "group",
        "issue", "voids", "together",
    ]

    /// The rules in order.
    func rules(_ map: YamlMapping, _ names: MatchingNames, _ comparisons: [Comparison])
        -> [DecisionRule]
    {
        var rules: [DecisionRule] = []
        for item in checker.mappings(map, "rules") {
            checker.checkKeys(item, known: MatchingFile.ruleKeys, of: "a rule")
            guard let id = checker.requiredText(item, "id", of: "The rule"),
                let decision = decision(item)
            else { continue }
            if rules.contains(where: { $0.id == id }) {
                checker.error(
                    item["id"], .duplicateColumn, "There are two rules '\(id)'.",
                    "The id is stored with every decision; give each its own.")
            }
            let title = checker.text(item, "title") ?? id
            var rule = DecisionRule(
                id: id, title: title, chineseTitle: checker.text(item, "zh") ?? title,
                decision: decision, score: share(item, "score") ?? 1,
                all: checker.mapping(item, "when").map { conditions($0, comparisons) } ?? [],
                anyOf: checker.mappings(item, "any").map { conditions($0, comparisons) })
            if rule.all.isEmpty, rule.anyOf.isEmpty {
                checker.error(
                    item.at, .missingKey, "Rule '\(id)' has neither 'when' nor 'any'.",
                    "Say which answers it needs: when: {number: [same], name: [same]}.")
            }
            rule.lacking = checker.list(item, "lacking").compactMap { names.number($0) }
            rule.unique = checker.choice(item, "unique", DecisionRule.Uniqueness.self)
            rule.group = checker.text(item, "group") ?? (rule.unique == nil ? nil : id)
            rule.together = checker.bool(item, "together") ?? false
            rule.issue = checker.text(item, "issue")
            rule.voids = item["voids"].flatMap { names.number($0) }
            if rule.lacking.isEmpty, rule.unique != nil || decision == .attach {
                checker.error(
                    item.at, .missingKey, "Rule '\(id)' needs 'lacking'.",
                    "Name the columns by whose absence the uncertain row is known: lacking: [number]."
                )
            }
            rules.append(rule)
        }
        return rules
    }

    private func decision(_ item: YamlMapping) -> DecisionRule.Decision? {
        if item["decide"] == nil {
            checker.error(
                item.at, .missingKey, "The rule has no 'decide'.",
                "One of \(DecisionRule.Decision.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return checker.choice(item, "decide", DecisionRule.Decision.self)
    }

    /// `{name: [same, variant], sex: [same, missing]}`.
    private func conditions(_ map: YamlMapping, _ comparisons: [Comparison])
        -> [DecisionRule.Condition]
    {
        map.entries.compactMap { entry in
            guard let number = comparisons.firstIndex(where: { $0.name == entry.name }) else {
                checker.unknown(
                    entry.key, entry.name, known: comparisons.map(\.name), "comparison",
                    rule: .unknownField)
                return nil
            }
            let labels = ["missing"] + comparisons[number].levels.map(\.label)
            var answers: UInt16 = 0
            for label in checker.scalars(map, entry.name) {
                if let answer = labels.firstIndex(of: label.text) {
                    answers |= 1 << UInt16(answer)
                } else {
                    checker.unknown(
                        label.at, label.text, known: labels, "answer to '\(entry.name)'",
                        rule: .unknownValue)
                }
            }
            return DecisionRule.Condition(comparison: number, answers: answers)
        }
    }
}
