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
    package var count: Int64
}

extension Warehouse {
    /// Open reviews nobody has decided about yet: the surest rules first, of these the largest entities.
    ///
    /// One pass over the links of each table that has reviews.
    package func openReviews(_ filter: ReviewFilter, schemas: SchemaSet) throws -> [OpenReview] {
        try read { db in
            guard try db.tableExists("match_review") else { return [] }
            var result: [OpenReview] = []
            for table in try ReviewQuery.tables(db, schemas) {
                guard filter.table == nil || filter.table == table.name else { continue }
                result += try ReviewQuery(db: db, table: table).fetch(
                    where: ReviewQuery.isOpen + " AND (? IS NULL OR rule = ?)",
                    [filter.rule, filter.rule], limit: filter.limit)
            }
            return Array(
                result.sorted {
                    ($1.score, $1.mentions, $0.table, $0.review)
                        < ($0.score, $0.mentions, $1.table, $1.review)
                }.prefix(filter.limit))
        }
    }

    /// How many open reviews there are by table, rule and reason, most first; and how many are decided and wait for the
    /// next run.
    package func reviewCounts(_ filter: ReviewFilter) throws -> (
        open: [ReviewCount], decided: Int64
    ) {
        try read { db in
            guard try db.tableExists("match_review") else { return ([], 0) }
            let wanted = "(? IS NULL OR table_name = ?) AND (? IS NULL OR rule = ?)"
            let arguments: StatementArguments = [
                filter.table, filter.table, filter.rule, filter.rule,
            ]
            let open = try Row.fetchAll(
                db,
                sql: """
                    SELECT table_name, rule, reason, count(*) FROM match_review AS o
                    WHERE \(ReviewQuery.isOpen) AND \(wanted) GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3
                    """, arguments: arguments
            ).map { ReviewCount(table: $0[0], rule: $0[1], reason: $0[2], count: $0[3]) }
            let all =
                try Int64.fetchOne(
                    db,
                    sql: "SELECT count(*) FROM match_review WHERE until_run IS NULL AND \(wanted)",
                    arguments: arguments) ?? 0
            return (open, all - open.reduce(0) { $0 + $1.count })
        }
    }

    /// One review, open or not.
    /// - Throws: `WarehouseError.notFound`, also where the review was closed by a later run.
    package func review(_ id: Int64, schemas: SchemaSet) throws -> OpenReview {
        try read { db in
            if try db.tableExists("match_review") {
                for table in try ReviewQuery.tables(db, schemas) {
                    let found = try ReviewQuery(db: db, table: table).fetch(
                        where: "review_id = ? AND until_run IS NULL", [id], limit: 1)
                    if let review = found.first { return review }
                }
            }
            throw WarehouseError.notFound(what: "open review", name: String(id), nearest: [])
        }
    }
}

/// Reads `match_review` of one table, with where its mentions are today.
private struct ReviewQuery {
    let db: Database
    let table: UnifiedTable

    /// Open, and not yet decided about.
    static let isOpen = """
        until_run IS NULL AND NOT EXISTS (
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
        return (known.first { $0.name == "name" } ?? known.first { $0.part == .canonical }
            ?? known.first)?.name
    }

    func fetch(where clause: String, _ arguments: StatementArguments, limit: Int) throws
        -> [OpenReview]
    {
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
                    ea.\(name) AS left_name, eb.\(name) AS right_name
                FROM o
                LEFT JOIN link AS a ON \(on("a", ""))
                LEFT JOIN link AS b ON \(on("b", "other_"))
                LEFT JOIN size AS sa ON sa.entity = a.entity
                LEFT JOIN size AS sb ON sb.entity = b.entity
                LEFT JOIN \(quotedName(table.name)) AS ea ON ea.\(key) = a.entity
                LEFT JOIN \(quotedName(table.name)) AS eb ON eb.\(key) = b.entity
                ORDER BY o.score DESC, links DESC, o.review_id LIMIT ?
                """, arguments: [table.name] + arguments + [limit]
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
            rightName: row["right_name"], mentions: row["links"])
    }
}
