import Foundation
import Testing

/// S02 to S08, S10 and S14: who is who where numbers are wrong, hidden, borrowed, replaced or missing.
@Suite("Scenarios of matching", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct MatchingScenarios {
    private static let night = "2020-11-20"
    private static let a = "320684198503129916"
    private static let b = "320684199001010004"

    private func resident(
        _ number: String, _ name: String, _ id: String, _ more: [String: String] = [:]
    ) -> [String: String] {
        IdentityScenarios.resident(number, name, id, more)
    }

    private func insured(_ ssp: String, _ name: String, _ id: String, born: String? = nil)
        -> [String: String]
    {
        [
            "AAC001": ssp, "AAC003": name, "AAE135": id, "AAC006": born ?? "", "AAB001": "SSU1",
            "AAE140": "110",
            "AAC031": "1", "AAE030": "2018-01-01", "AAE036": "2020-11-20 16:00:00", "op": "I",
        ]
    }

    /// The entity and rule of each person mention of a feed: `entity|rule`.
    private func links(_ scenario: Scenario, _ feed: String) throws -> [String] {
        try scenario.ask(
            """
            SELECT person_id, rule FROM person_source
            WHERE until_run IS NULL AND feed = '\(feed)' ORDER BY record_id, role, item
            """)
    }

    @Test("S02: a number with two digits swapped, same name and birth, is a slip of the pen")
    func slip() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night,
            [resident("1", "张样本", Self.a, ["CSRQ": "19850312"])])
        try scenario.drop(
            .insured, date: Self.night,
            [insured("SSP1", "张样本", "320684198503129196", born: "19850312")])
        try scenario.night(Self.night)
        #expect(try links(scenario, "D11-cbry") == ["1|P5"])
        #expect(try links(scenario, "D02-syrk") == ["1|OWN"])
        #expect(try scenario.ask("SELECT id_number FROM person WHERE is_current") == [Self.a])
        #expect(
            try scenario.ask(
                "SELECT d.feed FROM finding JOIN delivery AS d USING (delivery_id) WHERE rule = 'ID_TYPO'"
            ) == ["D11-cbry"])
    }

    @Test("S03: the report of a namesake goes to the one whose telephone it is, and moves nothing")
    func caller() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident("1", "张样本", Self.a),
                resident("2", "张样本", "320684198503129932", ["LXDH": "15400000003"]),
            ])
        try scenario.drop(
            "D32-rx/gd_DATE.json", date: Self.night,
            call("RX1", caller: "张样本", phone: "15400000003", sex: "男"))
        try scenario.night(Self.night)
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["2"])
        #expect(
            try scenario.ask(
                """
                SELECT p.id_number, s.rule, s.score FROM person_source AS s JOIN person AS p USING (person_id)
                WHERE s.feed = 'D32-gd' AND until_run IS NULL
                """) == ["320684198503129932|P9|0.8"])
    }

    @Test("S05: a caller whose telephone a household shares stays without a person")
    func household() throws {
        let scenario = try Scenario()
        let phone = ["LXDH": "15400000001"]
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident("1", "张样本", Self.a, phone), resident("2", "李示例", Self.b, phone),
                resident("3", "张样文", "320684201206189968", phone),
            ])
        try scenario.drop(
            "D32-rx/gd_DATE.json", date: Self.night,
            call("RX1", caller: "市民", phone: "15400000001", sex: "女"))
        try scenario.night(Self.night)
        #expect(
            try scenario.ask("SELECT count(*) FROM person WHERE id_number IS NOT NULL") == ["3"])
        #expect(
            try scenario.ask(
                """
                SELECT count(*) FROM person_source AS s JOIN person AS p USING (person_id)
                WHERE s.feed = 'D32-gd' AND p.id_number IS NOT NULL
                """) == ["0"])
    }

    @Test(
        "S06: a masked number with one candidate is linked, with two it is for a person to decide")
    func masked() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident("1", "张样本", Self.a),
                resident("2", "张示", "320625197001039916"),
            ])
        func row(_ number: Int, _ name: String, _ id: String) -> [String: String] {
            [
                "案号": "(2020)苏0684执XXXX000000\(number)号", "被执行人": name, "类型": "自然人",
                "证件号码": id, "立案时间": "2020-07-17", "发布时间": "2020-11-20 00:00:00",
            ]
        }
        try scenario.drop(
            .debtors, date: Self.night,
            [
                row(1, "张样本", "3206**********9916"), row(2, "张*", "3206************16"),
            ])
        try scenario.night(Self.night)
        let links = try links(scenario, "D04-sxbzx")
        #expect(links.first == "1|P6b")
        #expect(links.last?.hasSuffix("|OWN") == true)
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM match_review WHERE feed = 'D04-sxbzx' AND until_run IS NULL"
            ) == ["2"])
        #expect(
            try scenario.ask("SELECT count(*) FROM finding WHERE rule = 'ID_MASKED'") == ["1"])
    }

    @Test("S07: a borrowed number stays with its owner; the borrower is somebody without a number")
    func borrowed() throws {
        let scenario = try Scenario()
        try scenario.drop(.residents, date: Self.night, [resident("1", "李示例", Self.b)])
        try scenario.drop(
            "D14-zjj/jzgd_DATE.xml", date: Self.night,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <jzgd><gd><sgxkz>320684201910260116</sgxkz><xmmc>示例工地</xmmc><sgdw><mc>海门样品纺织有限公司</mc>\
            <tydm>91320684XXXX000195</tydm></sgdw><dd>人民中路88号</dd><kgrq>20191026</kgrq><zt>在建</zt>\
            <ry><xm>赵测工</xm><sfz>\(Self.b)</sfz><gz>瓦工</gz><cjqy>海门样品纺织有限公司</cjqy></ry></gd></jzgd>
            """)
        try scenario.night(Self.night)
        #expect(
            try scenario.ask(
                """
                SELECT p.name, p.id_number, s.rule FROM person_source AS s JOIN person AS p USING (person_id)
                WHERE s.feed = 'D14-jzgd' AND until_run IS NULL AND role <> 'contact'
                """) == ["赵测工|NULL|P3"])
        #expect(
            try scenario.ask("SELECT name FROM person WHERE id_number = '\(Self.b)'") == ["李示例"])
        #expect(
            try scenario.ask(
                "SELECT d.feed FROM finding JOIN delivery AS d USING (delivery_id) WHERE rule = 'ID_NAME_CONFLICT'"
            ) == ["D14-jzgd"])
        #expect(
            try scenario.ask(
                """
                SELECT count(*) FROM employment AS e JOIN person AS p USING (person_id)
                WHERE p.name = '赵测工' AND e.is_current
                """) == ["1"])
    }

    @Test(
        "S10: a rare character, a question mark and a private character are one name, the register's"
    )
    func rare() throws {
        let scenario = try Scenario()
        let id = "320684198808089951"
        try scenario.drop(.residents, date: Self.night, [resident("1", "张䶮样", id)])
        try scenario.drop(.insured, date: Self.night, [insured("SSP1", "张?样", id)])
        try scenario.drop(
            .fund, date: Self.night,
            [["个人账号": "0513000000003", "姓名": "张\u{E863}样", "证件号码": id, "缴存状态": "正常"]])
        try scenario.night(Self.night)
        #expect(try scenario.ask("SELECT name, id_number FROM person") == ["张䶮样|\(id)"])
        #expect(
            try scenario.ask(
                "SELECT count(*) FROM person_source WHERE until_run IS NULL AND rule = 'P1'")
                == ["3"])
    }

    @Test(
        "S04: of twins, the pupil without a number is the one of that name, by the mother's number")
    func twins() throws {
        let scenario = try Scenario()
        let family = ["HH": "HH9", "CSRQ": "20120618", "MQSFZH": Self.b]
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident("1", "张样文", "320684201206189968", family),
                resident("2", "张样武", "320684201206189984", family),
                resident("3", "李示例", Self.b, ["HH": "HH9"]),
            ])
        try scenario.drop(
            "D08-jyj/xj_DATE.xml", date: Self.night,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <xj:学籍 xmlns:xj="urn:xj:2"><xj:学校 bsm="3206840001"><mc>示例小学</mc><年级 njmc="三年级"><班级 bh="3.1">\
            <学生><学籍号>L3206840099</学籍号><xm>张样武</xm><csrq>20120618</csrq><jhr><xm>李示例</xm><gx>母亲</gx>\
            <sfzjh>\(Self.b)</sfzjh><lxdh>15400000001</lxdh></jhr><jhr/></学生></班级></年级></xj:学校></xj:学籍>
            """)
        try scenario.drop(
            .medical, date: Self.night,
            [
                [
                    "人员编号": "M1", "年度": "2020", "姓名": "张样文", "证件类型": "居民身份证",
                    "证件号码": "320684201206189968", "险种": "居民", "缴费状态": "已缴",
                ]
            ])
        try scenario.night(Self.night)
        #expect(
            try scenario.ask(
                """
                SELECT p.id_number, s.rule FROM person_source AS s JOIN person AS p USING (person_id)
                WHERE s.feed = 'D08-xj' AND s.role = 'pupil' AND until_run IS NULL
                """) == ["320684201206189984|P7"])
        #expect(
            try scenario.ask("SELECT count(*) FROM person WHERE is_minor14 = 1 AND is_current")
                == ["2"])
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["3"])
    }

    @Test("S08: a number that the police corrected leads to the same person, whoever still uses it")
    func corrected() throws {
        let scenario = try Scenario()
        let (old, new) = ("320625194811059931", "320684194811059958")
        try scenario.drop(.residents, date: "2020-11-19", [resident("1", "王试根", old)])
        try scenario.night("2020-11-19")
        try scenario.drop(
            .residents, date: Self.night,
            [
                resident(
                    "1", "王试根", new,
                    ["YGMSFHM": old, "GXSJ": "2020-11-20 08:00:00", "CZBS": "2"])
            ])
        try scenario.drop(
            .fund, date: Self.night,
            [["个人账号": "0513000000003", "姓名": "王试根", "证件号码": old, "缴存状态": "正常", "单位账号": "1"]])
        try scenario.night(Self.night)
        #expect(
            try scenario.ask("SELECT person_id, id_number FROM person WHERE is_current") == [
                "1|\(new)"
            ])
        #expect(try links(scenario, "D38-jc") == ["1|P4"])
        #expect(
            try scenario.ask(
                "SELECT id_value, status FROM person_identifier WHERE is_current AND id_type = 'CNID18' ORDER BY status"
            )
                == ["\(old)|superseded", "\(new)|verified"])
    }

    @Test(
        "S14: a renamed firm is one, by code, former name, sign at the door and registration number"
    )
    func renamed() throws {
        let scenario = try Scenario()
        let code = "91320684XXXX000195"
        try scenario.drop(
            "D24-scj/scjt_DATE.xml", date: Self.night,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <entlist xmlns="urn:aic:ent:3"><ent gxsj="2020-11-20 18:00:00" czlx="I"><pripid>3206840000000001</pripid>\
            <uniscid>\(code)</uniscid><regno>320684000990017</regno><entname>海门样品纺织有限公司</entname>\
            <dom>江苏省海门市海门镇人民中路88号</dom><oploc>海门市海门镇人民中路88号</oploc><regstate>存续</regstate>\
            <alt><item>名称</item><be>海门市样品家纺有限责任公司</be><af>海门样品纺织有限公司</af><date>2020-08-01</date></alt>\
            </ent></entlist>
            """)
        try scenario.drop(
            .taxpayers, date: Self.night,
            [["NSRSBH": code, "NSRMC": "海门市样品家纺有限责任公司", "NSRZTDM": "正常", "DJRQ": "20100305"]])
        try scenario.drop(
            .tobacco, date: Self.night,
            [
                [
                    "许可证号": "320684000057", "店名": "样品家纺", "经营地址": "海门街道人民中路88号",
                    "有效期止": "2022-06-08", "负责人": "张样本",
                ]
            ])
        var worker = insured("SSP1", "张样本", Self.a)
        worker["AAB004"] = "样品家纺公司(海门)"
        worker["AAB003"] = "320684000990017"
        try scenario.drop(.insured, date: Self.night, [worker])
        try scenario.night(Self.night)
        let links = try scenario.ask(
            """
            SELECT DISTINCT feed, organization_id, rule FROM organization_source
            WHERE until_run IS NULL AND role IN ('subject', 'employer') ORDER BY feed
            """)
        #expect(
            links == [
                "D11-cbry|1|O2", "D24-scjt|1|O1", "D33-nsr|1|O1", "D37-lsh|1|O5",
            ])
        #expect(
            try scenario.ask(
                "SELECT name, status, uscc FROM organization WHERE organization_id = 1")
                == ["海门样品纺织有限公司|1|\(code)"])
    }

    private func call(_ number: String, caller: String, phone: String, sex: String) -> String {
        """
        {"total":1,"list":[
        {"orderNo":"\(number)","callTime":"2020-11-20 09:09:02","caller":"\(caller)","phone":"\(phone)",\
        "sex":"\(sex)","appealType":"咨询","content":"路灯不亮","addr":"人民中路88号","secret":false,\
        "lastUpdate":"2020-11-20 23:40:00","state":"NEW"}
        ]}
        """
    }
}
