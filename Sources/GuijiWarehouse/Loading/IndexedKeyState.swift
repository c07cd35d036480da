import GRDB

/// Keys asked of SQLite: the feed's index says what holds, a temporary table what tonight has brought. Slower than
/// memory by an order of magnitude, and bounded by the page cache.
final class IndexedKeyState: KeyState {
    private let lookUp: RawStatement
    private let isSeen: RawStatement
    private let mark: RawStatement
    private let unseen: RawStatement

    init(_ db: Database, table: FeedTable) throws {
        try db.execute(sql: table.createIndex)
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS temp.guiji_seen;
                CREATE TEMP TABLE guiji_seen (record_id INTEGER PRIMARY KEY) STRICT;
                """)
        lookUp = try RawStatement(
            db,
            "SELECT row_hash, record_id FROM \(table.name) INDEXED BY \(table.indexName) "
                + "WHERE valid_to_run IS NULL AND key_hash = ?")
        isSeen = try RawStatement(db, "SELECT 1 FROM temp.guiji_seen WHERE record_id = ?")
        mark = try RawStatement(db, "INSERT OR IGNORE INTO temp.guiji_seen VALUES (?)")
        unseen = try RawStatement(
            db,
            "SELECT record_id FROM \(table.name) INDEXED BY \(table.indexName) WHERE valid_to_run IS NULL "
                + "AND record_id NOT IN (SELECT record_id FROM temp.guiji_seen)")
    }

    func find(_ keyHash: UInt64) throws -> KeyEntry? {
        lookUp.bind(1, Int64(bitPattern: keyHash))
        defer { lookUp.reset() }
        guard try lookUp.step() else { return nil }
        let recordID = lookUp.integer(1)
        isSeen.bind(1, recordID)
        defer { isSeen.reset() }
        return KeyEntry(
            rowHash: UInt64(bitPattern: lookUp.integer(0)), recordID: recordID,
            isSeen: try isSeen.step())
    }

    func markSeen(_ keyHash: UInt64, _ entry: KeyEntry) throws {
        mark.bind(1, entry.recordID)
        try mark.execute()
    }

    func put(_ keyHash: UInt64, rowHash: UInt64, recordID: Int64) throws {
        mark.bind(1, recordID)
        try mark.execute()
    }

    func forEachUnseen(_ body: (Int64) throws -> Void) throws {
        // Collected first: closing versions changes the index that is being read.
        var records: [Int64] = []
        while try unseen.step() { records.append(unseen.integer(0)) }
        unseen.reset()
        for record in records { try body(record) }
    }
}
