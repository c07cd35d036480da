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
    static let free: [String: String] = [
        "i_number_double_huge_neg_exp.json": "accepted",
        "i_number_huge_exp.json": "accepted",
        "i_number_neg_int_huge_exp.json": "accepted",
        "i_number_pos_double_huge_exp.json": "accepted",
        "i_number_real_neg_overflow.json": "accepted",
        "i_number_real_pos_overflow.json": "accepted",
        "i_number_real_underflow.json": "accepted",
        "i_number_too_big_neg_int.json": "accepted",
        "i_number_too_big_pos_int.json": "accepted",
        "i_number_very_big_negative_int.json": "accepted",
        "i_object_key_lone_2nd_surrogate.json": "accepted",
        "i_string_1st_surrogate_but_2nd_missing.json": "RECORD_MALFORMED",
        "i_string_1st_valid_surrogate_2nd_invalid.json": "RECORD_MALFORMED",
        "i_string_UTF-16LE_with_BOM.json": "accepted as UTF-16LE",
        "i_string_UTF-8_invalid_sequence.json": "accepted as GB18030",
        "i_string_UTF8_surrogate_U+D800.json": "ENCODING_UNDECODABLE",
        "i_string_incomplete_surrogate_and_escape_valid.json": "RECORD_MALFORMED",
        "i_string_incomplete_surrogate_pair.json": "RECORD_MALFORMED",
        "i_string_incomplete_surrogates_escape_valid.json": "RECORD_MALFORMED",
        "i_string_invalid_lonely_surrogate.json": "RECORD_MALFORMED",
        "i_string_invalid_surrogate.json": "RECORD_MALFORMED",
        "i_string_invalid_utf-8.json": "ENCODING_UNDECODABLE",
        "i_string_inverted_surrogates_U+1D11E.json": "RECORD_MALFORMED",
        "i_string_iso_latin_1.json": "ENCODING_UNDECODABLE",
        "i_string_lone_second_surrogate.json": "RECORD_MALFORMED",
        "i_string_lone_utf8_continuation_byte.json": "ENCODING_UNDECODABLE",
        "i_string_not_in_unicode_range.json": "accepted as GB18030",
        "i_string_overlong_sequence_2_bytes.json": "accepted as GB18030",
        "i_string_overlong_sequence_6_bytes.json": "accepted as GB18030",
        "i_string_overlong_sequence_6_bytes_null.json": "ENCODING_UNDECODABLE",
        "i_string_truncated-utf-8.json": "ENCODING_UNDECODABLE",
        "i_string_utf16BE_no_BOM.json": "accepted as UTF-16BE",
        "i_string_utf16LE_no_BOM.json": "accepted as UTF-16LE",
        "i_structure_500_nested_arrays.json": "FILE_MALFORMED",
        "i_structure_UTF-8_BOM_empty_object.json": "accepted",
    ]

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
