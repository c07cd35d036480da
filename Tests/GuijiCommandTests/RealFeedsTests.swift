import Foundation
import Testing

/// Real feeds in the form in which they were published, night by night through the built command, against Python's own
/// readers (`Tests/RealFeeds/independent.py`).
@Suite("Real feeds", .enabled(if: RealFeedsData.isHere, "\(RealFeedsData.whyNot)"))
struct RealFeedsTests {
    private func city() throws -> CommandWorkspace {
        try CommandWorkspace(contracts: RealFeedsData.contracts)
    }

    @Test(
        "Every night's rows and history are those that Python finds", arguments: RealFeedsData.feeds
    )
    func nights(_ feed: RealFeed) throws {
        let city = try city()
        var holds: Set<[CellValue]> = []
        var closed = 0
        for night in feed.nights {
            let file = try RealFeedsData.file(night.file)
            try city.drop(night.inboxPath, Data(contentsOf: file))
            let result = try city.run(date: night.date)
            try #require(result.exitCode == 0, "\(night.file): \(result.stdout)\(result.stderr)")
            let read = try RealFeedsData.independentRows(feed.kind, file)
            #expect(!read.isEmpty)
            #expect(
                try city.count(
                    "SELECT record_count FROM delivery WHERE path = '\(night.inboxPath)'")
                    == read.count, "\(night.file)")
            let tonight = Set(read)
            if feed.isSnapshot {
                closed += holds.subtracting(tonight).count
                holds = tonight
            } else {
                holds.formUnion(tonight)
            }
            try compare(feed, city, holds, night.file)
            #expect(
                try city.count("SELECT count(*) FROM \(feed.table) WHERE valid_to_run IS NOT NULL")
                    == closed,
                "\(night.file): closed versions")
        }
    }

    /// The warehouse's current rows against the expected ones, with the first differences in the message.
    private func compare(
        _ feed: RealFeed, _ city: CommandWorkspace, _ expected: Set<[CellValue]>, _ file: String
    ) throws {
        let columns = try RealFeedsData.columns(feed).map { column in
            feed.freeColumns.contains(column)
                ? "trim(\(column), char(9, 10, 13, 32, 12288))" : column
        }
        let found = try city.rows(
            "SELECT json_array(\(columns.joined(separator: ", "))) FROM \(feed.table) WHERE valid_to_run IS NULL"
        )
        #expect(found.count == expected.count, "\(file)")
        let missing = expected.subtracting(found).map { "\($0)" }.sorted().prefix(2)
        let extra = Set(found).subtracting(expected).map { "\($0)" }.sorted().prefix(2)
        #expect(
            missing.isEmpty && extra.isEmpty,
            "\(file): Python has \(missing), the warehouse \(extra)")
    }

    @Test(
        "The same table as CSV and as JSON, or as published and as cleaned, is the same in the warehouse"
    )
    func sameTableTwice() throws {
        let city = try city()
        let pairs = [("ncovcsv", "ncovjson"), ("budgetsource", "budget")]
        for (left, right) in pairs {
            let feeds = try [left, right].map { kind in
                try #require(RealFeedsData.feeds.first { $0.kind == kind })
            }
            for night in feeds.flatMap(\.nights) {
                try city.drop(night.inboxPath, Data(contentsOf: RealFeedsData.file(night.file)))
            }
        }
        let result = try city.run(date: "2020-12-31")
        try #require(result.exitCode == 0, "\(result.stdout)\(result.stderr)")
        for (left, right) in pairs {
            let tables = try [left, right].map { kind -> [[CellValue]] in
                let feed = try #require(RealFeedsData.feeds.first { $0.kind == kind })
                let columns = try RealFeedsData.columns(feed).joined(separator: ", ")
                return try city.rows(
                    "SELECT json_array(\(columns)) FROM \(feed.table) WHERE valid_to_run IS NULL ORDER BY \(columns)"
                )
            }
            #expect(!tables[0].isEmpty)
            #expect(tables[0] == tables[1], "\(left) and \(right)")
        }
    }

    @Test("A snapshot that lost half its stations is held")
    func shrunkSnapshot() throws {
        let city = try city()
        let name = "cologne/environment-uba-airquality-stations_"
        try city.drop(
            "cologne/stations_20140101.csv",
            Data(contentsOf: RealFeedsData.file(name + "complete.csv")))
        #expect(try city.run(date: "2014-01-01").exitCode == 0)
        try city.drop(
            "cologne/stations_20140102.csv",
            Data(contentsOf: RealFeedsData.file(name + "active.csv")))
        #expect(try city.run(date: "2014-01-02").exitCode == 2)
        #expect(
            try city.count("SELECT count(*) FROM feed_d93_stations WHERE valid_to_run IS NULL")
                == 1759)
        #expect(
            try city.rows(
                "SELECT json_array(state) FROM delivery WHERE business_date = '2014-01-02'")
                == [[.text("held")]])
        #expect(try city.count("SELECT count(*) FROM finding WHERE rule = 'SNAPSHOT_SHRINK'") == 1)
    }

    @Test("A renamed, an added and a moved column are each named in a finding; the rest is loaded")
    func drift() throws {
        let city = try city()
        let file = try RealFeedsData.file("covid-places-gb18030/2020-03-20-City.csv")
        let original = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        // The header is ASCII; only it is edited, so the rows keep their GB18030 bytes.
        #expect(
            original.hasPrefix(
                "provinceName,provinceId,provinceTotal,cityName,cityId,cityLon,cityLat"))
        try city.drop("covid/2020-03-20-City.csv", Data(contentsOf: file))
        #expect(try city.run(date: "2020-03-20").exitCode == 0)
        try city.drop(
            "covid/2020-03-21-City.csv",
            try edited(file, "cityLon,cityLat,cityLevel", "cityLat,cityLon,cityGrade"))
        let result = try city.run(date: "2020-03-21")
        #expect(result.exitCode == 0, "\(result.stdout)\(result.stderr)")
        let rules = try city.rows(
            """
            SELECT DISTINCT json_array(f.rule) FROM finding f JOIN delivery d USING (delivery_id)
            WHERE d.business_date = '2020-03-21' AND f.rule LIKE 'COLUMN%'
            """
        ).flatMap { $0 }.map(\.description)
        #expect(Set(rules).isSuperset(of: ["COLUMN_MISSING", "COLUMN_UNDECLARED"]), "\(rules)")
        let named = try city.count(
            """
            SELECT count(*) FROM finding
            WHERE rule = 'COLUMN_UNDECLARED' AND found || expected LIKE '%cityGrade%'
            """)
        #expect(named == 1)
        #expect(
            try city.count(
                "SELECT count(*) FROM feed_d90_city WHERE valid_to_run IS NULL AND map_level IS NULL"
            ) == 220)
        // The columns were told apart by their names, not by their places: longitude took what is now under it.
        #expect(
            try city.count(
                "SELECT count(*) FROM feed_d90_city WHERE valid_to_run IS NULL AND lon < lat")
                == 220)
    }

    @Test("A key column that is gone fails the delivery and leaves the feed as it was")
    func keyColumnGone() throws {
        let city = try city()
        let file = try RealFeedsData.file("covid-places-gb18030/2020-03-20-City.csv")
        try city.drop("covid/2020-03-20-City.csv", Data(contentsOf: file))
        #expect(try city.run(date: "2020-03-20").exitCode == 0)
        try city.drop("covid/2020-03-21-City.csv", try edited(file, "cityId", "cityCode"))
        let result = try city.run(date: "2020-03-21")
        #expect(result.exitCode == 2, "\(result.stdout)\(result.stderr)")
        #expect((result.stdout + result.stderr).contains("cityId"))
        #expect(
            try city.count("SELECT count(*) FROM feed_d90_city WHERE valid_to_run IS NULL") == 220)
    }

    /// A file with a text in its header replaced, byte for byte.
    private func edited(_ file: URL, _ old: String, _ new: String) throws -> Data {
        var data = try Data(contentsOf: file)
        let range = try #require(data.range(of: Data(old.utf8)))
        data.replaceSubrange(range, with: Data(new.utf8))
        return data
    }
}
