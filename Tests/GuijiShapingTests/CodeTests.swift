import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

@Suite("Codes and booleans")
struct CodeTests {
    private let ethnic = CodeList(
        name: CodeListName("ethnic"),
        codes: ["01": "01", "1": "01", "汉": "01", "汉族": "01", "HA": "01", "（无）": "99", "无": "98"])

    @Test(
        "What a feed writes becomes the standard's code",
        arguments: [
            ("01", "01"), ("1", "01"), ("汉", "01"), ("汉族", "01"), ("ha", "01"), ("ＨＡ", "01"),
            ("(无)", "99"), ("无", "98"),
        ])
    func codes(raw: String, expected: String) throws {
        #expect(try outcome(.code(list: ethnic.name), raw, [ethnic]) == Shaped(expected))
    }

    @Test("An unknown code is no value, and noted")
    func unknown() throws {
        let kind = FieldKind.code(list: ethnic.name)
        let batch = try shapeAlone(kind, "回", [ethnic])
        #expect(batch.value(0, 0) == nil)
        #expect(batch.findings.map(\.rule) == [.codeUnknown])
        #expect(batch.findings[0].found == "回")
        #expect(batch.findings[0].expected == "a code or word of the list ethnic")
        #expect(try outcome(kind, "不详", [ethnic]) == Shaped(nil))
        #expect(try outcome(kind, "1E+17", [ethnic]) == Shaped(nil, .numberPrecisionLost))
    }

    @Test("A changed code is written once a batch, a right one not at all")
    func interned() throws {
        let spec = FieldSpec(name: "e", sources: ["e"], kind: .code(list: ethnic.name))
        let rows: [[String?]] = [["汉"], ["01"], ["汉族"], ["汉"]]
        let raw = rawBatch(rows)
        let batch = try shaper(contract([spec]), [ethnic]).shape(raw)
        #expect(batch.bytes.count == raw.bytes.count + 2)
        #expect((0..<4).map { batch.value(0, $0) } == ["01", "01", "01", "01"])
    }

    @Test("A code list that does not exist is the contract's fault")
    func missingList() {
        let error = #expect(throws: ShaperError.self) {
            try outcome(.code(list: CodeListName("none")), "1")
        }
        #expect(
            error?.description
                == "D00-test, field value: the code list none is unknown; add "
                + "Schemas/codelists/none.csv or correct codeList.")
    }

    @Test(
        "Words for yes and no",
        arguments: [
            ("1", "1"), ("0", "0"), ("true", "1"), ("FALSE", "0"), ("是", "1"), ("否", "0"),
            ("Y", "1"),
            ("n", "0"), ("有", "1"), ("无", "0"), ("／", nil),
        ] as [(String, String?)])
    func booleans(raw: String, expected: String?) throws {
        let kind = FieldKind.boolean(trueWords: ["有"], falseWords: ["无"])
        #expect(try outcome(kind, raw) == Shaped(expected))
    }

    @Test("A contract's words win over the product's; other words are refused")
    func contractWords() throws {
        let kind = FieldKind.boolean(trueWords: ["0"], falseWords: ["1"])
        #expect(try outcome(kind, "0") == Shaped("1"))
        #expect(try outcome(kind, "也许") == Shaped(nil, .typeMismatch))
    }
}
