import GRDB
import GuijiModel

/// What resolution leaves for people: pairs to decide about, findings for the departments; and what people decided.
///
/// Mentions are named by feed, role, key hash and item, so that a decision binds the next delivery of the record too.
struct MatchNotes {
    let db: Database
    let tables: UnifiedTables
    let run: RunID

    /// `match_review`: pairs of mentions kept apart until somebody decides; open while `until_run` is NULL.
    /// `steward_decision`: what was decided, in force while `withdrawn_at` is NULL. One command's decisions share an
    /// `act`, the id of the first of them.
    static let migration = """
        CREATE TABLE match_review (
            review_id INTEGER PRIMARY KEY,
            table_name TEXT NOT NULL,
            feed TEXT NOT NULL,
            role TEXT NOT NULL,
            key_hash INTEGER NOT NULL,
            item INTEGER NOT NULL,
            record_id INTEGER NOT NULL,
            other_feed TEXT NOT NULL,
            other_role TEXT NOT NULL,
            other_key_hash INTEGER NOT NULL,
            other_item INTEGER NOT NULL,
            other_record_id INTEGER NOT NULL,
            rule TEXT NOT NULL,
            reason TEXT NOT NULL,
            score REAL NOT NULL,
            since_run INTEGER NOT NULL,
            until_run INTEGER
        ) STRICT;
        CREATE INDEX match_review_open ON match_review (table_name) WHERE until_run IS NULL;
        CREATE TABLE steward_decision (
            decision_id INTEGER PRIMARY KEY,
            act INTEGER NOT NULL,
            verb TEXT NOT NULL CHECK (verb IN ('accept', 'reject', 'merge', 'split')),
            against_rule TEXT,
            table_name TEXT NOT NULL,
            feed TEXT NOT NULL,
            role TEXT NOT NULL,
            key_hash INTEGER NOT NULL,
            item INTEGER NOT NULL,
            other_feed TEXT NOT NULL,
            other_role TEXT NOT NULL,
            other_key_hash INTEGER NOT NULL,
            other_item INTEGER NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
            decided_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            decided_at TEXT NOT NULL,
            withdrawn_by TEXT,
            withdrawn_reason TEXT,
            withdrawn_at TEXT
        ) STRICT;
        CREATE INDEX steward_decision_table ON steward_decision (table_name)
            WHERE withdrawn_at IS NULL;
        CREATE INDEX steward_decision_act ON steward_decision (act);
        """

    /// The decisions in force about two of the mentions at hand. A later one about the same pair counts.
    func decisions(_ mentions: MentionTable) throws -> [MentionSet.Decision] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT feed, role, key_hash, item, other_feed, other_role, other_key_hash,
                    other_item, verdict
                FROM steward_decision WHERE table_name = ? AND withdrawn_at IS NULL
                ORDER BY decision_id
                """, arguments: [tables.name])
        var result: [MentionSet.Decision] = []
        for row in rows {
            guard let left = mention(row, "", mentions),
                let right = mention(row, "other_", mentions)
            else { continue }
            result.append(.init(left: left, right: right, isSame: row["verdict"] == "same"))
        }
        return result
    }

    private func mention(_ row: Row, _ prefix: String, _ mentions: MentionTable) -> Int? {
        let origin = MentionOrigin(
            feed: FeedID(row[prefix + "feed"] as String), role: row[prefix + "role"])
        guard let number = mentions.set.origins.firstIndex(of: origin) else { return nil }
        return mentions.number(
            origin: UInt32(number),
            keyHash: UInt64(bitPattern: row[prefix + "key_hash"] as Int64),
            item: Int32(truncatingIfNeeded: row[prefix + "item"] as Int64))
    }

    /// Opens and closes reviews, and adds findings that are not there yet.
    func write(_ clustering: Clustering, _ mentions: MentionTable) throws {
        try writeReviews(clustering.reviews, mentions)
        try writeIssues(clustering.issues, mentions)
    }

    private struct Pair: Hashable {
        var record: Int64
        var role: String
        var item: Int64
        var otherRecord: Int64
        var otherRole: String
        var otherItem: Int64
        var rule: String
        var reason: String
    }

    private func pair(_ note: MatchNote, _ mentions: MentionTable) -> Pair {
        let set = mentions.set
        return Pair(
            record: mentions.recordIDs[note.mention],
            role: set.origins[Int(set.originOf[note.mention])].role,
            item: Int64(set.items[note.mention]), otherRecord: mentions.recordIDs[note.other],
            otherRole: set.origins[Int(set.originOf[note.other])].role,
            otherItem: Int64(set.items[note.other]), rule: note.rule, reason: note.reason)
    }

    private func writeReviews(_ reviews: [MatchNote], _ mentions: MentionTable) throws {
        var wanted: [Pair: MatchNote] = [:]
        for note in reviews { wanted[pair(note, mentions)] = note }
        let open = try Row.fetchAll(
            db,
            sql: """
                SELECT review_id, record_id, role, item, other_record_id, other_role, other_item,
                    rule, reason FROM match_review WHERE table_name = ? AND until_run IS NULL
                """, arguments: [tables.name])
        for row in open {
            let known = Pair(
                record: row[1], role: row[2], item: row[3], otherRecord: row[4],
                otherRole: row[5], otherItem: row[6], rule: row[7], reason: row[8])
            if wanted.removeValue(forKey: known) == nil {
                try db.execute(
                    sql: "UPDATE match_review SET until_run = ? WHERE review_id = ?",
                    arguments: [run.rawValue, row[0] as Int64])
            }
        }
        let set = mentions.set
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO match_review (table_name, feed, role, key_hash, item, record_id,
                    other_feed, other_role, other_key_hash, other_item, other_record_id, rule,
                    reason, score, since_run)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for note in reviews {
            let key = pair(note, mentions)
            guard wanted.removeValue(forKey: key) != nil else { continue }
            try insert.execute(arguments: [
                tables.name, set.origins[Int(set.originOf[note.mention])].feed.rawValue, key.role,
                Int64(bitPattern: set.keyHashes[note.mention]), key.item, key.record,
                set.origins[Int(set.originOf[note.other])].feed.rawValue, key.otherRole,
                Int64(bitPattern: set.keyHashes[note.other]), key.otherItem, key.otherRecord,
                note.rule, note.reason, note.score, run.rawValue,
            ])
        }
    }

    private func writeIssues(_ issues: [MatchNote], _ mentions: MentionTable) throws {
        let set = mentions.set
        guard !issues.isEmpty else { return }
        var known: [Int64: Set<String>] = [:]
        for code in Set(issues.map(\.reason)) {
            let rows = try Row.fetchCursor(
                db, sql: "SELECT record_id FROM finding WHERE rule = ?", arguments: [code])
            while let row = try rows.next() {
                if let record = row[0] as Int64? { known[record, default: []].insert(code) }
            }
        }
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO finding (run_id, delivery_id, record_id, rule, severity, ordinal,
                    byte_offset, byte_length, found, expected)
                VALUES (?, ?, ?, ?, 'warning', ?, ?, ?, ?, ?)
                """)
        for note in issues {
            let record = mentions.recordIDs[note.mention]
            guard known[record, default: []].insert(note.reason).inserted else { continue }
            let origin = set.origins[Int(set.originOf[note.mention])]
            let other = set.origins[Int(set.originOf[note.other])]
            let place = try Row.fetchOne(
                db,
                sql: """
                    SELECT f.delivery_id, f.position, d.first_record_id
                    FROM \(quotedName(origin.feed.tableName)) AS f
                    JOIN delivery AS d USING (delivery_id) WHERE f.record_id = ?
                    """, arguments: [record])
            guard let place else { continue }
            let delivery: Int64 = place[0]
            let position: Int64 = place[1]
            let first: Int64? = place[2]
            try insert.execute(arguments: [
                run.rawValue, delivery, record, note.reason, first.map { record - $0 },
                position >> 24, position & 0xFF_FFFF,
                "rule \(note.rule): \(origin.role) beside \(other.role) of \(other.feed.rawValue), record \(mentions.recordIDs[note.other])",
                "the same number and name in both",
            ])
        }
    }
}
