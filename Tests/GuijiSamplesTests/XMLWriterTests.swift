import GuijiContract
import Testing

@testable import GuijiSamples

@Suite("XML as departments write it")
struct XMLWriterTests {
    private let container: Container = {
        var container = Container(format: .xml)
        container.namespaces = ["xj": "urn:xj:2"]
        return container
    }()

    @Test("records share the elements above them while those have the same values")
    func ancestors() throws {
        let contract = TestContracts.contract(
            container, path: "/xj:学籍/学校/班级/学生",
            fields: ["xm", "../@bh", "../../@bsm", "../../mc"],
            groups: [TestContracts.group("jhr", ["xm", "@gx"])])
        let text = try TestContracts.text(contract) { out in
            for (name, grade) in [("甲", "1"), ("乙", "1"), ("丙", "2")] {
                try out.record(1) { record in
                    record["xm"] = name
                    record["../@bh"] = grade
                    record["../../@bsm"] = "S<1"
                    record["../../mc"] = "样&例"
                    if name == "甲" {
                        record.item("jhr") {
                            $0["xm"] = "丁"
                            $0["@gx"] = "母"
                        }
                        record.item("jhr") { _ in }
                    }
                }
            }
        }
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <xj:学籍 xmlns:xj="urn:xj:2">
                <学校 bsm="S&lt;1"><mc>样&amp;例</mc>
                <班级 bh="1">
                <学生><xm>甲</xm><jhr gx="母"><xm>丁</xm></jhr><jhr/></学生>
                <学生><xm>乙</xm></学生>
                </班级>
                <班级 bh="2">
                <学生><xm>丙</xm></学生>
                </班级>
                </学校>
                </xj:学籍>

                """)
    }

    @Test("elements, attributes, own text, CDATA, nil and what was not set")
    func record() throws {
        var layout = FeedLayout()
        layout.writesNil = true
        layout.rootAttributes = [("count", "1")]
        let contract = TestContracts.contract(
            Container(format: .xml), path: "/list/ent",
            fields: ["@id", "lerep/name", "lerep/@type", "scope", "gone", "void", "."])
        let text = try TestContracts.text(contract, layout: layout) { out in
            try out.record(1) { record in
                record["@id"] = "7\""
                record["lerep/name"] = "样"
                record["lerep/@type"] = "1"
                record.set("scope", .cdata("a<b>"))
                record.set("void", .null)
            }
        }
        #expect(
            text.contains(
                "<ent id=\"7&quot;\"><lerep type=\"1\"><name>样</name></lerep><scope><![CDATA[a<b>]]></scope>"
                    + "<void xsi:nil=\"true\"/></ent>"))
        #expect(text.contains(" count=\"1\">"))
        #expect(!text.contains("gone"))
    }

    @Test("kinds of records with paths of their own may alternate in one file")
    func shapes() throws {
        var contract = TestContracts.contract(
            Container(format: .xml), fields: ["wh", "je"],
            shapes: [
                RecordShape(name: "xk", path: "/sgs/xk"), RecordShape(name: "cf", path: "/sgs/cf"),
            ])
        contract.fields[1].shapes = ["cf"]
        let text = try TestContracts.text(contract) { out in
            for shape in ["xk", "cf", "xk"] {
                try out.record(1) { record in
                    record.shape = shape
                    record["wh"] = shape
                    record["je"] = "1"
                }
            }
        }
        #expect(
            text.hasSuffix(
                "<sgs>\n<xk><wh>xk</wh></xk>\n<cf><wh>cf</wh><je>1</je></cf>\n<xk><wh>xk</wh></xk>\n</sgs>\n"
            ))
    }

    @Test("values beside the records: the number of them, and what the producer says of tonight")
    func beside() throws {
        var guards = Guards()
        guards.envelope = [
            EnvelopeGuard(path: "/样例/@count", expectation: .recordCount),
            EnvelopeGuard(path: "/样例/head/code", expectation: .oneOf(["0"])),
        ]
        var container = Container(format: .xml)
        container.encoding = .gb18030
        let contract = TestContracts.contract(
            container, path: "/样例/ent", fields: ["x"], guards: guards)
        let bytes = try TestContracts.bytes(contract) { out in
            out.beside("/样例/@date", literal: "2020")
            for _ in 0..<12 { try out.record(1) { $0["x"] = "1" } }
        }
        // The number is filled in at its place though characters are shorter in this encoding.
        let ascii = String(decoding: bytes.filter { $0 < 0x80 }, as: UTF8.self)
        #expect(ascii.contains(" date=\"2020\" count=\"12        \"><head><code>0</code></head>"))
    }

    @Test("a delivery without records still is a document")
    func empty() throws {
        let contract = TestContracts.contract(
            Container(format: .xml), path: "/a/b/c", fields: ["x"])
        let text = try TestContracts.text(contract) { _ in }
        #expect(text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n<b>\n</b>\n</a>\n")
    }
}
