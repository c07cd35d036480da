package import GuijiContract
import GuijiResolution
import GuijiWarehouse

/// Who decides, and why.
package struct Steward: Sendable {
    package var name: String
    package var reason: String
    package init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}

/// What came of a steward's command.
package struct StewardOutcome: Sendable, Encodable {
    package var act: Int64
    package var verb: String
    package var table: String
    /// The entities concerned, as they are before the next run.
    package var entities: [Int64]
    /// Decisions about single pairs that were written.
    package var pairs: Int
    /// Rules that the decision sets aside, and earlier decisions that it contradicts.
    package var againstRules: [String]
    package var againstActs: [Int64]
}

extension Stewardship {
    /// The two mentions of a review are one.
    package func accept(review id: Int64, _ steward: Steward, againstRule: Bool) throws
        -> StewardOutcome
    {
        let review = try warehouse.review(id, schemas: schemas)
        let (left, right) = try entities(of: review)
        return try join(
            .accept, try table(review.table), left, right, first: (review.left, review.right),
            steward, againstRule)
    }

    /// The two mentions of a review are not one.
    package func reject(review id: Int64, _ steward: Steward) throws -> StewardOutcome {
        let review = try warehouse.review(id, schemas: schemas)
        let (left, right) = try entities(of: review)
        return try write(
            .reject, review.table, [.init(review.left, review.right, isSame: false)], steward,
            entities: [left, right])
    }

    /// Two entities are one.
    package func merge(
        _ table: UnifiedTable, _ left: Int64, _ right: Int64, _ steward: Steward,
        againstRule: Bool
    ) throws -> StewardOutcome {
        let left = try warehouse.currentEntity(left, in: table.name)
        let right = try warehouse.currentEntity(right, in: table.name)
        return try join(.merge, table, left, right, first: nil, steward, againstRule)
    }

    /// A record does not belong to an entity: its mention is kept apart from all others that are there now.
    /// - Parameter place: the record, and its role and item where it speaks of the entity more than once.
    package func split(
        _ table: UnifiedTable, _ entity: Int64, _ place: RecordPlace, _ steward: Steward
    ) throws -> StewardOutcome {
        let id = try warehouse.currentEntity(entity, in: table.name)
        let mentions = try warehouse.mentions(of: id, in: table.name)
        let mention = try place.choose(from: mentions, what: "of \(table.name) \(id)")
        let others = mentions.filter { !$0.isSame(as: mention) }
        guard !others.isEmpty else {
            throw GuijiError.decision(
                what: "record \(mention.record) is all there is of \(table.name) \(id): there is "
                    + "nothing to split it from. Nothing was recorded.")
        }
        return try write(
            .split, table.name, others.map { .init(mention, $0, isSame: false) }, steward,
            entities: [id])
    }

    /// Takes an act back. Needs no schemas.
    package static func withdraw(_ workspace: Workspace, act: Int64, _ steward: Steward) throws {
        let path = workspace.warehouse.path
        _ = try Warehouse.openForReading(path: path)
        try Warehouse.open(path: path)
            .withdraw(act: act, by: steward.name, reason: steward.reason)
    }

    private func entities(of review: OpenReview) throws -> (Int64, Int64) {
        guard let left = review.left.entity, let right = review.right.entity else {
            throw GuijiError.decision(
                what: "a record of review \(review.review) is no longer current; the next run "
                    + "closes the review. Nothing was recorded.")
        }
        return (left, right)
    }

    /// Records that two entities are one.
    private func join(
        _ verb: StewardAct.Verb, _ table: UnifiedTable, _ left: Int64, _ right: Int64,
        first: (EntityMention, EntityMention)?, _ steward: Steward, _ againstRule: Bool
    ) throws -> StewardOutcome {
        guard left != right else {
            throw GuijiError.decision(
                what: "both are \(table.name) \(left) already. Nothing was recorded.")
        }
        let lefts = try warehouse.mentions(of: left, in: table.name)
        let rights = try warehouse.mentions(of: right, in: table.name)
        guard let lowest = lefts.first, let other = rights.first else {
            throw GuijiError.decision(
                what: "no current record speaks of \(table.name) \(lefts.isEmpty ? left : right): "
                    + "there is nothing to bind a decision to. Nothing was recorded.")
        }
        var pairs = [
            StewardAct.Pair(first?.0 ?? lowest, first?.1 ?? other, isSame: true)
        ]
        func add(_ left: EntityMention, _ right: EntityMention) {
            let pair = StewardAct.Pair(left, right, isSame: true)
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        let forbidden = try forbidding(table, lefts, rights).pairs
        if !againstRule, let obstacle = forbidden.first {
            throw GuijiError.decision(
                what: "rule \(obstacle.rule.id) (\(obstacle.rule.en); \(obstacle.rule.zh)) keeps "
                    + "record \(obstacle.left.record) of \(obstacle.left.feed) and record "
                    + "\(obstacle.right.record) of \(obstacle.right.feed) apart. Add --against-rule "
                    + "to decide against it. Nothing was recorded.")
        }
        for obstacle in forbidden { add(obstacle.left, obstacle.right) }
        // The later of two decisions counts, so those that said otherwise are answered pair by pair.
        var againstActs: [Int64] = []
        for act in try warehouse.acts(all: false, table: table.name) {
            for pair in act.pairs where !pair.isSame {
                for (a, b) in [(pair.left, pair.right), (pair.right, pair.left)] {
                    guard let x = lefts.first(where: { $0.isSame(as: a) }),
                        let y = rights.first(where: { $0.isSame(as: b) })
                    else { continue }
                    add(x, y)
                    if !againstActs.contains(act.act) { againstActs.append(act.act) }
                }
            }
        }
        return try write(
            verb, table.name, pairs, steward, entities: [left, right],
            againstRules: forbidden.map(\.rule.id), againstActs: againstActs)
    }

    private func write(
        _ verb: StewardAct.Verb, _ table: String, _ pairs: [StewardAct.Pair], _ steward: Steward,
        entities: [Int64], againstRules: [String] = [], againstActs: [Int64] = []
    ) throws -> StewardOutcome {
        let number = try warehouse.record(
            StewardAct(
                verb, table: table, pairs: pairs,
                againstRule: againstRules.isEmpty ? nil : againstRules.joined(separator: " "),
                by: steward.name, reason: steward.reason))
        return StewardOutcome(
            act: number, verb: verb.rawValue, table: table, entities: entities,
            pairs: pairs.count, againstRules: againstRules, againstActs: againstActs)
    }
}

/// A record as a person names it: `RECORD`, `RECORD:ROLE` or `RECORD:ROLE:ITEM`.
package struct RecordPlace: Sendable {
    package var record: Int64
    package var role: String?
    package var item: Int64?

    /// `nil` where the text is not of that form.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let record = Int64(parts[0]) else { return nil }
        self.record = record
        if parts.count > 1 { role = String(parts[1]) }
        if parts.count > 2 {
            guard let item = Int64(parts[2]) else { return nil }
            self.item = item
        }
    }

    /// The one mention meant.
    /// - Throws: `GuijiError.decision` where there is none, or several.
    func choose(from mentions: [EntityMention], what: String) throws -> EntityMention {
        let found = mentions.filter {
            $0.record == record && (role == nil || $0.role == role)
                && (item == nil || $0.item == item)
        }
        if found.count == 1, let only = found.first { return only }
        let ways = (found.isEmpty ? mentions : found).prefix(5).map { way in
            let isRepeated = mentions.count { $0.record == way.record && $0.role == way.role } > 1
            return "\(way.record):\(way.role)" + (isRepeated ? ":\(way.item)" : "")
        }.joined(separator: ", ")
        let named = "\(record)" + (role.map { ":\($0)" } ?? "")
        throw GuijiError.decision(
            what: found.isEmpty
                ? "there is no current record \(named) \(what)"
                    + (ways.isEmpty ? "." : "; there is \(ways).")
                : "record \(named) speaks \(what) more than once; say which: \(ways).")
    }
}
