import GuijiContract
import GuijiModel

/// Two register feeds of persons, one of companies with a group of shareholders.
enum TestSchemas {
    static let person = UnifiedTable(
        name: "person", kind: .person,
        columns: [
            UnifiedColumn(
                name: "id_number", standard: "GB 11643-1999", survivorship: [DepartmentID("D02")],
                part: .identifier),
            UnifiedColumn(
                name: "name", survivorship: [DepartmentID("D02"), DepartmentID("D11")]),
            UnifiedColumn(name: "phone_primary", survivorship: [DepartmentID("D11")]),
        ])

    static let organization = UnifiedTable(
        name: "organization", kind: .organization,
        columns: [
            UnifiedColumn(name: "uscc", standard: "GB 32100-2015", part: .identifier),
            UnifiedColumn(name: "name", part: .canonical),
            UnifiedColumn(name: "employees"),
        ])

    static func register(_ feed: String, _ department: String, load: LoadMode = .snapshot)
        -> FeedContract
    {
        FeedContract(
            feed: FeedID(feed), department: DepartmentID(department),
            container: Container(format: .csv),
            fields: [
                FieldSpec(name: "id_no", sources: ["id"], kind: .residentID),
                FieldSpec(name: "full_name", sources: ["name"]),
                FieldSpec(name: "tel", sources: ["tel"], kind: .phone),
                FieldSpec(
                    name: "changed_at", sources: ["at"], kind: .timestamp(DateOptions())),
            ], key: [0], load: load,
            mentions: [
                MentionSpec(
                    kind: .person, role: "subject",
                    attributes: ["id_number": "id_no", "name": "full_name", "phone_primary": "tel"])
            ])
    }

    static let companies = FeedContract(
        feed: FeedID("D24-qy"), department: DepartmentID("D24"),
        container: Container(format: .json),
        fields: [
            FieldSpec(name: "code", sources: ["code"], kind: .creditCode),
            FieldSpec(name: "title", sources: ["title"]),
            FieldSpec(name: "staff", sources: ["staff"], kind: .integer),
            FieldSpec(name: "boss_id", sources: ["boss"], kind: .residentID),
        ],
        groups: [
            GroupSpec(
                name: "holders", source: "holders[]",
                fields: [
                    FieldSpec(name: "id", sources: ["id"], kind: .residentID),
                    FieldSpec(name: "name", sources: ["name"]),
                ])
        ], key: [0], load: .snapshot,
        mentions: [
            MentionSpec(
                kind: .organization, role: "subject",
                attributes: ["uscc": "code", "name": "title", "employees": "staff"]),
            MentionSpec(
                kind: .person, role: "legal_rep", attributes: ["id_number": "boss_id"],
                requires: "boss_id"),
            MentionSpec(
                kind: .person, role: "holder", group: "holders",
                attributes: ["id_number": "id", "name": "name"], requires: "id"),
        ])

    static let all = SchemaSet(
        contracts: [
            register("D02-rk", "D02"), register("D11-cb", "D11"), register("D30-cl", "D30"),
            register("D31-fn", "D31"), companies,
        ], unified: [person, organization])

    /// Valid numbers of fictitious people: sequences 990 to 999.
    static func id(_ index: Int) -> String {
        let body = "3206251948\(10 + index % 3)\(10 + index / 3 % 19)99\(index / 57 % 10)"
        return body
            + String(
                decoding: Array(body.utf8).withUnsafeBufferPointer {
                    [ResidentID.checkCharacter($0) ?? 0]
                }, as: UTF8.self)
    }
}
