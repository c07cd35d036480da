import Foundation
import GuijiContract
import GuijiModel
import Testing

@testable import GuijiPipeline

@Suite("What matching is told beside the stored columns")
struct EvidenceDerivationTests {
    /// The product's own, for its divisions and places.
    private static let schemas = SchemaLoader.load(
        directory: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path + "/Schemas"
    ).0

    /// The columns that are filled from a text, by name.
    private func derive(
        _ text: String, _ source: String, _ table: String, _ columns: [String]
    ) -> [String: String] {
        let deriver = SchemaDeriver(Self.schemas, businessDate: "2020-11-20")
        let all = [source] + columns
        guard var rule = deriver.derivation(of: all, from: source, in: table) else { return [:] }
        var values = DerivedValues(columnCount: all.count)
        var text = text
        text.withUTF8 { rule.derive(UnsafeRawBufferPointer($0), into: &values) }
        var result: [String: String] = [:]
        for (name, slice) in zip(all, values.slices) where !slice.isAbsent {
            result[name] = String(decoding: values.bytes[slice.range], as: UTF8.self)
        }
        return result
    }

    @Test(
        "A newborn's number tells the mother and the order; a passport is one; a resident number is neither",
        arguments: [
            (
                "320684199001010004-1",
                ["mother_id_number": "320684199001010004", "birth_order": "1"]
            ),
            ("E12345678", ["passport_no": "E12345678"]),
            ("H12345678", ["passport_no": "H12345678"]),
            ("320684198503129916", [:]), ("3206**********9916", [:]),
        ] as [(String, [String: String])])
    func documents(_ it: (text: String, told: [String: String])) {
        let told = derive(
            it.text, "id_number", "person", ["mother_id_number", "birth_order", "passport_no"])
        #expect(told == it.told)
    }

    @Test(
        "All numbers of one firm lead to its organization code; a broken credit code to none",
        arguments: [
            ("91320684XXXX000195", ["org_code": "XXXX00019"]),
            ("320684XXXX00019", ["org_code": "XXXX00019", "tax_no": "320684XXXX00019"]),
            ("XXXX00019", ["org_code": "XXXX00019"]),
            ("320684000990017", ["registration_no": "320684000990017"]),
            ("32068419850312991601", ["tax_no": "32068419850312991601"]),
            ("91320684XXXX000196", [:]), ("320684198503129916", [:]),
        ] as [(String, [String: String])])
    func organizationNumbers(_ it: (text: String, told: [String: String])) {
        let told = derive(
            it.text, "uscc", "organization", ["org_code", "registration_no", "tax_no"])
        #expect(told == it.told)
    }

    @Test(
        "An address tells the household where it names a room or a village house, and the house",
        arguments: [
            (
                "示范新村三号楼二单元四〇一", "江苏省南通市海门区海门街道示范新村3幢2单元401室",
                "江苏省南通市海门区海门街道示范新村3幢"
            ),
            (
                "常乐镇示例村五组23号", "江苏省南通市海门区常乐镇示例村5组23号",
                "江苏省南通市海门区常乐镇示例村5组23号"
            ),
            ("海门街道人民中路88号3楼", nil, "江苏省南通市海门区海门街道人民中路88号"),
            ("海门街道人民中路88号附1号", nil, "江苏省南通市海门区海门街道人民中路88号附1号"),
            ("常乐镇示例村5组", nil, nil), ("海门街道人民中路", nil, nil), ("不知道", nil, nil),
        ] as [(String, String?, String?)])
    func addresses(_ it: (text: String, key: String?, door: String?)) {
        let told = derive(it.text, "room_address", "person", ["address_key", "address_door"])
        #expect(told["address_key"] == it.key)
        #expect(told["address_door"] == it.door)
    }

    @Test(
        "The digits of a statistical code tell the codes above, the level and the kind",
        arguments: [
            ("320614103201", "320614103", "community", "village"),
            ("320614001002", "320614001", "community", "community"),
            ("320614400000", "320614400", "street", "functional_zone"),
            ("320614103000", "320614103", "street", "town"),
            ("320614000000", nil, "county", nil), ("320600000000", nil, "city", nil),
        ] as [(String, String?, String, String?)])
    func divisions(_ it: (code: String, street: String?, level: String, kind: String?)) {
        let told = derive(it.code, "code12", "division", ["code9", "code6", "level", "kind"])
        #expect(told["code9"] == it.street)
        #expect(told["code6"] == String(it.code.prefix(6)))
        #expect(told["level"] == it.level)
        #expect(told["kind"] == it.kind)
    }

    @Test("A phone is copied to the evidence as it is")
    func copies() {
        #expect(
            derive("15400000001", "phone_primary", "person", ["phone"]) == ["phone": "15400000001"])
    }
}
