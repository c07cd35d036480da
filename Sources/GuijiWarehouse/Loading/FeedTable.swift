import GRDB
import GuijiContract
import GuijiModel

/// The table of a feed, its columns and its statements, derived from the contract and never written twice.
struct FeedTable {
    /// A column of the contract's part.
    struct Column: Equatable {
        var name: String
        /// `TEXT`, `INTEGER` or `REAL`.
        var type: String
    }

    /// Columns that carry lineage and history, before the contract's own.
    static let lineageColumns = [
        "record_id", "delivery_id", "position", "key_hash", "row_hash", "valid_from_run",
        "valid_to_run",
    ]

    let name: String
    let hasShapes: Bool
    let columns: [Column]
    let groups: [GroupSpec]
    let isSnapshot: Bool

    init(_ contract: FeedContract) {
        name = contract.feed.tableName
        hasShapes = contract.shapes.count > 1
        columns =
            contract.fields.map { Column(name: $0.name, type: $0.kind.storageClass) }
            + contract.groups.map { Column(name: $0.name, type: "TEXT") }
        groups = contract.groups
        isSnapshot = contract.load == .snapshot
    }

    /// The index that answers "what holds for this key": for a snapshot, hashes of what holds now, so that comparing
    /// needs no row; otherwise all versions of a key.
    var indexName: String { name + "_key" }

    var createIndex: String {
        isSnapshot
            ? "CREATE INDEX IF NOT EXISTS \(indexName) ON \(name) (key_hash, row_hash) WHERE valid_to_run IS NULL"
            : "CREATE INDEX IF NOT EXISTS \(indexName) ON \(name) (key_hash)"
    }

    private var createTable: String {
        var lines = [
            "record_id INTEGER PRIMARY KEY", "delivery_id INTEGER NOT NULL",
            "position INTEGER NOT NULL",
            "key_hash INTEGER NOT NULL", "row_hash INTEGER NOT NULL",
            "valid_from_run INTEGER NOT NULL",
            "valid_to_run INTEGER",
        ]
        if hasShapes { lines.append("record_shape TEXT NOT NULL") }
        lines += columns.map { "\"\($0.name)\" \($0.type)" }
        return "CREATE TABLE \(name) (\n    " + lines.joined(separator: ",\n    ") + "\n) STRICT"
    }

    /// One INSERT of a whole row, in the order of `lineageColumns`, shape, columns.
    var insert: String {
        let names =
            FeedTable.lineageColumns + (hasShapes ? ["record_shape"] : [])
            + columns.map { "\"\($0.name)\"" }
        let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
        return "INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES (\(marks))"
    }

    /// Makes the table, or adds the columns that the contract has and the table lacks.
    /// - Returns: whether the table is empty, so that its index had better be built after loading.
    /// - Throws: `WarehouseError.tableMismatch` where a column's type changed.
    func prepare(_ db: Database) throws -> Bool {
        guard try db.tableExists(name) else {
            try db.execute(sql: createTable)
            try createViews(db)
            try Warehouse.makeSourceRecordView(db)
            return true
        }
        let present = try Row.fetchAll(
            db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [name])
        var types: [String: String] = [:]
        for row in present { types[row["name"]] = row["type"] }
        if hasShapes && types["record_shape"] == nil {
            try db.execute(
                sql: "ALTER TABLE \(name) ADD COLUMN record_shape TEXT NOT NULL DEFAULT ''")
        }
        var isChanged = false
        for column in columns {
            switch types[column.name] {
            case nil:
                try db.execute(
                    sql: "ALTER TABLE \(name) ADD COLUMN \"\(column.name)\" \(column.type)")
                isChanged = true
            case let found? where found != column.type:
                throw WarehouseError.tableMismatch(
                    table: name, column: column.name, found: found, expected: column.type)
            default: break
            }
        }
        if isChanged { try createViews(db) }
        return try !(Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(name))") ?? false)
    }

    /// A view for what holds now, and one for each repeated group with a row an item.
    private func createViews(_ db: Database) throws {
        try db.execute(sql: "DROP VIEW IF EXISTS \(name)_now")
        try db.execute(
            sql: "CREATE VIEW \(name)_now AS SELECT * FROM \(name) WHERE valid_to_run IS NULL")
        for group in groups {
            let view = "\(name)__\(group.name)"
            let items = group.fields.map {
                "json_extract(item.value, '$.\($0.name)') AS \"\($0.name)\""
            }
            try db.execute(sql: "DROP VIEW IF EXISTS \(view)")
            try db.execute(
                sql: """
                    CREATE VIEW \(view) AS
                    SELECT record_id, item.key AS item, \(items.joined(separator: ", ")), valid_from_run, valid_to_run
                    FROM \(name), json_each(\(name)."\(group.name)") AS item
                    """)
        }
    }
}

extension FieldKind {
    /// SQLite's type of the stored form.
    package var storageClass: String {
        switch self {
        case .integer, .boolean, .count: "INTEGER"
        case .real, .longitude, .latitude: "REAL"
        default: "TEXT"
        }
    }
}
