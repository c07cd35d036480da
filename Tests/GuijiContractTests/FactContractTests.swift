import GuijiModel
import Testing

@testable import GuijiContract

@Suite("Facts and relations in contracts, and the tables they fill")
struct FactContractTests {
    private static let unified: [UnifiedTable] = [
        UnifiedTable(
            name: "person", kind: .person,
            columns: [
                UnifiedColumn(name: "id_number", part: .identifier), UnifiedColumn(name: "name"),
            ]),
        UnifiedTable(
            name: "address", kind: .address,
            columns: [UnifiedColumn(name: "full_text", part: .canonical)]),
        {
            var person = UnifiedColumn(name: "person_id")
            person.references = "person"
            var address = UnifiedColumn(name: "address_id")
            address.references = "address"
            return UnifiedTable(
                name: "residence", kind: .relation,
                columns: [
                    person, address, UnifiedColumn(name: "kind"), UnifiedColumn(name: "valid_from"),
                ],
                key: [["person_id", "address_id", "kind"]])
        }(),
    ]

    private func read(_ facts: String) -> ReadContract {
        let yaml = """
            version: 1.0.0
            apiVersion: v3.1.0
            kind: DataContract
            id: D02-rk
            status: active
            servers: [ { server: inbox, type: local, path: D02-gaj/rk_*.csv, format: csv } ]
            schema:
              - name: feed_d02_rk
                physicalName: feed_d02_rk
                logicalType: object
                properties:
                  - { name: no, logicalType: string, primaryKey: true, required: true, classification: L3, transformSourceObjects: [NO] }
                  - { name: name, logicalType: string, classification: L3, transformSourceObjects: [XM] }
                  - { name: home, logicalType: string, classification: L3, transformSourceObjects: [DZ] }
                  - { name: since, logicalType: date, classification: L3, transformSourceObjects: [RQ] }
                  - name: children
                    logicalType: array
                    transformSourceObjects: [ZN]
                    items:
                      logicalType: object
                      properties:
                        - { name: child_name, logicalType: string, classification: L3, transformSourceObjects: [XM] }
            customProperties:
              - { property: guijiDepartment, value: { code: D02, name: 市公安局 } }
              - { property: guijiLoad, value: { mode: snapshot } }
              - property: guijiMentions
                value:
                  - { kind: person, role: subject, attributes: { name: name } }
                  - { kind: person, role: child, group: children, attributes: { name: child_name } }
                  - { kind: address, role: home, attributes: { full_text: home } }
              - property: guijiFacts
                value:
                  - \(facts)
            """
        return ContractReader.read(
            yaml: yaml, file: "D02-gaj/rk.odcs.yaml",
            context: ContractContext(codeLists: [:], unified: FactContractTests.unified))
    }

    /// The CSV of the test has no group, so the group's own problem is not counted.
    private func messages(_ facts: String) -> [String] {
        read(facts).problems.filter { $0.line >= 30 }
            .map { $0.message + ($0.suggestion.map { " " + $0 } ?? "") }
    }

    @Test("A fact is read whole: links, values, constants, translations, conditions")
    func whole() {
        let read = read(
            """
            { table: residence, role: current, requires: home, when: { field: home, notIn: [同户籍] }, \
            links: { person_id: subject, address_id: home }, values: { valid_from: since }, \
            maps: { kind: { field: name, values: { 甲: own } } }, asOf: since }
            """)
        let problems = read.problems.filter { $0.line >= 30 }
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test(
        "Each mistake has its place in the file and the word that was probably meant",
        arguments: [
            (
                "{ table: residense, links: { person_id: subject } }",
                "'residense' is not a table of the unified layer. Did you mean 'residence'?"
            ),
            (
                "{ table: person, values: { name: name } }",
                "'person' is filled by mentions, not by facts. State it under 'guijiMentions'."
            ),
            (
                "{ table: residence, links: { person_id: subjct, address_id: home }, constants: { kind: current } }",
                "'subjct' is not a role of a person in this contract. Did you mean 'subject'?"
            ),
            (
                "{ table: residence, links: { person_id: subject, adress_id: home }, constants: { kind: current } }",
                "'adress_id' is not a column of the unified table. Did you mean 'address_id'?"
            ),
            (
                "{ table: residence, links: { person_id: subject, address_id: home }, constants: { kind: x }, values: { valid_from: sinse } }",
                "'sinse' is not a column of this feed. Did you mean 'since'?"
            ),
            (
                "{ table: residence, links: { person_id: subject }, constants: { kind: current } }",
                "The fact does not state the key of residence: address_id missing. Add address_id under 'links', 'values', 'constants' or 'maps'."
            ),
            (
                "{ table: residence, links: { person_id: child, address_id: home }, constants: { kind: current } }",
                "The role 'child' has one person for each item of 'children', so the link is not clear. Add 'group: children' to this fact."
            ),
            (
                "{ table: residence, links: { person_id: subject }, values: { address_id: home }, constants: { kind: x } }",
                "'address_id' holds the id of a address, not a text. Name the role of the address under 'links'."
            ),
            (
                "{ table: residence, links: { person_id: subject, address_id: home, kind: home } }",
                "'kind' holds no entity, so nothing can be linked. State it under 'values' or 'constants'."
            ),
            (
                "{ table: residence, when: { field: home, in: [] }, links: { person_id: subject, address_id: home }, constants: { kind: x } }",
                "'when' names no value, so nothing would hold. Write 'in: [value, value]'."
            ),
            (
                "{ table: residence, linkz: { person_id: subject }, links: { person_id: subject, address_id: home }, constants: { kind: x } }",
                "'linkz' is not a key of a fact. Did you mean 'links'?"
            ),
        ])
    func mistakes(_ facts: String, _ expected: String) {
        let problems = messages(facts)
        #expect(problems.contains(expected), "\(problems)")
    }

    @Test("Two facts of one table need two roles")
    func roles() {
        let fact =
            "{ table: residence, links: { person_id: subject, address_id: home }, constants: { kind: x } }"
        #expect(
            messages(fact + "\n      - " + fact).contains(
                "There is another residence in the role 'residence'. Give each its own role, such as 'role: residence_b'."
            ))
    }

    // MARK: Unified tables

    private func table(_ rest: String) -> (UnifiedTable?, [String]) {
        let (table, problems) = UnifiedReader.read(
            yaml: """
                name: residence
                title: 居住
                kind: relation
                \(rest)
                columns:
                  - { name: person_id, title: 人, sensitivity: L3, references: person }
                  - { name: kind, title: 类别, sensitivity: L2, survivorship: [D21], choose: latest }
                """, name: "residence", file: "residence.yaml")
        return (
            table,
            problems.map { "\($0.line): \($0.message)" + ($0.suggestion.map { " " + $0 } ?? "") }
        )
    }

    @Test("A key is one list of columns or several; a table's order of trust is its columns' own")
    func keys() {
        let (one, problems) = table("key: [person_id, kind]\nsurvivorship: [D02, D11]")
        #expect(problems.isEmpty)
        #expect(one?.key == [["person_id", "kind"]])
        #expect(one?.columns.map { $0.survivorship.map(\.rawValue) } == [["D02", "D11"], ["D21"]])
        #expect(one?.columns.map(\.choose) == [.rank, .latest])
        #expect(
            table("key: [[person_id, kind], [kind]]").0?.key == [["person_id", "kind"], ["kind"]])
    }

    @Test("Evidence stands behind what is stored, and nothing is chosen in it")
    func evidence() {
        func problems(_ columns: String) -> [String] {
            UnifiedReader.read(
                yaml: """
                    name: t
                    title: 表
                    kind: person
                    columns:
                      - { name: a, title: 甲, sensitivity: L2, part: identifier }
                    \(columns)
                    """, name: "t", file: "t.yaml"
            ).1.map(\.message)
        }
        let stored = "  - { name: b, title: 乙, sensitivity: L2 }"
        let evidence =
            "  - { name: c, title: 丙, sensitivity: L3, evidence: true, derivedFrom: [a, b] }"
        #expect(problems(stored + "\n" + evidence) == [])
        #expect(
            problems(evidence + "\n" + stored) == [
                "The column 'b' is stored, but stands behind evidence."
            ])
        #expect(
            problems(
                "  - { name: c, title: 丙, sensitivity: L3, evidence: true, choose: latest }"
            ) == ["'choose' has no meaning for evidence, which is not stored."])
    }

    @Test(
        "A word that counts for a time, and a column that values should come with",
        arguments: [
            ("fresh: { departments: [D02], days: 365 }, prefer: kind", nil),
            (
                "fresh: { departments: [D07], days: 365 }",
                "The department D07 is not in the column's 'survivorship'."
            ),
            ("fresh: { departments: [D02] }", "'fresh' has no 'days'."),
            ("fresh: { days: 3 }", "'fresh' names no departments."),
            ("prefer: kid", "'kid' is not a column of this table."),
        ] as [(String, String?)])
    func freshness(_ keys: String, _ expected: String?) {
        let (table, problems) = UnifiedReader.read(
            yaml: """
                name: t
                title: 表
                kind: fact
                key: [kind]
                columns:
                  - { name: kind, title: 甲, sensitivity: L2 }
                  - { name: b, title: 乙, sensitivity: L2, survivorship: [D02, D21], \(keys) }
                """, name: "t", file: "t.yaml")
        #expect(problems.map(\.message) == [expected].compactMap(\.self))
        if expected == nil {
            #expect(table?.columns[1].fresh?.days == 365)
            #expect(table?.columns[1].fresh?.departments == [DepartmentID("D02")])
            #expect(table?.columns[1].prefer == "kind")
        }
    }

    @Test(
        "Mistakes in a unified table",
        arguments: [
            (
                "survivorship: [D02]",
                "1: The table has no 'key'. Write 'key: [person_id, address_id, kind]': the columns that tell its rows apart."
            ),
            (
                "key: [person_idd]",
                "4: 'person_idd' is not a column of this table. Did you mean 'person_id'?"
            ),
            (
                "key: [kind]\ntimeline: { event: kind, date: kind, opens: [x] }",
                "5: A timeline fills 'valid_to', which is missing. Add the column 'valid_to'."
            ),
            (
                "key: [kind]\nsymmetric: { columns: [kind], when: { kind: x } }",
                "5: 'symmetric' needs two columns. Write 'columns: [person_id, relative_id]'."
            ),
        ])
    func tableMistakes(_ rest: String, _ expected: String) {
        let problems = table(rest).1
        #expect(problems.contains(expected), "\(problems)")
    }

    @Test("A share of ownership is one reduced fraction, however it is written")
    func shares() {
        func reduced(_ text: String) -> String? {
            var output: [UInt8] = []
            var text = text
            let isShare = text.withUTF8 {
                ShareFraction.append(UnsafeRawBufferPointer($0), to: &output)
            }
            return isShare ? String(decoding: output, as: UTF8.self) : nil
        }
        let cases = [
            "1/2": "1/2", "2/4": "1/2", "50%": "1/2", "0.5": "1/2", "33.3%": "333/1000",
            "100%": "1/1", "1": "1/1", "3 / 9": "1/3",
        ]
        for (text, expected) in cases { #expect(reduced(text) == expected, "\(text)") }
        for text in ["", "0", "3/2", "1/0", "150%", "一半", "1/2/3", "1%2", "."] {
            #expect(reduced(text) == nil, "\(text)")
        }
    }
}
