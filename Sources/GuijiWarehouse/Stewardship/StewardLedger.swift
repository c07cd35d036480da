import GRDB
import GuijiModel

/// What a steward did with one command, and the pairs of mentions that it decided about.
package struct StewardAct: Sendable, Encodable {
    package enum Verb: String, Sendable, Encodable, CaseIterable {
        case accept, reject, merge, split
    }

    package struct Pair: Sendable, Encodable, Hashable {
        package var left: EntityMention
        package var right: EntityMention
        package var isSame: Bool
        package init(_ left: EntityMention, _ right: EntityMention, isSame: Bool) {
            self.left = left
            self.right = right
            self.isSame = isSame
        }
    }

    /// Its number: the id of its first decision.
    package var act: Int64
    package var verb: Verb
    package var table: String
    package var pairs: [Pair]
    /// Ids of the rules that it sets aside, joined by a blank.
    package var againstRule: String?
    package var by: String
    package var reason: String
    package var at: String
    package var withdrawnBy: String?
    package var withdrawnReason: String?
    package var withdrawnAt: String?

    /// An act that is yet to be written.
    package init(
        _ verb: Verb, table: String, pairs: [Pair], againstRule: String?, by: String,
        reason: String
    ) {
        act = 0
        self.verb = verb
        self.table = table
        self.pairs = pairs
        self.againstRule = againstRule
        self.by = by
        self.reason = reason
        at = Warehouse.now()
    }
}

/// Reading and writing `steward_decision`. Rows are only ever added; a withdrawal fills the columns kept for it.
enum StewardLedger {
    /// The ids of the decisions in force about a table, ascending.
    static func inForce(_ db: Database, _ table: String) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT decision_id FROM steward_decision
                WHERE table_name = ? AND withdrawn_at IS NULL ORDER BY decision_id
                """, arguments: [table])
    }

    static func mention(_ row: Row, _ prefix: String) -> EntityMention {
        EntityMention(
            feed: row[prefix + "feed"], role: row[prefix + "role"], item: row[prefix + "item"],
            record: 0, keyHash: row[prefix + "key_hash"])
    }

    /// Acts, the newest first.
    static func acts(_ db: Database, where clause: String, _ arguments: StatementArguments) throws
        -> [StewardAct]
    {
        var acts: [StewardAct] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT * FROM steward_decision WHERE \(clause) ORDER BY act DESC, decision_id
                """, arguments: arguments)
        while let row = try rows.next() {
            let pair = StewardAct.Pair(
                mention(row, ""), mention(row, "other_"), isSame: row["verdict"] == "same")
            if acts.last?.act == row["act"] {
                acts[acts.count - 1].pairs.append(pair)
                continue
            }
            var act = StewardAct(
                StewardAct.Verb(rawValue: row["verb"]) ?? .merge, table: row["table_name"],
                pairs: [pair], againstRule: row["against_rule"], by: row["decided_by"],
                reason: row["reason"])
            act.act = row["act"]
            act.at = row["decided_at"]
            act.withdrawnBy = row["withdrawn_by"]
            act.withdrawnReason = row["withdrawn_reason"]
            act.withdrawnAt = row["withdrawn_at"]
            acts.append(act)
        }
        return acts
    }
}

extension Warehouse {
    /// Writes an act in one transaction. Binds from the next unification on.
    /// - Returns: its number.
    package func record(_ act: StewardAct) throws -> Int64 {
        try write { db in
            let number =
                (try Int64.fetchOne(db, sql: "SELECT max(decision_id) FROM steward_decision") ?? 0)
                + 1
            for pair in act.pairs {
                try db.execute(
                    sql: """
                        INSERT INTO steward_decision (act, verb, against_rule, table_name, feed, role,
                            key_hash, item, other_feed, other_role, other_key_hash, other_item,
                            verdict, decided_by, reason, decided_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        number, act.verb.rawValue, act.againstRule, act.table, pair.left.feed,
                        pair.left.role, pair.left.keyHash, pair.left.item, pair.right.feed,
                        pair.right.role, pair.right.keyHash, pair.right.item,
                        pair.isSame ? "same" : "different", act.by, act.reason, act.at,
                    ])
            }
            return number
        }
    }

    /// Takes an act back: what it decided is then open again.
    /// - Throws: `WarehouseError.notFound` where there is no such act in force.
    package func withdraw(act: Int64, by: String, reason: String) throws {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE steward_decision
                    SET withdrawn_by = ?, withdrawn_reason = ?, withdrawn_at = ?
                    WHERE act = ? AND withdrawn_at IS NULL
                    """, arguments: [by, reason, Warehouse.now(), act])
            guard db.changesCount > 0 else {
                throw WarehouseError.notFound(
                    what: "decision in force", name: String(act), nearest: [])
            }
        }
    }

    /// What stewards decided, the newest first.
    /// - Parameter all: also what was withdrawn.
    package func acts(all: Bool, table: String? = nil) throws -> [StewardAct] {
        try read { db in
            guard try db.tableExists("steward_decision") else { return [] }
            return try StewardLedger.acts(
                db,
                where: "(? IS NULL OR table_name = ?)"
                    + (all ? "" : " AND withdrawn_at IS NULL"), [table, table])
        }
    }
}
