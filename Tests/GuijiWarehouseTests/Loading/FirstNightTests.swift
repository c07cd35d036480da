import Foundation
import GRDB
import GuijiModel
import Testing

@testable import GuijiWarehouse

@Suite("The first night's journal")
struct FirstNightTests {
    private static let large: Int64 = 64 << 20

    private func journal(_ feed: TestFeed) throws -> String? {
        try feed.warehouse.queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    }

    private func journalWhileLoading(_ feed: TestFeed, bytes: Int64) throws -> String? {
        try feed.warehouse.loading(bytes: bytes) { try journal(feed) }
    }

    @Test("A large delivery of the first night is loaded without the write-ahead log")
    func first() throws {
        let feed = try TestFeed(.snapshot)
        #expect(try journalWhileLoading(feed, bytes: FirstNightTests.large) == "delete")
        #expect(try journal(feed) == "wal")
        try feed.load([TestRow(key: "a", value: "1")])
        #expect(try feed.current() == ["a=1"])
    }

    @Test("A small delivery, and every delivery after a completed run, keeps the log")
    func later() throws {
        let feed = try TestFeed(.snapshot)
        #expect(try journalWhileLoading(feed, bytes: 1000) == "wal")
        try feed.warehouse.endRun(feed.run, state: .done, exitCode: 0, message: "")
        try feed.nextRun()
        #expect(try journalWhileLoading(feed, bytes: FirstNightTests.large) == "wal")
    }

    @Test("While another connection reads, the log stays, and nobody waits for it")
    func busy() throws {
        let feed = try TestFeed(.snapshot)
        let reader = try Warehouse.openForReading(path: feed.warehouse.path)
        try reader.queue.read { db in
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM run")
            #expect(try journalWhileLoading(feed, bytes: FirstNightTests.large) == "wal")
        }
    }

    @Test("An error inside leaves the file in WAL mode")
    func failure() throws {
        struct Broken: Error {}
        let feed = try TestFeed(.snapshot)
        #expect(throws: Broken.self) {
            try feed.warehouse.loading(bytes: FirstNightTests.large) { throw Broken() }
        }
        #expect(try journal(feed) == "wal")
    }

    @Test("What a killed first night left behind is rolled back by a verb that only reads")
    func killed() throws {
        let feed = try TestFeed(.snapshot)
        try feed.load([TestRow(key: "a", value: "1")])
        let copy = feed.folder.appending(path: "killed.db").path
        try feed.warehouse.loading(bytes: FirstNightTests.large) {
            try feed.warehouse.queue.inDatabase { db in
                // A cache of a few pages has SQLite write to the file before the commit, as a large load does.
                try db.execute(sql: "PRAGMA cache_size = 5; BEGIN IMMEDIATE")
                try db.execute(
                    sql: """
                        UPDATE feed_d90_test SET value = 'lost';
                        WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                        INSERT INTO feed_d90_test (record_id, delivery_id, position, key_hash, row_hash,
                            valid_from_run, item, value) SELECT i, 1, 0, i, i, 1, 'k' || i, 'lost' FROM n
                        """)
                // The state of the disk at the moment of the kill.
                for ending in ["", "-journal"] {
                    try FileManager.default.copyItem(
                        atPath: feed.warehouse.path + ending, toPath: copy + ending)
                }
                try db.execute(sql: "ROLLBACK")
            }
        }
        let reader = try Warehouse.openForReading(path: copy)
        let found = try reader.read { db in
            try String.fetchAll(db, sql: "SELECT item || '=' || value FROM feed_d90_test")
        }
        #expect(found == ["a=1"])
    }
}
