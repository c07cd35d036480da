import GRDB
package import GuijiContract

/// Two mentions that resolution left apart for a person to decide about.
package struct OpenReview: Sendable, Encodable {
    package var review: Int64
    package var table: String
    /// The rule that brought them together, and why they are apart: a rule's id, `several` or `asked`.
    package var rule: String
    package var reason: String
    package var score: Double
    package var sinceRun: Int64
    package var left: EntityMention
    package var right: EntityMention
    /// What the two entities are called now.
    package var leftName: String?
    package var rightName: String?
    /// Mentions that the two entities have together: what a decision is about.
    package var mentions: Int64
    /// Further reviews of the same two entities: one decision answers them all.
    package var alike: [Int64] = []
    /// Whether somebody has decided about these two mentions since the last run.
    package var isDecided: Bool
}

/// Which reviews are wanted.
package struct ReviewFilter: Sendable {
    package var table: String?
    package var rule: String?
    package var limit: Int
    package init(table: String? = nil, rule: String? = nil, limit: Int = .max) {
        self.table = table
        self.rule = rule
        self.limit = limit
    }
}

/// Open reviews of one rule, counted.
package struct ReviewCount: Sendable, Encodable {
    package var table: String
    package var rule: String
    package var reason: String
    package var count: Int
}

/// What waits for a person, and how much of it there is.
package struct ReviewList: Sendable {
    /// One for each two entities, by its first review: the surest rules first, of these the largest entities.
    package var reviews: [OpenReview] = []
    /// How many there are by table, rule and reason, most first; those beyond the limit, too.
    package var counts: [ReviewCount] = []
    /// How many have been decided since the last run.
    package var decided = 0
}

extension Warehouse {
    /// Open reviews nobody has decided about yet. One pass over the links of each table that has reviews.
    package func openReviews(_ filter: ReviewFilter, schemas: SchemaSet) throws -> ReviewList {
        try read { db in
            guard try db.tableExists("match_review") else { return ReviewList() }
            var all: [OpenReview] = []
            for table in try ReviewQuery.tables(db, schemas) {
                guard filter.table == nil || filter.table == table.name else { continue }
                all += try ReviewQuery(db: db, table: table).fetch(
                    where: "until_run IS NULL AND (? IS NULL OR rule = ?)",
                    [filter.rule, filter.rule])
            }
            all.sort {
                ($1.score, $1.mentions, $0.table, $0.review)
                    < ($0.score, $0.mentions, $1.table, $1.review)
            }
            return ReviewList(all, limit: filter.limit)
        }
    }

    /// One review, open or not.
    /// - Throws: `WarehouseError.notFound`, also where the review was closed by a later run.
    package func review(_ id: Int64, schemas: SchemaSet) throws -> OpenReview {
        try read { db in
            if try db.tableExists("match_review") {
                for table in try ReviewQuery.tables(db, schemas) {
                    let found = try ReviewQuery(db: db, table: table).fetch(
                        where: "review_id = ? AND until_run IS NULL", [id])
                    if let review = found.first { return review }
                }
            }
            throw WarehouseError.notFound(what: "open review", name: String(id), nearest: [])
        }
    }
}

extension ReviewList {
    /// - Parameter all: in the order wanted.
    fileprivate init(_ all: [OpenReview], limit: Int) {
        struct Pair: Hashable {
            var table: String
            var entities: Set<Int64>
            /// A record that is gone makes no pair: such reviews stand alone.
            var review: Int64
        }
        struct Kind: Hashable {
            var table: String
            var rule: String
            var reason: String
        }
        var places: [Pair: Int] = [:]
        var groups: [OpenReview] = []
        for review in all {
            var pair = Pair(table: review.table, entities: [], review: review.review)
            if let left = review.left.entity, let right = review.right.entity {
                pair.entities = [left, right]
                pair.review = 0
            }
            if let place = places[pair] {
                groups[place].alike.append(review.review)
                groups[place].isDecided = groups[place].isDecided || review.isDecided
            } else {
                places[pair] = groups.count
                groups.append(review)
            }
        }
        let open = groups.filter { !$0.isDecided }
        decided = groups.count - open.count
        counts = Dictionary(
            grouping: open, by: { Kind(table: $0.table, rule: $0.rule, reason: $0.reason) }
        ).map {
            ReviewCount(
                table: $0.table, rule: $0.rule, reason: $0.reason, count: $1.count)
        }.sorted {
            ($1.count, $0.table, $0.rule, $0.reason) < ($0.count, $1.table, $1.rule, $1.reason)
        }
        reviews = Array(open.prefix(limit))
    }
}

/// Reads `match_review` of one table, with where its mentions are today.
private struct ReviewQuery {
    let db: Database
    let table: UnifiedTable

    /// Whether a decision about the two mentions is in force.
    private static let isDecided = """
        EXISTS (
            SELECT 1 FROM steward_decision AS d
            WHERE d.table_name = o.table_name AND d.withdrawn_at IS NULL
                AND (d.feed = o.feed AND d.role = o.role AND d.key_hash = o.key_hash
                    AND d.item = o.item AND d.other_feed = o.other_feed
                    AND d.other_role = o.other_role AND d.other_key_hash = o.other_key_hash
                    AND d.other_item = o.other_item
                    OR d.feed = o.other_feed AND d.role = o.other_role
                    AND d.key_hash = o.other_key_hash AND d.item = o.other_item
                    AND d.other_feed = o.feed AND d.other_role = o.role
                    AND d.other_key_hash = o.key_hash AND d.other_item = o.item))
        """

    /// The tables whose entities are found by matching and that are there already.
    static func tables(_ db: Database, _ schemas: SchemaSet) throws -> [UnifiedTable] {
        try schemas.unified.filter {
            try $0.kind.mention != nil && db.tableExists($0.name)
                && db.tableExists($0.name + "_source")
        }
    }

    /// The column by which a person knows an entity.
    private var nameColumn: String? {
        let known = table.columns
        return
            (known.first { $0.name == "name" } ?? known.first { $0.part == .canonical }
            ?? known.first)?.name
    }

    func fetch(where clause: String, _ arguments: StatementArguments) throws -> [OpenReview] {
        let key = quotedName(table.name + "_id")
        let source = quotedName(table.name + "_source")
        let name = nameColumn.map(quotedName) ?? "NULL"
        let same =
            "feed = o.{p}feed AND {t}.role = o.{p}role AND {t}.key_hash = o.{p}key_hash AND {t}.item = o.{p}item"
        func on(_ alias: String, _ prefix: String) -> String {
            "\(alias)." + same.replacing("{t}", with: alias).replacing("{p}", with: prefix)
        }
        return try Row.fetchAll(
            db,
            sql: """
                WITH o AS MATERIALIZED (
                    SELECT * FROM match_review AS o WHERE table_name = ? AND \(clause)),
                link AS MATERIALIZED (
                    SELECT \(key) AS entity, feed, role, key_hash, item, record_id, rule, score
                    FROM \(source) WHERE until_run IS NULL AND key_hash IN (
                        SELECT key_hash FROM o UNION SELECT other_key_hash FROM o)),
                size AS MATERIALIZED (
                    SELECT \(key) AS entity, count(*) AS links FROM \(source)
                    WHERE until_run IS NULL AND \(key) IN (SELECT entity FROM link) GROUP BY 1)
                SELECT o.*, a.entity AS left_entity, b.entity AS right_entity,
                    a.rule AS left_rule, a.score AS left_score, b.rule AS right_rule,
                    b.score AS right_score,
                    a.record_id AS left_record, b.record_id AS right_record,
                    coalesce(sa.links, 0) + coalesce(sb.links, 0) AS links,
                    ea.\(name) AS left_name, eb.\(name) AS right_name,
                    \(ReviewQuery.isDecided) AS is_decided
                FROM o
                LEFT JOIN link AS a ON \(on("a", ""))
                LEFT JOIN link AS b ON \(on("b", "other_"))
                LEFT JOIN size AS sa ON sa.entity = a.entity
                LEFT JOIN size AS sb ON sb.entity = b.entity
                LEFT JOIN \(quotedName(table.name)) AS ea ON ea.\(key) = a.entity
                LEFT JOIN \(quotedName(table.name)) AS eb ON eb.\(key) = b.entity
                """, arguments: [table.name] + arguments
        ).map(review)
    }

    private func review(_ row: Row) -> OpenReview {
        func side(_ prefix: String, _ side: String) -> EntityMention {
            var mention = StewardLedger.mention(row, prefix)
            mention.record = row[side + "_record"] as Int64? ?? row[prefix + "record_id"]
            mention.entity = row[side + "_entity"]
            mention.rule = row[side + "_rule"]
            mention.score = row[side + "_score"]
            return mention
        }
        return OpenReview(
            review: row["review_id"], table: table.name, rule: row["rule"], reason: row["reason"],
            score: row["score"], sinceRun: row["since_run"], left: side("", "left"),
            right: side("other_", "right"), leftName: row["left_name"],
            rightName: row["right_name"], mentions: row["links"], isDecided: row["is_decided"])
    }
}
