package import GuijiContract
import GuijiModel
package import GuijiResolution
package import GuijiWarehouse

/// A mention and what it says, for people.
package struct ExplainedMention: Sendable, Encodable {
    package struct Value: Sendable, Encodable {
        package var column: String
        package var value: String
    }
    package var mention: EntityMention
    package var says: [Value]
    /// By which rule it belongs to its entity.
    package var rule: PairExplanation.RuleText?

    /// The same with personal values hidden.
    package var masked: ExplainedMention {
        var result = self
        for index in says.indices { result.says[index].value = Masking.mask(says[index].value) }
        return result
    }
}

/// Why an entity is what it is.
package struct EntityExplanation: Sendable, Encodable {
    package var table: String
    package var entity: Int64
    /// The id asked for, where a merge has forwarded it.
    package var forwardedFrom: Int64?
    package var mentions: [ExplainedMention]
    /// Decisions in force about any of them.
    package var acts: [StewardAct]
}

/// Why two mentions are in one entity, or in two.
package struct PairReport: Sendable, Encodable {
    /// Two mentions that keep the entities apart.
    package struct Obstacle: Sendable, Encodable {
        package var rule: PairExplanation.RuleText
        package var left: EntityMention
        package var right: EntityMention
    }
    package var table: String
    package var left: ExplainedMention
    package var right: ExplainedMention
    package var isTogether: Bool
    /// Mentions of the two entities.
    package var leftCount: Int
    package var rightCount: Int
    /// `nil` for a table without a matching model.
    package var explanation: PairExplanation?
    /// Rules that keep the entities apart, a steward's decisions in force among them.
    package var obstacles: [Obstacle]
    /// Columns that depend on other mentions and were judged by those of the two entities alone.
    package var judgedInPart: [String]

    /// The same with personal values hidden.
    package var masked: PairReport {
        var result = self
        result.left = left.masked
        result.right = right.masked
        guard var explanation else { return result }
        for answer in explanation.answers.indices {
            for value in explanation.answers[answer].values.indices {
                let plain = explanation.answers[answer].values[value]
                explanation.answers[answer].values[value].left = Masking.mask(plain.left)
                explanation.answers[answer].values[value].right = Masking.mask(plain.right)
            }
        }
        result.explanation = explanation
        return result
    }
}

extension Stewardship {
    /// All mentions of an entity, each with the rule by which it belongs.
    package func explain(_ table: UnifiedTable, _ asked: Int64) throws -> EntityExplanation {
        let id = try warehouse.currentEntity(asked, in: table.name)
        let mentions = try warehouse.mentions(of: id, in: table.name)
        let view = try part(table, mentions)
        let acts = try warehouse.acts(all: false, table: table.name).filter { act in
            act.pairs.contains { pair in
                mentions.contains { $0.isSame(as: pair.left) || $0.isSame(as: pair.right) }
            }
        }
        return EntityExplanation(
            table: table.name, entity: id, forwardedFrom: id == asked ? nil : asked,
            mentions: mentions.map { explained($0, table, view) }, acts: acts)
    }

    /// Two entities: by the two of their mentions that speak most for their being one.
    package func explain(
        _ table: UnifiedTable, _ left: Int64, _ right: Int64, reach: Reach? = nil
    ) throws -> PairReport {
        let (a, b) = (
            try warehouse.currentEntity(left, in: table.name),
            try warehouse.currentEntity(right, in: table.name)
        )
        guard a != b else {
            throw GuijiError.decision(
                what: "\(left) and \(right) are both \(table.name) \(a) now: see 'guiji explain "
                    + "\(table.name) \(a)', or ask about two records with --records.")
        }
        let lefts = try warehouse.mentions(of: a, in: table.name)
        let rights = try warehouse.mentions(of: b, in: table.name)
        let view = try view(table, lefts + rights, reach)
        let explainer = try explainer(table, view)
        var pair = (lefts.first, rights.first)
        let numbers = (lefts.compactMap(view.number), rights.compactMap(view.number))
        if let best = explainer?.best(numbers.0, numbers.1) {
            pair = (
                lefts.first { view.number(of: $0) == best.left },
                rights.first { view.number(of: $0) == best.right }
            )
        }
        guard let left = pair.0, let right = pair.1 else {
            throw GuijiError.decision(
                what:
                    "no current record speaks of \(table.name) \(lefts.isEmpty ? a : b): there is "
                    + "nothing to compare.")
        }
        return try report(table, left, right, lefts, rights, view)
    }

    /// Two records.
    package func explain(
        _ table: UnifiedTable, records: (RecordPlace, RecordPlace), reach: Reach? = nil
    ) throws -> PairReport {
        func mention(_ place: RecordPlace) throws -> EntityMention {
            try place.choose(
                from: try warehouse.mentions(ofRecord: place.record, in: table.name),
                what: "of a \(table.name)")
        }
        return try explain(table, try mention(records.0), try mention(records.1), reach: reach)
    }

    /// Two mentions.
    package func explain(
        _ table: UnifiedTable, _ left: EntityMention, _ right: EntityMention, reach: Reach? = nil
    ) throws -> PairReport {
        func siblings(_ mention: EntityMention) throws -> [EntityMention] {
            try mention.entity.map { try warehouse.mentions(of: $0, in: table.name) } ?? []
        }
        let (lefts, rights) = (try siblings(left), try siblings(right))
        let view = try view(table, lefts + rights + [left, right], reach)
        return try report(table, left, right, lefts, rights, view)
    }

    /// What keeps two groups of mentions apart by rule, earlier decisions not counted.
    func forbidding(
        _ table: UnifiedTable, _ lefts: [EntityMention], _ rights: [EntityMention]
    ) throws -> (pairs: [PairReport.Obstacle], view: MentionView) {
        let view = try view(table, lefts + rights, nil)
        guard let explainer = try explainer(table, view) else { return ([], view) }
        return (
            obstacles(lefts, rights, view, explainer).filter { $0.rule.id != "STEWARD" }, view
        )
    }

    private func obstacles(
        _ lefts: [EntityMention], _ rights: [EntityMention], _ view: MentionView,
        _ explainer: RuleExplainer
    ) -> [PairReport.Obstacle] {
        var mentionOf: [Int: EntityMention] = [:]
        for mention in lefts + rights {
            if let number = view.number(of: mention) { mentionOf[number] = mention }
        }
        return explainer.forbidding(lefts.compactMap(view.number), rights.compactMap(view.number))
            .compactMap { pair in
                guard let left = mentionOf[pair.left], let right = mentionOf[pair.right] else {
                    return nil
                }
                let rule = pair.rule ?? RuleExplainer.text(ofRule: "STEWARD", in: nil)
                return .init(rule: rule, left: left, right: right)
            }
    }

    private func report(
        _ table: UnifiedTable, _ left: EntityMention, _ right: EntityMention,
        _ lefts: [EntityMention], _ rights: [EntityMention], _ view: MentionView
    ) throws -> PairReport {
        let explainer = try explainer(table, view)
        let numbers = (view.number(of: left), view.number(of: right))
        let isTogether = left.entity != nil && left.entity == right.entity
        var explanation: PairExplanation?
        if let a = numbers.0, let b = numbers.1 { explanation = explainer?.explain(a, b) }
        let context = model(table).map(RuleExplainer.contextColumns) ?? []
        return PairReport(
            table: table.name, left: explained(left, table, view),
            right: explained(right, table, view), isTogether: isTogether,
            leftCount: lefts.count, rightCount: rights.count, explanation: explanation,
            obstacles: isTogether
                ? [] : explainer.map { obstacles(lefts, rights, view, $0) } ?? [],
            judgedInPart: view.isWhole || explainer == nil ? [] : context)
    }

    private func explained(
        _ mention: EntityMention, _ table: UnifiedTable, _ view: MentionView
    ) -> ExplainedMention {
        var says: [ExplainedMention.Value] = []
        if let number = view.number(of: mention) {
            let compared = model(table).map(RuleExplainer.comparedColumns)
            says = view.set.columns.indices.compactMap { column in
                let name = view.set.columns[column].name
                guard compared?.contains(name) ?? true,
                    let text = view.set.text(column: column, row: number)
                else { return nil }
                return .init(column: name, value: text)
            }
        }
        return ExplainedMention(
            mention: mention, says: says,
            rule: mention.rule.map { RuleExplainer.text(ofRule: $0, in: model(table)) })
    }
}
