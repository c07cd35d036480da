package import GuijiContract
package import GuijiModel

/// Resolves each unified table by the rules of its matching model, and tables without one by identifiers alone.
package struct RuleResolver: EntityResolver {
    private let models: [String: MatchingModel]
    private let names: NameTables?
    private let plain = IdentifierResolver()

    /// - Parameters:
    ///   - models: those with a `table` and rules count.
    ///   - names: for models that compare people's names by level.
    package init(models: [MatchingModel], names: NameTables?) {
        var byTable: [String: MatchingModel] = [:]
        for model in models where !model.rules.isEmpty {
            if let table = model.table { byTable[table] = model }
        }
        self.models = byTable
        self.names = names
    }

    package var signature: String {
        let parts = models.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.contentHash)" }
        return ["rules-1", plain.signature].joined(separator: " ") + " "
            + parts.joined(separator: " ")
    }

    package func identify(
        _ clustering: Clustering, of mentions: MentionSet, knowing state: IdentityState
    ) -> IdentityAssignment {
        EntityIdentity.assign(clustering, of: mentions, knowing: state)
    }

    package func resolve(_ mentions: MentionSet) throws -> Clustering {
        guard let model = models[mentions.table] else { return try plain.resolve(mentions) }
        let rows = try MentionRows(mentions, model: model, names: names)
        let engine = RuleEngine(
            model: model, table: rows.table, decided: RuleResolver.decided(mentions, rows))
        let decisions = engine.run(weights: rows.weights, trust: rows.trust)
        return clustering(mentions, rows, engine, decisions)
    }

    /// The pairs of rows that stewards decided about. Of two decisions about one pair the later counts.
    static func decided(_ mentions: MentionSet, _ rows: MentionRows) -> [UInt64: Bool] {
        var decided: [UInt64: Bool] = [:]
        for decision in mentions.decisions {
            let pair = RuleEngine.pair(
                Int(rows.rowOf[decision.left]), Int(rows.rowOf[decision.right]))
            decided[pair] = decision.isSame
        }
        return decided
    }

    /// From rows back to mentions. A row of several mentions holds together only if a rule says so of two that say the
    /// same, or if it was linked to another: a name by itself makes nobody one person with his namesake.
    private func clustering(
        _ mentions: MentionSet, _ rows: MentionRows, _ engine: RuleEngine,
        _ decisions: RuleDecisions
    ) -> Clustering {
        let rules = engine.model.rules
        var own = [Int](repeating: -1, count: rows.table.count)
        var holds = [Bool](repeating: true, count: rows.table.count)
        for row in 0..<rows.table.count where rows.weights[row] > 1 {
            own[row] = engine.rule(row, row).rule
            let isLinked =
                own[row] >= 0
                && (rules[own[row]].decision == .link || rules[own[row]].decision == .attach)
            holds[row] = isLinked || decisions.rules[row] != -1
        }
        var numbers = [Int32](repeating: -1, count: rows.table.count)
        var result = Clustering(
            clusterOf: [], clusterCount: 0, ruleNames: rules.map(\.id) + ["OWN", "STEWARD"],
            rules: [], scores: [])
        let (alone, steward) = (rules.count, rules.count + 1)
        var firstMention = [Int32](repeating: -1, count: rows.table.count)
        for mention in 0..<mentions.count {
            let row = Int(rows.rowOf[mention])
            if firstMention[row] < 0
                || mentions.precedes(mention, Int(firstMention[row]))
            {
                firstMention[row] = Int32(mention)
            }
            let root = Int(decisions.roots[row])
            if !holds[row] {
                result.clusterOf.append(Int32(result.clusterCount))
                result.clusterCount += 1
                result.rules.append(UInt8(alone))
                result.scores.append(1)
                continue
            }
            if numbers[root] < 0 {
                numbers[root] = Int32(result.clusterCount)
                result.clusterCount += 1
            }
            result.clusterOf.append(numbers[root])
            var rule = Int(decisions.rules[row])
            if rule == Int(RuleDecisions.steward) { rule = steward }
            if rule == -1 { rule = own[row] >= 0 ? own[row] : alone }
            if let voiding = decisions.voided[row] {
                rule = voiding
                result.voided.append(Int32(mention))
            }
            result.rules.append(UInt8(clamping: rule))
            result.scores.append(rule < rules.count ? rules[rule].score : 1)
            if decisions.attached[row] { result.attached.append(Int32(mention)) }
        }
        func note(_ note: RuleDecisions.Note, _ reason: String) -> MatchNote {
            let rule = rules[Int(note.rule)]
            return MatchNote(
                mention: Int(firstMention[Int(note.row)]),
                other: Int(firstMention[Int(note.other)]), rule: rule.id, reason: reason,
                score: rule.score)
        }
        result.reviews = decisions.reviews.map { item in
            let reason =
                switch item.reason {
                case RuleDecisions.asked: "asked"
                case RuleDecisions.several: "several"
                case RuleDecisions.steward: "steward"
                default: rules[Int(item.reason)].id
                }
            return note(item, reason)
        }
        result.issues = decisions.issues.map { note($0, rules[Int($0.rule)].issue ?? "") }
        remember(mentions, rows, engine, decisions, &result)
        return result
    }

    /// Entities that no mention speaks of any more are found again by their identifier.
    private func remember(
        _ mentions: MentionSet, _ rows: MentionRows, _ engine: RuleEngine,
        _ decisions: RuleDecisions, _ result: inout Clustering
    ) {
        guard mentions.rememberedCount > 0 else { return }
        let keys = MentionKeys(mentions)
        let voided = Set(result.voided)
        var owners = KeyTable(expecting: mentions.count)
        var clusters: [Int32] = []
        for mention in 0..<mentions.count
        where !keys.identifiers[mention].isNone && !voided.contains(Int32(mention)) {
            let number = owners.number(keys.identifiers[mention])
            if number == clusters.count { clusters.append(result.clusterOf[mention]) }
        }
        for row in mentions.count..<mentions.rowCount {
            let number =
                keys.identifiers[row].isNone ? nil : owners.find(keys.identifiers[row])
            result.clusterOf.append(number.map { clusters[$0] } ?? -1)
        }
    }
}
