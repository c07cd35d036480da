import GRDB
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiWarehouse

@Suite("Loading a snapshot")
struct SnapshotTests {
    private func rows(_ count: Int, _ value: (Int) -> String = { _ in "样" }) -> [TestRow] {
        (0..<count).map { TestRow(key: "k\($0)", value: value($0)) }
    }

    @Test("An unchanged snapshot writes no row, one with 1 % changed writes 1 %")
    func onlyWhatChanged() throws {
        let feed = try TestFeed(.snapshot)
        #expect(try feed.load(rows(1000)).inserted == 1000)
        try feed.nextRun()
        let again = try feed.load(rows(1000))
        #expect(again.unchanged == 1000 && again.inserted + again.updated + again.closed == 0)
        #expect(try feed.number("SELECT count(*) FROM feed_d90_test") == 1000)
        let some = try feed.load(rows(1000) { $0 % 100 == 7 ? "新" : "样" })
        #expect(some.updated == 10 && some.unchanged == 990)
        #expect(try feed.number("SELECT count(*) FROM feed_d90_test") == 1010)
    }

    @Test(
        "A changed row closes its old version, a vanished one is closed, and one that comes back is new"
    )
    func history() throws {
        let feed = try TestFeed(
            .snapshot,
            guards: {
                var guards = Guards(); guards.maxFallPercent = nil; return guards
            }())
        try feed.load([TestRow(key: "a", value: "1"), TestRow(key: "b", value: "1")])
        try feed.nextRun()
        let second = try feed.load([TestRow(key: "a", value: "2")])
        #expect(second.updated == 1 && second.closed == 1)
        try feed.nextRun()
        try feed.load([TestRow(key: "a", value: "2"), TestRow(key: "b", value: "1")])
        #expect(try feed.current() == ["a=2", "b=1"])
        #expect(
            try feed.texts(
                "SELECT item || value || valid_from_run || coalesce('-' || valid_to_run, '') FROM feed_d90_test ORDER BY record_id"
            )
                == ["a11-2", "b11-2", "a22", "b13"])
    }

    @Test(
        "A key that stands twice: the same again is ignored, with other values the later is set aside"
    )
    func doubleKeys() throws {
        let feed = try TestFeed(
            .snapshot,
            guards: {
                var guards = Guards(); guards.maxRejectedPercent = 50; return guards
            }())
        let report = try feed.load([
            TestRow(key: "a", value: "1"), TestRow(key: "a", value: "1"),
            TestRow(key: "a", value: "2"),
        ])
        #expect(report.inserted == 1 && report.unchanged == 1 && report.setAside == 1)
        #expect(try feed.current() == ["a=1"])
        #expect(
            try feed.texts("SELECT rule || severity FROM finding ORDER BY 1") == [
                "DUP_KEYerror", "DUP_KEYinfo",
            ])
    }

    @Test("A known key whose record is set aside tonight has not vanished")
    func setAsideIsNotVanished() throws {
        let feed = try TestFeed(
            .snapshot,
            guards: {
                var guards = Guards(); guards.maxRejectedPercent = 60; return guards
            }())
        try feed.load([TestRow(key: "a", value: "1"), TestRow(key: "b", value: "1")])
        try feed.nextRun()
        let report = try feed.load([
            TestRow(key: "a", value: "1"), TestRow(key: "b", value: "?", isSetAside: true),
        ])
        #expect(report.state == .loaded && report.closed == 0 && report.setAside == 1)
        #expect(try feed.current() == ["a=1", "b=1"])
        #expect(
            try feed.texts("SELECT rules || ':' || CAST(raw AS TEXT) FROM set_aside") == [
                "REQUIRED:raw 1"
            ])
    }

    @Test("Record ids are contiguous over deliveries, and each record has one, loaded or not")
    func recordIDs() throws {
        let feed = try TestFeed(
            .snapshot,
            guards: {
                var guards = Guards(); guards.maxRejectedPercent = 60; return guards
            }())
        try feed.load([
            TestRow(key: "a", value: "1", isSetAside: true), TestRow(key: "b", value: "1"),
        ])
        try feed.load([TestRow(key: "b", value: "2"), TestRow(key: "c", value: "1")])
        #expect(
            try feed.texts("SELECT first_record_id || '+' || record_count FROM delivery ORDER BY 1")
                == ["1+2", "3+2"])
        #expect(
            try feed.texts("SELECT record_id || item FROM feed_d90_test ORDER BY 1") == [
                "2b", "3b", "4c",
            ])
    }

    @Test("Keys in memory and keys asked of the index lead to the same warehouse", arguments: 0..<6)
    func keyStatesAgree(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let resident = try TestFeed(
            .snapshot,
            guards: {
                var guards = Guards(); guards.maxFallPercent = nil; guards.maxRejectedPercent = 100;
                return guards
            }())
        let indexed = try TestFeed(.snapshot, guards: resident.contract.guards)
        for _ in 0..<5 {
            let night = (0..<60).map { _ in
                TestRow(
                    key: "k\(random.next() % 40)", value: "\(random.next() % 3)",
                    isSetAside: random.next() % 20 == 0)
            }
            let one = try resident.load(night)
            let other = try indexed.load(night, residentKeyLimit: -1)
            #expect(one == other, "seed \(seed)")
            #expect(try resident.versions() == indexed.versions(), "seed \(seed)")
            #expect(try resident.current() == indexed.current(), "seed \(seed)")
            try resident.nextRun()
            try indexed.nextRun()
        }
    }

    @Test("Two keys that share a hash are never taken for one")
    func collision() throws {
        let feed = try TestFeed(
            .snapshot,
            guards: {
                var guards = Guards(); guards.maxRejectedPercent = 100; return guards
            }())
        try feed.load([TestRow(key: "a", value: "1")])
        // The stored key is changed behind the loader's back, so that the hash stands for another key.
        try feed.warehouse.write { try $0.execute(sql: "UPDATE feed_d90_test SET item = 'other'") }
        try feed.nextRun()
        let report = try feed.load([TestRow(key: "a", value: "2")])
        #expect(report.setAside == 1)
        #expect(try feed.texts("SELECT rule FROM finding") == ["KEY_HASH_COLLISION"])
        #expect(try feed.current() == ["other=1"])
    }
}
