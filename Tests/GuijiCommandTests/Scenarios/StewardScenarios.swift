import Foundation
import Testing

/// What stewards decide holds on every later night, whatever comes in which order, until it is withdrawn.
@Suite("Stewards' decisions", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct StewardScenarios {
    private static let night = "2020-11-20"
    private static let people = "SELECT count(*) FROM person WHERE is_current"

    /// One person with a number, and one of the same name and birth without one: a review by P8r.
    private static let withNumber: [String: String] = [
        "RYBH": "1", "RKLB": "1", "XM": "张样本", "GMSFHM": "320684198503129916", "XB": "1",
        "CSRQ": "1985-03-12", "GXSJ": "2020-11-19 08:00:00", "CZBS": "1",
    ]
    private static let withoutNumber: [String: String] = {
        var row = withNumber
        row["RYBH"] = "2"
        row["LXDH"] = "15400000001"
        row["GMSFHM"] = nil
        return row
    }()

    /// A row of a later day.
    private static func later(
        _ row: [String: String], _ day: String, _ more: [String: String] = [:]
    ) -> [String: String] {
        row.merging(["GXSJ": "\(day) 08:00:00", "CZBS": "2"]) { $1 }.merging(more) { $1 }
    }

    private func doubtful() throws -> Scenario {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: StewardScenarios.night,
            [StewardScenarios.withNumber, StewardScenarios.withoutNumber])
        try scenario.night(StewardScenarios.night)
        try #require(try scenario.ask(StewardScenarios.people) == ["2"])
        return scenario
    }

    @Test(
        "Accepted: one entity from the next run on under the older id, bound when the records come again in another order, and when one goes and comes back"
    )
    func accept() throws {
        let scenario = try doubtful()
        let list = try scenario.guiji("review", "list")
        #expect(list.stdout.contains("P8r"), "\(list.stdout)\(list.stderr)")
        #expect(!list.stdout.contains("张样本"), "names are masked")
        let review = try scenario.onlyReview()
        let shown = try scenario.guiji("review", "show", review, "--lang", "zh")
        #expect(shown.stdout.contains("仅姓名与出生日期一致"), "\(shown.stdout)\(shown.stderr)")
        #expect(shown.stdout.contains("若接受"))

        let accepted = try scenario.guiji(
            "review", "accept", review, "--by", "样例员", "--why", "见原件")
        #expect(accepted.exitCode == 0, "\(accepted.stderr)")
        #expect(try scenario.ask(StewardScenarios.people) == ["2"], "not before the next run")
        #expect(try scenario.guiji("review", "list").stdout.contains("1 decided"))
        try scenario.night(StewardScenarios.night)
        #expect(try scenario.ask(StewardScenarios.people) == ["1"])
        #expect(
            try scenario.ask(
                "SELECT from_id, to_id FROM entity_forward WHERE table_name = 'person' AND until_run IS NULL"
            ) == ["2|1"])
        #expect(try scenario.guiji("review", "list").stdout.hasPrefix("Nothing to review."))
        #expect(
            try scenario.ask("SELECT DISTINCT rule FROM person_source WHERE until_run IS NULL")
                == ["STEWARD"])
        let explained = try scenario.guiji("explain", "person", "2", "--lang", "en")
        #expect(explained.stdout.contains("person 2 was merged into person 1"))
        #expect(explained.stdout.contains("a steward's decision"), "\(explained.stdout)")
        #expect(explained.stdout.contains("样例员"))

        // The same records again in another order, beside another person.
        let other = StewardScenarios.withNumber.merging([
            "RYBH": "3", "XM": "李示例", "GMSFHM": "320684199001010004", "CSRQ": "1990-01-01",
            "XB": "2",
        ]) { $1 }
        try scenario.drop(
            .residents, date: "2020-11-21",
            [
                StewardScenarios.later(other, "2020-11-20"),
                StewardScenarios.later(
                    StewardScenarios.withoutNumber, "2020-11-20", ["WHCD": "10"]),
                StewardScenarios.later(StewardScenarios.withNumber, "2020-11-20"),
            ])
        try scenario.night("2020-11-21")
        #expect(try scenario.ask(StewardScenarios.people) == ["2"], "张样本 and 李示例")
        #expect(
            try scenario.ask(
                "SELECT person_id, count(*) FROM person_source WHERE until_run IS NULL GROUP BY 1 ORDER BY 2 DESC"
            ).first == "1|2")

        // The record goes and comes back.
        try scenario.drop(
            .residents, date: "2020-11-22",
            [
                StewardScenarios.later(
                    StewardScenarios.withoutNumber, "2020-11-21", ["CZBS": "3"])
            ])
        try scenario.night("2020-11-22")
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM person_source WHERE until_run IS NULL AND person_id = 1")
                == ["1"])
        try scenario.drop(
            .residents, date: "2020-11-23",
            [StewardScenarios.later(StewardScenarios.withoutNumber, "2020-11-22")])
        try scenario.night("2020-11-23")
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM person_source WHERE until_run IS NULL AND person_id = 1")
                == ["2"])
    }

    @Test("Rejected: not asked again, and kept apart even by a third record that fits both")
    func reject() throws {
        let scenario = try doubtful()
        let rejected = try scenario.guiji(
            "review", "reject", try scenario.onlyReview(), "--by", "样例员", "--why", "堂兄弟", "--now")
        #expect(rejected.exitCode == 0, "\(rejected.stderr)")
        #expect(try scenario.guiji("review", "list").stdout.hasPrefix("Nothing to review."))
        #expect(try scenario.ask(StewardScenarios.people) == ["2"])
        // A third record with the number of the one and the telephone of the other.
        try scenario.drop(
            .residents, date: "2020-11-21",
            [
                StewardScenarios.later(
                    StewardScenarios.withNumber, "2020-11-20",
                    ["RYBH": "3", "LXDH": "15400000001"])
            ])
        try scenario.night("2020-11-21")
        #expect(try scenario.ask(StewardScenarios.people) == ["2"])
        #expect(
            try scenario.guiji("review", "list").stdout.hasPrefix("Nothing to review."),
            "the answer about the first record is the answer about all of its entity")
        _ = try scenario.guiji(
            "review", "withdraw", "1", "--by", "样例员", "--why", "同一人", "--now")
        #expect(try scenario.ask(StewardScenarios.people) == ["1"], "by rules alone they are one")
    }

    @Test("Withdrawn: everything is as before, the ids too, and the decision stays in the books")
    func withdraw() throws {
        let scenario = try doubtful()
        let before = try scenario.ask(
            "SELECT person_id, record_id, rule FROM person_source WHERE until_run IS NULL")
        let review = try scenario.onlyReview()
        _ = try scenario.guiji(
            "review", "accept", review, "--by", "样例员", "--why", "见原件", "--now")
        #expect(try scenario.ask(StewardScenarios.people) == ["1"])
        let withdrawn = try scenario.guiji(
            "review", "withdraw", "1", "--by", "示例员", "--why", "看错了", "--now")
        #expect(withdrawn.exitCode == 0, "\(withdrawn.stderr)")
        #expect(
            try scenario.ask(
                "SELECT person_id, record_id, rule FROM person_source WHERE until_run IS NULL")
                == before)
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM entity_forward WHERE table_name = 'person' AND until_run IS NULL"
            ) == ["0"])
        #expect(try scenario.guiji("review", "list").stdout.contains("P8r"), "asked again")
        #expect(try scenario.guiji("review", "decisions").stdout == "No decisions.\n")
        let all = try scenario.guiji("review", "decisions", "--all").stdout
        #expect(all.contains("见原件") && all.contains("看错了"), "\(all)")
        let again = try scenario.guiji("review", "withdraw", "1", "--by", "示例员", "--why", "x")
        #expect(again.exitCode == 64)
    }

    @Test("Of two decisions that contradict one another the later counts")
    func contradiction() throws {
        let scenario = try doubtful()
        let review = try scenario.onlyReview()
        _ = try scenario.guiji("review", "reject", review, "--by", "甲样", "--why", "不像")
        let merged = try scenario.guiji(
            "review", "merge", "person", "2", "1", "--by", "乙样", "--why", "问过本人", "--now")
        #expect(merged.stdout.contains("Against decision 1"), "\(merged.stdout)\(merged.stderr)")
        #expect(try scenario.ask(StewardScenarios.people) == ["1"])
        let record = try scenario.ask(
            "SELECT max(record_id) FROM person_source WHERE until_run IS NULL")
        let split = try scenario.guiji(
            "review", "split", "person", "1", "--record", try #require(record.first), "--by", "丙样",
            "--why", "另有其人", "--now")
        #expect(split.exitCode == 0, "\(split.stderr)")
        #expect(try scenario.ask(StewardScenarios.people) == ["2"])
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM entity_forward WHERE table_name = 'person' AND until_run IS NULL"
            ) == ["0"], "the split gives the id back")
    }

    @Test("Two valid numbers are merged only against the rule, and further records of both follow")
    func againstRule() throws {
        let scenario = try Scenario()
        func resident(_ number: String, _ id: String, _ time: String) -> [String: String] {
            StewardScenarios.withNumber.merging(["RYBH": number, "GMSFHM": id, "GXSJ": time]) {
                $1
            }
        }
        try scenario.drop(
            .residents, date: StewardScenarios.night,
            [
                resident("1", "320684198503129916", "2020-11-19 08:00:00"),
                resident("2", "320684198503129932", "2020-11-19 08:00:00"),
            ])
        try scenario.night(StewardScenarios.night)
        let why = ["--by", "样例员", "--why", "公安函", "--now"]
        let apart = try scenario.guiji("explain", "person", "1", "2", "--lang", "zh")
        #expect(apart.stdout.contains("两个不同的有效身份证号"), "\(apart.stdout)\(apart.stderr)")
        let refused = try scenario.guiji(["review", "merge", "person", "1", "2"] + why)
        #expect(refused.exitCode == 64)
        #expect(refused.stderr.contains("rule C1"), "\(refused.stderr)")
        #expect(try scenario.ask("SELECT count(*) FROM steward_decision") == ["0"])
        let forced = try scenario.guiji(
            ["review", "merge", "person", "1", "2", "--against-rule"] + why)
        #expect(forced.stdout.contains("Against C1"), "\(forced.stdout)\(forced.stderr)")
        #expect(try scenario.ask(StewardScenarios.people) == ["1"])
        func insured(_ number: String, _ id: String) -> [String: String] {
            [
                "人员编号": number, "年度": "2020", "姓名": "张样本", "证件类型": "居民身份证", "证件号码": id,
                "险种": "居民", "缴费状态": "已缴",
            ]
        }
        try scenario.drop(
            .medical, date: "2020-11-21",
            [
                insured("M1", "320684198503129932"), insured("M2", "320684198503129916"),
                insured("M3", "320684198503129959"),
            ])
        try scenario.night("2020-11-21")
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM person_source WHERE until_run IS NULL GROUP BY person_id ORDER BY 1"
            ) == ["1", "4"], "both numbers are the one person's, a third is not")
    }

    @Test("A record split from a person with a valid number stays apart from all of his records")
    func split() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: StewardScenarios.night, [StewardScenarios.withNumber])
        func subsidy(_ number: String) -> [String: String] {
            [
                "批次号": "B1", "序号": number, "补贴项目": "样例补贴", "姓名": "张样本",
                "身份证号": "320684198503129916", "金额": "100", "发放日期": "2020-11-01",
            ]
        }
        try scenario.drop(
            .subsidies, date: StewardScenarios.night, [subsidy("1"), subsidy("2"), subsidy("3")])
        try scenario.night(StewardScenarios.night)
        #expect(try scenario.ask(StewardScenarios.people) == ["1"])
        let records = try scenario.ask(
            "SELECT record_id FROM person_source WHERE feed = 'D10-hmbt' ORDER BY 1")
        let split = try scenario.guiji(
            "review", "split", "person", "1", "--record", records[1], "--by", "样例员", "--why",
            "录错号码", "--now")
        #expect(split.stdout.contains("3 pairs"), "\(split.stdout)\(split.stderr)")
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM person_source WHERE until_run IS NULL GROUP BY person_id ORDER BY person_id"
            ) == ["3", "1"])
        let pair = try scenario.guiji(
            "explain", "person", "--records", records[0], records[1], "--json")
        #expect(pair.stdout.contains("\"steward\" : false"), "\(pair.stdout)\(pair.stderr)")
        #expect(pair.stdout.contains("\"judgedInPart\" : [\n\n  ]"), "\(pair.stdout)")
        let part = try scenario.guiji(
            "explain", "person", "--records", records[0], records[1], "--reach", "part")
        #expect(
            part.stdout.contains("数据管理员裁定 / a steward's decision"),
            "\(part.stdout)\(part.stderr)")
        #expect(part.stdout.contains("--reach whole"), "what was judged by a part is named")
    }

    @Test("Organizations are merged and split by the same words")
    func organizations() throws {
        let scenario = try Scenario()
        func insured(_ number: String, _ id: String, _ firm: String) -> [String: String] {
            [
                "人员编号": number, "年度": "2020", "姓名": "张样本", "证件类型": "居民身份证", "证件号码": id,
                "险种": "职工", "缴费状态": "已缴", "参保单位": firm,
            ]
        }
        try scenario.drop(
            .medical, date: StewardScenarios.night,
            [
                insured("M1", "320684198503129916", "海门示例纺织有限公司"),
                insured("M2", "320684199001010004", "南通样本机械厂"),
            ])
        try scenario.night(StewardScenarios.night)
        let firms = "SELECT count(*) FROM organization WHERE is_current"
        #expect(try scenario.ask(firms) == ["2"])
        let merged = try scenario.guiji(
            "review", "merge", "organization", "1", "2", "--by", "样例员", "--why", "更名", "--now")
        #expect(merged.exitCode == 0, "\(merged.stderr)")
        #expect(try scenario.ask(firms) == ["1"])
        let record = try scenario.ask(
            "SELECT max(record_id) FROM organization_source WHERE until_run IS NULL")
        let split = try scenario.guiji(
            "review", "split", "organization", "2", "--record", record[0], "--by", "样例员", "--why",
            "弄错了", "--now")
        #expect(split.exitCode == 0, "\(split.stderr)")
        #expect(try scenario.ask(firms) == ["2"])
        let address = try scenario.guiji("review", "merge", "benefit", "1", "2", "--why", "x")
        #expect(address.exitCode == 64)
    }

    @Test("A decision needs a reason; without a name it is the login's, and says so")
    func reason() throws {
        let scenario = try doubtful()
        let review = try scenario.onlyReview()
        #expect(try scenario.guiji("review", "reject", review).exitCode == 64)
        #expect(try scenario.guiji("review", "reject", review, "--why", " ").exitCode == 64)
        let named = try scenario.guiji("review", "reject", review, "--why", "x")
        #expect(named.exitCode == 0)
        #expect(named.stderr.contains("decided in the name of"), "\(named.stderr)")
        let unknown = try scenario.guiji("review", "accept", "77", "--by", "a", "--why", "x")
        #expect(unknown.exitCode == 64)
        #expect(unknown.stderr.contains("no open review 77"), "\(unknown.stderr)")
    }
}

extension Scenario {
    fileprivate func guiji(_ arguments: String...) throws -> CommandRunner.Result {
        try guiji(arguments)
    }

    /// The command in the scenario's workspace, without the environment's language and steward.
    fileprivate func guiji(_ arguments: [String]) throws -> CommandRunner.Result {
        try CommandRunner.run(
            arguments + ["--workspace", city.root.appending(path: "ws").path],
            env: ["LC_ALL": "", "LC_MESSAGES": "", "LANG": "", "GUIJI_STEWARD": ""])
    }

    /// The number of the one open review.
    fileprivate func onlyReview() throws -> String {
        let open = try ask("SELECT review_id FROM match_review WHERE until_run IS NULL")
        try #require(open.count == 1, "\(open)")
        return open[0]
    }
}
