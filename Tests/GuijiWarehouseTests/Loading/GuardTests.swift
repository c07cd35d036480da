import GRDB
import GuijiContract
import GuijiModel
import Testing

@testable import GuijiWarehouse

@Suite("Deliveries that are not applied")
struct GuardTests {
    private func guards(_ change: (inout Guards) -> Void) -> Guards {
        var guards = Guards()
        change(&guards)
        return guards
    }

    private let three = (0..<3).map { TestRow(key: "k\($0)", value: "1") }

    @Test("A snapshot that lost too many rows is held, and the feed keeps its state")
    func shrink() throws {
        let feed = try TestFeed(.snapshot)
        try feed.load(three)
        try feed.nextRun()
        let report = try feed.load([three[0]])
        #expect(report.state == .held && report.inserted == 0 && report.closed == 0)
        #expect(report.reason?.contains("SNAPSHOT_SHRINK") == true)
        #expect(try feed.current().count == 3)
        #expect(try feed.texts("SELECT rule FROM finding") == ["SNAPSHOT_SHRINK"])
    }

    @Test("Too large a share of rejected records holds the delivery, and its findings are kept")
    func rejected() throws {
        let feed = try TestFeed(.snapshot)
        let report = try feed.load([three[0], TestRow(key: "x", value: "", isSetAside: true)])
        #expect(report.state == .held && report.setAside == 1)
        #expect(
            try feed.texts("SELECT rule FROM finding ORDER BY 1") == [
                "REQUIRED", "TOO_MANY_REJECTED",
            ])
        #expect(try feed.number("SELECT count(*) FROM set_aside") == 0)
        #expect(try feed.number("SELECT count(*) FROM finding WHERE record_id IS NOT NULL") == 0)
    }

    @Test("A declared total must equal the number of records, a status must be what it must be")
    func envelope() throws {
        let total = guards {
            $0.envelope = [EnvelopeGuard(path: "$.total", expectation: .recordCount)]
        }
        let status = guards {
            $0.envelope = [EnvelopeGuard(path: "$.code", expectation: .oneOf(["0"]))]
        }
        #expect(
            try TestFeed(.snapshot, guards: total).load(three, envelope: ["$.total": "3"]).state
                == .loaded)
        let short = try TestFeed(.snapshot, guards: total).load(three, envelope: ["$.total": "4"])
        #expect(
            short.state == .held && short.reason?.contains("4 records, as $.total says") == true)
        #expect(try TestFeed(.snapshot, guards: total).load(three).state == .held)
        #expect(
            try TestFeed(.snapshot, guards: status).load(three, envelope: ["$.code": "0"]).state
                == .loaded)
        #expect(
            try TestFeed(.snapshot, guards: status).load(three, envelope: ["$.code": "500"]).state
                == .failed)
    }

    @Test("Fewer records than the contract promises hold the delivery")
    func tooFew() throws {
        #expect(
            try TestFeed(.snapshot, guards: guards { $0.minRecords = 4 }).load(three).state == .held
        )
    }

    @Test("A file that cannot be read to its end fails, and what it had brought is undone")
    func failing() throws {
        let feed = try TestFeed(.snapshot)
        let error = DeliveryError(
            rule: .fileTruncated, found: "the end of the file", expected: "</root>")
        let report = try feed.load(three, failing: error)
        #expect(report.state == .failed)
        #expect(report.reason == "FILE_TRUNCATED: the end of the file; expected </root>")
        // The feed's table was never committed either.
        #expect(
            try feed.number("SELECT count(*) FROM sqlite_schema WHERE name = 'feed_d90_test'") == 0)
        #expect(try feed.texts("SELECT state FROM delivery") == ["failed"])
    }

    @Test("An error that is about the whole file holds it")
    func fileFinding() throws {
        let finding = Finding(
            rule: .columnMissing, severity: .error, found: "no column 编号", expected: "编号")
        #expect(try TestFeed(.snapshot).load(three, fileFindings: [finding]).state == .held)
    }

    @Test("A full disk is an error of its own, and nothing is left behind")
    func diskFull() throws {
        let feed = try TestFeed(.snapshot)
        try feed.load(three)
        try feed.warehouse.queue.inDatabase { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
        }
        let many = (0..<5000).map {
            TestRow(key: "k\($0)", value: "some longer text to fill the pages with")
        }
        #expect {
            try feed.load(many, batchSize: 500)
        } throws: { error in
            guard case WarehouseError.disk = error else { return false }
            return (error as? WarehouseError)?.exitCode == 74
        }
        #expect(try feed.current().count == 3)
        #expect(try feed.number("SELECT count(*) FROM delivery") == 1)
    }

    @Test("A file that is no warehouse is refused, and so is a newer one")
    func identity() throws {
        let feed = try TestFeed(.snapshot)
        let other = feed.folder.appending(path: "other.db").path
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (a)") }
        #expect(throws: WarehouseError.self) { try Warehouse.open(path: other) }
        try feed.warehouse.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-from-the-future')")
        }
        #expect {
            try Warehouse.open(path: feed.warehouse.path)
        } throws: { error in
            if case WarehouseError.newer = error { true } else { false }
        }
    }

    @Test("A field that the contract gained is added, one whose type changed is refused")
    func evolution() throws {
        let feed = try TestFeed(.snapshot)
        try feed.load(three)
        var grown = feed.contract
        grown.fields.append(FieldSpec(name: "more", sources: ["more"], kind: .integer))
        try feed.warehouse.write { _ = try FeedTable(grown).prepare($0) }
        #expect(
            try feed.texts(
                "SELECT type FROM pragma_table_info('feed_d90_test') WHERE name = 'more'") == [
                    "INTEGER"
                ])
        var changed = feed.contract
        changed.fields[1].kind = .integer
        #expect(throws: WarehouseError.self) {
            try feed.warehouse.write { _ = try FeedTable(changed).prepare($0) }
        }
    }
}
