import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite("JSON Lines")
struct JSONLinesTests {
    static let survey = """
        {"lcbh":"LX0001","ver":2,"ry":{"xm":"张样本","zjlx":"身份证"},"fl":"来自风险地区","xc":[{"ks":"2020-11-13 12:00","js":"约13点","dd":"人民中路88号美食城"}],"jcz":[{"xm":"车友王某","sj":"15400000007"},null,{"xm":"李示例"}],"sf":[{"rq":"2020-11-13","tw":36.5,"hs":"阴性"},{"rq":"2020-11-15","hs":"阴性"}]}
        """

    @Test("A nested record gives its values and its groups' items")
    func nested() throws {
        let reading = try JSONReading(
            JSONLinesTests.survey + "\n" + #"{"lcbh":"LX0002","sf":{"tw":37},"xc":[]}"#,
            JSONReading.lines(
                ["lcbh", "ver", "ry.xm", "ry", "xc[0].dd", "@index"],
                groups: [
                    .init("jcz[]", ["sj", "xm"]), .init("sf[]", ["tw"]), .init("xc[]", ["."]),
                ]))
        #expect(
            reading.rows == [
                [
                    "LX0001", "2", "张样本", #"{"xm":"张样本","zjlx":"身份证"}"#, "人民中路88号美食城", "0",
                ],
                ["LX0002", nil, nil, nil, nil, "1"],
            ])
        #expect(
            reading.groups[0] == [
                [["15400000007", "车友王某"], [nil, "李示例"]], [["36.5"], [nil]],
                [[#"{"ks":"2020-11-13 12:00","js":"约13点","dd":"人民中路88号美食城"}"#]],
            ])
        #expect(reading.groups[1] == [[], [["37"]], []])
        #expect(reading.problems.isEmpty)
        #expect(
            reading.findings.map { "\($0.rule) \($0.found)" } == [
                "COLUMN_UNDECLARED fl", "COLUMN_UNDECLARED sf[].rq", "COLUMN_UNDECLARED sf[].hs",
            ])
    }

    @Test("A group may stand deeper, in an array of objects, or hold scalars")
    func deepGroups() throws {
        let reading = try JSONReading(
            #"{"brxx":{"mxb":[{"n":1},{"n":2}]},"a":[{"b":[3,4]},{"b":[5]},{"b":6}],"t":["x",null,"y"]}"#,
            JSONReading.lines(
                ["brxx.mxb[1].n"],
                groups: [
                    .init("brxx.mxb[]", ["n"]), .init("a[].b[]", ["."]), .init("t[]", ["."]),
                ]))
        #expect(reading.rows == [["2"]])
        #expect(
            reading.groups == [
                [[["1"], ["2"]], [["3"], ["4"], ["5"], ["6"]], [["x"], ["y"]]]
            ])
    }

    @Test("Values keep their text: numbers, escapes, Chinese and dotted keys")
    func values() throws {
        let text =
            #"{"n":1.20E3,"big":123456789012345678901234567890,"zero":-0,"yes":true,"no":false,"nil":null,"#
            + #""\u59d3\u540d":"\u5f20\n\ud83d\ude00\/\"","a.b":{"c d":""},"o":{ "x" : [1, 2] }}"#
        let reading = try JSONReading(
            text,
            JSONReading.lines(
                ["n", "big", "zero", "yes", "no", "nil", "姓名", "[\"a.b\"]['c d']", "o", "o.x"]))
        #expect(
            reading.rows == [
                [
                    "1.20E3", "123456789012345678901234567890", "-0", "true", "false", nil,
                    "张\n😀/\"", "", "{ \"x\" : [1, 2] }", "[1, 2]",
                ]
            ])
        #expect(reading.findings.isEmpty)
    }

    @Test("The first alternative that is not absent counts, whatever the keys' order")
    func alternatives() throws {
        var plan = JSONReading.lines([])
        plan.columns = [ReadPlan.Column(sources: ["a", "b.c", "@index"])]
        let reading = try JSONReading(
            """
            {"b":{"c":"2"},"a":"1"}
            {"a":null,"b":{"c":"2"}}
            {"z":1}
            """, plan)
        #expect(reading.rows == [["1"], ["2"], ["2"]])
    }

    @Test("Of a key that stands twice the first value counts, with a warning")
    func duplicates() throws {
        let reading = try JSONReading(
            """
            {"a":1,"b":{"c":1,"c":2},"a":2}
            {"a":null,"a":2}
            {"x":1,"x":2,"a":5,"t":[1],"t":[2]}
            """,
            JSONReading.lines(["a", "b.c"], groups: [.init("t[]", ["."])]))
        #expect(reading.rows == [["1", "1"], [nil, nil], ["5", nil]])
        #expect(reading.groups[2] == [[["1"]]])
        #expect(
            reading.problemRules == [
                "0 RECORD_MALFORMED warning", "1 RECORD_MALFORMED warning",
                "2 RECORD_MALFORMED warning",
            ])
        #expect(reading.problems[1].found == "the key a twice; its first value was taken")
    }

    @Test("A bad line is its record's problem; the others load, and positions are exact")
    func badLines() throws {
        let lines: [(text: String, problem: String?)] = [
            ("{\"a\":\"一\"}", nil), ("{\"a\":\"x\"y\"}", "RECORD_MALFORMED"),
            ("  {\"a\":2}\t\r", nil), ("", nil), ("{\"a\":\"\\ud800\"}", "RECORD_MALFORMED"),
            ("{\"a\":3} {\"a\":4}", "RECORD_MALFORMED"), ("{\"b\":\"\\udc00\",\"a\":4}", nil),
            ("{\"a\":\"open", "RECORD_MALFORMED"), ("{\"a\":5}", nil), (" \r", nil),
            ("{\"a\":6,\"g\":[{\"v\":1},{\"v\":tru}]}", "RECORD_MALFORMED"),
            ("{\"a\":\"tab\there\"}", "RECORD_MALFORMED"), ("\"scalar\"", nil),
            ("{\"a\":7,\"g\":[{\"v\":1}]}", nil), ("{\"a\":8", "RECORD_MALFORMED"),
        ]
        let text = lines.map(\.text).joined(separator: "\n")
        let reading = try JSONReading(
            text, JSONReading.lines(["a"], groups: [.init("g[]", ["v"])]))
        let kept = lines.enumerated().filter { !$0.element.text.isBlank }
        #expect(
            reading.rows.map { $0[0] } == [
                "一", nil, "2", nil, nil, "4", nil, "5", nil, nil, nil, "7", nil,
            ])
        #expect(
            reading.problems.map { "\($0.row) \($0.rule)" }
                == kept.enumerated().compactMap { row, line in
                    line.element.problem.map { "\(row) \($0)" }
                })
        #expect(reading.positions.map(\.line) == kept.map { Int64($0.offset) + 1 })
        #expect(reading.positions.map(\.ordinal) == (0..<13).map { Int64($0) })
        let bytes = Array(text.utf8)
        #expect(
            reading.positions.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
                == kept.map { $0.element.text.trimmedBlanks })
        #expect(reading.groups[11] == [[["1"]]])
        #expect(reading.groups[8] == [[]])
    }

    @Test("Bytes without a character set their line aside; a byte order mark is passed over")
    func undecodable() throws {
        let bytes =
            [0xEF, 0xBB, 0xBF] + Array("{\"a\":\"样例样例\"}\n{\"a\":\"".utf8) + [0xE5, 0xBC]
            + Array("\"}\n{\"a\":\"好\"}\n".utf8)
        let reading = try JSONReading(bytes, JSONReading.lines(["a"]))
        #expect(reading.rows == [["样例样例"], [nil], ["好"]])
        #expect(reading.problemRules == ["1 RECORD_UNDECODABLE error"])
        #expect(reading.problems[0].found.contains("at byte 6 "))
        #expect(
            reading.positions.map { Array(bytes[$0.bytes]) } == [
                Array("{\"a\":\"样例样例\"}".utf8),
                Array("{\"a\":\"".utf8) + [0xE5, 0xBC] + Array("\"}".utf8),
                Array("{\"a\":\"好\"}".utf8),
            ])
    }

    @Test("A line of more than 16 MiB is passed over, and counted")
    func tooLong() throws {
        let long = "{\"a\":\"" + String(repeating: "x", count: 18 << 20) + "\"}"
        let middle = "{\"a\":\"" + String(repeating: "y", count: 17 << 20)  // no end
        let text = "{\"a\":1}\n\(long)\r\n{\"a\":2}\n\n{\"a\":3}\n\(middle)"
        let bytes = Array(text.utf8)
        let reading = try JSONReading(bytes, JSONReading.lines(["a"]))
        #expect(reading.rows == [["1"], [nil], ["2"], ["3"], [nil]])
        #expect(reading.problemRules == ["1 RECORD_TOO_LONG error", "4 RECORD_TOO_LONG error"])
        #expect(reading.positions.map(\.line) == [1, 2, 3, 5, 6])
        #expect(reading.positions[1].byteLength == Int64(long.utf8.count))
        #expect(reading.positions[2].byteOffset == Int64(long.utf8.count + 10))
        #expect(reading.positions[4].bytes.upperBound == bytes.count)
    }

    @Test("Shapes are told by a value; an unknown one is an error")
    func shapes() throws {
        var plan = JSONReading.lines(["v"])
        plan.shapes = [
            RecordShape(name: "in", when: .init(source: "kind", equals: "I")),
            RecordShape(name: "out", when: .init(source: "kind", equals: "出")),
        ]
        let reading = try JSONReading(
            """
            {"v":1,"kind":"\\u51fa"}
            {"kind":"I","v":2}
            {"kind":"X","v":3}
            {"v":4}
            """, plan)
        #expect(reading.shapes.prefix(2) == [1, 0])
        #expect(reading.rows == [["1"], ["2"], [nil], [nil]])
        #expect(
            reading.problems.map { "\($0.row) \($0.rule) \($0.found)" } == [
                "2 RECORD_SHAPE_UNKNOWN X", "3 RECORD_SHAPE_UNKNOWN no value",
            ])
    }

    @Test(
        "A document in place of lines is recognized",
        arguments: [
            "[{\"a\":1},{\"a\":2}]", "[\n{\"a\":1}\n]\n", "[{\"a\":1},\n{\"a\":2}]\n",
            "{\n  \"a\": 1\n}\n",
        ])
    func document(text: String) {
        let error = JSONReading.error(text, JSONReading.lines(["a"]))
        #expect(error?.rule == .fileMalformed)
        #expect(error?.expected.contains("format: json in") == true)
    }

    @Test("A torn first line is no document")
    func tornFirstLine() throws {
        let reading = try JSONReading("{\"a\":\n{\"a\":2}\n", JSONReading.lines(["a"]))
        #expect(reading.rows == [[nil], ["2"]])
    }

    @Test("Nothing in the file is a warning, not an error")
    func empty() throws {
        for text in ["", "\n \r\n\n"] {
            let reading = try JSONReading(text, JSONReading.lines(["a"]))
            #expect(reading.rows.isEmpty)
            #expect(reading.findingRules == ["FILE_EMPTY warning"])
        }
    }

    @Test("Many records come in batches of bounded size, in order")
    func batches() throws {
        let text = (0..<10_000).map { "{\"n\":\($0),\"g\":[{\"v\":\($0)}]}\n" }.joined()
        let reading = try JSONReading(
            text, JSONReading.lines(["n"], groups: [.init("g[]", ["v"])]))
        #expect(reading.rows == (0..<10_000).map { ["\($0)"] })
        #expect(reading.groups == (0..<10_000).map { [[["\($0)"]]] })
        #expect(reading.batchSizes == [4000, 4000, 2000])
        #expect(reading.positions.map(\.line) == (1...10_000).map { Int64($0) })
    }

    @Test(
        "Undeclared keys are named once each, and at most twenty; a missing key column is an error")
    func drift() throws {
        let keys = (0..<30).map { "\"k\($0)\":1" }.joined(separator: ",")
        var plan = JSONReading.lines(["a"])
        plan.columns.append(ReadPlan.Column(sources: ["id", "ID"], isEssential: true))
        let reading = try JSONReading("{\"a\":1,\(keys)}\n{\"a\":null,\(keys)}\n", plan)
        #expect(reading.findings.filter { $0.rule == .columnUndeclared }.count == 20)
        #expect(
            reading.findings.first
                == Finding(
                    rule: .columnMissing, severity: .error, found: "in none of 2 records",
                    expected: "id or ID"))
    }

    @Test("A source that is no path is refused")
    func badSource() {
        for source in ["a[", "a..b", "a[x]", "", "@nothing", "a[]", "$.a b["] {
            #expect(
                JSONReading.error("{}", JSONReading.lines([source]))?.rule == .fileUnreadable,
                "\(source)")
        }
    }
}

extension String {
    fileprivate var trimmedBlanks: String {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0D]
        var bytes = Array(utf8.drop { blanks.contains($0) })
        while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
    fileprivate var isBlank: Bool { trimmedBlanks.isEmpty }
}
