import Foundation
import Testing

/// Facts that must not fall together, and what is derived of people, divisions and certificates.
@Suite("Scenarios of facts", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct FactScenarios {
    private static let night = "2020-11-20"

    @Test(
        "Two payments of one batch to one person are two; a certificate's digits beat the columns")
    func payments() throws {
        let scenario = try Scenario()
        func payment(_ line: String, _ amount: String) -> [String: String] {
            [
                "批次号": "HM1", "序号": line, "补贴项目": "耕地地力", "姓名": "王试根",
                "身份证号": "320625194811059931", "金额": amount, "发放日期": "2020.11.20",
            ]
        }
        try scenario.drop(
            .subsidies, date: Self.night, [payment("1", "100.00"), payment("2", "250.00")])
        try scenario.drop(
            .disability, date: Self.night,
            [
                [
                    "CJRZH": "32062519481105993142", "XM": "王试根", "CJLB": "1", "CJDJ": "3",
                    "HJDZ": "江苏省海门市海门镇示范新村3幢2单元401室",
                ]
            ])
        try scenario.night(Self.night)
        #expect(
            try scenario.ask(
                "SELECT benefit_no, amount FROM benefit WHERE kind = 'subsidy_payment' ORDER BY 1")
                == ["HM1-1|100.00", "HM1-2|250.00"])
        #expect(
            try scenario.ask("SELECT category, level FROM benefit WHERE kind = 'disability'")
                == ["4|2"])
        let divisions = try scenario.ask("SELECT name, hukou_division FROM person")
        #expect(divisions == ["王试根|320614"])
    }

    @Test("Arrears of one tax in two quarters are two")
    func arrears() throws {
        let scenario = try Scenario()
        let feed = Scenario.CSVFeed(
            path: "D33-shw/qs_DATE.csv", columns: ["NSRSBH", "NSRMC", "SZ", "QSYE", "期"],
            encoding: .gb18030)
        func row(_ period: String, _ amount: String) -> [String: String] {
            [
                "NSRSBH": "91320684XXXX000195", "NSRMC": "海门样品纺织有限公司", "SZ": "增值税", "QSYE": amount,
                "期": period,
            ]
        }
        try scenario.drop(
            feed, date: Self.night, [row("2020Q2", "100.00"), row("2020Q3", "50.00")])
        try scenario.night(Self.night)
        #expect(
            try scenario.ask(
                "SELECT subtype, detail, amount_cny FROM regulatory_action ORDER BY action_no")
                == ["增值税|2020Q2|100.00", "增值税|2020Q3|50.00"])
    }

    @Test(
        "Identity is verified by the register's valid number, declared by another's, weak without one; a worse word never wins"
    )
    func identityLevel() throws {
        let scenario = try Scenario()
        func resident(_ number: String, _ name: String, _ id: String) -> [String: String] {
            [
                "RYBH": number, "RKLB": "1", "XM": name, "GMSFHM": id,
                "GXSJ": "2020-11-19 08:00:00", "CZBS": "1",
            ]
        }
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident("1", "张样本", "320684198503129916"),
                resident("2", "错样本", "320684198503129196"),
            ])
        try scenario.drop(
            .medical, date: Self.night,
            [
                ["人员编号": "1", "姓名": "张样本", "证件号码": "320684198503129916", "险种": "居民", "年度": "2020"],
                ["人员编号": "2", "姓名": "李示例", "证件号码": "320684199001010004", "险种": "居民", "年度": "2020"],
                ["人员编号": "3", "姓名": "无号示", "险种": "居民", "年度": "2020"],
            ])
        try scenario.night(Self.night)
        let levels = try scenario.ask(
            "SELECT name, identity_level FROM person WHERE is_current ORDER BY id_number")
        #expect(levels == ["无号示|weak", "错样本|weak", "张样本|verified", "李示例|declared"])
    }
}
