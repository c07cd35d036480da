import GRDB
import GuijiModel

/// Brings `T_source` and `entity_forward` to what a night decided.
struct LinkWriter {
    let db: Database
    let tables: UnifiedTables
    let run: Int64

    /// Ends links that no longer hold and begins those that are new. A link that holds as before is not touched.
    /// - Returns: the origins of which a mention has another entity than before, or another rule.
    func write(
        _ golden: GoldenRecords, _ clustering: Clustering, _ known: KnownLinks,
        _ report: inout UnifiedTableReport
    ) throws -> Set<Int> {
        var touched: Set<Int> = []
        let key = quotedName(tables.key)
        let table = quotedName(tables.source)
        let which =
            "WHERE \(key) = ? AND record_id = ? AND role = ? AND item = ? AND since_run = ?"
        // A link begun and ended in the same run has held on no night: it goes without a trace.
        let close = try RawStatement(db, "UPDATE \(table) SET until_run = \(run) " + which)
        let remove = try RawStatement(db, "DELETE FROM \(table) " + which)
        let insert = try RawStatement(
            db,
            """
            INSERT INTO \(table) (\(key), record_id, feed, key_hash, role, item, rule, score, since_run)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, \(run))
            """)
        func end(_ link: KnownLinks.Link, role: String, item: Int64) throws {
            let statement = link.since == run ? remove : close
            statement.bind(1, link.entity)
            statement.bind(2, link.record)
            statement.bind(3, role)
            statement.bind(4, item)
            statement.bind(5, link.since)
            try statement.execute()
            report.linksClosed += 1
        }
        for orphan in known.orphans { try end(orphan.link, role: orphan.role, item: orphan.item) }

        let set = golden.mentions.set
        let knownRules = clustering.ruleNames.map { name in
            known.ruleNames.firstIndex(of: name).map(Int32.init) ?? -2
        }
        for cluster in golden.order {
            let entity = golden.entityOf[Int(cluster)]
            for member in golden.mentions(of: Int(cluster)) {
                let mention = Int(member)
                let origin = set.origins[Int(set.originOf[mention])]
                let record = golden.mentions.recordIDs[mention]
                let link = known.open[mention]
                let rule = Int(clustering.rules[mention])
                let score = clustering.scores[mention]
                if link.entity != 0 {
                    if link.entity == entity, link.record == record, link.rule == knownRules[rule],
                        link.score == score
                    {
                        continue
                    }
                    try end(link, role: origin.role, item: Int64(set.items[mention]))
                }
                // Facts may follow from the rule too.
                if link.entity != entity || link.rule != knownRules[rule] {
                    touched.insert(Int(set.originOf[mention]))
                }
                insert.bind(1, entity)
                insert.bind(2, record)
                insert.bind(3, origin.feed.rawValue)
                insert.bind(4, Int64(bitPattern: set.keyHashes[mention]))
                insert.bind(5, origin.role)
                insert.bind(6, Int64(set.items[mention]))
                insert.bind(7, clustering.ruleNames[rule])
                insert.bind(8, score)
                try insert.execute()
                report.linksOpened += 1
            }
        }
        return touched
    }

    /// Writes merges and takes back those that a split has undone.
    func write(_ identity: IdentityAssignment, _ report: inout UnifiedTableReport) throws {
        for forward in identity.closed {
            try db.execute(
                sql: """
                    UPDATE entity_forward SET until_run = ?
                    WHERE table_name = ? AND from_id = ? AND until_run IS NULL
                    """, arguments: [run, tables.name, forward.from])
        }
        for forward in identity.opened {
            try db.execute(
                sql: """
                    INSERT INTO entity_forward (table_name, from_id, to_id, since_run)
                    VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET to_id = excluded.to_id, until_run = NULL
                    """, arguments: [tables.name, forward.from, forward.to, run])
        }
        report.merged = Int64(identity.opened.count)
        report.restored = Int64(identity.closed.count)
    }
}
