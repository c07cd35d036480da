import GuijiModel
import Testing

@Suite("Masking of personal values")
struct MaskingTests {
    static let cases: [(plain: String, masked: String)] = [
        ("张样本", "张**"),
        ("320684198503129916", "3206**********9916"),
        ("15400000001", "154****0001"),
        ("李例", "李*"),
        ("", ""),
        ("古丽样·艾例", "古**·艾*"),
        ("请联系张样本15400000001", "请*****154****0001"),
    ]

    @Test("Enough is hidden, and the length stays", arguments: cases)
    func masks(_ it: (plain: String, masked: String)) {
        #expect(Masking.mask(it.plain) == it.masked)
        #expect(Masking.mask(it.plain).count == it.plain.count)
    }

    @Test("Masking a masked value changes nothing", arguments: cases)
    func idempotent(_ it: (plain: String, masked: String)) {
        #expect(Masking.mask(it.masked) == it.masked)
    }
}
