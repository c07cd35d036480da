import GuijiContract
import GuijiModel
import GuijiShaping
import GuijiTestSupport
import GuijiWarehouse
import Testing

@testable import GuijiPipeline

/// What the registries' rows say, as places to read addresses by.
@Suite struct PlaceRegistryTests {
    private static let divisions: DivisionTable = {
        let schemas = SchemaLoader.load(
            directory: SharedData.packageRoot.appending(path: "Schemas").path
        ).0
        return DivisionTable(schemas.divisions, at: CalendarDay(year: 2020, month: 11, day: 20))
    }()

    private func records(_ statements: [PlaceStatement]) -> Set<PlaceRecord> {
        Set(
            PlaceRegistry.records(
                statements, seeds: [], divisions: Self.divisions, home: 320_684))
    }

    private static let corner = PlaceStatement(
        values: [
            .road: "人民中路", .door: "88号", .division: "320614001",
            .text: "江苏省南通市海门区海门街道人民中路88号",
        ], alias: "解放路1号")

    @Test(
        "A door is one of its road; its other name and another road in the whole text are aliases")
    func door() {
        let found = records([Self.corner])
        #expect(
            found == [
                PlaceRecord(kind: .road, name: "人民中路", division: 320_614_001),
                PlaceRecord(kind: .door, name: "人民中路88号", division: 320_614_001),
                PlaceRecord(
                    kind: .door, name: "解放路1号", division: 320_614_001, sameAs: "人民中路88号",
                    relation: .secondRoad),
            ])
    }

    @Test(
        "A former name may stand in a sentence; one that says nothing new is none",
        arguments: [
            ("跃进例路", "跃进例路"), ("原名跃进例路，2003年后由地名办统一更名，群众仍习惯旧称。", "跃进例路"),
            ("曾用名：跃进例路", "跃进例路"), ("示范路", nil), ("原名示范路，群众仍习惯旧称。", nil), ("样例", nil),
        ] as [(String, String?)])
    func formerName(_ item: (text: String, name: String?)) {
        let found = records([
            PlaceStatement(values: [.road: "示范路", .division: "320614003"], alias: item.text)
        ])
        #expect(found.filter { $0.sameAs != nil }.map(\.name) == [item.name].compactMap { $0 })
    }

    @Test("An estate lies in the street of its address, and that door stands for it")
    func gate() {
        let estate = PlaceStatement(values: [
            .estate: "示范新村", .at: "江苏省海门市三厂镇解放路1号", .houses: "1",
        ])
        let found = records([estate])
        #expect(
            found == [
                PlaceRecord(
                    kind: .estate, name: "示范新村", division: 320_614_003, houses: .buildings),
                PlaceRecord(
                    kind: .gate, name: "解放路1号", division: 320_614_003, sameAs: "示范新村"),
            ])
        // The door by the name that the address registry knows.
        let other = PlaceStatement(values: [.estate: "示范新村", .at: "海门市海门镇解放路1号"])
        #expect(
            records([other, Self.corner]).contains(
                PlaceRecord(
                    kind: .gate, name: "人民中路88号", division: 320_614_001, sameAs: "示范新村")))
        #expect(records([PlaceStatement(values: [.estate: "示范新村", .at: "解放路1号"])]).isEmpty)
    }

    @Test("Of the list of divisions the villages and communities count")
    func villages() {
        let found = records([
            PlaceStatement(values: [.village: "常乐镇", .division: "320614103000"]),
            PlaceStatement(values: [.village: "常乐镇", .division: "320614103"]),
            PlaceStatement(values: [.village: "示民村", .division: "320614103207"]),
        ])
        #expect(
            found == [PlaceRecord(kind: .village, name: "示民村", division: 320_614_103_207)])
    }

    @Test("The order of the statements does not matter")
    func order() {
        var random = SplitMix64(seed: testSeed)
        let statements = [
            Self.corner, PlaceStatement(values: [.estate: "示范新村", .at: "海门市海门镇解放路1号"]),
            PlaceStatement(values: [.road: "示范路", .division: "320614003"], alias: "跃进例路"),
            PlaceStatement(values: [.village: "示民村", .division: "320614103207"]),
        ]
        let expected = records(statements)
        for _ in 0..<5 { #expect(records(statements.shuffled(using: &random)) == expected) }
    }
}
