import GuijiContract
import GuijiTestSupport
import Testing

@testable import GuijiShaping

/// Places as a county's registries name them: two streets share a road and an estate, one house has two numbers.
private enum Registry {
    static let records = [
        place(.road, "人民中路", 320_614_001), place(.road, "人民西路", 320_614_001),
        place(.road, "解放路", 320_614_001), place(.road, "独例路", 320_614_002),
        place(.road, "示范路", 320_614_001), place(.road, "示范路", 320_614_003),
        place(.road, "跃进例路", 320_614_003, "示范路", .renamedRoad),
        place(.road, "同名旧路", 320_614_001, "解放路", .renamedRoad),
        place(.road, "同名旧路", 320_614_003, "示范路", .renamedRoad),
        place(.door, "人民中路88号", 320_614_001), place(.door, "人民西路66号", 320_614_001),
        place(.door, "人民西路90号", 320_614_001), place(.door, "人民中路90号", 320_614_001),
        place(.door, "解放路1号", 320_614_001, "人民中路88号", .secondRoad),
        place(.door, "示范路5号", 320_614_001), place(.door, "示范路5号", 320_614_003),
        place(.door, "示范路12号", 320_614_003), place(.door, "人民中路2号", 320_614_001),
        place(.estate, "示范新村", 320_614_001), place(.estate, "示范新村", 320_614_003),
        place(.estate, "测试花园", 320_614_001), place(.estate, "样本公寓", 320_614_416),
        place(.estate, "测试老苑", 320_614_001, "测试花园", .estateAlias),
        place(.gate, "人民中路2号", 320_614_001, "测试花园"),
        place(.gate, "示范路12号", 320_614_003, "示范新村"),
        place(.village, "示民村", 320_614_109_201), place(.village, "双例村", 320_614_103_202),
        place(.village, "双例村", 320_614_105_203), place(.village, "示例村", 320_614_105_204),
    ]

    private static func place(
        _ kind: PlaceRecord.Kind, _ name: String, _ division: UInt64, _ sameAs: String? = nil,
        _ relation: PlaceRecord.Relation? = nil
    ) -> PlaceRecord {
        PlaceRecord(
            kind: kind, name: name, division: division, sameAs: sameAs, relation: relation)
    }

    static func parser(_ records: [PlaceRecord]) -> AddressParser {
        AddressParser(
            divisions: Reference.divisions,
            places: LocalPlaces(records, divisions: Reference.divisions), home: 320_684)
    }

    static let parser = parser(records)

    static func parse(_ text: String, _ parser: AddressParser = parser) -> (String, AddressRule) {
        var result = AddressComponents()
        var copy = text
        copy.withUTF8 { parser.parse($0, into: &result) }
        return (String(decoding: result.canonical, as: UTF8.self), result.rule)
    }
}

/// Which texts mean one place, by which rule of domain.md 4.2, and which must never.
@Suite("Addresses: rules by known places")
struct AddressPlacingTests {
    struct Case: CustomTestStringConvertible {
        var rule: AddressRule
        var text: String
        var canonical: String
        var testDescription: String { text }
    }

    static let cases = [
        // A2: division history, other names, numerals.
        Case(rule: .equal, text: "江苏省海门市海门镇示范新村3幢2单元0401室", canonical: "海门街道示范新村3幢2单元401室"),
        Case(rule: .equal, text: "海门市三厂镇示范新村三号楼二单元四〇一", canonical: "三厂街道示范新村3幢2单元401室"),
        Case(rule: .equal, text: "海门.三厂镇.示范新村.3.2.401", canonical: "三厂街道示范新村3幢2单元401室"),
        Case(rule: .equal, text: "三厂街道跃进例路5号", canonical: "三厂街道示范路5号"),
        Case(rule: .equal, text: "海门街道跃进例路5号", canonical: "海门街道跃进例路5号"),
        Case(
            rule: .equal, text: "海门区海门街道示范新村三号楼二单元四〇一门口", canonical: "海门街道示范新村3幢2单元401室"),
        Case(rule: .equal, text: "海门街道测试老苑3幢", canonical: "海门街道测试花园3幢"),
        Case(rule: .equal, text: "海门街道样品城测试花园3幢401室", canonical: "海门街道测试花园3幢401室"),
        Case(rule: .equal, text: "海门街道东测试花园3幢401室", canonical: "海门街道东测试花园3幢401室"),
        Case(rule: .equal, text: "海门市三星镇样本公寓3幢", canonical: "三星镇样本公寓3幢"),
        // A3: the street is left out, and one street has the estate, the door, the road, the village.
        Case(rule: .unique, text: "测试花园3-2-401", canonical: "海门街道测试花园3幢2单元401室"),
        Case(rule: .unique, text: "示范路12号", canonical: "三厂街道示范路12号"),
        Case(rule: .unique, text: "独例路7号", canonical: "滨江街道独例路7号"),
        Case(rule: .unique, text: "跃进例路7号", canonical: "三厂街道示范路7号"),
        Case(rule: .unique, text: "示民村5队23", canonical: "临江镇示民村5组23号"),
        Case(rule: .unique, text: "人民路66号", canonical: "海门街道人民西路66号"),
        Case(rule: .unique, text: "样本公寓3幢", canonical: "三星镇样本公寓3幢"),
        // Several have it: the text says no more than the county.
        Case(rule: .equal, text: "示范新村3-2-401", canonical: "示范新村3幢2单元401室"),
        Case(rule: .equal, text: "示范路5号", canonical: "示范路5号"),
        Case(rule: .equal, text: "双例村5队23", canonical: "双例村5组23号"),
        Case(rule: .equal, text: "示例村5队23", canonical: "示例村5组23号"),
        Case(rule: .equal, text: "同名旧路3号", canonical: "同名旧路3号"),
        Case(rule: .equal, text: "人民路90号", canonical: "人民路90号"),
        // A4: a door that stands for an estate.
        Case(rule: .gate, text: "海门街道人民中路2号3幢2单元401室", canonical: "海门街道测试花园3幢2单元401室"),
        Case(rule: .gate, text: "海门镇人民中路2号测试花园3幢", canonical: "海门街道测试花园3幢"),
        Case(rule: .gate, text: "三厂镇示范路12号示范新村3#楼2单元401室", canonical: "三厂街道示范新村3幢2单元401室"),
        Case(rule: .gate, text: "人民中路2号3幢", canonical: "海门街道测试花园3幢"),
        Case(rule: .equal, text: "海门街道人民中路2号", canonical: "海门街道人民中路2号"),
        Case(rule: .equal, text: "海门街道人民中路88号3幢", canonical: "海门街道人民中路88号3幢"),
        // A5: a corner house by its other road.
        Case(rule: .secondRoad, text: "海门市海门镇解放路1号", canonical: "海门街道人民中路88号"),
        Case(rule: .secondRoad, text: "解放路1号", canonical: "海门街道人民中路88号"),
        Case(rule: .equal, text: "海门街道解放路3号", canonical: "海门街道解放路3号"),
    ]

    @Test("A text comes to its canonical form by the rule that knows most", arguments: cases)
    func rule(_ item: Case) {
        let (canonical, rule) = Registry.parse(item.text)
        #expect(canonical == "江苏省南通市海门区" + item.canonical)
        #expect(rule == item.rule)
    }

    @Test(
        "What must never be one address has another canonical form",
        arguments: [
            ("building", "测试花园3幢401室", "测试花园4幢401室"),
            ("unit", "测试花园3幢1单元401室", "测试花园3幢2单元401室"),
            ("room", "测试花园3-2-401", "测试花园3-2-402"),
            ("group", "示民村5组23号", "示民村6组23号"),
            ("section", "海门街道人民中路66号", "海门街道人民西路66号"),
            ("section", "海门街道人民路90号", "海门街道人民西路90号"),
            ("estate", "海门街道示范新村3-2-401", "三厂街道示范新村3-2-401"),
            ("estate without its town", "示范新村3-2-401", "海门街道示范新村3-2-401"),
            ("village without its town", "双例村5组23号", "常乐镇双例村5组23号"),
            ("door without its town", "示范路5号", "海门街道示范路5号"),
            ("less detailed", "测试花园", "测试花园3幢"),
            ("less detailed", "示民村5组", "示民村5组23号"),
            ("door and estate", "海门街道人民中路2号", "海门街道测试花园"),
        ])
    func never(_ item: (what: String, left: String, right: String)) {
        #expect(Registry.parse(item.left).0 != Registry.parse(item.right).0, "\(item.what)")
    }

    @Test("The order in which places come to be known does not matter")
    func order() {
        var random = SplitMix64(seed: testSeed)
        let expected = Self.cases.map { Registry.parse($0.text).0 }
        for _ in 0..<5 {
            let parser = Registry.parser(Registry.records.shuffled(using: &random))
            #expect(Self.cases.map { Registry.parse($0.text, parser).0 } == expected)
        }
    }

    @Test("With places known, too, the canonical text reads as itself")
    func idempotent() {
        var maker = AddressMaker(random: SplitMix64(seed: testSeed))
        for text in Self.cases.map(\.text) + (0..<3000).map({ _ in maker.next() }) {
            let once = Registry.parse(text).0
            #expect(Registry.parse(once).0 == once, "\(text)")
        }
    }

    @Test("What an address lies in are the beginnings of its canonical text, the smallest first")
    func ancestors() {
        var result = AddressComponents()
        var text = "测试花园3-2-401"
        text.withUTF8 { Registry.parser.parse($0, into: &result) }
        let bytes = Array(result.canonical)
        let ends = result.ancestors
        let found = ends.indices.filter { ends[$0] > 0 }.map {
            String(decoding: bytes[..<Int(ends[$0])], as: UTF8.self)
        }
        let county = "江苏省南通市海门区"
        #expect(
            found == [
                county + "海门街道测试花园3幢2单元", county + "海门街道测试花园3幢", county + "海门街道测试花园",
                county + "海门街道", county, "江苏省南通市", "江苏省",
            ])
    }
}
