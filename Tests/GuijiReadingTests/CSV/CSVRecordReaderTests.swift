import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite struct CSVRecordReaderTests {
    static let abc = csvPlan(["a", "b", "c"])

    /// The error that reading all of a text ends with.
    static func failure(_ bytes: [UInt8], _ plan: ReadPlan) -> DeliveryError? {
        do {
            _ = try records(of: CSVRecordReader(source: ByteSource(bytes: bytes), plan: plan))
            return nil
        } catch {
            return error as? DeliveryError
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        /// Text after the header `a,b,c`.
        var text: String
        var values: [[String?]]
        var problems: [[String]]
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ values: [[String?]], _ problems: [[String]]? = nil) {
            self.name = name
            self.text = text
            self.values = values
            self.problems = problems ?? values.map { _ in [] }
        }
    }

    static let quoteWarning = ["RECORD_QUOTE warning"]
    static let quoteError = ["RECORD_QUOTE error"]

    @Test(
        "Records and their dirt",
        arguments: [
            Case("empty is not absent", "1,,3\n,,\n", [["1", "", "3"], ["", "", ""]]),
            Case(
                "CR, LF and CRLF", "1,2,3\r4,5,6\r\n7,8,9\n",
                [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]),
            Case(
                "blank lines", "\n1,2,3\n\r\n  \n4,5,6\n\n", [["1", "2", "3"], ["4", "5", "6"]]),
            Case("escaped quotes", "\"a \"\"b\"\"\",\"\"\"\",\"\"\n", [["a \"b\"", "\"", ""]]),
            Case(
                "stray quote in an unquoted value", "1,5\" 管,3\n", [["1", "5\" 管", "3"]],
                [quoteWarning]),
            Case(
                "stray quotes in a quoted value", "1,\"他说\"好\"了\",3\n", [["1", "他说\"好\"了", "3"]],
                [quoteWarning]),
            // A stray quote before a delimiter looks like the end of its value: what follows is set aside.
            Case(
                "free text with line ends and stray quotes", "1,\"报警人称\n\"被骗\",共\n3元\",x\n2,b,c\n",
                [["1", "报警人称\n\"被骗", "共"], ["3元\"", "x", nil], ["2", "b", "c"]],
                [quoteWarning, quoteError, []]),
            Case("blanks around quotes", "1, \"x,y\" ,3\n", [["1", "x,y", "3"]], [quoteWarning]),
            Case(
                "a lost closing quote costs one record", "1,\"b,3\n2,b,c\n3,\"ok\",5\n",
                [["1", "b,3", nil], ["2", "b", "c"], ["3", "ok", "5"]], [quoteError, [], []]),
            Case(
                "a lost closing quote among quoted values", "\"1\",\"b\n\"2\",\"b\",\"c\"\n",
                [["1", "b", nil], ["2", "b", "c"]], [quoteError, []]),
            Case(
                "a quote that nothing closes", "1,\"b,c\n2,b,c\n3,b,c\n",
                [["1", "b,c", nil], ["2", "b", "c"], ["3", "b", "c"]], [quoteError, [], []]),
            Case(
                "a file cut within a value", "1,b,c\n2,\"brok",
                [["1", "b", "c"], ["2", "brok", nil]], [[], quoteError]),
            Case(
                "too few fields", "1,2\n4,5,6\n", [["1", "2", nil], ["4", "5", "6"]],
                [["RECORD_RAGGED error"], []]),
            Case("too many fields", "1,2,3,4\n", [["1", "2", "3"]], [["RECORD_RAGGED error"]]),
            Case(
                "too many fields, all empty", "1,2,3,,\n", [["1", "2", "3"]],
                [["RECORD_RAGGED warning"]]),
            Case("tabs and apostrophes stay", "1,\tx,'03\n", [["1", "\tx", "'03"]]),
        ])
    func dirt(test: Case) throws {
        let found = try records("a,b,c\n" + test.text, Self.abc)
        #expect(found.map(\.values) == test.values)
        #expect(found.map(\.problems) == test.problems)
    }

    @Test("A quote that nothing closes for thousands of lines costs one record")
    func longUnclosed() throws {
        let lines = (0..<5000).map { "\($0),b,c" }
        let text = "a,b,c\nx,\"open,c\n" + lines.joined(separator: "\n") + "\ny,q\",c\n"
        let found = try records(text, Self.abc)
        #expect(found.count == 5002)
        #expect(found.filter { !$0.problems.isEmpty }.map(\.position.ordinal) == [0, 5001])
        #expect(found[0].problems == Self.quoteError)
        #expect(found[5001].values == ["y", "q\"", "c"])
        #expect(found[5001].position.line == 5003)
    }

    @Test("A quoted value of many lines that are no records is one value")
    func longValue() throws {
        let essay = (0..<3000).map { "第\($0)行" }.joined(separator: "\n")
        let found = try records("a,b,c\n1,\"\(essay)\",3\n4,5,6\n", Self.abc)
        #expect(found.map(\.values) == [["1", essay, "3"], ["4", "5", "6"]])
        #expect(found[1].position.line == 3002)
    }

    @Test(
        "A line longer than the bound is one record in error, and the next line is read",
        arguments: [16, 64, 4096])
    func tooLong(window: Int) throws {
        let long = String(repeating: "x", count: 3000)
        let text = "a,b,c\n1,2,3\n\(long),2,3\r\n4,5,6\n"
        let reader = try CSVRecordReader(
            source: ByteSource(bytes: Array(text.utf8)), plan: Self.abc,
            limits: .init(recordLength: 1000, quotedLines: 8, quotedLength: 50), windowSize: window)
        let found = try records(of: reader)
        #expect(found.map(\.problems) == [[], ["RECORD_TOO_LONG error"], []])
        #expect(
            found[1].position
                == RecordPosition(ordinal: 1, line: 3, byteOffset: 12, byteLength: 3004))
        #expect(found[2].values == ["4", "5", "6"])
        #expect(found[2].position.line == 4)
    }

    @Test("Titles, headers of two rows, footers and total rows are passed over")
    func frame() throws {
        let text = """
            海门市低保名单,,
            制表：测试,,
            姓名,地址,
            ,街道,门牌
            张样,常乐,1
            小计,,
            李例,三厂,2
            合计：2,,

            审核,,
            """
        let plan = csvPlan(["姓名", "地址街道", "门牌"]) {
            $0.skipRows = 2
            $0.headerRows = 2
            $0.skipFooterRows = 1
            $0.skipRowsStarting = ["小计", "合计"]
        }
        for window in [16, 50, 1 << 20] {
            let reader = try CSVRecordReader(
                source: ByteSource(bytes: Array(text.utf8)), plan: plan, limits: .init(),
                batchCapacity: 1, windowSize: window)
            let found = try records(of: reader)
            #expect(found.map(\.values) == [["张样", "常乐", "1"], ["李例", "三厂", "2"]])
            #expect(found.map(\.position.line) == [5, 7])
            #expect(found.map(\.position.ordinal) == [0, 1])
            #expect(reader.fileFindings.isEmpty)
        }
    }

    @Test("Header names are trimmed; repeated ones are numbered; columns have numbers")
    func headerNames() throws {
        let plan = csvPlan(["姓名", "电话", "电话#2", "#1"])
        let found = try records("\u{FEFF} 姓名\u{3000},\"电话\", 电话 \n张样,1,2\n", plan)
        #expect(found.map(\.values) == [["张样", "1", "2", "张样"]])
    }

    @Test("Without a header the fields have numbers, and most records say how many there are")
    func withoutHeader() throws {
        let plan = csvPlan(["#1", "#3"]) { $0.hasHeader = false }
        let found = try records("1,2,3\n4\n5,6,7\n", plan)
        #expect(found.map(\.values) == [["1", "3"], ["4", nil], ["5", "7"]])
        #expect(found.map(\.problems) == [[], ["RECORD_RAGGED error"], []])
    }

    @Test(
        "Drift of the header is found",
        arguments: [
            ("a,b,c", [String]()), ("c,a,b", ["COLUMN_MOVED info"]),
            ("a,c", ["COLUMN_MISSING warning"]),
            ("a,b,c,d", ["COLUMN_UNDECLARED warning"]), ("a,b,c,", []),
            (
                "b,a,d",
                ["COLUMN_MISSING warning", "COLUMN_UNDECLARED warning", "COLUMN_MOVED info"]
            ),
        ])
    func drift(header: String, findings: [String]) throws {
        let reader = try CSVRecordReader(
            source: ByteSource(bytes: Array((header + "\n").utf8)),
            plan: csvPlan(["a", "b", "c"], essential: ["a"]))
        #expect(try records(of: reader).isEmpty)
        #expect(reader.fileFindings.map { "\($0.rule) \($0.severity)" } == findings)
    }

    @Test(
        "Files that cannot be read say why",
        arguments: [
            ("", RuleID.fileEmpty, ""), ("\n\n", .fileEmpty, ""),
            ("a;b;c\n1;2;3\n", .columnMissing, "';'"),
            ("a\tb\tc\n", .columnMissing, "'tab'"), ("x,y\n", .columnMissing, "x | y"),
            ("<a>1</a>\n", .columnMissing, "looks like XML"),
            ("[{\"a\":1}]", .columnMissing, "looks like JSON"),
            ("PK\u{3}\u{4}abc", .fileMalformed, "xlsx"), ("a,b,c\n1,\0,3\n", .fileMalformed, "NUL"),
        ])
    func refusals(text: String, rule: RuleID, words: String) throws {
        let error = Self.failure(Array(text.utf8), csvPlan(["a", "b"], essential: ["a"]))
        #expect(error?.rule == rule)
        #expect(error?.found.contains(words) ?? false || words.isEmpty)
    }

    @Test("A NUL byte far into a file is a broken delivery, and says where")
    func lateNUL() throws {
        let good = String(repeating: "1,2,3\n", count: 10_000)
        let error = Self.failure(Array("a,b,c\n\(good)1,\"\0\",3\n".utf8), Self.abc)
        #expect(error?.rule == .fileMalformed)
        #expect(error?.position?.byteOffset == 60_006)
        #expect(error?.position?.line == 10_002)
    }

    @Test(
        "A record that does not decode is in error, its value absent, and its neighbours are read")
    func undecodable() throws {
        var file = Array("a,b,c\r\n".utf8)
        let good: [UInt8] = [0xD5, 0xC5, 0x2C, 0xD1, 0xF9, 0x2C, 0x33, 0x0D, 0x0A]
        for _ in 0..<40 { file += good }
        // Cut in the middle of a four-byte code, before a delimiter.
        file += [0x31, 0x2C, 0xBA, 0xA3, 0x81, 0x30, 0x81, 0x2C, 0x33, 0x0D, 0x0A] + good
        let reader = try CSVRecordReader(
            source: ByteSource(bytes: file),
            plan: csvPlan(["a", "b", "c"]) { $0.encoding = .gb18030 })
        let found = try records(of: reader)
        #expect(found.count == 42)
        #expect(found[40].problems == ["RECORD_UNDECODABLE error"])
        #expect(found[40].values == ["1", nil, "3"])
        #expect(found[40].position.byteOffset == 7 + 40 * 9)
        #expect(found[40].position.byteLength == 9)
        #expect(found[41].values == ["张", "样", "3"])
        #expect(found[41].position.byteOffset == 7 + 40 * 9 + 11)
    }

    @Test("Record shapes are told by their discriminator")
    func shapes() throws {
        var plan = csvPlan(["id"])
        plan.shapes = [
            RecordShape(name: "person", when: .init(source: "kind", equals: "1")),
            RecordShape(name: "firm", when: .init(source: "kind", equals: "2")),
        ]
        let found = try records("kind,id\n1,a\n 2 ,b\n3,c\n", plan)
        #expect(found.map(\.shape) == [0, 1, 0])
        #expect(found.map(\.problems) == [[], [], ["RECORD_SHAPE_UNKNOWN error"]])
    }

    @Test("Delimiters and quotes are the contract's")
    func dialects() throws {
        let semicolons = csvPlan(["a", "b"]) {
            $0.delimiter = UInt8(ascii: ";")
            $0.quote = UInt8(ascii: "'")
        }
        #expect(try records("a;b\n'x;''y';1,5\n", semicolons).map(\.values) == [["x;'y", "1,5"]])
        let tabs = csvPlan(["a", "b"]) {
            $0.delimiter = 9
            $0.quote = nil
        }
        #expect(try records("a\tb\n\"x\t\"\n", tabs).map(\.values) == [["\"x", "\""]])
    }

    @Test("Full batches leave the window as small as it was, however long the file is")
    func windowStaysSmall() throws {
        let rows = 5000
        let text = "a,b\n" + (1...rows).map { "\($0),some text\n" }.joined()
        let window = 4096
        let reader = try CSVRecordReader(
            source: ByteSource(bytes: Array(text.utf8)), plan: csvPlan(["a", "b"]),
            limits: .init(), batchCapacity: 10, windowSize: window)
        var read = 0
        var largest = 0
        while let batch = try reader.next() {
            read += batch.count
            largest = max(largest, batch.bytes.capacity)
        }
        #expect(read == rows)
        #expect(largest <= 2 * window)
    }
}
