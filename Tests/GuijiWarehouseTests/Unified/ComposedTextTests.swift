import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiWarehouse

@Suite("Texts put together from several fields")
struct ComposedTextTests {
    /// Rooms whose address stands in four fields.
    private static let rooms: SchemaSet = {
        var room = MentionSpec(kind: .address, role: "room", attributes: [:])
        room.texts["full_text"] = [
            FactSpec.TextPart(field: "estate"),
            FactSpec.TextPart(before: "第", field: "building", after: "幢"),
            FactSpec.TextPart(field: "room", after: "室"),
        ]
        let contract = FeedContract(
            feed: FeedID("D14-lp"), department: DepartmentID("D14"),
            container: Container(format: .csv),
            fields: ["estate", "building", "room"].map {
                FieldSpec(name: $0, sources: [$0], kind: .text)
            }, key: [0], load: .snapshot, mentions: [room],
            facts: [
                FactSpec(
                    table: "property_unit", links: [:],
                    values: ["room_code": "room"],
                    texts: ["unit_code": [FactSpec.TextPart(before: "U", field: "building")]])
            ])
        return SchemaSet(contracts: [contract], unified: [FactSchemas.unit, FactSchemas.address])
    }()

    private let addresses = "SELECT full_text FROM address ORDER BY address_id"

    @Test("A part without a value is left out whole; a text without any part is no mention")
    func parts() throws {
        let city = try TestCity(Self.rooms)
        try city.deliver(
            "D14-lp", "2020-11-20",
            [
                "1": ["estate": "示范新村", "building": "3", "room": "401"],
                "2": ["estate": "示范新村", "room": "402"],
                "3": [:],
            ])
        try city.unify()
        #expect(try city.texts(addresses) == ["示范新村第3幢401室", "示范新村402室"])
        #expect(
            try city.texts("SELECT unit_code, room_code FROM property_unit ORDER BY 1") == [
                "-|402", "U3|401",
            ])
    }

    @Test("The same text from other records is the same address, on later nights too")
    func identity() throws {
        let city = try TestCity(Self.rooms)
        let room = ["estate": "示范新村", "building": "3", "room": "401"]
        try city.deliver("D14-lp", "2020-11-20", ["1": room, "2": room])
        try city.unify()
        try city.night("2020-11-21")
        try city.deliver(
            "D14-lp", "2020-11-21", ["1": room, "2": room, "3": ["estate": "样例花园"]])
        try city.unify()
        #expect(
            try city.texts("SELECT address_id, full_text FROM address ORDER BY 1") == [
                "1|示范新村第3幢401室", "2|样例花园",
            ])
    }
}
