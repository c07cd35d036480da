import Foundation
import Testing

/// S01, S03, S05, S09, S15 and S16: who is who by numbers.
@Suite("Scenarios of identity", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct IdentityScenarios {
    private static let night = "2020-11-20"

    static func resident(
        _ number: String, _ name: String, _ id: String, _ more: [String: String] = [:]
    )
        -> [String: String]
    {
        [
            "RYBH": number, "RKLB": "1", "XM": name, "GMSFHM": id, "GXSJ": "2020-11-19 08:00:00",
            "CZBS": "1",
        ].merging(more) { $1 }
    }

    @Test("S01: 15 digits, 18 digits and the number inside a disability certificate are one person")
    func lengths() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .households, date: IdentityScenarios.night,
            [
                [
                    "承包方编码": "320684103201000001", "承包方代表": "王试根", "成员序号": "1", "成员姓名": "王试根",
                    "成员身份证号": "320625481105993", "与代表关系": "户主", "村": "常乐镇示例村", "组": "5组",
                ]
            ])
        try scenario.drop(
            .residents, date: IdentityScenarios.night,
            [IdentityScenarios.resident("1", "王试根", "320625194811059931")])
        try scenario.drop(
            .disability, date: IdentityScenarios.night,
            [["CJRZH": "32062519481105993142", "XM": "王试根", "XB": "1", "CJLB": "4", "CJDJ": "2"]])
        try scenario.night(IdentityScenarios.night)
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["1"])
        #expect(
            try scenario.ask("SELECT id_number FROM person WHERE is_current") == [
                "320625194811059931"
            ])
        #expect(
            try scenario.ask("SELECT count(*) FROM person_source WHERE until_run IS NULL") == ["3"])
    }

    @Test(
        "S03: two valid numbers that differ in the sequence are two persons, namesakes born the same day or not"
    )
    func neighbours() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: IdentityScenarios.night,
            [
                IdentityScenarios.resident("1", "张样本", "320684198503129916"),
                IdentityScenarios.resident("2", "张样本", "320684198503129932"),
            ])
        try scenario.night(IdentityScenarios.night)
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["2"])
    }

    @Test("S05: a telephone that a household shares makes nobody one person")
    func sharedPhone() throws {
        let scenario = try Scenario()
        let phone = ["LXDH": "15400000001"]
        try scenario.drop(
            .residents, date: IdentityScenarios.night,
            [
                IdentityScenarios.resident("1", "张样本", "320684198503129916", phone),
                IdentityScenarios.resident("2", "李示例", "320684199001010004", phone),
                IdentityScenarios.resident("3", "张样文", "320684201206189968", phone),
            ])
        try scenario.night(IdentityScenarios.night)
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["3"])
    }

    @Test("S09: a dotted name in its spellings, and a foreigner by passport")
    func dotted() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: IdentityScenarios.night,
            [IdentityScenarios.resident("1", "古丽样·艾例", "653101199202149943")])
        try scenario.drop(
            .medical, date: IdentityScenarios.night,
            [
                [
                    "人员编号": "M1", "年度": "2020", "姓名": "古丽样•艾例", "证件类型": "居民身份证",
                    "证件号码": "６５３１０１１９９２０２１４９９４３", "险种": "居民", "缴费状态": "已缴",
                ]
            ])
        try scenario.night(IdentityScenarios.night)
        #expect(try scenario.ask("SELECT name FROM person WHERE is_current") == ["古丽样·艾例"])
    }
}
