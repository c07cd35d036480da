import Foundation
import Testing

/// S28 and S29: what happens to files on their way, and to changes that arrive in the wrong order.
@Suite("Scenarios of transfer", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct TransferScenarios {
    private static let night = "2020-11-20"

    private func hotline(total: Int, count: Int) -> String {
        let orders = (1...count).map {
            """
            {"orderNo":"RX\($0)","callTime":"2020-11-20 08:00:00","state":"NEW","lastUpdate":"2020-11-20 08:00:00"}
            """
        }
        return "{\"total\":\(total),\"list\":[\(orders.joined(separator: ","))]}"
    }

    @Test("S28: a file in another encoding than declared is flagged and loaded whole")
    func encoding() throws {
        let scenario = try Scenario()
        var feed = Scenario.CSVFeed.water
        feed.encoding = .gb18030
        try scenario.drop(
            feed, date: TransferScenarios.night,
            [
                [
                    "类型": "报修", "编号": "B1", "报修内容": "路面冒水", "报修时间": "2020-11-20 07:55",
                    "电话": "15400000009",
                ]
            ])
        try scenario.night(TransferScenarios.night)
        #expect(
            try scenario.ask("SELECT rule, severity FROM finding") == ["ENCODING_MISMATCH|warning"])
        #expect(try scenario.ask("SELECT repair_text FROM feed_d40_ysl") == ["路面冒水"])
    }

    @Test("S28: a list shorter than its total is held, and the feed keeps what it had")
    func total() throws {
        let scenario = try Scenario()
        try scenario.drop("D32-rx/gd_DATE.json", date: "2020-11-19", hotline(total: 3, count: 3))
        try scenario.night("2020-11-19")
        try scenario.drop(
            "D32-rx/gd_DATE.json", date: TransferScenarios.night, hotline(total: 1200, count: 1150))
        try scenario.night(TransferScenarios.night)
        #expect(
            try scenario.ask("SELECT state, reason FROM delivery ORDER BY delivery_id DESC LIMIT 1")
                == ["held|COUNT_MISMATCH: 1150 records; expected 1200 records, as $.total says"])
        #expect(try scenario.ask("SELECT count(*) FROM feed_d32_gd") == ["3"])
    }

    @Test("S28: a service's error in place of rows fails the feed instead of emptying it")
    func envelope() throws {
        let scenario = try Scenario()
        try scenario.drop(
            "D41-rq/rqkh_DATE.json", date: TransferScenarios.night,
            #"{"code":500,"message":"Internal Server Error"}"#)
        let result = try scenario.night(TransferScenarios.night)
        #expect(result.exitCode == 2)
        #expect(try scenario.ask("SELECT state FROM delivery") == ["failed"])
        #expect(result.stdout.contains("$.code is 500; expected 0"))
    }

    @Test(
        "S28: a delimiter in quotes, a full-width amount, and a bad record with its line and reason"
    )
    func amounts() throws {
        let scenario = try Scenario()
        func payment(_ number: Int, _ amount: String) -> [String: String] {
            [
                "批次号": "HM202011", "序号": "\(number)", "补贴项目": "耕地地力;保护补贴", "姓名": "王试根",
                "身份证号": "320625481105993", "金额": amount, "发放日期": "2020.11.20",
                "账号": "'6200000000000000017", "村组": "常乐镇示例村五组", "主管部门": "农业农村局",
            ]
        }
        let rows =
            [payment(1, "１，２００．００"), payment(2, "壹仟")] + (3...40).map { payment($0, "800") }
        try scenario.drop(.subsidies, date: TransferScenarios.night, rows)
        try scenario.night(TransferScenarios.night)
        #expect(
            try scenario.ask(
                "SELECT subsidy_item, amount_cny, paid_on, account_no FROM feed_d10_hmbt WHERE line_no = 1"
            )
                == ["耕地地力;保护补贴|1200.00|2020-11-20|6200000000000000017"])
        #expect(
            try scenario.ask("SELECT rule, field, line FROM finding WHERE severity = 'error'")
                == ["TYPE_MISMATCH|amount_cny|3"])
        #expect(try scenario.ask("SELECT count(*) FROM set_aside") == ["1"])
        #expect(try scenario.ask("SELECT count(*) FROM feed_d10_hmbt") == ["39"])
    }

    private func resident(_ operation: String, _ time: String, _ name: String) -> [String: String] {
        [
            "RYBH": "3206840000000001", "RKLB": "1", "XM": name, "GMSFHM": "320684198503129916",
            "XB": "1", "CSRQ": "19850312", "GXSJ": time, "CZBS": operation,
        ]
    }

    @Test(
        "S29: whichever comes first, the deletion holds; an older change only adds to history; a replay changes nothing"
    )
    func order() throws {
        let scenario = try Scenario()
        let update = resident("2", "2020-11-19 10:00:00", "张样乙")
        try scenario.drop(.residents, date: "2020-11-19", [update])
        try scenario.drop(
            .residents, date: "2020-11-19", [resident("1", "2020-11-18 09:00:00", "张样甲")])
        try scenario.drop(
            .residents, date: "2020-11-20", [resident("3", "2020-11-20 09:00:00", "张样乙")])
        try scenario.night("2020-11-20")
        let state = "SELECT name, valid_to_run IS NULL FROM feed_d02_syrk ORDER BY changed_at"
        let after = try scenario.ask(state)
        #expect(after.allSatisfy { $0.hasSuffix("|0") }, "\(after)")
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["0"])

        // The next night the update comes again, in another file.
        try scenario.drop(.residents, date: "2020-11-21", [update])
        try scenario.night("2020-11-21")
        #expect(try scenario.ask(state) == after)
        #expect(try scenario.ask("SELECT count(*) FROM person WHERE is_current") == ["0"])
    }
}
