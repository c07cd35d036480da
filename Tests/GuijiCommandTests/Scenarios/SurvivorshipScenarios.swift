import Foundation
import Testing

/// Which of several departments' words holds of a person.
@Suite("Scenarios of survivorship", .enabled(if: Scenario.isPossible, "needs sqlite3"))
struct SurvivorshipScenarios {
    private static let night = "2020-11-20"
    private static let number = "320684198503129916"

    private func resident(_ address: String, changed: String) -> [String: String] {
        [
            "RYBH": "1", "RKLB": "1", "XM": "张样本", "GMSFHM": Self.number, "XZZ": address,
            "GXSJ": "\(changed) 08:00:00", "CZBS": "1",
        ]
    }

    private func gas(_ address: String) -> String {
        """
        {"code":0,"data":{"rows":[{"cardNo":"1","userName":"张样本","idCard":"\(Self.number)",\
        "address":"\(address)","type":1,"state":1}]}}
        """
    }

    private func disability(_ address: String) -> [String: String] {
        ["CJRZH": Self.number + "42", "XM": "张样本", "CJLB": "4", "CJDJ": "2", "XZZ": address]
    }

    private static let room = "海门街道示范新村3幢2单元401室"
    private static let house = "常乐镇示例村5组23号"

    @Test(
        "The current residence: the register's word for a year, then the gas account's, then others'; a room beats a vaguer place",
        arguments: [
            // Changed within 365 days of the business date, on the 365th, and a day before.
            (room, "2020-11-19", house, "", room), (room, "2019-11-21", house, "", room),
            (room, "2019-11-20", house, "", house),
            // Too old, it comes after departments that are not listed.
            (room, "2019-11-20", "", house, house), (room, "2019-11-21", "", house, room),
            // A vaguer place loses to a room or a village house of a lower department, and to an older one.
            ("海门街道", "2020-11-19", "", house, house), (room, "2015-01-01", "海门街道", "", room),
            // Among equally vague ones the rank decides.
            ("海门街道", "2020-11-19", "常乐镇示例村", "", "海门街道"),
        ])
    func residence(
        _ register: String, _ changed: String, _ account: String, _ federation: String,
        _ expected: String
    ) throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night, [resident(register, changed: changed)])
        if !account.isEmpty {
            try scenario.drop("D41-rq/rqkh_DATE.json", date: Self.night, gas(account))
        }
        if !federation.isEmpty {
            try scenario.drop(.disability, date: Self.night, [disability(federation)])
        }
        try scenario.night(Self.night)
        #expect(try scenario.ask("SELECT current_address FROM person") == [expected])
    }

    @Test("The year passes without a word of the person: the next night another's holds")
    func yearPasses() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night, [resident(Self.room, changed: "2019-11-21")])
        try scenario.drop("D41-rq/rqkh_DATE.json", date: Self.night, gas(Self.house))
        try scenario.night(Self.night)
        #expect(try scenario.ask("SELECT current_address FROM person") == [Self.room])
        // A feed that states no person: the residents' and the gas company's stand as they are.
        let arrears = Scenario.CSVFeed(
            path: "D33-shw/qs_DATE.csv", columns: ["NSRSBH", "NSRMC", "SZ", "QSYE", "期"],
            encoding: .gb18030)
        try scenario.drop(
            arrears, date: "2020-11-21",
            [
                [
                    "NSRSBH": "91320684XXXX000195", "NSRMC": "海门样品纺织有限公司", "SZ": "增值税",
                    "QSYE": "100.00", "期": "2020Q2",
                ]
            ])
        try scenario.night("2020-11-21")
        #expect(try scenario.ask("SELECT max(business_date) FROM delivery") == ["2020-11-21"])
        #expect(try scenario.ask("SELECT current_address FROM person") == [Self.house])
    }

    @Test("A trace names what decided: the age of the register's word, a place without a room")
    func reasons() throws {
        let scenario = try Scenario()
        try scenario.drop(
            .residents, date: Self.night, [resident(Self.room, changed: "2015-01-01")])
        try scenario.drop("D41-rq/rqkh_DATE.json", date: Self.night, gas("海门街道"))
        try scenario.drop(.disability, date: Self.night, [disability(Self.house)])
        try scenario.night(Self.night)
        let id = try #require(try scenario.ask("SELECT person_id FROM person").first)
        let workspace = scenario.city.root.appending(path: "ws").path
        let trace = try CommandRunner.run([
            "trace", "person", id, "current_address", "--workspace", workspace,
        ]).stdout
        #expect(trace.contains("a value with address_key first; then department rank"), "\(trace)")
        #expect(trace.contains("without address_key"), "\(trace)")
        #expect(trace.contains("D02 said so more than 365 days ago"), "\(trace)")
    }
}
