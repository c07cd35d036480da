package import GuijiContract
package import GuijiModel

/// Explains what a model's rules say of single mentions, by the same code that decides about all of them.
package final class RuleExplainer {
    private let model: MatchingModel
    private let rows: MentionRows
    private let engine: RuleEngine
    private let memory: PairMemory
    private let decided: [UInt64: Bool]

    /// - Parameter mentions: all of the table, or a part; of a part, `contextColumns` are judged by that part.
    package init(_ mentions: MentionSet, model: MatchingModel, names: NameTables?) throws {
        self.model = model
        rows = try MentionRows(mentions, model: model, names: names)
        decided = RuleResolver.decided(mentions, rows)
        engine = RuleEngine(model: model, table: rows.table)
        memory = PairMemory(comparisons: model.comparisons.count)
    }

    /// Columns whose values depend on other mentions: a telephone that at most two people hold, a number that was replaced.
    package static func contextColumns(_ model: MatchingModel) -> [String] {
        model.columns.compactMap { column in
            switch column.origin {
            case .held, .followed: column.name
            default: nil
            }
        }
    }

    /// The columns of mentions that a model looks at.
    package static func comparedColumns(_ model: MatchingModel) -> Set<String> {
        var result: Set<String> = []
        for column in model.columns {
            if case .headers(let names) = column.origin { result.formUnion(names) }
        }
        return result
    }

    /// The rules by id, and what is decided without one.
    package static func text(ofRule id: String, in model: MatchingModel?)
        -> PairExplanation.RuleText
    {
        if let rule = model?.rules.first(where: { $0.id == id }) { return .init(rule) }
        let known: (en: String, zh: String) =
            switch id {
            case "ID": ("the same valid identifier", "有效标识号码相同")
            case "CANON": ("the same canonical form", "规范形式相同")
            case "OWN": ("an entity of its own: nothing links it to another", "单独成立，未与其他记录关联")
            case "STEWARD": ("a steward's decision", "数据管理员裁定")
            default: (id, id)
            }
        return .init(id: id, en: known.en, zh: known.zh, decision: "link", score: 1)
    }

    /// What the rules say of two mentions, by their numbers.
    package func explain(_ left: Int, _ right: Int) -> PairExplanation {
        let (a, b) = (Int(rows.rowOf[left]), Int(rows.rowOf[right]))
        let (rule, pattern) = engine.rule(a, b)
        return PairExplanation(
            answers: model.comparisons.indices.map { answer($0, pattern, a, b) },
            rule: rule >= 0 ? .init(model.rules[rule]) : nil,
            steward: decided[RuleEngine.pair(a, b)],
            nearly: near(pattern, a, b, besides: rule))
    }

    /// What keeps two entities apart: for each rule that forbids it one pair of mentions, the first by number. Cost: the
    /// pairs of different rows across.
    package func forbidding(_ left: [Int], _ right: [Int]) -> [ForbiddenPair] {
        var found: [Int: ForbiddenPair] = [:]
        var done: Set<UInt64> = []
        for x in left {
            for y in right {
                let (a, b) = (Int(rows.rowOf[x]), Int(rows.rowOf[y]))
                guard done.insert(RuleEngine.pair(a, b)).inserted else { continue }
                if let isSame = decided[RuleEngine.pair(a, b)] {
                    if !isSame, found[-1] == nil {
                        found[-1] = ForbiddenPair(rule: nil, left: x, right: y)
                    }
                    continue
                }
                let rule = engine.never(a, b)
                if rule >= 0, found[rule] == nil {
                    found[rule] = ForbiddenPair(
                        rule: .init(model.rules[rule]), left: x, right: y)
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The pair of mentions that speaks most for two entities' being one; of equal ones the first.
    package func best(_ left: [Int], _ right: [Int]) -> (left: Int, right: Int)? {
        var best: (left: Int, right: Int, worth: Double)?
        var done: Set<UInt64> = []
        for x in left {
            for y in right where x != y {
                let (a, b) = (Int(rows.rowOf[x]), Int(rows.rowOf[y]))
                guard done.insert(RuleEngine.pair(a, b)).inserted else { continue }
                let rule = engine.rule(a, b).rule
                let worth = rule < 0 ? 0 : self.worth(model.rules[rule])
                if best.map({ worth > $0.worth }) ?? true { best = (x, y, worth) }
            }
        }
        return best.map { ($0.left, $0.right) }
    }

    private func worth(_ rule: DecisionRule) -> Double {
        switch rule.decision {
        case .link: 2 + rule.score
        case .attach, .review: 1 + rule.score
        case .never: -1
        }
    }

    private func text(_ row: Int, _ column: Int) -> String {
        rows.table.columns[column].text(rows.table.value(row, column))
    }
}

extension RuleExplainer {
    private func label(_ comparison: Int, _ answer: Int) -> String {
        answer == 0 ? "missing" : model.comparisons[comparison].levels[answer - 1].label
    }

    private func answer(_ comparison: Int, _ pattern: UInt64, _ a: Int, _ b: Int)
        -> PairExplanation.Answer
    {
        let spec = model.comparisons[comparison]
        var columns = spec.columns
        for column in spec.levels.flatMap(\.anyOf).flatMap({ $0 }).flatMap(\.columns)
        where !columns.contains(column) {
            columns.append(column)
        }
        var values: [PairExplanation.Answer.Value] = []
        for column in columns {
            let value = PairExplanation.Answer.Value(
                column: model.columns[column].name, left: text(a, column), right: text(b, column))
            // Columns made from one another often say the same.
            let isKnown = values.contains { $0.left == value.left && $0.right == value.right }
            if !isKnown, !value.left.isEmpty || !value.right.isEmpty { values.append(value) }
        }
        return .init(
            comparison: spec.name, answer: label(comparison, Int(pattern >> (4 * comparison) & 15)),
            values: values)
    }

    /// Rules that would bring the two together, by how little they lack: at most two things.
    private func near(_ pattern: UInt64, _ a: Int, _ b: Int, besides holding: Int)
        -> [PairExplanation.NearRule]
    {
        var result: [PairExplanation.NearRule] = []
        for (number, rule) in model.rules.enumerated()
        where rule.decision != .never && number != holding {
            var lacks = rule.all.filter { !$0.holds(pattern) }.map {
                PairExplanation.NearRule.Lack(either: [wish($0, pattern)])
            }
            if !rule.anyOf.isEmpty,
                !rule.anyOf.contains(where: { $0.allSatisfy { $0.holds(pattern) } })
            {
                let open = rule.anyOf.map { $0.filter { !$0.holds(pattern) } }
                if open.allSatisfy({ $0.count == 1 }) {
                    lacks.append(.init(either: open.flatMap { $0 }.map { wish($0, pattern) }))
                } else if let least = open.min(by: { $0.count < $1.count }) {
                    lacks += least.map { .init(either: [wish($0, pattern)]) }
                }
            }
            let mustLack = mustLack(rule, a, b)
            guard lacks.count + (mustLack.isEmpty ? 0 : 1) <= 2 else { continue }
            result.append(
                .init(
                    rule: .init(rule), lacks: lacks, mustLack: mustLack,
                    isUnique: rule.unique != nil))
        }
        func distance(_ near: PairExplanation.NearRule) -> Int {
            near.lacks.count + (near.mustLack.isEmpty ? 0 : 1)
        }
        func ways(_ near: PairExplanation.NearRule) -> Int {
            near.lacks.map(\.either.count).min() ?? 1
        }
        let order = result.enumerated().sorted { x, y in
            let (p, q) = (distance(x.element), distance(y.element))
            if p != q { return p < q }
            // The more ways there are to what it lacks, the nearer it is.
            let (m, n) = (ways(x.element), ways(y.element))
            if m != n { return m > n }
            if x.element.rule.score != y.element.rule.score {
                return x.element.rule.score > y.element.rule.score
            }
            return x.offset < y.offset
        }
        return order.prefix(5).map(\.element)
    }

    private func wish(_ condition: DecisionRule.Condition, _ pattern: UInt64)
        -> PairExplanation.NearRule.Lack.Wish
    {
        let levels = model.comparisons[condition.comparison].levels.count
        return .init(
            comparison: model.comparisons[condition.comparison].name,
            answer: label(
                condition.comparison, Int(pattern >> (4 * condition.comparison) & 15)),
            wanted: (0...levels).filter { condition.answers >> $0 & 1 == 1 }
                .map { label(condition.comparison, $0) })
    }

    /// Of a rule for an uncertain row beside a certain one: what just one of the two must lack.
    private func mustLack(_ rule: DecisionRule, _ a: Int, _ b: Int) -> [String] {
        guard !rule.lacking.isEmpty, rule.group != nil || rule.decision == .attach else {
            return []
        }
        func lacks(_ row: Int) -> Bool {
            rule.lacking.allSatisfy { rows.table.value(row, $0) == 0 }
        }
        let isFit = lacks(a) != lacks(b) || rule.together && lacks(a)
        return isFit ? [] : rule.lacking.map { model.columns[$0].name }
    }
}
