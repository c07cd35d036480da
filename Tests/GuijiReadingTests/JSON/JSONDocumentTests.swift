import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite("JSON documents")
struct JSONDocumentTests {
    static let geoJSON = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"OBJCODE":"3206140103000123","OBJNAME":"雨水井盖","ORDATE":"2018-6-1"},"geometry":{"type":"Point","coordinates":[121.17,31.89]}}]}
        """

    @Test("A GeoJSON feature gives its properties and coordinates")
    func features() throws {
        let reading = try JSONReading(
            JSONDocumentTests.geoJSON,
            JSONReading.document(
                "$.features[]",
                [
                    "properties.OBJCODE", "properties.OBJNAME", "geometry.coordinates[0]",
                    "geometry.coordinates[1]", "geometry.coordinates", "geometry.coordinates[2]",
                ]))
        #expect(
            reading.rows == [
                ["3206140103000123", "雨水井盖", "121.17", "31.89", "[121.17,31.89]", nil]
            ])
        #expect(
            reading.findings.map { "\($0.rule) \($0.severity) \($0.found) \($0.expected)" } == [
                "COLUMN_MISSING warning in none of 1 records geometry.coordinates[2]",
                "COLUMN_UNDECLARED warning properties.ORDATE only keys that the contract names",
            ])
    }

    @Test(
        "A columnar document gives its columns by name, wherever the names stand",
        arguments: [false, true])
    func columnar(namesLast: Bool) throws {
        let names = #""fields":["Station_Id","Datetime","PRE_1h","TEM","a.b"]"#
        let rows =
            #""rows":[["58360","2020-11-19 16:00:00",999990,9.1,null],["M0001","2020-11-19 16:00:00",999999,8.70,1],["M0002",1]]"#
        let text = "{" + (namesLast ? rows + "," + names : names + "," + rows) + "}"
        var plan = JSONReading.document("$.rows[]", ["TEM", "Station_Id", "a.b", "RHU"])
        plan.container.columnsPath = "$.fields"
        let reading = try JSONReading(text, plan)
        #expect(
            reading.rows == [
                ["9.1", "58360", nil, nil], ["8.70", "M0001", "1", nil], [nil, nil, nil, nil],
            ])
        #expect(reading.problemRules == ["2 RECORD_RAGGED error"])
        #expect(
            reading.findings.map { "\($0.rule) \($0.found)" } == [
                "COLUMN_MISSING in none of 2 records", "COLUMN_UNDECLARED Datetime",
                "COLUMN_UNDECLARED PRE_1h",
            ])
    }

    @Test("An envelope's values are read before and after the records, which may use them")
    func envelope() throws {
        let text = #"{"code":0,"data":{"rows":[{"a":1},{"a":2}],"total":"2"},"month":"2020-11"}"#
        let reading = try JSONReading(
            text,
            JSONReading.document(
                "$.data.rows[]", ["a", "$.month", "@index"],
                envelope: ["$.code", "$.data.total", "$.msg"]))
        #expect(reading.rows == [["1", "2020-11", "0"], ["2", "2020-11", "1"]])
        #expect(reading.envelope == ["$.code": "0", "$.data.total": "2"])
        #expect(reading.findings.isEmpty)
    }

    @Test(
        "An error answer without records gives none, its envelope, and a finding that names its keys"
    )
    func errorAnswer() throws {
        let reading = try JSONReading(
            #"{"code":500,"msg":"database down"}"#,
            JSONReading.document("$.data.rows[]", ["a"], envelope: ["$.code"]))
        #expect(reading.rows.isEmpty)
        #expect(reading.envelope == ["$.code": "500"])
        #expect(reading.findingRules == ["COLUMN_MISSING error"])
        #expect(reading.findings.first?.found == "an object with code, msg")
        #expect(reading.findings.first?.expected == "records at $.data.rows[]")
    }

    @Test("A list that is null has no records and a warning")
    func nullList() throws {
        let reading = try JSONReading(
            #"{"total":0,"list":null}"#, JSONReading.document("$.list[]", ["a"]))
        #expect(reading.findingRules == ["COLUMN_MISSING warning"])
        #expect(reading.findings.first?.found == "null")
    }

    @Test(
        "Members of an object and elements of its arrays are records, with the member's name as @key"
    )
    func members() throws {
        let members = #"{"甲\u4e59":{"x":1},"b":{"x":2}}"#
        #expect(
            try JSONReading(members, JSONReading.document("$.*", ["@key", "@index", "x"])).rows == [
                ["甲乙", "0", "1"], ["b", "1", "2"],
            ])
        let lists = #"{"甲":[{"x":1},{"x":2}],"b":[],"c":[{"x":3}]}"#
        #expect(
            try JSONReading(lists, JSONReading.document("$.*[]", ["@key", "@index", "x"])).rows == [
                ["甲", "0", "1"], ["甲", "1", "2"], ["c", "0", "3"],
            ])
    }

    @Test("Records may be arrays, scalars, or the document itself")
    func otherRecords() throws {
        #expect(
            try JSONReading(
                "[[1,\"a\"],[2],[]]", JSONReading.document("$[]", ["[0]", "[1]", "."])
            ).rows == [["1", "a", "[1,\"a\"]"], ["2", nil, "[2]"], [nil, nil, "[]"]])
        #expect(
            try JSONReading("[1,\"b\",null,true]", JSONReading.document("$[]", ["."])).rows
                == [["1"], ["b"], [nil], ["true"]])
        #expect(
            try JSONReading(#"{"a":{"b":[5]}}"#, JSONReading.document("$", ["a.b[0]"])).rows
                == [["5"]])
    }

    @Test("Shapes have paths of their own, and records know theirs")
    func shapesByPath() throws {
        let text = #"{"out":[{"n":1},{"n":2}],"in":[{"n":3}]}"#
        var plan = JSONReading.document("$.in[]", ["n"])
        plan.shapes = [
            RecordShape(name: "in", path: "$.in[]"), RecordShape(name: "out", path: "$.out[]"),
            RecordShape(name: "gone", path: "$.gone[]"),
        ]
        let reading = try JSONReading(text, plan)
        #expect(reading.rows == [["1"], ["2"], ["3"]])
        #expect(reading.shapes == [1, 1, 0])
        #expect(reading.findingRules == ["COLUMN_MISSING warning"])
    }

    @Test(
        "What is wrong with a document is said with its place",
        arguments: [
            ("", "FILE_EMPTY", 0, 0), (" \n ", "FILE_EMPTY", 0, 0),
            ("[1,2", "FILE_TRUNCATED", 1, 4), ("[1,\n \"ab", "FILE_TRUNCATED", 2, 8),
            ("[{\"a\":tr", "FILE_TRUNCATED", 1, 8),
            ("[1,\n2,]", "FILE_MALFORMED", 2, 6), ("[1]\n]", "FILE_MALFORMED", 2, 4),
            ("[\"a\nb\"]", "FILE_MALFORMED", 1, 3), ("[01]", "FILE_MALFORMED", 1, 2),
            ("{\"a\":1 \"b\":2}", "FILE_MALFORMED", 1, 7), ("[\"\\x\"]", "FILE_MALFORMED", 1, 3),
        ])
    func refused(text: String, rule: String, line: Int, offset: Int) {
        let error = JSONReading.error(text, JSONReading.document("$[]", ["."]))
        #expect(error?.rule.rawValue == rule)
        #expect(error?.position?.line ?? 0 == Int64(line))
        #expect(error?.position?.byteOffset ?? 0 == Int64(offset))
    }

    @Test("Nesting is read to 128 levels and refused beyond")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let plan = JSONReading.document("$[]", ["."])
        #expect(JSONReading.error(nested(128), plan) == nil)
        #expect(JSONReading.error(nested(129), plan)?.found == "nested too deeply")
        #expect(JSONReading.error(nested(100_000), plan)?.found == "nested too deeply")
    }

    @Test("A document of the wrong type is refused; JSON Lines are recognized")
    func wrongType() {
        let plan = JSONReading.document("$[]", ["a"])
        #expect(JSONReading.error(#"{"a":1}"#, plan)?.rule == .fileMalformed)
        #expect(JSONReading.error(#"{"a":1}"#, plan)?.found == "an object with a")
        let lines = JSONReading.error("{\"a\":1}\n{\"a\":2}\n", plan)
        #expect(lines?.expected.contains("format: jsonl") == true)
    }

    @Test("A document in GB18030 declared as UTF-8 is read, with a finding")
    func otherEncoding() throws {
        // [{"姓名":"张样本"},{"姓名":"李示例"}]
        let name: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB]
        let first: [UInt8] = [0xD5, 0xC5, 0xD1, 0xF9, 0xB1, 0xBE]
        let second: [UInt8] = [0xC0, 0xEE, 0xCA, 0xBE, 0xC0, 0xFD]
        func record(_ value: [UInt8]) -> [UInt8] {
            Array("{\"".utf8) + name + Array("\":\"".utf8) + value + Array("\"}".utf8)
        }
        let bytes =
            Array("[".utf8) + record(first) + Array(",\n ".utf8) + record(second)
            + Array("]".utf8)
        let reading = try JSONReading(bytes, JSONReading.document("$[]", ["姓名"]))
        #expect(reading.rows == [["张样本"], ["李示例"]])
        #expect(reading.encoding == .gb18030)
        #expect(reading.findingRules == ["ENCODING_MISMATCH warning"])
        #expect(
            reading.positions.map { Array(bytes[$0.bytes]) } == [record(first), record(second)])
        #expect(reading.positions.map(\.line) == [1, 2])
    }

    @Test("Bytes without a character refuse the document, with their place")
    func undecodable() {
        let bytes = Array("[\"样例样例样例\",\n\"".utf8) + [0xFF] + Array("\"]".utf8)
        let error = JSONReading.error(bytes, JSONReading.document("$[]", ["."]))
        #expect(error?.rule == .encodingUndecodable)
        #expect(error?.position?.line == 2)
        #expect(error?.position?.byteOffset == Int64(bytes.count - 3))
    }

    @Test(
        "Real feeds have as many records as Foundation finds, and the same values",
        .enabled(if: SharedData.has("open-data-feeds/ncov-daily-city"), "needs ../shared/data"))
    func realFeeds() throws {
        let folder = SharedData.url("open-data-feeds/ncov-daily-city")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }
        #expect(!files.isEmpty)
        for file in files {
            let bytes = try SharedData.bytes("open-data-feeds/ncov-daily-city/\(file)")
            let known = try #require(
                try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
            let names = ["city", "provinceCode", "confirmed"]
            let reading = try JSONReading(bytes, JSONReading.document("$[]", names))
            #expect(reading.rows.count == known.count)
            #expect(reading.problems.isEmpty)
            #expect(
                reading.rows
                    == known.map { record in
                        names.map { record[$0].flatMap { $0 is NSNull ? nil : "\($0)" } }
                    })
        }
    }
}

extension RecordPosition {
    /// The record's bytes in its file.
    var bytes: Range<Int> { Int(byteOffset)..<Int(byteOffset + byteLength) }
}
