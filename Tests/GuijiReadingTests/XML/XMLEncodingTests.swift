import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite("XML: encodings")
struct XMLEncodingTests {
    private static let body = "<r><e><v>张样本，测试示例文字</v></e></r>"
    private static let plan = ReadPlan.xml("/r/e", columns: "v")

    private func read(_ bytes: [UInt8], _ declared: Container.Encoding) throws
        -> (values: [[String?]], found: Container.Encoding, findings: [String])
    {
        var plan = Self.plan
        plan.container.encoding = declared
        let reading = try XMLReading(bytes, plan)
        let reader = try XMLRecordReader(source: ByteSource(bytes: bytes), plan: plan)
        return (reading.records.map(\.values), reader.foundEncoding, reading.findings)
    }

    private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(
        "The truth is found whatever the declaration and the contract say, and a difference is reported"
    )
    func truth() throws {
        let declared = { (label: String) in
            "<?xml version='1.0' encoding='\(label)'?>\n" + Self.body
        }
        let cases: [([UInt8], Container.Encoding, Container.Encoding, [String])] = [
            (Array(declared("UTF-8").utf8), .utf8, .utf8, []),
            (XMLEncoding.gb18030(declared("GB2312")), .gb18030, .gb18030, []),
            (XMLEncoding.gb18030(Self.body), .gb18030, .gb18030, []),
            (
                XMLEncoding.gb18030(declared("gbk")), .utf8, .gb18030,
                ["ENCODING_MISMATCH warning GB18030; its XML declaration says gbk"]
            ),
            (
                Array(declared("GB2312").utf8), .gb18030, .utf8,
                ["ENCODING_MISMATCH warning UTF-8; its XML declaration says GB2312"]
            ),
            (
                [0xEF, 0xBB, 0xBF] + Array(declared("GBK").utf8), .gb18030, .utf8,
                ["ENCODING_MISMATCH warning UTF-8; its XML declaration says GBK"]
            ),
            (
                XMLEncoding.gb18030(Self.body), .utf8, .gb18030,
                ["ENCODING_MISMATCH warning GB18030"]
            ),
            ([0xFF, 0xFE] + utf16(declared("UTF-16"), bigEndian: false), .utf16, .utf16LE, []),
            ([0xFE, 0xFF] + utf16(declared("UTF-16"), bigEndian: true), .utf16, .utf16BE, []),
            (utf16(declared("UTF-16"), bigEndian: false), .utf16LE, .utf16LE, []),
        ]
        for (bytes, contract, truth, findings) in cases {
            let found = try read(bytes, contract)
            #expect(found.values == [["张样本，测试示例文字"]])
            #expect(found.found == truth)
            #expect(found.findings == findings)
        }
    }

    @Test("Latin-1 is taken by its declaration alone")
    func latin1() throws {
        let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><r><e><v>caf".utf8) + [0xE9]
        let found = try read(bytes + Array("</v></e></r>".utf8), .latin1)
        #expect(found.values == [["café"]])
    }

    @Test(
        "A declaration's label is found",
        arguments: [
            ("<?xml version=\"1.0\" encoding=\"gb2312\"?>", "gb2312"),
            ("<?xml version='1.0'  encoding = 'UTF-8' standalone='yes'?>", "UTF-8"),
            ("<?xml version='1.0'?><a encoding='x'/>", nil), ("<a encoding='x'/>", nil), ("", nil),
            ("<?xml version='1.0' encoding=utf-8?>", nil),
        ] as [(String, String?)])
    func label(text: String, label: String?) {
        #expect(XMLDeclaration(head: Array(text.utf8))?.label == label)
    }

    @Test(
        "Real feeds in GB 2312 are read, with Chinese titles",
        .enabled(if: SharedData.has("encodings/xml-feeds-gb2312"), "needs ../shared/data"))
    func feeds() throws {
        let folder = SharedData.url("encodings/xml-feeds-gb2312")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files.count == 10)
        for file in files {
            let bytes = try SharedData.bytes("encodings/xml-feeds-gb2312/\(file)")
            var container = Container(format: .xml)
            container.encoding = .gb18030
            container.namespaces = [
                "rss1": "http://purl.org/rss/1.0/", "h": "http://www.w3.org/1999/xhtml",
                "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "atom": "http://purl.org/atom/ns#",
            ]
            let paths = [
                "/rss/channel/item", "/rdf:RDF/rss1:item", "/h:html/h:head",
                "/atom:feed/atom:entry",
            ]
            let plan = ReadPlan(
                container: container, shapes: paths.map { RecordShape(name: $0, path: $0) },
                columns: [.init(sources: ["title", "rss1:title", "h:title", "atom:title"])])
            let reading = try XMLReading(bytes, plan)
            #expect(!reading.records.isEmpty, "\(file)")
            #expect(reading.problems.isEmpty, "\(file)")
            let titles = reading.records.compactMap { $0.values[0] }.joined()
            let chinese = titles.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
            #expect(chinese > 3, "\(file): \(titles)")
            #expect(!reading.findings.contains { $0.hasPrefix("ENCODING") }, "\(file)")
            for record in reading.records {
                let slice = bytes[record.start..<record.start + record.length]
                #expect(slice.first == UInt8(ascii: "<") && slice.last == UInt8(ascii: ">"))
            }
        }
    }
}
