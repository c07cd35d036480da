import GRDB

extension Warehouse {
    /// The view `source_record`: one long list of every record that feed tables and `set_aside` hold, with the file and
    /// the bytes it came from. Made anew whenever a feed table was added.
    static func makeSourceRecordView(_ db: Database) throws {
        let tables = try String.fetchAll(
            db,
            sql:
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'feed\\_%' ESCAPE '\\' ORDER BY name"
        )
        let parts =
            tables.map {
                "SELECT record_id, delivery_id, position, '\($0)' AS table_name FROM \($0)"
            } + ["SELECT record_id, delivery_id, NULL, 'set_aside' FROM set_aside"]
        try db.execute(sql: "DROP VIEW IF EXISTS source_record")
        try db.execute(
            sql: """
                CREATE VIEW source_record AS
                SELECT r.record_id, r.table_name, d.feed, d.path, d.sha256, d.business_date, d.run_id,
                    r.record_id - d.first_record_id AS ordinal,
                    r.position >> 24 AS byte_offset, r.position & 16777215 AS byte_length
                FROM (\(parts.joined(separator: " UNION ALL "))) AS r JOIN delivery AS d USING (delivery_id)
                """)
    }
}
