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

    /// All on which the unified layer depends, in one short text: the engine, the schema, and the newest delivery
    /// loaded for each feed that makes mentions. Feed tables change by deliveries alone.
    static func fingerprint(
        _ db: Database, _ schemas: SchemaSet, _ resolver: any EntityResolver
    ) throws -> String {
        var hash = StableHash()
        func add(_ text: String) {
            var text = text
            text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        }
        add("unify-1 " + resolver.signature)
        for table in schemas.unified {
            add("table \(table.name) \(table.kind.rawValue)")
            for column in table.columns {
                add("\(column.name) \(column.part.rawValue) \(column.standard ?? "")")
                add(column.survivorship.map(\.rawValue).joined(separator: " "))
            }
        }
        for contract in schemas.contracts.sorted(by: { $0.feed < $1.feed })
        where !contract.mentions.isEmpty {
            add("\(contract.feed) \(contract.department) \(contract.load)")
            for field in contract.fields { add("\(field.name) \(field.kind.storageClass)") }
            for mention in contract.mentions {
                add("\(mention.kind) \(mention.role) \(mention.group ?? "")")
                add(mention.requires ?? "")
                for (name, field) in mention.attributes.sorted(by: { $0.key < $1.key }) {
                    add("\(name)=\(field)")
                }
            }
            let newest = try Int64.fetchOne(
                db,
                sql: "SELECT max(delivery_id) FROM delivery WHERE feed = ? AND state = 'loaded'",
                arguments: [contract.feed.rawValue])
            hash.add(UInt64(bitPattern: newest ?? 0))
        }
        return String(hash.value, radix: 16)
    }

    static func stored(_ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM unify_state WHERE name = 'fingerprint'")
    }

    static func store(_ db: Database, _ fingerprint: String, _ run: RunID) throws {
        try db.execute(
            sql: """
                INSERT INTO unify_state (name, value, run_id) VALUES ('fingerprint', ?, ?)
                ON CONFLICT DO UPDATE SET value = excluded.value, run_id = excluded.run_id
                """, arguments: [fingerprint, run.rawValue])
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
