import Foundation
import Testing

/// S17 to S19: relations that open and close with what is registered.
@Suite("Scenarios of relations", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct RelationScenarios {
    private static let man = "320684198503129916"
    private static let woman = "320684199001010004"

    private func marriage(_ number: String, _ kind: String, _ date: String) -> [String: String] {
        [
            "登记证字号": number, "业务类别": kind, "男方姓名": "张样本", "男方证件号": RelationScenarios.man,
            "女方姓名": "李示例", "女方证件号": RelationScenarios.woman, "登记日期": date, "登记机关": "海门区民政局",
        ]
    }

    @Test(
        "S17: married, divorced, married again; a reprint adds no marriage; civil affairs knows better than the police"
    )
    func marriages() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .marriages, date: "2020-11-20",
            [
                marriage("J1", "结婚", "2015-05-20"), marriage("L1", "离婚", "2018-06-01"),
                marriage("J2", "复婚", "2019-09-09"), marriage("B1", "补领", "2020-10-10"),
            ])
        try scenario.drop(
            .residents, date: "2020-11-20",
            [
                [
                    "RYBH": "1", "RKLB": "1", "XM": "张样本", "GMSFHM": RelationScenarios.man,
                    "XB": "1",
                    "HYZK": "未婚", "GXSJ": "2020-11-19 08:00:00", "CZBS": "1",
                ]
            ])
        try scenario.night("2020-11-20")
        #expect(
            try scenario.ask(
                "SELECT valid_from, valid_to FROM kinship WHERE kind = 'spouse' ORDER BY valid_from"
            )
                == ["2015-05-20|2018-06-01", "2019-09-09|NULL"])
        #expect(
            try scenario.ask("SELECT marital_code FROM person WHERE is_current ORDER BY id_number")
                == ["23", "23"])
    }

    @Test("S18: the dead stay dead when a later change of the register forgets the death")
    func death() throws {
        let scenario = try Scenario()
        let person = [
            "RYBH": "1", "RKLB": "1", "XM": "王试根", "GMSFHM": "320625194811059931", "XB": "1",
        ]
        try scenario.drop(
            .residents, date: "2020-09-15",
            [
                person.merging([
                    "ZXBS": "死亡", "SWRQ": "20200915", "GXSJ": "2020-09-15 09:00:00", "CZBS": "2",
                ]) { $1 }
            ])
        try scenario.night("2020-09-15")
        try scenario.drop(
            .residents, date: "2020-11-20",
            [person.merging(["GXSJ": "2020-11-20 09:00:00", "CZBS": "2"]) { $1 }])
        try scenario.night("2020-11-20")
        #expect(
            try scenario.ask("SELECT life_status, death_date FROM person WHERE is_current")
                == ["2|2020-09-15"])
    }

    private func transfer(_ number: String, _ date: String, _ holders: [(String, String, String)])
        -> String
    {
        let rows = holders.map {
            "<ZTT_GY_QLR BDCQZH=\"苏(2019)海门市不动产权第\(number)号\" QLRMC=\"\($0.0)\" ZJZL=\"1\" ZJH=\"\($0.1)\" QLBL=\"\($0.2)\"/>"
        }
        return """
            <bdc:Data YWH="\(number)" DJLX="200" DJSJ="\(date)T10:00:00"><KTT_FW_H BDCDYH="320684001001GB00001F00030401" \
            ZL="海门镇示范新村3幢401室" JZMJ="98.50" YT="10"/>\(rows.joined())</bdc:Data>
            """
    }

    private func registry(_ messages: [String]) -> String {
        "<bdc:Message xmlns:bdc=\"urn:bdc:1\">" + messages.joined() + "</bdc:Message>"
    }

    @Test(
        "S19: a transfer closes the former holders of the unit, and shares never exceed the whole")
    func shares() throws {
        let scenario = try Scenario()
        try scenario.drop(
            "D12-zrj/bdc_DATE.xml", date: "2020-11-20",
            registry([
                transfer(
                    "YW1", "2019-05-06",
                    [
                        ("张样本", RelationScenarios.man, "1/2"),
                        ("李示例", RelationScenarios.woman, "50%"),
                    ]),
                transfer("YW2", "2020-11-01", [("李示例", RelationScenarios.woman, "1/1")]),
            ]))
        try scenario.night("2020-11-20")
        #expect(
            try scenario.ask(
                """
                SELECT p.name, o.share, o.valid_from, o.valid_to FROM ownership o
                JOIN person p ON p.person_id = o.person_id ORDER BY o.valid_from, p.id_number
                """)
                == [
                    "张样本|1/2|2019-05-06|2020-11-01", "李示例|1/2|2019-05-06|2020-11-01",
                    "李示例|1/1|2020-11-01|NULL",
                ])
    }
}
