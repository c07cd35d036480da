import GRDB
import GuijiContract
import GuijiModel
import Testing

@testable import GuijiWarehouse

@Suite("The unified layer")
struct UnifyTests {
    private let a = TestSchemas.id(0)
    private let b = TestSchemas.id(1)
    private let people =
        "SELECT person_id, id_number, name, phone_primary, is_current FROM person ORDER BY 1"

    @Test(
        "Mentions with one identifier become one row, with each column from its most trusted department"
    )
    func survivors() throws {
        let city = try TestCity(TestSchemas.all)
        try city.deliver(
            "D11-cb", "2020-11-20",
            ["x": ["id_no": a, "full_name": "样二", "tel": "15400000001"]])
        try city.deliver(
            "D02-rk", "2020-11-19", ["y": ["id_no": a, "full_name": "样一", "tel": "15400000002"]])
        let report = try city.unify()
        #expect(try city.texts(people) == ["1|\(a)|样一|15400000001|1"])
        #expect(
            try city.texts("SELECT id_number, name, phone_primary FROM person_lineage") == ["2|2|1"]
        )
        #expect(
            try city.texts(
                "SELECT person_id, record_id, feed, role, item, rule, score, since_run, until_run FROM person_source"
            ) == [
                "1|1|D11-cb|subject|0|PLAIN|1.0|1|-", "1|2|D02-rk|subject|0|PLAIN|1.0|1|-",
            ])
        #expect(report[0].mentions == 2 && report[0].created == 1 && report[0].current == 1)
    }

    @Test("A blank of the most trusted department does not erase another's value")
    func blank() throws {
        let city = try TestCity(TestSchemas.all)
        try city.deliver("D02-rk", "2020-11-20", ["y": ["id_no": a]])
        try city.deliver("D30-cl", "2020-11-20", ["x": ["id_no": a, "full_name": "样例"]])
        try city.unify()
        #expect(try city.texts("SELECT name FROM person") == ["样例"])
    }

    @Test("Items of a group are mentions of their own, told apart by their number")
    func groups() throws {
        let city = try TestCity(TestSchemas.all)
        try city.deliver(
            "D24-qy", "2020-11-20",
            [
                "k": [
                    "code": "91320684XXXX000195", "title": "样例公司", "staff": "12", "boss_id": b,
                    "holders":
                        #"[{"id":"\#(a)","name":"测一"},{"name":"无号"},{"id":"\#(b)","name":"测二"}]"#,
                ]
            ])
        try city.unify()
        #expect(
            try city.texts(
                """
                SELECT p.id_number, s.role, s.item, p.name FROM person_source s JOIN person p USING (person_id)
                ORDER BY 2, 3
                """) == ["\(a)|holder|0|测一", "\(b)|holder|2|测二", "\(b)|legal_rep|0|测二"])
        #expect(
            try city.texts("SELECT uscc, name, employees, typeof(employees) FROM organization") == [
                "91320684XXXX000195|样例公司|12|integer"
            ])
    }

    @Test("A night that changed nothing is skipped; a change writes what it touches and no more")
    func onlyDifferences() throws {
        let city = try TestCity(TestSchemas.all)
        let rows = [
            "1": ["id_no": a, "full_name": "样一"], "2": ["id_no": b, "full_name": "例二"],
        ]
        try city.deliver("D02-rk", "2020-11-20", rows)
        try city.unify()
        try city.night("2020-11-21")
        #expect(try city.unify().allSatisfy { $0.isSkipped && $0.mentions == 0 })
        #expect(try city.unify()[0].current == 2)

        try city.deliver("D02-rk", "2020-11-21", rows)
        var report = try city.unify()[0]
        #expect(!report.isSkipped && report.mentions == 2 && report.changed == 0)
        #expect(report.linksOpened == 0 && report.linksClosed == 0)

        try city.night("2020-11-22")
        try city.deliver(
            "D02-rk", "2020-11-22", rows.merging(["2": ["id_no": b, "full_name": "例三"]]) { $1 })
        report = try city.unify()[0]
        #expect(report.changed == 1 && report.created == 0)
        #expect(report.linksOpened == 1 && report.linksClosed == 1)
        #expect(
            try city.texts("SELECT name, first_seen_run, last_seen_run FROM person ORDER BY 1") == [
                "例三|1|3", "样一|1|1",
            ])
    }

    @Test(
        "An entity whose last mention vanishes stays as a row that is not current, and wakes up again"
    )
    func vanishing() throws {
        let city = try TestCity(TestSchemas.all)
        try city.deliver("D02-rk", "2020-11-20", ["1": ["id_no": a, "full_name": "样一"]])
        try city.unify()
        try city.night("2020-11-21")
        try city.deliver("D02-rk", "2020-11-21", [:])
        let report = try city.unify()[0]
        #expect(report.current == 0 && report.retired == 1)
        #expect(try city.texts(people) == ["1|\(a)|样一|-|0"])
        #expect(try city.texts("SELECT since_run, until_run FROM person_source") == ["1|2"])
        try city.night("2020-11-22")
        try city.deliver("D11-cb", "2020-11-22", ["9": ["id_no": a, "full_name": "样一"]])
        #expect(try city.unify()[0].created == 0)
        #expect(try city.texts(people) == ["1|\(a)|样一|-|1"])
    }

    @Test("A merge forwards the younger id, and its row is no longer current")
    func merging() throws {
        let city = try TestCity(TestSchemas.all)
        let bad = String(a.dropLast()) + (a.last == "1" ? "2" : "1")
        try city.deliver("D02-rk", "2020-11-20", ["1": ["id_no": a, "full_name": "样一"]])
        try city.deliver("D11-cb", "2020-11-20", ["2": ["id_no": bad, "full_name": "样一"]])
        #expect(try city.unify()[0].created == 2)
        try city.night("2020-11-21")
        try city.deliver("D11-cb", "2020-11-21", ["2": ["id_no": a, "full_name": "样一"]])
        let report = try city.unify()[0]
        #expect(report.merged == 1 && report.retired == 1 && report.current == 1)
        #expect(
            try city.texts(
                "SELECT table_name, from_id, to_id, since_run, until_run FROM entity_forward")
                == ["person|2|1|2|-"])
        #expect(try city.texts("SELECT person_id FROM person WHERE is_current = 1") == ["1"])
    }

    @Test("An invalid identifier survives only where nobody states a valid one")
    func invalidIdentifier() throws {
        let bad = String(a.dropLast()) + (a.last == "1" ? "2" : "1")
        let city = try TestCity(TestSchemas.all)
        try city.deliver("D02-rk", "2020-11-20", ["1": ["id_no": bad, "full_name": "样一"]])
        try city.unify()
        #expect(try city.texts("SELECT id_number FROM person") == [bad])
    }

    @Test(
        "Among departments of one rank the later statement wins, then the longer, then the lexically first"
    )
    func ties() throws {
        let city = try TestCity(TestSchemas.all)
        try city.deliver(
            "D30-cl", "2020-11-20", ["1": ["id_no": a, "full_name": "样例", "tel": "15400000001"]])
        try city.deliver(
            "D31-fn", "2020-11-19", ["1": ["id_no": a, "full_name": "样例测试", "tel": "15400000009"]])
        try city.unify()
        #expect(try city.texts("SELECT name, phone_primary FROM person") == ["样例|15400000001"])
        try city.night("2020-11-21")
        try city.deliver(
            "D31-fn", "2020-11-20", ["1": ["id_no": a, "full_name": "样例测试", "tel": "15400000009"]])
        try city.unify()
        #expect(try city.texts("SELECT name, phone_primary FROM person") == ["样例测试|15400000001"])
    }

    @Test("A change time in the record counts before the day of its delivery")
    func changeTime() throws {
        var schemas = TestSchemas.all
        schemas.contracts[2] = TestSchemas.register("D30-cl", "D30", load: .event(order: 3))
        schemas.contracts[3] = TestSchemas.register("D31-fn", "D31", load: .event(order: 3))
        let city = try TestCity(schemas)
        try city.deliver(
            "D30-cl", "2020-11-20",
            ["1": ["id_no": a, "full_name": "样新", "changed_at": "2020-10-02T08:00:00+08:00"]])
        try city.deliver(
            "D31-fn", "2020-11-21",
            ["1": ["id_no": a, "full_name": "样旧", "changed_at": "2020-10-01T08:00:00+08:00"]])
        try city.unify()
        #expect(try city.texts("SELECT name FROM person") == ["样新"])
    }

    @Test(
        "A new unified column, a new type and a dropped column reshape the tables and keep every id"
    )
    func reshape() throws {
        let city = try TestCity(TestSchemas.all)
        try city.deliver(
            "D24-qy", "2020-11-20",
            ["k": ["code": "91320684XXXX000195", "title": "样例公司", "staff": "12"]])
        try city.unify()
        var table = TestSchemas.organization
        table.columns = [
            table.columns[0], UnifiedColumn(name: "name", part: .canonical),
            UnifiedColumn(name: "boss"),
        ]
        city.schemas.unified[1] = table
        city.schemas.contracts[4].mentions[0].attributes["boss"] = "boss_id"
        try city.night("2020-11-21")
        try city.deliver(
            "D24-qy", "2020-11-21",
            ["k": ["code": "91320684XXXX000195", "title": "样例公司", "staff": "12", "boss_id": b]])
        try city.unify()
        #expect(
            try city.texts("SELECT * FROM organization") == [
                "1|91320684XXXX000195|样例公司|\(b)|1|2|1"
            ])
        #expect(
            try city.texts(
                "SELECT column_name FROM cell_lineage WHERE table_name = 'organization' ORDER BY 1")
                == ["boss", "name", "uscc"])
    }

    @Test(
        "Every value of the unified tables has the record that supplied it, and that record says so"
    )
    func lineage() throws {
        let city = try TestCity(TestSchemas.all)
        try Self.randomNights(city, seed: 5, nights: 3) { _ in }
        let cells = try city.texts(
            "SELECT count(*) FROM person WHERE name IS NOT NULL"
        ).first.flatMap { Int($0) }
        let traced = try city.texts(
            """
            SELECT count(*) FROM cell_lineage c JOIN source_record r USING (record_id)
            WHERE c.table_name = 'person' AND c.column_name = 'name'
            """
        ).first.flatMap { Int($0) }
        #expect(cells == traced && (cells ?? 0) > 5)
        for feed in ["d02_rk", "d11_cb", "d30_cl", "d31_fn"] {
            #expect(
                try city.texts(
                    """
                    SELECT c.value, f.full_name FROM cell_lineage c JOIN feed_\(feed) f USING (record_id)
                    WHERE c.column_name = 'name' AND c.value IS NOT f.full_name
                    """) == [])
        }
    }

    @Test(
        "Nights one by one lead to the same persons and values as the last night alone",
        arguments: 1...12)
    func nightsAgreeWithOneLoad(seed: UInt64) throws {
        let growing = try TestCity(TestSchemas.all)
        var last: [String: (date: String, rows: [String: [String: String]])] = [:]
        try Self.randomNights(growing, seed: seed, nights: 4) { last = $0 }
        let fresh = try TestCity(TestSchemas.all)
        for (feed, delivery) in last.sorted(by: { $0.key > $1.key }) {
            try fresh.deliver(feed, delivery.date, delivery.rows)
        }
        try fresh.unify()
        let values =
            """
            SELECT coalesce(p.id_number, ''), p.name, p.phone_primary, group_concat(m, ' ') FROM person p
            JOIN (SELECT person_id, feed || key_hash || role || item AS m FROM person_source
                WHERE until_run IS NULL ORDER BY 2) USING (person_id)
            WHERE p.is_current = 1 GROUP BY p.person_id ORDER BY 4
            """
        #expect(try growing.texts(values) == fresh.texts(values), "seed \(seed)")
        #expect(try !fresh.texts(values).isEmpty)
        // And nobody lost an id: every id ever used is current, retired or forwarded, and no mention has two.
        #expect(
            try growing.texts(
                """
                SELECT feed, key_hash, role, item FROM person_source WHERE until_run IS NULL
                GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
                """) == [])
    }

    /// Nights of random people who come, go, change names and numbers; calls back with the last delivery of each feed.
    static func randomNights(
        _ city: TestCity, seed: UInt64, nights: Int,
        _ last: ([String: (date: String, rows: [String: [String: String]])]) -> Void
    ) throws {
        var random = SeededNumbers(seed: seed)
        var state: [String: (date: String, rows: [String: [String: String]])] = [:]
        for night in 0..<nights {
            let date = "2020-11-2\(night)"
            if night > 0 { try city.night(date) }
            for feed in ["D02-rk", "D11-cb", "D30-cl", "D31-fn"]
            where night == 0 || Int.random(in: 0..<3, using: &random) > 0 {
                var rows = state[feed]?.rows ?? [:]
                for _ in 0..<12 {
                    let key = "k\(Int.random(in: 0..<15, using: &random))"
                    guard Int.random(in: 0..<5, using: &random) > 0 else {
                        rows[key] = nil
                        continue
                    }
                    var row: [String: String] = [:]
                    row["id_no"] =
                        Int.random(in: 0..<6, using: &random) == 0
                        ? nil : TestSchemas.id(Int.random(in: 0..<10, using: &random))
                    row["full_name"] =
                        ["样一", "样例二", "测三", nil].randomElement(using: &random) ?? nil
                    row["tel"] =
                        ["15400000001", "15400000002", nil].randomElement(using: &random) ?? nil
                    rows[key] = row
                }
                state[feed] = (date, rows)
                try city.deliver(feed, date, rows)
            }
            try city.unify()
        }
        last(state)
    }
}

/// Numbers that repeat from a seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
