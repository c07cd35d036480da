import GuijiContract
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite("XML: generated documents")
struct XMLGeneratedTests {
    static let plan = ReadPlan.xml(
        "/r/l/rec", "/r/l/rec/sub",
        columns: "a b/c @k ../@k ../../甲 . x:a b/@x:k zz|c|a 甲 b ../甲/a @xsi:nil",
        groups: [("g", "a @k ."), ("b/g", "甲/a 甲")],
        envelope: ["/r/@k", "/r/l/甲"], namespaces: ["x": "urn:x"])

    @Test("The reader and its twin agree on every split point", arguments: 0..<16)
    func everySplitPoint(number: UInt64) throws {
        let seed = 0x6775_696A_6900 + number
        let text = XMLGenerator.document(seed: seed, size: 12)
        let bytes = Array(text.utf8)
        let expected = try TwinReader(plan: Self.plan).records(TwinParser.parse(text))
        for split in 1...bytes.count {
            let found = try XMLReading(bytes, Self.plan, pieces: [split, bytes.count]).records
            guard found == expected else {
                Issue.record("seed \(seed), split \(split): \(found) != \(expected)\n\(text)")
                return
            }
        }
        let byBytes = try XMLReading(bytes, Self.plan, pieces: [1]).records
        #expect(byBytes == expected, "seed \(seed), byte by byte\n\(text)")
    }

    @Test("The reader and its twin agree on larger documents", arguments: 0..<40)
    func larger(number: UInt64) throws {
        let seed = 0x786D_6C00 + number
        let text = XMLGenerator.document(seed: seed, size: 400)
        let expected = try TwinReader(plan: Self.plan).records(TwinParser.parse(text))
        for pieces in [[], [7], [64, 3]] {
            let found = try XMLReading(Array(text.utf8), Self.plan, pieces: pieces)
            #expect(found.records == expected, "seed \(seed)\n\(text)")
            #expect(found.positions == Array(0..<Int64(expected.count)))
        }
    }

    @Test("Generated documents do exercise the paths")
    func coverage() throws {
        var filled = Self.plan.columns.map { _ in 0 }
        var items = 0
        var nested = 0
        for number: UInt64 in 0..<40 {
            let text = XMLGenerator.document(seed: 0x786D_6C00 + number, size: 400)
            for record in try TwinReader(plan: Self.plan).records(TwinParser.parse(text)) {
                for (column, value) in record.values.enumerated() where value != nil {
                    filled[column] += 1
                }
                items += record.groups.map(\.count).reduce(0, +)
                nested += record.shape
            }
        }
        #expect(filled.allSatisfy { $0 > 5 }, "\(filled)")
        #expect(items > 100)
        #expect(nested > 50)
    }

    @Test("Offsets lead to the record's own bytes in other encodings", arguments: 0..<8)
    func otherEncodings(number: UInt64) throws {
        let seed = 0x656E_6300 + number
        let text = XMLGenerator.document(seed: seed, size: 60)
        let twins = try TwinReader(plan: Self.plan).records(TwinParser.parse(text))
        let encodings: [(Container.Encoding, (String) -> [UInt8])] = [
            (.gb18030, XMLEncoding.gb18030),
            (.utf16LE, { $0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }),
        ]
        for (encoding, encode) in encodings {
            var plan = Self.plan
            plan.container.encoding = encoding
            let bytes = encode(text)
            let found = try XMLReading(bytes, plan, pieces: number % 2 == 0 ? [] : [13]).records
            try #require(found.count == twins.count, "seed \(seed)")
            for (record, twin) in zip(found, twins) {
                let slice = Array(bytes[record.start..<record.start + record.length])
                let element = Array(text.utf8)[twin.start..<twin.start + twin.length]
                #expect(slice == encode(String(decoding: element, as: UTF8.self)), "seed \(seed)")
                #expect(record.values == twin.values, "seed \(seed)")
                #expect(record.line == twin.line)
            }
        }
    }
}
