import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Addresses: comparing two")
struct AddressComparisonTests {
    private static func compare(_ left: String, _ right: String) -> AddressComparison {
        AddressComparison(
            AddressTexts(left, Reference.national), AddressTexts(right, Reference.national))
    }

    @Test(
        "Parts agree, nearly agree, differ, or stand in one address only",
        arguments: [
            ("人民路88号", "人民路88号", AddressPart.doorNo, AddressComparison.Agreement?.some(.equal)),
            ("人民路88号", "人民路89号", .doorNo, .differ),
            ("人民路88号", "人民路", .doorNo, .one),
            ("人民路88号", "解放路88号", .road, .differ),
            ("人民路", "解放路", .room, nil),
        ])
    func agreements(
        left: String, right: String, part: AddressPart, wanted: AddressComparison.Agreement?
    ) {
        let found = AddressComparison.agreement(
            part, AddressTexts(left, Reference.national),
            AddressTexts(right, Reference.national))
        #expect(found == wanted)
    }

    @Test("An address is the same as itself, and the order of two does not matter")
    func symmetry() throws {
        let texts = [
            "示例市测试区人民路88号测试花园3号楼2单元401室", "人民路88号测试花园3幢", "解放路12号",
            "测试村二组", "",
        ]
        for left in texts {
            for right in texts {
                let forth = Self.compare(left, right)
                let back = Self.compare(right, left)
                #expect(forth.relation == back.relation, "\(left) | \(right)")
                #expect(forth.reasons == back.reasons)
            }
        }
        #expect(Self.compare(texts[0], texts[0]).relation == .same)
        #expect(Self.compare(texts[0], texts[2]).relation == .different)
    }

    @Test(
        "Pairs that nobody looked at are told apart as people do",
        .enabled(if: SharedData.has(LabelledAddressPairs.file), "needs ../shared/data/addresses"))
    func labels() throws {
        let score = AddressPairScore(try LabelledAddressPairs().unseen, Reference.national)
        #expect(score.count > 3000)
        #expect(score.macroF1 >= 0.62)
    }
}
