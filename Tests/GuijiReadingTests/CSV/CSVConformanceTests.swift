import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

/// Two public suites. Where a suite's choice is not ours, the case says so.
@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct CSVConformanceTests {
    /// The expected values of a case, in the order of its columns.
    private static func expected(_ path: String, columns: [String]) throws -> [[String]] {
        let json = try JSONSerialization.jsonObject(with: Data(SharedData.bytes(path)))
        if let rows = json as? [[String: String]] {
            return rows.map { row in columns.map { row[$0] ?? "?" } }
        }
        return try #require(json as? [[String]])
    }

    private static func read(_ path: String, _ plan: ReadPlan) throws -> [SeenRecord] {
        let bytes = try SharedData.bytes("csv-conformance/" + path)
        return try records(of: CSVRecordReader(source: ByteSource(bytes: bytes), plan: plan))
    }

    @Test(
        "csv-spectrum",
        arguments: [
            ("comma_in_quotes", ["first", "last", "address", "city", "zip"]),
            ("empty", ["a", "b", "c"]),
            ("empty_crlf", ["a", "b", "c"]), ("escaped_quotes", ["a", "b"]),
            ("json", ["key", "val"]),
            ("newlines", ["a", "b", "c"]), ("newlines_crlf", ["a", "b", "c"]),
            ("quotes_and_newlines", ["a", "b"]), ("simple", ["a", "b", "c"]),
            ("simple_crlf", ["a", "b", "c"]), ("utf8", ["a", "b", "c"]),
        ])
    func spectrum(name: String, columns: [String]) throws {
        let found = try Self.read("csv-spectrum/csvs/\(name).csv", csvPlan(columns))
        let expected = try Self.expected(
            "csv-conformance/csv-spectrum/json/\(name).json", columns: columns
        ).map { row in
            // The suite's newlines_crlf.csv has lost its carriage returns on its way here; its answer has not.
            name == "newlines_crlf" ? row.map { $0.replacing("\r\n", with: "\n") } : row
        }
        #expect(found.map(\.values) == expected)
        #expect(found.allSatisfy { $0.problems.isEmpty })
    }

    @Test("csv-spectrum: quotes within unquoted values are text, with a warning")
    func locationCoordinates() throws {
        let columns = ["Contact Phone Number", "Location Coordinates", "Cities", "Counties"]
        let found = try Self.read("csv-spectrum/csvs/location_coordinates.csv", csvPlan(columns))
        // The suite's JSON has another phone number than its CSV, and is one object instead of a list.
        let json = try JSONSerialization.jsonObject(
            with: Data(
                SharedData.bytes("csv-conformance/csv-spectrum/json/location_coordinates.json")))
        let object = try #require(
            (json as? [String: String]) ?? (json as? [[String: String]])?.first)
        #expect(found.count == 1)
        #expect(found[0].values[1] == object[columns[1]])
        #expect(found[0].values[2] == object[columns[2]])
        #expect(found[0].values[3] == object[columns[3]])
        #expect(found[0].problems == ["RECORD_QUOTE warning"])
    }

    @Test(
        "csv-test-data without a header",
        arguments: [
            ("empty-field", 3), ("leading-space", 3), ("one-column", 1), ("quotes-empty", 3),
            ("quotes-with-comma", 3), ("quotes-with-escaped-quote", 3), ("quotes-with-newline", 3),
            ("quotes-with-space", 3), ("simple-crlf", 3), ("simple-lf", 3),
            ("trailing-newline-one-field", 1), ("trailing-newline", 3), ("trailing-space", 3),
            ("utf8", 3),
        ])
    func withoutHeader(name: String, columns: Int) throws {
        let plan = csvPlan((1...columns).map { "#\($0)" }) { $0.hasHeader = false }
        let found = try Self.read("csv-test-data/csv/\(name).csv", plan)
        #expect(
            try found.map(\.values)
                == Self.expected("csv-conformance/csv-test-data/json/\(name).json", columns: []))
        #expect(found.allSatisfy { $0.problems.isEmpty })
    }

    @Test("csv-test-data with a header: one record, and none")
    func withHeader() throws {
        let plan = csvPlan(["foo", "bar", "baz"], essential: ["foo"])
        let found = try Self.read("csv-test-data/csv/header-simple.csv", plan)
        #expect(found.map(\.values) == [["1", "2", "3"]])
        #expect(try Self.read("csv-test-data/csv/header-no-rows.csv", plan).isEmpty)
    }

    @Test(
        "csv-test-data: blank lines are ignored; the suite makes each a record with one empty value"
    )
    func blankLines() throws {
        let plan = csvPlan(["#1"]) { $0.hasHeader = false }
        let found = try Self.read("csv-test-data/csv/empty-one-column.csv", plan)
        #expect(found.map(\.values) == [["foo"]])
        #expect(throws: DeliveryError.self) {
            try Self.read("csv-test-data/csv/all-empty.csv", plan)
        }
    }

    @Test(
        "csv-test-data: bad records are set aside one by one, bad files refused",
        arguments: [
            // The suite refuses these files whole; here the delivery goes on without the record …
            ("bad-header-less-fields", ["RECORD_RAGGED error"]),
            ("bad-header-more-fields", ["RECORD_RAGGED error"]),
            ("bad-missing-quote", ["RECORD_QUOTE error"]),
            // … or with it, where the values are beyond doubt.
            ("bad-quotes-with-unescaped-quote", ["RECORD_QUOTE warning"]),
            ("bad-unescaped-quote", ["RECORD_QUOTE warning"]),
        ])
    func badRecords(name: String, problems: [String]) throws {
        let plan = csvPlan(["foo", "bar", "baz"])
        let found = try Self.read("csv-test-data/csv/\(name).csv", plan)
        #expect(found.map(\.problems) == [problems])
    }

    @Test(
        "csv-test-data: bad files are refused",
        arguments: [
            ("bad-header-no-header", RuleID.fileEmpty), ("bad-header-wrong-header", .columnMissing),
        ])
    func badFiles(name: String, rule: RuleID) throws {
        let error = #expect(throws: DeliveryError.self) {
            try Self.read("csv-test-data/csv/\(name).csv", csvPlan(["foo", "bar", "baz"]))
        }
        #expect(error?.rule == rule)
    }

    @Test("Every case of both suites is named above")
    func allCases() throws {
        func count(_ folder: String) throws -> Int {
            try FileManager.default.contentsOfDirectory(
                atPath: SharedData.url("csv-conformance/\(folder)").path
            ).filter { $0.hasSuffix(".csv") }.count
        }
        #expect(try count("csv-spectrum/csvs") == 11 + 1)
        #expect(try count("csv-test-data/csv") == 14 + 2 + 2 + 5 + 2)
    }
}
