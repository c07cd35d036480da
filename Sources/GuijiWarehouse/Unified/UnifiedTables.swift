import GRDB
import GuijiContract

/// The tables of one unified kind, made and kept from the schema: `T`, `T_source`, `T_lineage`.
struct UnifiedTables {
    let plan: UnifiedPlan
    var name: String { plan.table.name }
    var key: String { name + "_id" }
    var source: String { name + "_source" }
    var lineage: String { name + "_lineage" }
    /// The columns stored: evidence is not among them.
    var columns: [String] { plan.table.columns.prefix(plan.table.storedCount).map(\.name) }

    private func entitySQL(_ name: String) -> String {
        let columns = zip(columns, plan.types).map { "\(quotedName($0)) \($1)" }
        return """
            CREATE TABLE \(quotedName(name)) (
                \(([quotedName(key) + " INTEGER PRIMARY KEY"] + columns + [
                    "first_seen_run INTEGER NOT NULL", "last_seen_run INTEGER NOT NULL",
                    "is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))",
                ]).joined(separator: ",\n    "))
            ) STRICT
            """
    }

    private func lineageSQL(_ name: String) -> String {
        let columns = columns.map { "\(quotedName($0)) INTEGER" }
        return """
            CREATE TABLE \(quotedName(name)) (
                \(([quotedName(key) + " INTEGER PRIMARY KEY"] + columns).joined(separator: ",\n    "))
            ) STRICT
            """
    }

    /// The key keeps an entity's links together, so that no index beside it is needed to trace one.
    private var sourceSQL: String {
        """
        CREATE TABLE IF NOT EXISTS \(quotedName(source)) (
            \(quotedName(key)) INTEGER NOT NULL,
            record_id INTEGER NOT NULL,
            feed TEXT NOT NULL,
            key_hash INTEGER NOT NULL,
            role TEXT NOT NULL,
            item INTEGER NOT NULL,
            rule TEXT NOT NULL,
            score REAL NOT NULL,
            since_run INTEGER NOT NULL,
            until_run INTEGER,
            PRIMARY KEY (\(quotedName(key)), record_id, role, item, since_run)
        ) STRICT, WITHOUT ROWID
        """
    }

    /// Brings the tables to the schema. A table with other columns or types is made anew with the values of the
    /// columns that remain; ids and history stay. O(1) where nothing differs.
    /// - Returns: whether anything was made or changed.
    func prepare(_ db: Database) throws -> Bool {
        let entities = try bring(db, name, to: entitySQL)
        let lineage = try bring(db, lineage, to: lineageSQL)
        let sources = try !db.tableExists(source)
        try db.execute(sql: sourceSQL)
        return entities || lineage || sources
    }

    private func bring(_ db: Database, _ name: String, to sql: (String) -> String) throws -> Bool {
        guard try db.tableExists(name) else {
            try db.execute(sql: sql(name))
            return true
        }
        let draft = name + "__new"
        try db.execute(sql: "DROP TABLE IF EXISTS temp.\(quotedName(draft))")
        try db.execute(sql: sql(draft).replacing("CREATE TABLE", with: "CREATE TEMP TABLE"))
        let wanted = try UnifiedTables.shape(db, draft)
        try db.execute(sql: "DROP TABLE temp.\(quotedName(draft))")
        let actual = try UnifiedTables.shape(db, name)
        guard wanted != actual else { return false }
        let common = wanted.map(\.name).filter { name in actual.contains { $0.name == name } }
        let list = common.map(quotedName).joined(separator: ", ")
        // A value that its new type refuses is left out here; the survivors are written anew in the same transaction.
        let values = common.map { column -> String in
            let type = wanted.first { $0.name == column }?.type ?? "TEXT"
            let isSame = actual.contains { $0.name == column && $0.type == type }
            return isSame || type == "INTEGER" && column == key
                ? quotedName(column)
                : type == "TEXT" ? "CAST(\(quotedName(column)) AS TEXT)" : "NULL"
        }
        // The view reads the table and would stop its renaming.
        try db.execute(
            sql: """
                DROP VIEW IF EXISTS cell_lineage;
                \(sql(draft));
                INSERT INTO \(quotedName(draft)) (\(list))
                SELECT \(values.joined(separator: ", ")) FROM \(quotedName(name));
                DROP TABLE \(quotedName(name));
                ALTER TABLE \(quotedName(draft)) RENAME TO \(quotedName(name));
                """)
        return true
    }

    private struct ColumnShape: Equatable {
        var name: String
        var type: String
    }

    private static func shape(_ db: Database, _ table: String) throws -> [ColumnShape] {
        try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [table])
            .map { ColumnShape(name: $0["name"], type: $0["type"]) }
    }

    /// One row a cell of all unified tables: the value and the record that supplied it.
    static func createView(_ db: Database, _ tables: [UnifiedTables]) throws {
        let parts = tables.flatMap { table in
            table.columns.map { column in
                """
                SELECT \(quotedText(table.name)) AS table_name, e.\(quotedName(table.key)) AS entity_id,
                    \(quotedText(column)) AS column_name, e.\(quotedName(column)) AS value,
                    l.\(quotedName(column)) AS record_id
                FROM \(quotedName(table.name)) AS e
                JOIN \(quotedName(table.lineage)) AS l USING (\(quotedName(table.key)))
                WHERE l.\(quotedName(column)) IS NOT NULL
                """
            }
        }
        try db.execute(sql: "DROP VIEW IF EXISTS cell_lineage")
        guard !parts.isEmpty else { return }
        try db.execute(
            sql: "CREATE VIEW cell_lineage AS\n" + parts.joined(separator: "\nUNION ALL\n"))
    }
}
