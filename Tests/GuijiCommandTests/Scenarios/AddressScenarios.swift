import Foundation
import Testing

/// S11 to S13: one place in many spellings.
@Suite("Scenarios of addresses", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct AddressScenarios {
    private static let night = "2020-11-20"

    private func resident(_ number: String, _ address: String) -> [String: String] {
        [
            "RYBH": number, "RKLB": "1", "XM": "张样\(number)", "XZZ": address,
            "GXSJ": "2020-11-19 08:00:00", "CZBS": "1",
        ]
    }

    /// The canonical addresses that residents with these addresses come to, in order.
    private func canonical(_ addresses: [String]) throws -> [String] {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: AddressScenarios.night,
            addresses.enumerated().map { resident("\($0.offset + 1)", $0.element) })
        try scenario.night(AddressScenarios.night)
        return try scenario.ask(
            """
            SELECT a.full_text || ' ' || a.level FROM feed_d02_syrk f
            JOIN address_source s ON s.feed = 'D02-syrk' AND s.record_id = f.record_id
            JOIN address a USING (address_id) ORDER BY f.person_no + 0
            """)
    }

    @Test(
        "S11: old town, digits in characters, shorthand and a floor are one room; its neighbour is another"
    )
    func room() throws {
        let found = try canonical([
            "江苏省海门市海门镇示范新村3幢2单元401室", "南通市海门区海门街道示范新村三号楼二单元四〇一",
            "海门街道示范新村3幢2单元4楼401（靠北）", "海门街道示范新村3-2-401", "海门街道示范新村3-2-402", "三厂街道示范新村3-2-401",
        ])
        let room = "江苏省南通市海门区海门街道示范新村3幢2单元401室 11"
        #expect(Array(found.prefix(4)) == [room, room, room, room])
        #expect(found.dropFirst(4).allSatisfy { $0 != room })
        #expect(Set(found).count == 3)
    }

    @Test("S12: a road's sections are roads of their own")
    func sections() throws {
        let found = try canonical(["海门区人民中路88号", "海门市人民中路８８号", "海门区人民西路88号"])
        #expect(found[0] == found[1])
        #expect(found[0] != found[2])
    }

    @Test("S13: a village group by number, in characters, and as a production team")
    func village() throws {
        let found = try canonical(["常乐镇示例村五组23号", "常乐镇示例村5组23号", "常乐镇示例村5队23"])
        #expect(Set(found) == ["江苏省南通市海门区常乐镇示例村5组23号 7"])
    }
}
