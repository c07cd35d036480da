import Foundation
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite("JSON conformance")
struct JSONConformanceTests {
    static let suite = "json-conformance/JSONTestSuite-test_parsing.tar.xz"
    static let naughty = "json-conformance/big-list-of-naughty-strings.json"

    /// What becomes of the 35 files for which RFC 8259 leaves the choice to the parser: `accepted`, or the rule by which
    /// the file, or its record with the wanted string, is refused. Numbers are kept as written, so no size of number matters; half surrogate pairs are found only where
    /// the string is wanted; a file that isn't UTF-8 is read as GB18030 where that fits.
    static let free: [String: String] = [:]

    @Test(
        "JSONTestSuite: what must parse is read, what must not is refused, the rest is as listed",
        .enabled(if: SharedData.has(suite), "needs ../shared/data"))
    func parsingSuite() throws {
        try SharedData.withExpanded(JSONConformanceTests.suite) { folder in
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "test_parsing").path
            ).filter { $0.hasSuffix(".json") }
            #expect(names.count == 318)
            var free: [String: String] = [:]
            for name in names.sorted() {
                let bytes = try [UInt8](
                    Data(contentsOf: folder.appending(path: "test_parsing/\(name)")))
                let outcome = try JSONConformanceTests.outcome(bytes)
                switch name.prefix(2) {
                case "y_": #expect(outcome == "accepted", "\(name)")
                case "n_": #expect(!outcome.hasPrefix("accepted"), "\(name)")
                default: free[name] = outcome
                }
            }
            #expect(free.count == 35)
            #expect(free == JSONConformanceTests.free)
        }
    }

    static func outcome(_ bytes: [UInt8]) throws -> String {
        do throws(DeliveryError) {
            let encoding = try JSONRecordReader.validate(ByteSource(bytes: bytes))
            if encoding != .utf8 { return "accepted as \(encoding.rawValue)" }
        } catch {
            return error.rule.rawValue
        }
        let record = try JSONReading(bytes, JSONReading.document("$", ["[0]"]))
        return record.problems.first?.rule.rawValue ?? "accepted"
    }

    @Test(
        "Naughty strings come through an array and through JSON Lines exactly",
        .enabled(if: SharedData.has(naughty), "needs ../shared/data"), arguments: [false, true])
    func naughtyStrings(escaped: Bool) throws {
        let bytes = try SharedData.bytes(JSONConformanceTests.naughty)
        let strings = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String])
        #expect(strings.count > 400)
        let quoted = strings.map { escaped ? JSONWriter.escaped($0) : JSONWriter.quoted($0) }
        let array = "[" + quoted.joined(separator: ",\n") + "]"
        #expect(
            try JSONReading(array, JSONReading.document("$[]", ["."])).rows == strings.map { [$0] })
        let lines = quoted.map { "{\"备注\":\($0)}\n" }.joined()
        #expect(
            try JSONReading(lines, JSONReading.lines(["备注"])).rows == strings.map { [$0] })
    }
}
