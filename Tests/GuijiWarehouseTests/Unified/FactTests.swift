import GRDB
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiWarehouse

@Suite("Relations, facts and coded entities")
struct FactTests {
    private let a = TestSchemas.id(0)
    private let b = TestSchemas.id(1)
    private let c = TestSchemas.id(2)
    private let homes = """
        SELECT p.name, a.full_text, r.kind, r.valid_from, r.valid_to, r.is_current FROM residence r
        JOIN person p USING (person_id) JOIN address a USING (address_id) ORDER BY residence_id
        """

    private func city() throws -> TestCity { try TestCity(FactSchemas.all) }

    @Test("A relation holds the entities of the same record, and ends with the record")
    func residence() throws {
        let city = try city()
        let first = ["id_no": a, "full_name": "样一", "home": "样例路1号", "since": "2019-01-01"]
        try city.deliver("D02-rk", "2020-11-20", ["1": first])
        try city.unify()
        #expect(try city.texts(homes) == ["样一|样例路1号|current|2019-01-01|-|1"])
        let lineage =
            "SELECT person_id, address_id, kind, valid_from, valid_to FROM residence_lineage"
        #expect(try city.texts(lineage) == ["1|1|1|1|-"])

        try city.night("2020-11-21")
        var moved = first
        moved["home"] = "样例路2号"
        try city.deliver("D02-rk", "2020-11-21", ["1": moved])
        try city.unify()
        #expect(
            try city.texts(homes) == [
                "样一|样例路1号|current|2019-01-01|-|0", "样一|样例路2号|current|2019-01-01|-|1",
            ])

        try city.night("2020-11-22")
        try city.deliver("D02-rk", "2020-11-22", [:])
        try city.unify()
        #expect(try city.texts("SELECT count(*) FROM residence WHERE is_current = 1") == ["0"])

        // Back home: the same row, not a third.
        try city.night("2020-11-23")
        try city.deliver("D02-rk", "2020-11-23", ["1": first])
        try city.unify()
        #expect(
            try city.texts("SELECT residence_id, is_current FROM residence ORDER BY 1") == [
                "1|1", "2|0",
            ])
    }

    @Test(
        "A condition compares words as they are and patterns as a shell does",
        arguments: [
            (values: ["样例路1号"], excludes: false, homes: ["样例路1号"]),
            (values: ["样例路?号", "新*"], excludes: false, homes: ["新街", "样例路1号", "样例路2号"]),
            (values: ["样例路[2-9]号"], excludes: false, homes: ["样例路2号"]),
            (values: ["样例路?号", "新街"], excludes: true, homes: ["样例路10号"]),
            (values: ["样例路"], excludes: false, homes: []),
        ])
    func condition(values: [String], excludes: Bool, homes: [String]) throws {
        var register = FactSchemas.register
        for index in register.facts.indices {
            register.facts[index].when = FactSpec.Condition(
                field: "home", values: values, excludes: excludes)
        }
        var schemas = FactSchemas.all
        schemas.contracts[0] = register
        let city = try TestCity(schemas)
        let all = ["样例路1号", "样例路2号", "样例路10号", "新街"]
        var records = ["none": ["id_no": a]]
        for (number, home) in all.enumerated() {
            records["\(number)"] = ["id_no": TestSchemas.id(number + 1), "home": home]
        }
        try city.deliver("D02-rk", "2020-11-20", records)
        try city.unify()
        let found = try city.texts(
            "SELECT full_text FROM residence JOIN address USING (address_id)")
        #expect(found.sorted() == homes.sorted())
    }

    @Test(
        "A relation that ended is not current, whether its end comes with a delivery or with a day")
    func ended() throws {
        let city = try city()
        try city.deliver(
            "D02-rk", "2020-11-20",
            [
                "1": ["id_no": a, "home": "样例路1号", "until": "2020-11-20"],
                "2": ["id_no": b, "home": "样例路1号", "until": "2020-11-21"],
            ])
        try city.unify()
        let current = "SELECT valid_to, is_current FROM residence ORDER BY 1"
        #expect(try city.texts(current) == ["2020-11-20|0", "2020-11-21|1"])
        try city.night("2020-11-21")
        try city.deliver("D21-sw", "2020-11-21", ["9": ["id_no": c, "status": "2"]])
        let report = try city.unify().first { $0.table == "residence" }
        #expect(report?.isSkipped == true)
        #expect(try city.texts(current) == ["2020-11-20|0", "2020-11-21|0"])
    }

    @Test("A relation without its entity is left out and counted")
    func unlinked() throws {
        let city = try city()
        try city.deliver("D02-rk", "2020-11-20", ["1": ["id_no": a, "full_name": "样一"]])
        let report = try city.unify().first { $0.table == "residence" }
        #expect(report?.incomplete == 1 && report?.unlinked == 1 && report?.current == 0)
    }

    @Test("Two people who turn out to be one have one residence, and each its own after a split")
    func merged() throws {
        let city = try city()
        func row(_ id: String) -> [String: String] {
            ["id_no": id, "full_name": "样一", "home": "样例路1号"]
        }
        try city.deliver("D02-rk", "2020-11-20", ["1": row(a), "2": row(b)])
        try city.unify()
        let rows = """
            SELECT residence_id, person_id, is_current FROM residence ORDER BY 1
            """
        #expect(try city.texts(rows) == ["1|1|1", "2|2|1"])
        try city.night("2020-11-21")
        try city.deliver("D02-rk", "2020-11-21", ["1": row(a), "2": row(a)])
        try city.unify()
        #expect(try city.texts(rows) == ["1|1|1", "2|2|0"])
        let forwards = """
            SELECT table_name, from_id, to_id FROM entity_forward WHERE until_run IS NULL ORDER BY 1
            """
        #expect(
            try city.texts(forwards) == ["person|2|1", "person_name|2|1", "residence|2|1"])
        try city.night("2020-11-22")
        try city.deliver("D02-rk", "2020-11-22", ["1": row(a), "2": row(b)])
        try city.unify()
        #expect(
            try city.texts(
                "SELECT count(*), count(DISTINCT person_id) FROM residence WHERE is_current")
                == ["2|2"])
    }

    @Test("The same input again changes nothing, and tables whose feeds rest are skipped")
    func onlyWhatChanged() throws {
        let city = try city()
        let people = ["1": ["id_no": a, "full_name": "样一", "home": "样例路1号"]]
        try city.deliver("D02-rk", "2020-11-20", people)
        try city.deliver(
            "D12-bdc", "2020-11-20", ["u": ["what": "首次", "at": "2020-01-01", "unit": "U1"]])
        try city.unify()
        #expect(try city.unify().allSatisfy(\.isSkipped))
        try city.night("2020-11-21")
        try city.deliver("D02-rk", "2020-11-21", people)
        for report in try city.unify() {
            #expect(report.created == 0 && report.changed == 0 && report.linksOpened == 0)
            #expect(
                report.isSkipped
                    == ["property_unit", "ownership", "kinship"].contains(report.table))
        }
    }

    @Test("Every spelling of a name is a row of its own, stated by the mentions themselves")
    func collected() throws {
        let city = try city()
        try city.deliver("D02-rk", "2020-11-20", ["1": ["id_no": a, "full_name": "样一"]])
        try city.deliver(
            "D07-hy", "2020-11-20",
            [
                "m": [
                    "what": "结婚", "day": "2020-01-01", "a_id": a, "a_name": "样壹", "b_id": b,
                    "b_name": "例二",
                ]
            ])
        try city.unify()
        #expect(
            try city.texts("SELECT person_id, name, kind FROM person_name ORDER BY 1, 2") == [
                "1|样一|stated", "1|样壹|stated", "2|例二|stated",
            ])
    }

    @Test(
        "A row keyed by a lesser code joins the one that has both codes, in either order of nights")
    func alternatives() throws {
        for order in [["one", "two"], ["two", "one"]] {
            let city = try city()
            let records: [String: [String: String]] = [
                "one": ["what": "备案", "room": "R1", "area": "80"],
                "two": ["what": "备案", "unit": "U1", "room": "R1"],
            ]
            var known: [String: [String: String]] = [:]
            for (number, name) in order.enumerated() {
                try city.night("2020-11-2\(number + 1)")
                known[name] = records[name]
                try city.deliver("D12-bdc", "2020-11-2\(number + 1)", known)
                try city.unify()
            }
            let rows = "SELECT property_unit_id, unit_code, room_code, area_m2 FROM property_unit"
            #expect(try city.texts(rows) == ["1|U1|R1|80"])
        }
    }

    // MARK: Derived columns

    /// Cuts `小区|房号` at the bar; the text itself becomes what stands before a blank.
    private struct BarDeriver: MentionDeriver {
        func signature(of table: String) -> String { "bar" }
        func derivation(of columns: [String], from source: String, in table: String)
            -> (any MentionDerivation)?
        {
            table == "address" && columns == ["full_text", "estate"] ? BarDerivation() : nil
        }
    }

    private struct BarDerivation: MentionDerivation {
        func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
            let end = text.firstIndex(of: UInt8(ascii: "|")) ?? 0
            values.set(1, UnsafeRawBufferPointer(rebasing: text[..<end]))
            let blank = text.firstIndex(of: UInt8(ascii: " ")) ?? text.count
            values.set(0, UnsafeRawBufferPointer(rebasing: text[..<blank]))
        }
    }

    @Test(
        "Derived columns and the canonical text come before deciding; their lineage is the source's record"
    )
    func derived() throws {
        let city = try city()
        for index in city.schemas.unified.indices
        where city.schemas.unified[index].name == "address" {
            city.schemas.unified[index].columns[1].derivedFrom = ["full_text"]
        }
        try city.deliver(
            "D02-rk", "2020-11-20",
            ["1": ["id_no": a, "home": "样例苑|3 东"], "2": ["id_no": b, "home": "样例苑|3"]])
        _ = try city.warehouse.unify(
            run: city.run, schemas: city.schemas, resolver: PlainResolver(), deriver: BarDeriver())
        #expect(try city.texts("SELECT full_text, estate FROM address") == ["样例苑|3|样例苑"])
        #expect(try city.texts("SELECT count(estate) FROM address_lineage") == ["1"])
        #expect(
            try city.texts("SELECT count(DISTINCT address_id), count(*) FROM residence") == ["1|2"])
    }

    // MARK: Timelines

    private func wedding(
        _ what: String, _ day: String, _ left: String? = nil, _ right: String? = nil
    )
        -> [String: String]
    {
        ["what": what, "day": day, "a_id": left ?? a, "b_id": right ?? b]
    }

    private let marriages = """
        SELECT person_id, relative_id, valid_from, valid_to, is_current FROM kinship
        WHERE valid_from IS NOT NULL OR valid_to IS NOT NULL OR is_current ORDER BY valid_from, 1
        """

    @Test("Marriage, divorce, remarriage and a new copy make two intervals and one current spouse")
    func marriageTimeline() throws {
        let events = [
            wedding("结婚", "2015-05-20"), wedding("离婚", "2018-06-01", b, a),
            wedding("复婚", "2019-09-09"), wedding("补领", "2020-10-10"),
        ]
        let expected = ["1|2|2015-05-20|2018-06-01|0", "1|2|2019-09-09|-|1"]
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<4 {
            let city = try city()
            try city.deliver(
                "D02-rk", "2020-11-20", ["1": ["id_no": a, "marital": "10"], "2": ["id_no": b]])
            // Night by night in any order; each delivery holds what came so far.
            var known: [String: [String: String]] = [:]
            for number in Array(events.indices).shuffled(using: &random) {
                known["e\(number)"] = events[number]
                try city.night("2020-11-2\(known.count)")
                try city.deliver("D07-hy", "2020-11-2\(known.count)", known)
                try city.unify()
            }
            #expect(try city.texts(marriages) == expected)
            #expect(
                try city.texts("SELECT marital_code FROM person ORDER BY person_id") == [
                    "23", "23",
                ])
            #expect(
                try city.texts(
                    """
                    SELECT f.what, t.what FROM kinship k JOIN kinship_lineage l USING (kinship_id)
                    LEFT JOIN feed_d07_hy f ON f.record_id = l.valid_from
                    LEFT JOIN feed_d07_hy t ON t.record_id = l.valid_to
                    WHERE k.valid_from IS NOT NULL ORDER BY k.valid_from
                    """) == ["结婚|离婚", "复婚|-"])
        }
    }

    @Test(
        "A marriage ends an earlier one of either spouse; a void one has no length; a divorce alone knows its end",
        arguments: [
            (
                ["结婚 2010-01-01 ab", "结婚 2015-01-01 ac"],
                ["1|2|2010-01-01|2015-01-01|0", "1|3|2015-01-01|-|1"]
            ),
            (["结婚 2010-01-01 ab", "撤销 2011-01-01 ab"], ["1|2|2010-01-01|2010-01-01|0"]),
            (["离婚 2011-01-01 ab"], ["1|2|-|2011-01-01|0"]),
            (["结婚 2010-01-01 ab", "离婚 2010-01-01 ab"], ["1|2|2010-01-01|2010-01-01|0"]),
        ])
    func marriageCases(_ events: [String], _ expected: [String]) throws {
        let city = try city()
        let ids: [Character: String] = ["a": a, "b": b, "c": c]
        try city.deliver(
            "D02-rk", "2020-11-20", ["1": ["id_no": a], "2": ["id_no": b], "3": ["id_no": c]])
        var rows: [String: [String: String]] = [:]
        for (number, event) in events.enumerated() {
            let parts = event.split(separator: " ").map(String.init)
            rows["e\(number)"] = wedding(
                parts[0], parts[1], ids[parts[2].first ?? "a"], ids[parts[2].last ?? "b"])
        }
        try city.deliver("D07-hy", "2020-11-20", rows)
        try city.unify()
        #expect(try city.texts(marriages) == expected)
    }

    @Test("A transfer ends what the former owners of the unit had; shares are reduced fractions")
    func ownership() throws {
        let city = try city()
        let first = [
            "what": "转移", "at": "2018-03-01T09:00:00+08:00", "unit": "U1",
            "holders": #"[{"id":"\#(a)","share":"2/4"},{"id":"\#(b)","share":"50%"}]"#,
        ]
        let second = [
            "what": "转移", "at": "2020-11-01T10:00:00+08:00", "unit": "U1",
            "holders": #"[{"id":"\#(b)","share":"100%"}]"#,
        ]
        let rows = """
            SELECT p.id_number, share, valid_from, valid_to, o.is_current FROM ownership o
            JOIN person p USING (person_id) ORDER BY valid_from, 1
            """
        try city.deliver("D12-bdc", "2020-11-20", ["1": first])
        try city.unify()
        #expect(try city.texts(rows) == ["\(a)|1/2|2018-03-01|-|1", "\(b)|1/2|2018-03-01|-|1"])
        try city.night("2020-11-21")
        try city.deliver("D12-bdc", "2020-11-21", ["1": first, "2": second])
        try city.unify()
        #expect(
            try city.texts(rows) == [
                "\(a)|1/2|2018-03-01|2020-11-01|0", "\(b)|1/2|2018-03-01|2020-11-01|0",
                "\(b)|1/1|2020-11-01|-|1",
            ])
    }

    @Test("An owner whose beginning nobody dated keeps the row's id from night to night")
    func undated() throws {
        let city = try city()
        let row = ["what": "首次", "unit": "U1", "holders": #"[{"id":"\#(a)"}]"#]
        try city.deliver("D12-bdc", "2020-11-20", ["1": row])
        try city.unify()
        try city.night("2020-11-21")
        let other = ["what": "首次", "unit": "U2", "holders": #"[{"id":"\#(b)"}]"#]
        try city.deliver("D12-bdc", "2020-11-21", ["1": row, "2": other])
        try city.unify()
        #expect(
            try city.texts("SELECT ownership_id, first_seen_run FROM ownership ORDER BY 1")
                == ["1|1", "2|2"])
    }

    @Test("The dead stay dead when a later row of the register leaves it out")
    func death() throws {
        let city = try city()
        try city.deliver(
            "D02-rk", "2020-11-20", ["1": ["id_no": a, "status": "2", "died": "2020-09-15"]])
        try city.unify()
        let status = "SELECT life_status, death_date FROM person"
        let lineage = "SELECT life_status, death_date FROM person_lineage"
        #expect(try city.texts(status) == ["2|2020-09-15"])
        try city.night("2020-11-21")
        try city.deliver("D02-rk", "2020-11-21", ["1": ["id_no": a, "full_name": "样一"]])
        try city.unify()
        #expect(try city.texts(status) == ["2|2020-09-15"])
        #expect(try city.texts(lineage) == ["1|1"])
        // A second department calls the person alive: that is not for it to say.
        try city.night("2020-11-22")
        try city.deliver("D21-sw", "2020-11-22", ["1": ["id_no": a, "status": "1"]])
        try city.unify()
        #expect(try city.texts(status) == ["2|2020-09-15"])
        // The register does.
        try city.night("2020-11-23")
        try city.deliver("D02-rk", "2020-11-23", ["1": ["id_no": a, "status": "1"]])
        try city.unify()
        #expect(try city.texts("SELECT life_status FROM person") == ["1"])
    }

    @Test("A death that the hospital reports beats the register's older word")
    func hospital() throws {
        let city = try city()
        try city.deliver("D02-rk", "2020-11-20", ["1": ["id_no": a, "status": "1"]])
        try city.deliver("D21-sw", "2020-11-20", ["1": ["id_no": a, "status": "2"]])
        try city.unify()
        #expect(try city.texts("SELECT life_status FROM person") == ["2"])
    }
}
