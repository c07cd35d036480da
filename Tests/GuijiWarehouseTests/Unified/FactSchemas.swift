import GuijiContract
import GuijiModel

/// A small city of relations: a register, a marriage registry, a land registry and a hospital.
enum FactSchemas {
    static func column(
        _ name: String, _ ranks: [String] = [], references: String? = nil,
        choose: UnifiedColumn.Choice = .rank, hold: [String] = [], form: UnifiedColumn.Form? = nil,
        part: UnifiedColumn.ResolutionPart = .none, standard: String? = nil
    ) -> UnifiedColumn {
        var column = UnifiedColumn(
            name: name, standard: standard, survivorship: ranks.map { DepartmentID($0) }, part: part
        )
        column.references = references
        column.choose = choose
        column.hold = hold
        column.form = form
        return column
    }

    static let person = UnifiedTable(
        name: "person", kind: .person,
        columns: [
            column("id_number", ["D02"], part: .identifier, standard: "GB 11643-1999"),
            column("name", ["D02", "D07"]),
            column("marital_code", ["D07", "D02"]),
            column("life_status", ["D02", "D21"], choose: .sticky, hold: ["2"]),
            column("death_date", ["D21", "D02"], choose: .sticky),
        ])
    static let address = UnifiedTable(
        name: "address", kind: .address,
        columns: [column("full_text", part: .canonical), column("estate")])
    static let residence = UnifiedTable(
        name: "residence", kind: .relation,
        columns: [
            column("person_id", references: "person"), column("address_id", references: "address"),
            column("kind"), column("valid_from"), column("valid_to"),
        ], key: [["person_id", "address_id", "kind"]])
    static let kinship = UnifiedTable(
        name: "kinship", kind: .relation,
        columns: [
            column("person_id", references: "person"), column("relative_id", references: "person"),
            column("kind"), column("event"), column("event_date", form: .day),
            column("valid_from"), column("valid_to"),
        ], key: [["person_id", "relative_id", "kind"]],
        timeline: TimelineSpec(
            event: "event", date: "event_date", opens: ["married"], closes: ["divorced"],
            voids: ["revoked"], ignores: ["reissued"], scopes: [["person_id", "relative_id"]]),
        symmetry: SymmetrySpec(
            columns: ["person_id", "relative_id"], conditionColumn: "kind",
            conditionValue: "spouse"))
    static let unit = UnifiedTable(
        name: "property_unit", kind: .coded,
        columns: [column("unit_code"), column("room_code"), column("area_m2", ["D12"])],
        key: [["unit_code"], ["room_code"]])
    static let ownership = UnifiedTable(
        name: "ownership", kind: .relation,
        columns: [
            column("person_id", references: "person"),
            column("property_unit_id", references: "property_unit"),
            column("share", form: .fraction), column("event"), column("event_date", form: .day),
            column("valid_from"), column("valid_to"),
        ], key: [["person_id", "property_unit_id"]],
        timeline: TimelineSpec(
            event: "event", date: "event_date", opens: ["first", "transfer"], closes: ["cancel"],
            scopes: [["property_unit_id"]]))
    static let name = UnifiedTable(
        name: "person_name", kind: .relation,
        columns: [column("person_id", references: "person"), column("name"), column("kind")],
        key: [["person_id", "name"]],
        collects: [
            CollectSpec(
                kind: .person, link: "person_id", values: ["name": "name"],
                constants: ["kind": "stated"])
        ])

    private static func field(_ name: String, _ kind: FieldKind = .text) -> FieldSpec {
        FieldSpec(name: name, sources: [name], kind: kind)
    }

    private static func mention(_ role: String, _ id: String, _ name: String, group: String? = nil)
        -> MentionSpec
    {
        MentionSpec(
            kind: .person, role: role, group: group, attributes: ["id_number": id, "name": name])
    }

    static let register = FeedContract(
        feed: FeedID("D02-rk"), department: DepartmentID("D02"),
        container: Container(format: .csv),
        fields: [
            field("id_no", .residentID), field("full_name"), field("marital"), field("status"),
            field("died", .date(DateOptions())), field("home"), field("since"), field("until"),
        ], key: [0], load: .snapshot,
        mentions: [
            MentionSpec(
                kind: .person, role: "subject",
                attributes: [
                    "id_number": "id_no", "name": "full_name", "marital_code": "marital",
                    "life_status": "status", "death_date": "died",
                ]),
            MentionSpec(kind: .address, role: "home", attributes: ["full_text": "home"]),
        ],
        facts: [
            FactSpec(
                table: "residence", links: ["person_id": "subject", "address_id": "home"],
                values: ["valid_from": "since", "valid_to": "until"],
                constants: ["kind": "current"])
        ])

    static let marriages: FeedContract = {
        var contract = FeedContract(
            feed: FeedID("D07-hy"), department: DepartmentID("D07"),
            container: Container(format: .csv),
            fields: [
                field("no"), field("what"), field("day", .date(DateOptions())),
                field("a_id", .residentID), field("a_name"), field("b_id", .residentID),
                field("b_name"),
            ], key: [0], load: .event(order: nil),
            mentions: [mention("a", "a_id", "a_name"), mention("b", "b_id", "b_name")],
            facts: [
                FactSpec(
                    table: "kinship", links: ["person_id": "a", "relative_id": "b"],
                    values: ["event_date": "day"], constants: ["kind": "spouse"],
                    maps: [
                        "event": FactSpec.Translation(
                            field: "what",
                            values: [
                                "结婚": "married", "复婚": "married", "离婚": "divorced",
                                "撤销": "revoked", "补领": "reissued",
                            ])
                    ])
            ])
        for index in contract.mentions.indices {
            contract.mentions[index].asOf = "day"
            contract.mentions[index].maps["marital_code"] = FactSpec.Translation(
                field: "what", values: ["结婚": "20", "复婚": "23", "离婚": "40"])
        }
        return contract
    }()

    static let land = FeedContract(
        feed: FeedID("D12-bdc"), department: DepartmentID("D12"),
        container: Container(format: .xml),
        fields: [
            field("no"), field("what"), field("at", .timestamp(DateOptions())), field("unit"),
            field("room"), field("area"),
        ],
        groups: [
            GroupSpec(
                name: "holders", source: "h",
                fields: [field("id", .residentID), field("name"), field("share")])
        ], key: [0], load: .event(order: nil),
        mentions: [mention("holder", "id", "name", group: "holders")],
        facts: [
            FactSpec(
                table: "property_unit", role: "unit",
                values: ["unit_code": "unit", "room_code": "room", "area_m2": "area"]),
            FactSpec(
                table: "ownership", group: "holders",
                when: FactSpec.Condition(field: "what", values: ["备案"], excludes: true),
                links: ["person_id": "holder", "property_unit_id": "unit"],
                values: ["share": "share", "event_date": "at"],
                maps: [
                    "event": FactSpec.Translation(
                        field: "what",
                        values: ["首次": "first", "转移": "transfer", "注销": "cancel"])
                ]),
        ])

    static let hospital = FeedContract(
        feed: FeedID("D21-sw"), department: DepartmentID("D21"),
        container: Container(format: .csv),
        fields: [
            field("id_no", .residentID), field("status"), field("died", .date(DateOptions())),
        ],
        key: [0], load: .snapshot,
        mentions: [
            MentionSpec(
                kind: .person, role: "dead",
                attributes: [
                    "id_number": "id_no", "life_status": "status", "death_date": "died",
                ])
        ])

    static let all = SchemaSet(
        contracts: [register, marriages, land, hospital],
        unified: [kinship, ownership, name, residence, unit, address, person])
}
