import Foundation
import Testing

/// One real feed and the nights on which it was delivered.
struct RealFeed: Sendable, CustomTestStringConvertible {
    struct Night: Sendable {
        var date: String
        /// Below the folder of real feeds, or `organizations/…` beside it.
        var file: String
        var inboxPath: String
    }

    /// The name of its contract, of its feed after the department's code, and of its reader in `independent.py`.
    var kind: String
    var table: String
    var isSnapshot = true
    /// Free text, whose outermost blanks are nobody's promise.
    var freeColumns: Set<String> = []
    var nights: [Night]
    var testDescription: String { kind }
}

/// Where the real feeds are, and what Python reads in them.
enum RealFeedsData {
    static let contracts = CommandRunner.packageRoot.appending(path: "Tests/RealFeeds")
    private static let data = CommandRunner.packageRoot.appending(path: "../shared/data")
        .standardizedFileURL
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"] + onPath("python3")

    static var isHere: Bool { whyNot.isEmpty }

    /// What is missing for these tests; empty where nothing is.
    static let whyNot: String = {
        if !FileManager.default.fileExists(atPath: data.appending(path: "open-data-feeds").path) {
            return "the real feeds are not in ../shared/data"
        }
        if interpreter == nil { return "needs python3, as the independent reader" }
        if !CommandWorkspace.hasSQLite { return "needs /usr/bin/sqlite3" }
        return ""
    }()

    private static let interpreter = python.first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func onPath(_ program: String) -> [String] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
            "\($0)/\(program)"
        }
    }

    static let feeds: [RealFeed] = {
        func covid(_ kind: String, _ name: String, _ days: [String]) -> RealFeed {
            RealFeed(
                kind: kind, table: "feed_d90_\(kind)",
                nights: days.map {
                    RealFeed.Night(
                        date: "2020-\($0)", file: "covid-places-gb18030/2020-\($0)-\(name).csv",
                        inboxPath: "covid/2020-\($0)-\(name).csv")
                })
        }
        func ncov(_ format: String) -> RealFeed {
            RealFeed(
                kind: "ncov\(format)", table: "feed_d91_ncov\(format)",
                isSnapshot: false,
                nights: ["2020-01-24", "2020-02-10", "2020-02-11", "2020-02-12", "2020-12-08"].map {
                    RealFeed.Night(
                        date: $0, file: "ncov-daily-city/\($0).\(format)",
                        inboxPath: "ncov/\($0).\(format)")
                })
        }
        func single(
            _ kind: String, _ department: String, _ file: String,
            _ inboxPath: String,
            isSnapshot: Bool = true
        ) -> RealFeed {
            RealFeed(
                kind: kind, table: "feed_\(department)_\(kind)",
                isSnapshot: isSnapshot,
                nights: [RealFeed.Night(date: "2020-12-31", file: file, inboxPath: inboxPath)])
        }
        func cologne(_ kind: String, _ name: String, isSnapshot: Bool = true)
            -> RealFeed
        {
            let ending = name.hasSuffix(".json") ? "json" : "csv"
            return single(
                kind, "d93", "cologne/\(name)",
                "cologne/\(kind)_20201231.\(ending)",
                isSnapshot: isSnapshot)
        }
        let gazette = RealFeed(
            kind: "gazette", table: "feed_d92_gazette", isSnapshot: false,
            freeColumns: ["subject", "explanation", "html"],
            nights: ["04-16", "09-09", "10-28", "12-23"].map {
                RealFeed.Night(
                    date: "2015-\($0)", file: "gazette-daily-xml/104-\($0).xml.gz",
                    inboxPath: "gazette/gazette_2015-\($0).xml")
            })
        return [
            covid("pois", "Pois", ["03-20", "03-24", "03-25", "03-31", "04-01", "04-02", "04-04"]),
            covid("city", "City", ["03-20", "03-24", "03-25", "03-31", "04-01", "04-04", "04-05"]),
            ncov("csv"), ncov("json"), gazette,
            single(
                "area", "d91", "ncov-daily-city/ChinaAreaCode.csv",
                "ncov/ChinaAreaCode.csv"),
            cologne("wahlsource", "geo-base-wahllokale-_source-wahllokale.csv"),
            cologne("wahl", "geo-base-wahllokale-wahllokale.csv"),
            cologne(
                "budgetsource",
                "budget-bezirke_produktgruppen-_source-bezirke_produktgruppen.csv"),
            cologne("budget", "budget-bezirke_produktgruppen-bezirke_produktgruppen.csv"),
            cologne("stations", "environment-uba-airquality-stations_complete.csv"),
            cologne(
                "ozone", "environment-uba-airquality-201401-DENW053-O3-1SMW.json",
                isSnapshot: false),
            cologne(
                "no2", "environment-uba-airquality-201401-DENW053-NO2-1TMAX.json",
                isSnapshot: false),
            single(
                "permits", "d94",
                "organizations/haimen-planning-permits-2024-2025.json",
                "permits/haimen.json"),
        ]
    }()

    /// A real feed's file; a compressed one is unpacked into the temporary folder first.
    static func file(_ path: String) throws -> URL {
        let folder =
            path.hasPrefix("organizations/") ? data : data.appending(path: "open-data-feeds")
        let url = folder.appending(path: path)
        guard path.hasSuffix(".gz") else { return url }
        let unpacked = FileManager.default.temporaryDirectory
            .appending(path: "guiji-" + path.replacing("/", with: "-").replacing(".gz", with: ""))
        if !FileManager.default.fileExists(atPath: unpacked.path) {
            let program =
                "import gzip, shutil, sys; shutil.copyfileobj(gzip.open(sys.argv[1]), open(sys.argv[2], 'wb'))"
            let part = unpacked.path + ".\(UUID().uuidString)"
            let result = try CommandRunner.run(
                ["-c", program, url.path, part], program: try #require(interpreter))
            try #require(result.exitCode == 0, "\(result.stderr)")
            try? FileManager.default.moveItem(atPath: part, toPath: unpacked.path)
        }
        return unpacked
    }

    /// The rows of a file as Python reads them, in the contract's columns.
    static func independentRows(_ kind: String, _ file: URL) throws -> [[CellValue]] {
        let script = contracts.appending(path: "independent.py").path
        let result = try CommandRunner.run(
            ["-B", script, kind, file.path], program: try #require(interpreter))
        try #require(result.exitCode == 0, "\(result.stderr)")
        return try result.stdout.split(separator: "\n").map {
            try JSONDecoder().decode([CellValue].self, from: Data($0.utf8))
        }
    }

    /// The columns of a feed, in the order of its contract: the entries of `properties`, which stand at one indent.
    static func columns(_ feed: RealFeed) throws -> [String] {
        let file = contracts.appending(path: "\(feed.kind).odcs.yaml")
        let start = "      - name: "
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }
}
