import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite("XML: what is refused")
struct XMLSafetyTests {
    private func error(
        _ text: String, limits: XMLLimits = XMLLimits(),
        plan: ReadPlan = .xml("/r/e", columns: "v .")
    ) -> DeliveryError? {
        #expect(throws: DeliveryError.self) {
            try XMLReading(Array(text.utf8), plan, limits: limits)
        }
    }

    @Test(
        "A file that ends too early is truncated, one that is wrong before its end malformed",
        arguments: [
            ("", RuleID.fileEmpty), (" \n", .fileEmpty), ("\u{FEFF}", .fileEmpty),
            ("<r><e><v>1</v></e>", .fileTruncated), ("<r><e><v>1</v></e>\n", .fileTruncated),
            ("<r><e><v>1</v", .fileTruncated), ("<r><e><v>1", .fileTruncated),
            ("<r><e a='1", .fileTruncated), ("<r><e><![CDATA[x", .fileTruncated),
            ("<r><!-- x", .fileTruncated), ("<?xml version='1.0'?>", .fileTruncated),
            ("<r><e></v></e></r>", .fileMalformed), ("<r><e a=1/></r>", .fileMalformed),
            ("<r>a & b</r>", .fileMalformed), ("<r>&nbsp;</r>", .fileMalformed),
            ("<r/><r/>", .fileMalformed), ("<r/>x", .fileMalformed), ("x", .fileMalformed),
            ("<r>\u{1}</r>", .fileMalformed), ("<other/>", .fileMalformed),
            ("<r xmlns='urn:x'/>", .fileMalformed), ("{\"a\":1}", .fileMalformed),
            ("<r><e a='1' a='2'/></r>", .fileMalformed), ("<r>]]></r>", .fileMalformed),
        ] as [(String, RuleID)])
    func notWellFormed(text: String, rule: RuleID) {
        #expect(error(text)?.rule == rule)
    }

    @Test("An error says where: line and byte")
    func place() {
        let found = error("<r>\n<e>例</e>\n<e>\n</x></r>")
        #expect(found?.position?.line == 4)
        #expect(found?.position?.byteOffset == 23)
        #expect(found?.found.contains("Opening and ending tag mismatch") == true)
    }

    @Test("Another document's root names both")
    func wrongRoot() {
        let found = error("<html xmlns='urn:h'/>")
        #expect(found?.found == "a document that begins <html> in the namespace urn:h")
        #expect(found?.expected.hasPrefix("the root element r;") == true)
    }

    @Test(
        "Entities of the document's own are refused wherever they are used",
        arguments: [
            "<!DOCTYPE r [<!ENTITY a 'x'>]><r>&a;</r>",
            "<!DOCTYPE r [<!ENTITY a 'x'>]><r><e v='&a;'/></r>",
            "<!DOCTYPE r [<!ENTITY % a '<!ENTITY b \"x\">'> %a;]><r>&b;</r>",
            "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r>&a;</r>",
            "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><r>&a;</r>",
            "<!DOCTYPE r [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]><r/>",
            "<!DOCTYPE r [<!ENTITY a 'x'><!ATTLIST e v CDATA '&a;'>]><r><e/></r>",
        ])
    func entities(text: String) {
        let found = error(text)
        #expect(found?.rule == .fileMalformed)
        #expect(
            found?.found.hasPrefix("a reference to the entity ") == true,
            "\(String(describing: found))")
    }

    @Test("A document type that only declares is passed over")
    func declarations() throws {
        let text = """
            <!DOCTYPE r SYSTEM 'http://192.0.2.1/r.dtd' [<!ENTITY a 'x'><!ENTITY b SYSTEM 'file:///etc/passwd'>
            <!ATTLIST e k CDATA 'default'>]><r><e><v>&lt;</v></e></r>
            """
        let found = try XMLReading(Array(text.utf8), .xml("/r/e", columns: "v @k"))
        #expect(found.records.map(\.values) == [["<", "default"]])
    }

    @Test("Depth, attributes, namespaces, text, items and defaults are bounded")
    func bounds() throws {
        func nested(_ depth: Int) -> String {
            "<r>" + String(repeating: "<e>", count: depth - 1)
                + String(repeating: "</e>", count: depth - 1) + "</r>"
        }
        _ = try XMLReading(Array(nested(64).utf8), .xml("/r/e", columns: "v"))
        #expect(error(nested(65))?.found == "elements nested 65 deep")
        #expect(error(nested(100_000))?.rule == .fileMalformed)
        var limits = XMLLimits()
        limits.depth = XMLLimits.greatestDepth
        _ = try XMLReading(Array(nested(256).utf8), .xml("/r/e", columns: "v"), limits: limits)
        #expect(error(nested(257), limits: limits)?.rule == .fileMalformed)

        func attributes(_ count: Int, _ name: String = "a") -> String {
            "<r><e" + (0..<count).map { " \(name)\($0)='>'" }.joined() + "/></r>"
        }
        _ = try XMLReading(Array(attributes(256).utf8), .xml("/r/e", columns: "v"))
        #expect(error(attributes(257))?.found == "an element with 257 attributes")
        #expect(error(attributes(200_000))?.rule == .fileMalformed)
        #expect(error(attributes(257, "xmlns:a"))?.found == "an element with 257 attributes")
        let spaces = (0..<5).map { level in
            "<e" + (0..<250).map { " xmlns:a\(level)x\($0)='u'" }.joined() + ">"
        }
        #expect(error("<r>" + spaces.joined())?.found == "1250 namespaces in scope")

        limits = XMLLimits()
        limits.fieldBytes = 100
        #expect(
            error("<r><e><v>\(String(repeating: "x", count: 101))", limits: limits)?.rule
                == .fileMalformed)
        #expect(
            error(
                "<r><e a='\(String(repeating: "x", count: 101))' v=''>\(String(repeating: "x", count: 101))",
                limits: limits)?.rule == .fileMalformed)
        limits.recordBytes = 500
        let wide = String(repeating: "<g><v>\(String(repeating: "x", count: 90))</v></g>", count: 6)
        let plan = ReadPlan.xml("/r/e", columns: "k", groups: [("g", "v")])
        #expect(
            error("<r><e>\(wide)</e></r>", limits: limits, plan: plan)?.found.hasPrefix(
                "a record with more") == true)
        limits.items = 3
        let items = error("<r><e><g/><g/><g/><g/></e></r>", limits: limits, plan: plan)
        #expect(items?.found == "a record with more than 3 repeated items")
        limits.defaultedBytes = 10
        let defaults = error(
            "<!DOCTYPE r [<!ATTLIST e k CDATA '123456'>]><r><e/><e/></r>", limits: limits,
            plan: .xml("/r/e", columns: "@k"))
        #expect(defaults?.found == "a document type whose attribute defaults add 12 bytes")
    }

    @Test("A tag without end does not fill the memory")
    func endlessTag() {
        let text = "<r><e a='\(String(repeating: "x>", count: 6 << 20))"
        #expect(error(text)?.rule == .fileMalformed)
    }

    @Test("Undecodable bytes set their record aside; between records they end the reading")
    func undecodable() throws {
        let good = "<e><v>张样本测试示例张样本测试示例</v></e>"
        func bytes(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
            Array("<r>\(good)".utf8) + first + Array("<e><v>a".utf8) + second
                + Array("</v></e>\(good)</r>".utf8)
        }
        let plan = ReadPlan.xml("/r/e", columns: "v")
        let found = try XMLReading(bytes([], [0xFF]), plan)
        #expect(found.problems == ["1 RECORD_UNDECODABLE"])
        #expect(found.records.count == 3)
        #expect(found.records[1].length == 16)
        let last = found.records[2]
        let raw = bytes([], [0xFF])
        #expect(Array(raw[last.start..<last.start + last.length]) == Array(good.utf8))
        let outside = #expect(throws: DeliveryError.self) {
            try XMLReading(bytes([0xFF], []), plan)
        }
        #expect(outside?.rule == .encodingUndecodable)
    }
}
