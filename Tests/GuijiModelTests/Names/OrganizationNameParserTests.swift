import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@Suite("Names of organizations taken apart")
struct OrganizationNameParserTests {
    private static let local = OrganizationNameParser(
        codeLists: NameSchemas.codeLists,
        regions: ["江苏省", "南通市", "海门市", "海门区", "海门县", "上海市", "安徽省", "石家庄市", "福建省"])

    @Test(
        "Region, brand, sector, form and branch",
        arguments: [
            ("江苏样例纺织有限公司", "江苏", "样例", "纺织", "有限公司", ""),
            ("南通市海门区样例家纺有限责任公司", "南通市海门区", "样例", "家纺", "有限公司", ""),
            ("海门样例（集团）有限公司", "海门", "样例", "", "有限公司", ""),
            ("样例(福建)融资租赁有限公司", "福建", "样例", "融资租赁", "有限公司", ""),
            ("样例能源石家庄公司", "石家庄", "样例", "能源", "公司", ""),
            ("海门样例纺织有限公司第一分公司", "海门", "样例", "纺织", "有限公司", "第一分公司"),
            ("海门样例建设股份有限公司", "海门", "样例", "建设", "股份有限公司", ""),
            ("海门市测试村农民专业合作社", "海门市", "测试村", "", "农民专业合作社", ""),
            ("海门食品公司", "海门", "", "食品", "公司", ""), ("样例", "", "样例", "", "", ""),
            ("", "", "", "", "", ""),
        ])
    func parts(
        name: String, region: String, brand: String, sector: String, form: String, branch: String
    ) {
        let parts = OrganizationNameParserTests.local.parse(name)
        #expect(parts.region == region)
        #expect(parts.brand == brand)
        #expect(parts.sector == sector)
        #expect(parts.form == form)
        #expect(parts.branch == branch)
    }

    @Test("A short name is the brand and two characters of the trade")
    func shortName() {
        #expect(OrganizationNameParserTests.local.parse("海门样例纺织品有限公司").shortName == "样例纺织")
    }

    @Test("有限责任公司 is 有限公司, but not 股份有限公司")
    func forms() {
        let parser = OrganizationNameParserTests.local
        #expect(parser.parse("样例有限责任公司").form == parser.parse("样例有限公司").form)
        #expect(parser.parse("样例股份有限公司").form != parser.parse("样例有限公司").form)
    }

    /// Every second labelled name was never looked at while the parser was written.
    @Test(
        "Of labelled names that nobody looked at, the brand is right in 85 of 100",
        .enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func heldOut() throws {
        let names = try LabelledBrands.read()
        let parser = OrganizationNameParser(NameSchemas.set)
        #expect(names.count == 500)
        let heldOut = names.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        let right = heldOut.count { parser.parse($0.name).brand == $0.brand }
        #expect(Double(right) / Double(heldOut.count) >= 0.85, "\(right) of \(heldOut.count)")
    }
}
