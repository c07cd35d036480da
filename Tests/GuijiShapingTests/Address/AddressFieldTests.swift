import GuijiContract
import Testing

@testable import GuijiShaping

@Suite("Fields of kind address")
struct AddressFieldTests {
    @Test(
        "The words stay as they were written; blanks and full width are folded as in text",
        arguments: [
            ("　江苏省海门市海门镇示范新村３幢  ２单元 ", "江苏省海门市海门镇示范新村3幢 2单元"),
            ("示范新村三号楼（靠北）", "示范新村三号楼(靠北)"), ("海门.海门镇.示范新村.3.2.401", "海门.海门镇.示范新村.3.2.401"),
        ])
    func stored(raw: String, expected: String) throws {
        #expect(try outcome(.address, raw) == Shaped(expected))
    }

    @Test("A null word is no address")
    func nullWord() throws {
        #expect(try outcome(.address, "不详") == Shaped(nil))
    }
}
