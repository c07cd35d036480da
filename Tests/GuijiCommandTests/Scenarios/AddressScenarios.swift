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

    /// The standard addresses of a county, as the registry sends them.
    private func registry(_ rows: [String]) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <dmdz xmlns:gml="http://www.opengis.net/gml">\(rows.joined())</dmdz>
        """
    }

    private func standard(
        _ code: String, _ kind: String, _ street: String, _ text: String, _ more: String
    ) -> String {
        "<dz><DZBM>\(code)</DZBM><LB>\(kind)</LB><QC>江苏省南通市海门区\(text)</QC><XZQ>320614</XZQ>"
            + "<JD>\(street)</JD>\(more)</dz>"
    }

    @Test("S11: the ways in which records write the room are its aliases, each of its kind")
    func aliases() throws {
        let scenario = try Scenario()
        try scenario.drop(
            "D39-gd/ydkh_DATE.jsonl", date: AddressScenarios.night,
            """
            {"yhbh":"3200000001","yhmc":"张样","yddz":"示范新村3-2-401","ydlb":"城镇居民生活","rl":6,"xhzt":"正常"}

            """)
        try scenario.drop(
            .residents, date: AddressScenarios.night,
            [resident("1", "江苏省海门市海门镇示范新村3幢2单元401室"), resident("2", "江苏省南通市海门区海门街道示范新村3幢2单元401室")])
        try scenario.night(AddressScenarios.night)
        let aliases = try scenario.ask(
            """
            SELECT DISTINCT l.text_norm, l.kind FROM address_alias l JOIN address a USING (address_id)
            WHERE a.full_text = '江苏省南通市海门区海门街道示范新村3幢2单元401室' AND l.is_current ORDER BY 2
            """)
        #expect(
            aliases == [
                "江苏省海门市海门镇示范新村3幢2单元401室|former_division",
                "江苏省南通市海门区海门街道示范新村3幢2单元401室|stated", "示范新村3-2-401|utility_style",
            ])
    }

    @Test(
        "S11 and S12: what the address registry names decides: corner houses, renamed roads, estates of one name"
    )
    func registered() throws {
        let scenario = try Scenario()
        let estate = { (street: String, name: String, code: String) in
            self.standard(code, "小区", street, "\(name)双例新村", "<XQ>双例新村</XQ>")
        }
        try scenario.drop(
            "D12-zrj/dmdz_DATE.xml", date: AddressScenarios.night,
            registry([
                standard(
                    "DZ1", "门牌", "320614001", "海门街道嘉例路8号",
                    "<LJ>嘉例路</LJ><MPH>8号</MPH><CYM>宁例路1号</CYM>"),
                standard(
                    "DZ2", "道路", "320614002", "滨江街道新例路", "<LJ>新例路</LJ><CYM>跃进例路</CYM>"),
                estate("320614001", "海门街道", "DZ3"), estate("320614003", "三厂街道", "DZ4"),
            ]))
        let texts = [
            "海门市海门镇嘉例路8号", "海门市海门镇宁例路1号", "宁例路1号", "海门街道宁例路3号", "跃进例路5号", "海门市滨江街道新例路5号",
            "双例新村3-2-401", "海门街道双例新村3-2-401", "三厂镇双例新村3-2-401",
        ]
        try scenario.drop(
            .residents, date: AddressScenarios.night,
            texts.enumerated().map { resident("\($0.offset + 1)", $0.element) })
        try scenario.night(AddressScenarios.night)
        let found = try scenario.ask(
            """
            SELECT replace(a.full_text, '江苏省南通市海门区', ''), s.rule FROM feed_d02_syrk f
            JOIN address_source s ON s.feed = 'D02-syrk' AND s.record_id = f.record_id
            JOIN address a USING (address_id) ORDER BY f.person_no + 0
            """)
        #expect(
            found == [
                "海门街道嘉例路8号|A2", "海门街道嘉例路8号|A5", "海门街道嘉例路8号|A5", "海门街道宁例路3号|OWN", "滨江街道新例路5号|A3",
                "滨江街道新例路5号|A2", "双例新村3幢2单元401室|OWN", "海门街道双例新村3幢2单元401室|OWN",
                "三厂街道双例新村3幢2单元401室|OWN",
            ])
        let aliases = try scenario.ask(
            "SELECT text_norm, kind FROM address_alias WHERE text_norm LIKE '%宁例路1号' OR text_norm LIKE '跃进%路5号' ORDER BY 1, 2"
        )
        #expect(
            aliases == [
                "宁例路1号|second_road", "海门市海门镇宁例路1号|second_road", "跃进例路5号|renamed_road",
            ])
    }

    @Test(
        "S13: a house belongs to its village group, and a group without a number is nobody's house")
    func parent() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: AddressScenarios.night,
            ["常乐镇示例村五组23号", "常乐镇示例村5组", "常乐镇示例村5组24号", "常乐镇示例村"].enumerated().map {
                resident("\($0.offset + 1)", $0.element)
            })
        try scenario.night(AddressScenarios.night)
        #expect(
            try scenario.ask(
                """
                SELECT substr(a.full_text, 10), a.level, coalesce(substr(p.full_text, 10), '-') FROM address a
                LEFT JOIN address p ON p.address_id = a.parent_address_id ORDER BY a.full_text
                """) == [
                    "常乐镇示例村|5|-", "常乐镇示例村5组|6|常乐镇示例村", "常乐镇示例村5组23号|7|常乐镇示例村5组",
                    "常乐镇示例村5组24号|7|常乐镇示例村5组",
                ])
    }
}
