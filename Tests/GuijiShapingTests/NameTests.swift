import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

@Suite("Names")
struct NameTests {
    @Test(
        "Names of persons come to one form",
        arguments: [
            ("李例", Shaped("李例")), ("李　例", Shaped("李例")), (" 张 样 本 ", Shaped("张样本")),
            ("欧阳样例", Shaped("欧阳样例")), ("張樣", Shaped("張樣")), ("古丽样·艾例", Shaped("古丽样·艾例")),
            ("古丽样•艾例", Shaped("古丽样·艾例")), ("古丽样.艾例", Shaped("古丽样·艾例")),
            ("古丽样・艾例", Shaped("古丽样·艾例")), ("古丽样 · 艾例", Shaped("古丽样·艾例")),
            ("古丽样．艾例", Shaped("古丽样·艾例")), ("古丽样·", Shaped("古丽样")),
            ("John  Sample Test", Shaped("John Sample Test")),
            ("SAMPLE<<JOHN<TEST", Shaped("SAMPLE JOHN TEST")),
            ("Sample, J. Test", Shaped("Sample, J. Test")),
            ("李例（租户）", Shaped("李例", .nameNote)), ("李例(已故)", Shaped("李例", .nameNote)),
            ("李例-1", Shaped("李例", .nameNote)), ("李例(户主)(退休)", Shaped("李例", .nameNote)),
            ("张(王民)", Shaped("张(王民)")), ("张（王民）样", Shaped("张(王民)样")), ("张□", Shaped("张□")),
            ("张?样", Shaped("张?样")), ("李样先生", Shaped("李样", .nameNote)),
            ("李先生", Shaped("李", .nameWeak)), ("王女士", Shaped("王", .nameWeak)),
            ("张某", Shaped("张某", .nameWeak)), ("张某某", Shaped("张某某", .nameWeak)),
            ("王**", Shaped("王**", .nameWeak)), ("张＊", Shaped("张*", .nameWeak)),
            ("先生", Shaped("先生", .nameWeak)), ("李例之女", Shaped("李例之女", .namePlaceholder)),
            ("李例之子(双)大", Shaped("李例之子(双)大", .namePlaceholder)),
            ("李例之婴", Shaped("李例之婴", .namePlaceholder)), ("李之样", Shaped("李之样")),
            ("李例1", Shaped(nil, .nameInvalid)), ("15400000001", Shaped(nil, .nameInvalid)),
            ("(租户)", Shaped(nil, .nameInvalid)), ("无", Shaped(nil)), ("𠮷样", Shaped("𠮷样")),
            ("\u{E863}样", Shaped("䶮样")), ("样生", Shaped("样生")), ("样志", Shaped("样志")),
        ])
    func persons(raw: String, expected: Shaped) throws {
        #expect(try outcome(.personName, raw) == expected)
    }

    @Test(
        "Names of organizations come to one form",
        arguments: [
            ("海门样例（集团）有限公司", Shaped("海门样例(集团)有限公司")),
            ("海门 样例 有限公司", Shaped("海门样例有限公司")), ("样例•测试店", Shaped("样例·测试店")),
            ("Sample Food Co., Ltd", Shaped("Sample Food Co., Ltd")),
            ("样例 KTV 会所", Shaped("样例KTV会所")), ("样例【海门】店", Shaped("样例(海门)店")),
            ("****", Shaped(nil, .namePlaceholder)), ("未起字号", Shaped(nil, .namePlaceholder)),
            ("未来样例有限公司", Shaped("未来样例有限公司")), ("无", Shaped(nil)), ("/", Shaped(nil)),
        ])
    func organizations(raw: String, expected: Shaped) throws {
        #expect(try outcome(.organizationName, raw) == expected)
    }

    @Test("A required name that is only a stand-in is missing")
    func requiredStandIn() throws {
        let batch = try shapeAlone(.organizationName, "****") { $0.required = true }
        #expect(batch.outcomes == [.setAside])
        #expect(batch.findings.map(\.rule) == [.required])
    }
}
