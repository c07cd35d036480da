import Foundation
import Testing

/// The numbers by which people and organizations are known: what they are, and how sure they are.
@Suite("Scenarios of numbers", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct NumberScenarios {
    private static let night = "2020-11-20"

    private func resident(_ id: String, _ name: String, _ more: [String: String] = [:]) -> [String:
        String]
    {
        [
            "RYBH": id, "RKLB": "1", "XM": name, "GMSFHM": id, "GXSJ": "2020-11-19 08:00:00",
            "CZBS": "1",
        ].merging(more) { $1 }
    }

    @Test(
        "A number is verified by the register, declared by others, a typo, masked or superseded; its form says its type"
    )
    func personNumbers() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident("320684198503129916", "张样本"), resident("320684198503129196", "李示误"),
                resident("320684194811059958", "王试根", ["YGMSFHM": "320625194811059931"]),
            ])
        // Who uses a number under another name borrows it.
        let names = ["320684198503129916": "张样本", "320625481105993": "王试根"]
        func insured(_ number: String, _ id: String) -> [String: String] {
            ["人员编号": number, "姓名": names[id] ?? "测某", "证件号码": id, "险种": "居民", "年度": "2020"]
        }
        try scenario.drop(
            .medical, date: Self.night,
            [
                insured("M1", "320684198503129916"), insured("M2", "810000197806069916"),
                insured("M3", "USA320080022991"), insured("M4", "932840198002299917"),
                insured("M5", "E12345678"), insured("M6", "H12345678"), insured("M7", "12345678"),
                insured("M8", "320625481105993"), insured("M9", "3206**********9916"),
            ])
        try scenario.drop(
            .disability, date: Self.night,
            [["CJRZH": "32062519481105993142", "XM": "王试根", "CJLB": "4", "CJDJ": "2"]])
        try scenario.night(Self.night)
        let rows = try scenario.ask(
            """
            SELECT DISTINCT id_value, id_type, checksum_ok, status FROM person_identifier
            WHERE id_value NOT GLOB 'M[0-9]' ORDER BY 1, 2, 4
            """)
        #expect(
            rows == [
                "12345678|TW_PERMIT|NULL|declared",
                "3206**********9916|CNID18|NULL|masked",
                "320625194811059931|CNID18|1|superseded",
                "32062519481105993142|DPF|1|declared",
                "320625481105993|CNID15|NULL|declared",
                "320684194811059958|CNID18|1|verified",
                "320684198503129196|CNID18|0|typo",
                "320684198503129916|CNID18|1|verified",
                "810000197806069916|HMT_RP|1|declared",
                "932840198002299917|FPR18|1|declared",
                "E12345678|PASSPORT|NULL|declared",
                "H12345678|HKMO_PERMIT|NULL|declared",
                "USA320080022991|FPR15|NULL|declared",
            ])
        #expect(
            try scenario.ask(
                "SELECT DISTINCT id_type, status FROM person_identifier WHERE id_value GLOB 'M[0-9]'"
            ) == ["MIN|declared"])
    }

    private func firm(_ number: String, _ code: String, _ name: String, _ more: String = "")
        -> String
    {
        """
        <ent czlx="I" gxsj="2020-11-19T10:00:00"><uniscid>\(code)</uniscid><pripid>\(number)</pripid>\
        <entname>\(name)</entname><regstate>存续</regstate>\(more)</ent>
        """
    }

    private func drop(_ scenario: Scenario, _ firms: [String]) throws {
        try scenario.drop(
            "D24-scj/scjt_DATE.xml", date: Self.night,
            "<entlist xmlns=\"urn:aic:ent:3\">" + firms.joined() + "</entlist>")
    }

    @Test(
        "S15: a branch belongs to its head; a business made a firm stays an organization, and the firm says of which"
    )
    func branchAndConversion() throws {
        let scenario = try Scenario()
        let change =
            "<alt><item>个转企</item><be>92320684XXXX0006X5</be><af>91320614XXXX00086N</af><date>2020-06-01</date></alt>"
        try drop(
            scenario,
            [
                firm("P1", "91320684XXXX000195", "海门样品纺织有限公司"),
                firm(
                    "P2", "91320684XXXX00051G", "海门样品纺织有限公司三厂分公司",
                    "<branch puniscid=\"91320684XXXX000195\"/>"),
                firm("P3", "92320684XXXX0006X5", "海门区样例小吃店"),
                firm("P3", "91320614XXXX00086N", "海门样例餐饮有限公司", change),
            ])
        try scenario.night(Self.night)
        #expect(
            try scenario.ask(
                """
                SELECT o.uscc, p.uscc FROM organization o
                LEFT JOIN organization p ON p.organization_id = o.parent_org_id
                WHERE o.is_current ORDER BY o.uscc
                """) == [
                    "91320614XXXX00086N|NULL", "91320684XXXX000195|NULL",
                    "91320684XXXX00051G|91320684XXXX000195", "92320684XXXX0006X5|NULL",
                ])
        #expect(
            try scenario.ask(
                """
                SELECT o.uscc, m.uscc, r.valid_from FROM org_role r
                JOIN organization o ON o.organization_id = r.org_id
                JOIN organization m ON m.organization_id = r.member_org_id
                WHERE r.role = 'converted_from'
                """) == ["91320614XXXX00086N|92320684XXXX0006X5|2020-06-01"])
    }

    private static let shops = Scenario.CSVFeed(
        path: "D19-swj/smqy_DATE.csv",
        columns: ["备案号", "企业名称", "统一社会信用代码", "负责人", "", "经营地址", "业态", "营业面积", "单用途卡"],
        encoding: .gb18030)

    @Test(
        "S16: a broken credit code with one repair is the firm's; one with two wrong characters is a typo"
    )
    func repairs() throws {
        let scenario = try Scenario()
        try drop(scenario, [firm("P1", "91320684XXXX000195", "海门样品纺织有限公司")])
        func shop(_ number: String, _ code: String) -> String {
            "\(number),海门样品纺织有限公司,\(code),,,,,,"
        }
        let head = ["商贸流通企业备案登记表", "填报单位：市商务局", Self.shops.columns.joined(separator: ",")]
        let rows = [shop("B1", "91320684xxxxooo195"), shop("B2", "91320684XXXX073195")]
        let lines = head + [",,,姓名,手机,,,,"] + rows + ["合计,2,,,,,,,"]
        try scenario.drop(
            Self.shops.path, date: Self.night,
            Self.shops.encoding.bytes(lines.map { $0 + "\r\n" }.joined()))
        try scenario.night(Self.night)
        #expect(
            try scenario.ask(
                "SELECT filing_no, uscc FROM feed_d19_smqy WHERE valid_to_run IS NULL ORDER BY 1")
                == ["B1|91320684XXXX000195", "B2|91320684XXXX073195"])
        #expect(
            try scenario.ask(
                """
                SELECT o.uscc, i.value_norm, i.type, i.checksum_ok, i.status
                FROM organization_identifier i
                JOIN organization o ON o.organization_id = i.org_id
                WHERE i.value_norm = '91320684XXXX000195'
                """) == ["91320684XXXX000195|91320684XXXX000195|USCC|1|verified"])
        #expect(
            try scenario.ask(
                """
                SELECT DISTINCT type, checksum_ok, status FROM organization_identifier
                WHERE value_norm = '91320684XXXX073195'
                """) == ["USCC|0|typo"])
        #expect(
            try scenario.ask(
                """
                SELECT count(*) > 0 FROM organization_source s JOIN organization o USING (organization_id)
                WHERE s.until_run IS NULL AND o.uscc = '91320684XXXX000195' AND s.feed = 'D19-smqy'
                """) == ["1"])
    }
}
