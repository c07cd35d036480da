import GRDB
import GuijiContract
import GuijiModel
import Testing

@testable import GuijiWarehouse

@Suite("The examination of a warehouse")
struct ExaminationTests {
    private func city() throws -> TestCity {
        let city = try TestCity(FactSchemas.all)
        let (a, b) = (TestSchemas.id(0), TestSchemas.id(1))
        try city.deliver(
            "D02-rk", "2020-11-20",
            [
                "1": ["id_no": a, "full_name": "样一", "home": "样例路1号"],
                "2": ["id_no": b, "full_name": "例二", "home": "样例路2号"],
            ])
        try city.deliver(
            "D12-bdc", "2020-11-20",
            [
                "u": [
                    "what": "首次", "at": "2020-01-01", "unit": "U1", "holders": #"[{"id":"\#(a)"}]"#,
                ]
            ])
        try city.unify()
        return city
    }

    @Test("A warehouse as the program leaves it is sound")
    func sound() throws {
        let examination = try city().warehouse.examine(FactSchemas.all)
        #expect(examination.isSound, "\(examination.checks.flatMap(\.complaints))")
        #expect(examination.checks.allSatisfy { $0.name == "forwards" || $0.examined > 0 })
    }

    @Test(
        "Each kind of damage is found by its check, and by words that say where",
        arguments: [
            (
                "UPDATE delivery SET first_record_id = 1 WHERE feed = 'D12-bdc'", "ranges",
                "delivery 2 of D12-bdc begins at record 1, within delivery 1 of D02-rk (records 1 to 2)"
            ),
            (
                "DELETE FROM feed_d02_rk WHERE record_id = 2", "outcomes",
                "delivery 1 of D02-rk: 1 rows in feed_d02_rk; the delivery's counts say 2"
            ),
            (
                "INSERT INTO set_aside VALUES (1, 1, 'REQUIRED', x'00')", "outcomes",
                "delivery 1 of D02-rk: 1 records are both loaded and set aside"
            ),
            (
                "UPDATE feed_d02_rk SET key_hash = 7", "keys",
                "feed_d02_rk: 2 current rows of one key, records 1 and 2 among them"
            ),
            (
                "UPDATE residence_lineage SET kind = NULL WHERE residence_id = 1", "lineage",
                "residence.kind: 1 values without a record"
            ),
            (
                "UPDATE person_lineage SET name = 99 WHERE person_id = 1", "lineage",
                "person.name: 1 values name a record of no delivery"
            ),
            (
                "UPDATE feed_d02_rk SET valid_to_run = 1 WHERE record_id = 1", "links",
                "person_source: 1 links to records of D02-rk that do not hold"
            ),
            (
                "DELETE FROM address_source WHERE address_id = 1", "links",
                "address: 1 current rows that no record states"
            ),
            (
                "UPDATE residence SET address_id = 99 WHERE residence_id = 1", "references",
                "residence.address_id: 1 ids of no address"
            ),
            (
                "UPDATE person SET is_current = 0 WHERE person_id = 1", "references",
                "ownership.person_id: 1 current rows hold a person that is not current"
            ),
            (
                "INSERT INTO entity_forward VALUES ('person', 1, 2, 1, NULL)", "forwards",
                "person 1 is forwarded to 2, which is not an older id"
            ),
        ])
    func damage(_ sql: String, _ check: String, _ words: String) throws {
        let city = try city()
        try city.warehouse.write { db in try db.execute(sql: sql) }
        let examination = try city.warehouse.examine(FactSchemas.all)
        let found = examination.checks.first { $0.name == check }
        #expect(found?.complaints.contains(words) == true, "\(found?.complaints ?? [])")
        #expect(!examination.isSound)
    }
}
