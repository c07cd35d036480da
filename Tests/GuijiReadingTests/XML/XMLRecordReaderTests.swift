import GuijiContract
import GuijiModel
import Testing

@testable import GuijiReading

@Suite("XML: records")
struct XMLRecordReaderTests {
    static func read(_ text: String, _ plan: ReadPlan) throws -> XMLReading {
        try XMLReading(Array(text.utf8), plan)
    }

    @Test("A registration in attribute style gives its unit and all its holders")
    func attributeStyle() throws {
        let text = """
            <bdc:Message xmlns:bdc="urn:bdc:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
            <bdc:Data YWH="YW1" DJLX="200" DJSJ="2019-05-06T10:00:00">
              <KTT_FW_H BDCDYH="320684001001GB00001F00030401" ZL="海门镇示范新村3幢401室" JZMJ="98.50" YT="10"/>
              <ZTT_GY_QLR BDCQZH="苏(2019)海门市不动产权第0000000号" QLRMC="张样本" ZJZL="1" QLBL="1/2"/>
              <ZTT_GY_QLR QLRMC="李示例" ZJZL="1" QLBL="50%"/></bdc:Data></bdc:Message>
            """
        let plan = ReadPlan.xml(
            "/bdc:Message/bdc:Data",
            columns: "@YWH @DJLX @DJSJ KTT_FW_H/@BDCDYH KTT_FW_H/@JZMJ KTT_FW_H/@YT KTT_FW_H/@ZL",
            groups: [("ZTT_GY_QLR", "@QLRMC @QLBL @BDCQZH @ZJZL")],
            namespaces: ["bdc": "urn:bdc:1"])
        let found = try Self.read(text, plan)
        let record = try #require(found.records.first)
        #expect(found.records.count == 1)
        #expect(
            record.values == [
                "YW1", "200", "2019-05-06T10:00:00", "320684001001GB00001F00030401", "98.50", "10",
                "海门镇示范新村3幢401室",
            ])
        #expect(
            record.groups[0] == [
                ["张样本", "1/2", "苏(2019)海门市不动产权第0000000号", "1"], ["李示例", "50%", nil, "1"],
            ])
        #expect(found.findings.isEmpty)
        #expect(found.envelope.isEmpty)
    }

    @Test("A pupil has the school's, grade's and class's values, and an empty guardian")
    func nested() throws {
        let text = """
            <xj:学校 xmlns:xj="urn:xj:2" bsm="3206840001"><mc>示例小学</mc><年级 njmc="三年级"><班级 bh="3.1"><学生>\
            <xm>张样武</xm><学籍号>L3206840099</学籍号><xbm>女</xbm><csrq>20120618</csrq>
              <jhr><xm>李示例</xm><gx>母亲</gx><lxdh>15400000001</lxdh></jhr><jhr/></学生></班级>\
            <班级 bh="3.2"><学生><xm>张样文</xm></学生></班级></年级><年级><班级><学生/></班级></年级></xj:学校>
            """
        let plan = ReadPlan.xml(
            "/xj:学校/年级/班级/学生", columns: "xm 学籍号 ../@bh ../../@njmc ../../../mc ../../../@bsm csrq",
            groups: [("jhr", "xm gx lxdh")], envelope: ["/xj:学校/@bsm", "/xj:学校/mc", "/xj:学校/nix"],
            namespaces: ["xj": "urn:xj:2"])
        let found = try Self.read(text, plan)
        #expect(
            found.records.map(\.values) == [
                ["张样武", "L3206840099", "3.1", "三年级", "示例小学", "3206840001", "20120618"],
                ["张样文", nil, "3.2", "三年级", "示例小学", "3206840001", nil],
                [nil, nil, nil, nil, "示例小学", "3206840001", nil],
            ])
        #expect(
            found.records.map(\.groups) == [
                [[["李示例", "母亲", "15400000001"], [nil, nil, nil]]], [[]], [[]],
            ])
        #expect(found.records.map(\.line) == [1, 2, 2])
        #expect(found.envelope == ["/xj:学校/@bsm": "3206840001", "/xj:学校/mc": "示例小学"])
        #expect(found.findings == ["COLUMN_UNDECLARED warning xbm"])
    }

    @Test(
        "A value is its element's text",
        arguments: [
            ("<v>a</v>", "a"), ("<v/>", ""), ("<v></v>", ""), ("", nil),
            ("<v><![CDATA[<b>&amp;]]>x</v>", "<b>&amp;x"), ("<v>a<!-- b -->c<?d e?>f</v>", "acf"),
            ("<v>a<b>c</b>d</v>", "acd"), ("<v>&#20013;&#x6587;&lt;&amp;</v>", "中文<&"),
            ("<v>1</v><v>2</v>", "1"), ("<v xsi:nil='true'/>", nil), ("<v xsi:nil='false'/>", ""),
            ("<v xsi:nil='1'/><v>2</v>", "2"), ("<v>a\r\nb\rc</v>", "a\nb\nc"),
            ("<v><![CDATA[a\r\nb\rc]]></v>", "a\nb\nc"), ("<w><v>no</v></w>", nil),
            ("<v xmlns='urn:other'>no</v>", nil), ("<p:v>no</p:v>", nil),
        ] as [(String, String?)])
    func values(element: String, value: String?) throws {
        let text = """
            <r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="urn:p"><e>\(element)</e></r>
            """
        let found = try Self.read(text, .xml("/r/e", columns: "v"))
        #expect(found.records.map(\.values) == [[value]])
    }

    @Test("The first alternative that a record has is used, whatever the order in the document")
    func alternatives() throws {
        let text = "<r><e><b>2</b><a>1</a></e><e><b>2</b><c>3</c></e><e><c>3</c></e><e/></r>"
        let found = try Self.read(text, .xml("/r/e", columns: "a|b|c"))
        #expect(found.records.map(\.values) == [["1"], ["2"], ["3"], [nil]])
    }

    @Test("Unprefixed steps follow the namespace given for the empty prefix, attributes do not")
    func defaultNamespace() throws {
        let text =
            "<r xmlns='urn:d' xmlns:fd='urn:fd'><e k='1' fd:k='2'><v>3</v><fd:v>4</fd:v></e></r>"
        let plan = ReadPlan.xml(
            "/r/e", columns: "@k @fd:k v fd:v", namespaces: ["": "urn:d", "fd": "urn:fd"])
        #expect(try Self.read(text, plan).records.map(\.values) == [["1", "2", "3", "4"]])
    }

    @Test("An ancestor's values end with it and only earlier ones count")
    func context() throws {
        let text = "<r><g k='1'><e/><n>a</n><e/></g><g><e/></g><g><n/><n>c</n><e/></g></r>"
        let found = try Self.read(text, .xml("/r/g/e", columns: "../@k ../n"))
        #expect(found.records.map(\.values) == [["1", nil], ["1", "a"], [nil, nil], [nil, ""]])
    }

    @Test("Several paths in one file give records of several shapes, also within one another")
    func shapes() throws {
        let text = "<r><a><k>1</k><b><k>2</k><i>x</i></b><i>y</i></a><c k='3'><i/></c></r>"
        let plan = ReadPlan.xml("/r/a", "/r/a/b", "/r/c", columns: "k|@k", groups: [("i", ".")])
        let found = try Self.read(text, plan)
        #expect(found.records.map(\.shape) == [0, 1, 2])
        #expect(found.records.map(\.values) == [["1"], ["2"], ["3"]])
        #expect(found.records.map(\.groups) == [[[["y"]]], [[["x"]]], [[[""]]]])
        #expect(found.positions == [0, 1, 2])
    }

    @Test("Batches end between records and hold some thousands of them")
    func batches() throws {
        let text = "<r><m>例</m>" + String(repeating: "<e><v>值</v></e>\n", count: 5000) + "</r>"
        let found = try Self.read(text, .xml("/r/e", columns: "v ../m"))
        #expect(found.batchCount == 3)
        #expect(found.records.count == 5000)
        #expect(found.records.allSatisfy { $0.values == ["值", "例"] })
        #expect(found.records.map(\.line) == Array(1...5000))
        let many = "<r><e>" + String(repeating: "<f><v/></f>", count: 5000) + "</e></r>"
        #expect(try Self.read(many, .xml("/r/e", "/r/e/f", columns: "v")).records.count == 5001)
    }

    @Test("A document larger than the parser's pieces keeps its places")
    func largeDocument() throws {
        var text = "<?xml version='1.0'?>\n<r>\n"
        for number in 0..<30_000 { text += "  <e n='\(number)'>\n<v>测试\(number)</v></e>\n" }
        text += "</r>"
        let bytes = Array(text.utf8)
        let found = try XMLReading(bytes, .xml("/r/e", columns: "@n v"))
        #expect(found.records.count == 30_000)
        for (number, record) in found.records.enumerated() {
            let slice = String(
                decoding: bytes[record.start..<record.start + record.length], as: UTF8.self)
            guard slice == "<e n='\(number)'>\n<v>测试\(number)</v></e>",
                record.line == 3 + 2 * number
            else {
                Issue.record("record \(number): \(slice), line \(record.line)")
                return
            }
        }
    }

    @Test("What the document has and the contract lacks, and the other way round, is said once")
    func drift() throws {
        let text = "<r><h>x</h><e new='1'><v/><neu/><g><more/></g></e><e><neu/></e></r>"
        var plan = ReadPlan.xml("/r/e", columns: "v gone @away", groups: [("g", "a")])
        plan.columns[1].isEssential = true
        #expect(
            try Self.read(text, plan).findings == [
                "COLUMN_MISSING error no record has gone",
                "COLUMN_MISSING warning no record has @away",
                "COLUMN_UNDECLARED warning @new", "COLUMN_UNDECLARED warning neu",
                "COLUMN_UNDECLARED warning g/more",
            ])
    }

    @Test(
        "A document without records is judged by what stands in their place",
        arguments: [
            ("<r/>", []), ("<r><l> </l></r>", []), ("<r><n>0</n><l/></r>", []),
            (
                "<r><x/></r>",
                ["COLUMN_MISSING error no element at /r/l/e; the file's elements begin /r/x"]
            ),
            (
                "<r><l><E/></l></r>",
                ["COLUMN_MISSING error no element at /r/l/e; the file's elements begin /r/l/E"]
            ),
        ] as [(String, [String])])
    func noRecords(text: String, findings: [String]) throws {
        let found = try Self.read(text, .xml("/r/l/e", columns: "v", envelope: ["/r/n"]))
        #expect(found.records.isEmpty)
        #expect(found.findings == findings)
    }

    @Test(
        "A contract's path that makes no sense is refused",
        arguments: ["", "r", "/", "/r/", "/r//e", "/r/@k", "/r/e[1]", "/r/*", "/q:r", "/r/../e"])
    func badPath(path: String) {
        let error = #expect(throws: DeliveryError.self) {
            try Self.read("<r/>", .xml(path, columns: "v"))
        }
        #expect(error?.rule == .fileUnreadable)
    }
}
