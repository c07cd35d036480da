import Foundation
import Testing

/// `truth/deliveries.json`: what must come of each delivery of a made-up city.
struct SampleTruth: Decodable {
    struct Night: Decodable {
        var date: String
        var inbox: String
        var exitCode: Int32
        var deliveries: [Delivery]
    }

    struct Delivery: Decodable {
        var feed: String
        var path: String
        var state: String
        /// `nil` where the file is not read to its end.
        var records: Int?
        var setAside: Int?
        /// The records that each rule sets aside.
        var rules: [String: Int]
        /// The rows that hold afterwards.
        var current: Int
    }

    var nights: [Night]

    static func load(_ samples: URL) throws -> SampleTruth {
        try JSONDecoder().decode(
            SampleTruth.self,
            from: Data(contentsOf: samples.appending(path: "truth/deliveries.json")))
    }
}

extension SampleTruth.Night {
    private struct Run: Decodable {
        struct Delivery: Decodable {
            var path: String
            var state: String
            var records: Int
            var setAside: Int
        }
        var deliveries: [Delivery]
    }

    /// Runs the night in a city and compares: state, records, set aside, exit code, and the rows that hold.
    func check(in city: CommandWorkspace, samples: URL) throws {
        try city.drop(folder: samples.appending(path: inbox))
        let result = try CommandRunner.run(
            ["run", "--workspace", city.root.appending(path: "ws").path, "--date", date, "--json"])
        #expect(result.exitCode == exitCode, "\(date): \(result.stderr)")
        let run = try JSONDecoder().decode(Run.self, from: Data(result.stdout.utf8))
        for expected in deliveries {
            let found = run.deliveries.first { $0.path.hasSuffix(expected.path) }
            guard expected.state != "missing" else {
                #expect(found == nil, "\(expected.path) came")
                continue
            }
            #expect(found?.state == expected.state, "\(expected.path)")
            if let records = expected.records {
                #expect(found?.records == records, "\(expected.path)")
            }
            if let aside = expected.setAside {
                #expect(found?.setAside == aside, "\(expected.path): \(expected.rules)")
            }
        }
        // The last delivery of a feed on a night says what holds after it.
        var current: [String: Int] = [:]
        for expected in deliveries { current[expected.feed] = expected.current }
        for (feed, rows) in current {
            let table = "feed_" + feed.lowercased().replacing("-", with: "_")
            // A feed of which nothing was loaded yet has no table.
            let isThere = try city.count(
                "SELECT count(*) FROM sqlite_schema WHERE name = '\(table)'")
            let count =
                isThere == 0
                ? 0 : try city.count("SELECT count(*) FROM \(table) WHERE valid_to_run IS NULL")
            #expect(count == rows, "\(feed) after \(date)")
        }
    }
}
