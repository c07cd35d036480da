import Foundation
import GRDB

/// The one file of state: `warehouse.db`.
///
/// There is one writer. The file is in WAL mode, so that analysts read the last complete state while a night is
/// loaded, and every commit is flushed (`synchronous = FULL`), because files leave the inbox on the strength of it.
package final class Warehouse {
    package let path: String
    let queue: DatabaseQueue

    private init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// What makes a SQLite file a Guiji warehouse: `PRAGMA application_id`, the letters "GUIJ".
    static let applicationID: Int32 = 0x4755_494A

    /// Opens a warehouse for writing; makes it, readable by its owner only, where there is none.
    package static func open(path: String) throws -> Warehouse {
        let isNew = !FileManager.default.fileExists(atPath: path)
        if isNew { close(creat(path, 0o600)) }
        return try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
            let warehouse = Warehouse(path: path, queue: queue)
            try warehouse.checkIdentity()
            try warehouse.migrate()
            return warehouse
        }
    }

    /// Opens an existing warehouse for queries.
    package static func openForReading(path: String) throws -> Warehouse {
        guard FileManager.default.fileExists(atPath: path) else {
            throw WarehouseError.notFound(
                what: "warehouse at", name: path + " (run 'guiji run' first)", nearest: [])
        }
        return try translating(path) {
            do {
                return try openReadOnly(path)
            } catch let error as DatabaseError
                where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
            {
                // A first night was killed: only a connection that may write can undo what it left.
                _ = try open(path: path)
                return try openReadOnly(path)
            }
        }
    }

    private static func openReadOnly(_ path: String) throws -> Warehouse {
        let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
        let warehouse = Warehouse(path: path, queue: queue)
        try warehouse.checkIdentity()
        return warehouse
    }

    /// How long a connection waits for another one's lock.
    static let busySeconds = 30

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(Double(busySeconds))
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA cache_size = -16384; PRAGMA temp_store = FILE; PRAGMA mmap_size = 0;")
            guard !readOnly else { return }
            // page_size only acts on an empty file. 8 KiB: fewer, fuller pages for wide rows.
            try db.execute(
                sql: """
                    PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = OFF; PRAGMA foreign_keys = ON; PRAGMA threads = 2;
                    """)
        }
        return configuration
    }

    private func checkIdentity() throws {
        let (id, tables) = try queue.read { db in
            (
                try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            )
        }
        guard id == Warehouse.applicationID || (id == 0 && tables == 0) else {
            throw WarehouseError.notAWarehouse(path: path)
        }
    }

    /// Reads, with SQLite's errors in the warehouse's words.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try Warehouse.translating(path) { try queue.read(body) }
    }

    /// One transaction: all or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try Warehouse.translating(path) { try queue.write(body) }
    }

    static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw WarehouseError(error, path: path)
        }
    }
}
