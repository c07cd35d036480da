import GRDB
import GuijiContract
import GuijiModel

/// The tables of the unified layer that do not depend on the schema. Entity tables are made from `SchemaSet.unified`
/// when the layer is written (`UnifiedTables`).
enum UnifiedState {
    /// `entity_forward`: merged ids; in force while `until_run` is NULL. `unify_state`: from what the layer was last
    /// built, so that a run in which nothing changed costs nothing.
    static let migration = """
        CREATE TABLE entity_forward (
            table_name TEXT NOT NULL,
            from_id INTEGER NOT NULL,
            to_id INTEGER NOT NULL,
            since_run INTEGER NOT NULL,
            until_run INTEGER,
            PRIMARY KEY (table_name, from_id, since_run)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unify_state (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            run_id INTEGER NOT NULL REFERENCES run
        ) STRICT, WITHOUT ROWID;
        """

    /// All on which one table depends, in one short text: the engine, the stewards' decisions in force, the schema, the
    /// newest delivery loaded for each feed that states something, and the run in which the entities that it links to
    /// last changed; the day, where what a department says counts for a time. Feed tables change by deliveries alone.
    static func fingerprint(
        _ db: Database, _ plan: UnifiedPlan, _ resolver: any EntityResolver,
        _ deriver: (any MentionDeriver)?, day: String
    ) throws -> String {
        var hash = StableHash()
        func add(_ text: String) {
            var text = text
            text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        }
        add("unify-2")
        if plan.table.kind.mention != nil {
            add(resolver.signature)
            for decision in try StewardLedger.inForce(db, plan.table.name) {
                hash.add(UInt64(bitPattern: decision))
            }
        }
        if plan.table.columns.contains(where: { !$0.derivedFrom.isEmpty }) {
            add(deriver?.signature(of: plan.table.name) ?? "")
        }
        if plan.table.columns.contains(where: { $0.fresh != nil }) { add(day) }
        for line in plan.description { add(line) }
        for feed in Set(plan.sources.map(\.contract.feed)).sorted() {
            let newest = try Int64.fetchOne(
                db,
                sql: "SELECT max(delivery_id) FROM delivery WHERE feed = ? AND state = 'loaded'",
                arguments: [feed.rawValue])
            hash.add(UInt64(bitPattern: newest ?? 0))
        }
        for link in plan.links.map({ linkName($0.table, $0.feed, $0.role) }).sorted() {
            add(try stored(db, link) ?? "")
        }
        return String(hash.value, radix: 16)
    }

    /// Under what name the last run is kept in which a mention of a role changed its entity.
    static func linkName(_ table: String, _ feed: FeedID, _ role: String) -> String {
        "links \(table) \(feed) \(role)"
    }

    static func stored(_ db: Database, _ name: String) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT value FROM unify_state WHERE name = ?", arguments: [name])
    }

    static func store(_ db: Database, _ name: String, _ value: String, _ run: RunID) throws {
        try db.execute(
            sql: """
                INSERT INTO unify_state (name, value, run_id) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET value = excluded.value, run_id = excluded.run_id
                """, arguments: [name, value, run.rawValue])
    }

    /// The id that holds today for one of an earlier day. Forwards lead to smaller ids, so this ends.
    static func current(_ db: Database, _ table: String, _ asked: Int64) throws -> Int64 {
        var id = asked
        while let next = try Int64.fetchOne(
            db,
            sql:
                "SELECT to_id FROM entity_forward WHERE table_name = ? AND from_id = ? AND until_run IS NULL",
            arguments: [table, id]), next < id
        {
            id = next
        }
        return id
    }

    /// The forwards in force for a table.
    static func forwards(_ db: Database, _ table: String) throws -> [Int64: Int64] {
        var result: [Int64: Int64] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT from_id, to_id FROM entity_forward WHERE table_name = ? AND until_run IS NULL
                """, arguments: [table])
        while let row = try rows.next() { result[row[0]] = row[1] }
        return result
    }
}
