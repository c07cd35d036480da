import Foundation
import GuijiTestSupport
import Testing

@testable import GuijiContract

/// One mistake in a contract that is otherwise good, and what the linter must say of it.
struct Mistake: Sendable, CustomTestStringConvertible {
    var wrong: String
    /// What the mistake replaces in the good contract, once.
    var right: String
    var rule: String
    /// A part of the message or the suggestion.
    var says: String
    /// A word on the line that the problem must point to; default: the mistake's own first word.
    var at: String?
    var severity: ContractProblem.Severity = .error

    init(
        _ wrong: String, for right: String, _ rule: String, says: String, at: String? = nil,
        severity: ContractProblem.Severity = .error
    ) {
        self.wrong = wrong
        self.right = right
        self.rule = rule
        self.says = says
        self.at = at
        self.severity = severity
    }

    var testDescription: String { "\(wrong) → \(rule)" }
}

@Suite("Contract lint")
struct ContractLintTests {
    private static let good = """
        version: 1.0.0
        apiVersion: v3.1.0
        kind: DataContract
        id: D90-test
        name: 测试
        status: active
        servers:
          - { server: inbox, type: local, path: "D90-test/test_*.csv", format: csv }
        schema:
          - name: feed_d90_test
            logicalType: object
            properties:
              - name: person_no
                logicalType: string
                primaryKey: true
                primaryKeyPosition: 1
                required: true
                transformSourceObjects: [BH]
                logicalTypeOptions: { pattern: "[0-9]{4}", minLength: 4 }
              - name: id_number
                logicalType: string
                classification: L3
                transformSourceObjects: [SFZH]
                customProperties:
                  - { property: guijiField, value: { kind: residentID } }
              - name: sex
                logicalType: string
                classification: L3
                transformSourceObjects: [XB]
                customProperties:
                  - { property: guijiField, value: { kind: code, codeList: sex } }
              - name: born_on
                logicalType: date
                classification: L3
                transformSourceObjects: [CSRQ]
                logicalTypeOptions: { format: yyyyMMdd }
                examples: ["19850312"]
              - name: amount_cny
                logicalType: number
                transformSourceObjects: [JE]
                logicalTypeOptions: { minimum: 0, maximum: 100 }
                customProperties:
                  - { property: guijiField, value: { unit: 万元, storedUnit: 元 } }
              - name: op
                logicalType: string
                transformSourceObjects: [CZ]
              - name: changed_at
                logicalType: timestamp
                transformSourceObjects: [SJ]
        customProperties:
          - { property: guijiDepartment, value: { code: D90, name: 测试局 } }
          - { property: guijiContainer, value: { encoding: GB18030, delimiter: ";" } }
          - { property: guijiLoad, value: { mode: delta, operation: op, operations: { I: upsert, D: delete }, order: changed_at } }
          - { property: guijiGuards, value: { maxRejectedPercent: 5 } }
          - { property: guijiMentions, value: [ { kind: person, role: subject, attributes: { id_number: id_number } } ] }
          - { property: guijiFreshness, value: nightly }
        """

    private static let mistakes: [Mistake] = [
        // Keys and values: the nearest known one is named.
        Mistake(
            "guijiContaner", for: "guijiContainer", "unknown-key",
            says: "Did you mean 'guijiContainer'?"),
        Mistake(
            "delimeter: ", for: "delimiter: ", "unknown-key", says: "Did you mean 'delimiter'?"),
        Mistake(
            "kind: residentId", for: "kind: residentID", "unknown-value",
            says: "Did you mean 'residentID'?"),
        Mistake("encoding: GBK18030", for: "encoding: GB18030", "unknown-value", says: "GB18030"),
        Mistake(
            "maxRejectedPercent: 500", for: "maxRejectedPercent: 5", "unknown-value",
            says: "expected 0 to 100"),
        Mistake(
            "guijiFreshness, value: nightlie", for: "guijiFreshness, value: nightly",
            "unknown-value", says: "nightly"),
        Mistake("mode: dleta", for: "mode: delta", "unknown-value", says: "Did you mean 'delta'?"),
        Mistake("version: one", for: "version: 1.0.0", "version", says: "1.0.0"),
        Mistake("id: d90_test", for: "id: D90-test", "feed-id", says: "d90_test"),
        Mistake("code: D91", for: "code: D90", "department", says: "D91"),
        Mistake("name: feed_d90_tset", for: "name: feed_d90_test", "table", says: "feed_d90_test"),
        Mistake(
            "path: \"../elsewhere/*.csv\"", for: "path: \"D90-test/test_*.csv\"", "path",
            says: "../elsewhere"),
        // What a JSON schema cannot see.
        Mistake("pattern: \"[0-9\"", for: "pattern: \"[0-9]{4}\"", "pattern", says: "[0-9"),
        Mistake("format: yyyyMDD", for: "format: yyyyMMdd", "date-format", says: "yyyyMDD"),
        Mistake(
            "examples: [\"1985-13-40\"]", for: "examples: [\"19850312\"]", "example",
            says: "1985-13-40"),
        Mistake("minimum: 200", for: "minimum: 0", "empty-range", says: "greater than \'maximum\'"),
        Mistake("minLength: 4, maxLength: 2", for: "minLength: 4", "empty-range", says: "2"),
        Mistake("unit: 万元, storedUnit: 米", for: "unit: 万元, storedUnit: 元", "unit", says: "米"),
        Mistake(
            "primaryKeyPosition: 3", for: "primaryKeyPosition: 1", "key",
            says: "Write 'primaryKeyPosition: 1'."),
        Mistake(
            "transformSourceObjects: [SJ, SFZH]", for: "transformSourceObjects: [SJ]",
            "shared-source", says: "SFZH", severity: .warning),
        Mistake(
            "texts: { name: [\"{op}号{sex}\"] }", for: "attributes: { id_number: id_number }",
            "fact",
            says: "one field in braces"),
        Mistake(
            "texts: { name: [\"{opp}号\"] }", for: "attributes: { id_number: id_number }",
            "unknown-field", says: "Did you mean 'op'?"),
        // Dangling references.
        Mistake(
            "codeList: sx", for: "codeList: sex", "unknown-code-list", says: "Did you mean 'sex'?"),
        Mistake(
            "order: changedat", for: "order: changed_at", "unknown-field",
            says: "Did you mean 'changed_at'?"),
        Mistake(
            "operation: opp", for: "operation: op", "unknown-field", says: "Did you mean 'op'?"),
        Mistake(
            "id_number: idnumber", for: "id_number: id_number", "unknown-field",
            says: "Did you mean 'id_number'?"),
        Mistake(
            "idnumber: id_number", for: "id_number: id_number", "unknown-attribute",
            says: "Did you mean 'id_number'?"),
        Mistake(
            "operations: { D: delete }", for: "operations: { I: upsert, D: delete }", "load",
            says: "upsert"),
        Mistake(
            "order: op ", for: "order: changed_at ", "load",
            says: "not a date, a timestamp or an integer"),
        // A personal column that does not say so.
        Mistake(
            "title: 身份证号", for: "classification: L3", "unknown-key", says: "property", at: "title"),
    ]

    private static let context = ContractContext(
        codeLists: [CodeListName("sex"): CodeList(name: CodeListName("sex"), codes: ["1": "1"])],
        unified: [
            UnifiedTable(
                name: "person", title: "人", summary: "", kind: .person,
                columns: [UnifiedColumn(name: "id_number")])
        ])

    private static func problems(_ yaml: String) -> [ContractProblem] {
        ContractLoader.load(yaml: yaml, file: "test.odcs.yaml", context: context).1
    }

    @Test("The contract that the mistakes are made in has none")
    func isGood() {
        #expect(ContractLintTests.problems(ContractLintTests.good).map(\.description) == [])
    }

    @Test("A mistake is named at its line and column, with what to do", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let good = ContractLintTests.good
        let range = try #require(good.range(of: mistake.right))
        let yaml = good.replacingCharacters(in: range, with: mistake.wrong)
        let found = ContractLintTests.problems(yaml)
        let problem = try #require(
            found.first { $0.rule == mistake.rule }, "\(found.map(\.description))")
        #expect(problem.severity == mistake.severity)
        #expect(problem.description.contains(mistake.says), "\(problem)")
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let line = String(lines[problem.line - 1])
        let word = mistake.at ?? String(mistake.wrong.prefix { $0 != "," && $0 != " " })
        #expect(line.contains(word), "line \(problem.line) is \(line)")
        #expect((1...line.count).contains(problem.column))
    }

    @Test("All mistakes of a file are reported together, in the order of their places")
    func together() {
        var yaml = ContractLintTests.good
        for (right, wrong) in [
            ("codeList: sex", "codeList: sx"), ("order: changed_at", "order: changedat"),
            ("pattern: \"[0-9]{4}\"", "pattern: \"[0-9\""), ("version: 1.0.0", "version: one"),
        ] {
            yaml = yaml.replacing(right, with: wrong)
        }
        let found = ContractLintTests.problems(yaml)
        #expect(
            Set(found.map(\.rule)).isSuperset(
                of: ["unknown-code-list", "unknown-field", "pattern", "version"]))
        #expect(found.map(\.line) == found.map(\.line).sorted())
    }

    @Test("A contract under which nothing would be checked is a problem")
    func noCheck() {
        let yaml = """
            version: 1.0.0
            apiVersion: v3.1.0
            kind: DataContract
            id: D90-test
            status: active
            servers:
              - { server: inbox, type: local, path: "D90-test/*.csv", format: csv }
            schema:
              - name: feed_d90_test
                logicalType: object
                properties:
                  - { name: a, logicalType: string, transformSourceObjects: [a] }
            customProperties:
              - { property: guijiDepartment, value: { code: D90, name: 测试局 } }
              - { property: guijiLoad, value: { mode: event } }
            """
        #expect(ContractLintTests.problems(yaml).contains { $0.rule == "no-check" })
    }

    @Test(
        "A cell may be read as a number of its own and as the identity document in it, not twice the same",
        arguments: [
            ("certificateNumber", "document", true), ("document", "organizationNumber", true),
            ("text", "document", true), ("document", "document", false),
            ("certificateNumber", "text", false), ("phone", "document", false),
        ])
    func sharedCell(first: String, second: String, isFine: Bool) {
        let yaml = """
            version: 1.0.0
            apiVersion: v3.1.0
            kind: DataContract
            id: D90-test
            status: active
            servers:
              - { server: inbox, type: local, path: "D90-test/*.csv", format: csv }
            schema:
              - name: feed_d90_test
                logicalType: object
                properties:
                  - name: a
                    logicalType: string
                    classification: L3
                    transformSourceObjects: [ZH]
                    customProperties: [ { property: guijiField, value: { kind: \(first) } } ]
                  - name: b
                    logicalType: string
                    classification: L3
                    transformSourceObjects: [ZH]
                    customProperties: [ { property: guijiField, value: { kind: \(second) } } ]
            customProperties:
              - { property: guijiDepartment, value: { code: D90, name: 测试局 } }
              - { property: guijiLoad, value: { mode: event } }
            """
        let found = ContractLintTests.problems(yaml).filter { $0.rule == "shared-source" }
        #expect(found.isEmpty == isFine)
    }

    @Test("YAML that is none is a problem with its line")
    func syntax() {
        let found = ContractLintTests.problems("version: 1.0.0\nid: [D90\n")
        #expect(found.map(\.rule) == ["yaml-syntax"])
        #expect(found.allSatisfy { $0.line >= 2 })
    }
}
