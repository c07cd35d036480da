import GuijiModel
import Testing

@testable import GuijiResolution

@Suite struct CanonicalTextTests {
    @Test(
        "An organization's name is one form whatever its brackets, blanks and company words",
        arguments: [
            ("南通样例（海门）有限责任公司", "南通样例(海门)有限公司"),
            ("南通样例(海门)有限公司", "南通样例(海门)有限公司"),
            (" 南通 样例　有限公司 ", "南通样例有限公司"),
            ("南通样例【海门】股份有限公司", "南通样例(海门)股份有限公司"),
            ("样例·测试有限责任公司一分公司", "样例测试有限公司一分公司"),
            ("样例有限 责任公司", "样例有限公司"),
            ("责任公司", "责任公司"),
            ("", ""),
            ("样\u{A0}例[东]店", "样例(东)店"),
        ])
    func organizationNames(text: String, expected: String) {
        #expect(CanonicalText.of(text, as: .organizationName) == expected)
    }

    @Test("股份有限公司 is never the same as 有限公司")
    func shareCompanies() {
        #expect(
            CanonicalText.of("样例股份有限公司", as: .organizationName)
                != CanonicalText.of("样例有限责任公司", as: .organizationName))
    }

    @Test(
        "Blanks go from names of persons but not from between Latin letters",
        arguments: [
            ("李　例", "李例"), ("SAMPLE  JOHN", "SAMPLE JOHN"), ("样 例 JOHN TEST ", "样例JOHN TEST"),
        ])
    func personNames(text: String, expected: String) {
        #expect(CanonicalText.of(text, as: .personName) == expected)
    }

    @Test("Blanks go from addresses and everything else stays")
    func addresses() {
        #expect(
            CanonicalText.of("示范新村 3幢 2单元　401室（东）", as: .address) == "示范新村3幢2单元401室（东）")
    }

    @Test(
        "Canonical forms are fixed points",
        arguments: [CanonicalForm.personName, .organizationName, .address])
    func idempotent(form: CanonicalForm) {
        var random = SeededGenerator(seed: 17)
        let parts = ["有限责任公司", "有限", "责任", "公司", " ", "　", "（", "）", "A", "b", "样", "·", "[", "3"]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...8, using: &random))
                .compactMap { _ in parts.randomElement(using: &random) }.joined()
            let once = CanonicalText.of(text, as: form)
            // 有限责任责任公司 needs no second pass either: only the whole word is shortened.
            #expect(CanonicalText.of(once, as: form) == once, "seed 17, text \(text)")
        }
    }
}
