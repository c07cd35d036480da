import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiWarehouse

@Suite("Loading deltas and events")
struct VersionTests {
    static let story = [
        TestRow(key: "p", value: "new", changedAt: "2020-11-19T10:00:00+08:00", operation: "U"),
        TestRow(key: "p", value: "first", changedAt: "2020-11-18T09:00:00+08:00", operation: "I"),
        TestRow(key: "p", value: "gone", changedAt: "2020-11-20T08:00:00+08:00", operation: "D"),
    ]

    static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    @Test(
        "Insert, update and deletion of one key end in its deletion, whichever comes first",
        arguments: orders)
    func anyOrder(_ order: [Int]) throws {
        let feed = try TestFeed(TestFeed.delta)
        for index in order {
            try feed.load([VersionTests.story[index]])
            try feed.nextRun()
        }
        #expect(try feed.current() == [])
        #expect(try feed.number("SELECT count(*) FROM feed_d90_test") == 3)
        let replay = try feed.load([VersionTests.story[0]])
        #expect(replay.unchanged == 1)
        #expect(try feed.current() == [], "a replayed update must not bring the key back")
        #expect(try feed.number("SELECT count(*) FROM feed_d90_test") == 3)
    }

    @Test("An older update that comes late changes history only")
    func lateUpdate() throws {
        let feed = try TestFeed(TestFeed.delta)
        try feed.load([VersionTests.story[0]])
        try feed.nextRun()
        #expect(try feed.load([VersionTests.story[1]]).historical == 1)
        #expect(try feed.current() == ["p=new"])
    }

    @Test(
        "Random deltas, shuffled and cut into deliveries anyhow, end in the same state",
        arguments: 0..<8)
    func anyPartition(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 100)
        let records = (0..<40).map { _ in
            TestRow(
                key: "k\(random.next() % 6)", value: "\(random.next() % 4)",
                changedAt: "2020-11-\(10 + random.next() % 9)T0\(random.next() % 3):00:00+08:00",
                operation: ["I", "U", "U", "D"][Int(random.next() % 4)])
        }
        var expected: (current: [String], versions: [String])?
        for _ in 0..<4 {
            let feed = try TestFeed(TestFeed.delta)
            var left = records
            while !left.isEmpty {
                var delivery: [TestRow] = []
                for _ in 0...(random.next() % 9) where !left.isEmpty {
                    delivery.append(left.remove(at: Int(random.next() % UInt64(left.count))))
                }
                try feed.load(delivery)
                try feed.nextRun()
            }
            let found = (current: try feed.current(), versions: try feed.versions())
            if let expected {
                #expect(found.current == expected.current, "seed \(seed)")
                #expect(found.versions == expected.versions, "seed \(seed)")
            }
            expected = expected ?? found
        }
    }

    @Test("An event that comes again is ignored, a correction is a new version")
    func events() throws {
        let feed = try TestFeed(.event(order: nil))
        let event = TestRow(key: "e", value: "1")
        #expect(try feed.load([event, event]).inserted == 1)
        try feed.nextRun()
        #expect(try feed.load([event]).unchanged == 1)
        #expect(try feed.load([TestRow(key: "e", value: "2")]).updated == 1)
        #expect(try feed.current() == ["e=2"])
        #expect(try feed.number("SELECT count(*) FROM feed_d90_test") == 2)
    }
}
