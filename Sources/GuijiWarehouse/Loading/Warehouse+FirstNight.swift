import GRDB

extension Warehouse {
    /// Deliveries of at least this many bytes are worth a change of the journal.
    private static let firstNightBytes: Int64 = 4 << 20

    /// Loads a large delivery of a warehouse's first night with a rollback journal instead of the write-ahead log.
    ///
    /// The log exists so that analysts can read the last complete night meanwhile. Before the first run has ended there
    /// is none, and the log would have every page written twice. New pages need no undo, so the rollback journal of a
    /// load is all but empty; a killed one is rolled back by whoever opens the file next. Where another connection is
    /// open, SQLite refuses the change and the log stays.
    func loading<Value>(bytes: Int64, _ body: () throws -> Value) throws -> Value {
        guard bytes >= Warehouse.firstNightBytes, try isFirstNight(), try setJournal("DELETE")
        else {
            return try body()
        }
        defer { _ = try? setJournal("WAL") }
        return try body()
    }

    private func isFirstNight() throws -> Bool {
        try read { db in
            try Bool.fetchOne(
                db, sql: "SELECT NOT EXISTS (SELECT 1 FROM run WHERE state = 'done')") ?? false
        }
    }

    /// - Returns: whether the journal is the one asked for.
    private func setJournal(_ mode: String) throws -> Bool {
        try Warehouse.translating(path) {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA busy_timeout = 0")
                defer {
                    try? db.execute(sql: "PRAGMA busy_timeout = \(Warehouse.busySeconds * 1000)")
                }
                do {
                    let found = try String.fetchOne(db, sql: "PRAGMA journal_mode = \(mode)")
                    return found?.uppercased() == mode
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    return false
                }
            }
        }
    }
}
