import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Shaping what is shaped")
struct IdempotenceTests {
    private static let list = CodeList(
        name: CodeListName("sex"), codes: ["1": "1", "男": "1", "2": "2", "女": "2"])

    private static let kinds: [FieldKind] = [
        .text, .freeText, .integer, .decimal(scale: 2, factor: .one),
        .decimal(scale: nil, factor: .one), .real(factor: 1),
        .boolean(trueWords: ["有"], falseWords: ["没有"]), .date(DateOptions()),
        .timestamp(DateOptions()), .date(formats("yyyyMM", "yyyyMMdd", "minguo")),
        .timestamp(formats("epochMillis", "yyyyMMddHHmmss")), .code(list: list.name), .residentID,
        .creditCode, .phone, .personName, .organizationName, .document, .organizationNumber,
        .plate(province: "苏"), .plate(province: nil), .vin, .longitude, .latitude,
        .certificateNumber, .share, .count,
    ]

    private static func formats(_ formats: String...) -> DateOptions {
        var options = DateOptions()
        options.formats = formats
        return options
    }

    @Test("Shaping canonical values again changes nothing, whatever came", arguments: kinds.indices)
    func twice(_ index: Int) throws {
        let kind = IdempotenceTests.kinds[index]
        let field = FieldSpec(name: "value", sources: ["value"], kind: kind)
        let shaper = try shaper(contract([field]), [IdempotenceTests.list])
        var random = SplitMix64(seed: testSeed)
        let rows = (0..<1500).map { _ in [IdempotenceTests.randomValue(&random)] as [String?] }
        let once = shaper.shape(rawBatch(rows))
        let values = (0..<rows.count).map { once.value(0, $0) }
        let again = rawBatch(values.map { [$0] })
        let size = again.bytes.count
        let twice = shaper.shape(again)
        for (row, value) in values.enumerated() {
            #expect(
                twice.value(0, row).map { Array($0.utf8) } == value.map { Array($0.utf8) },
                "\(rows[row]) seed \(testSeed)")
        }
        #expect(twice.rowHashes.elementsEqual(once.rowHashes), "seed \(testSeed)")
        #expect(twice.bytes.count == size, "a canonical value was copied, seed \(testSeed)")
        #expect(values.contains { $0 != nil }, "no value at all, seed \(testSeed)")
    }

    /// Good values, broken values, and noise.
    private static func randomValue(_ random: inout SplitMix64) -> String {
        let samples = [
            "320684198503129916", "32068419700515994x", "9132O684XXXX000195", "91320684XXXX000195",
            "15400000001", "0513-80000001转801", "80000001", "2020-03-05", "2020年3月5日", "202003",
            "2020-03-05 08:30:00", "2020-03-04T16:00:00.5Z", "1,200.50", "-3.14159", "0.005", "007",
            "1E5", "是", "没有", "男", "2", "张　样本", "ＡＢＣ（１）", "二〇二〇年三月五日", "104/4/16",
            "1583337600123", "20200305083000", "'12", "121.170001", "85.3.12", "1985",
            "32062519481105993142B1", "320684199001010004-1", "G320684198503129916", "H12345678",
            "苏F·0000X", "F0001X", "苏F00001D", "LXXTEST04L0000001", "LXXTESTO4L0000001",
            "121°10′12″", "E121°10.2'", "31度53分24秒", "古丽样•艾例", "李 例（租户）", "Sample  john, TEST",
            "张某某", "王**", "李样先生", "李例之女", "张(王民)", "SAMPLE<<JOHN<TEST", "海门 样例（集团）有限公司",
            "样例·测试 Food Co. Ltd", "****", "苏（2020）海门区〔1〕号 第 2 号", "XXXX0001-9", "张样-1", "1/2",
            "50%", "0.25", "二分之一", "约30人", "1.2万户", "500余",
        ]
        var scalars = Array((samples.randomElement(using: &random) ?? "").unicodeScalars)
        let noise: [Unicode.Scalar] = [
            " ", "　", "0", "9", "-", ".", "X", "x", "样", "'", "/", "E", "*", "\u{301}", "：",
            "·", ".", "(", ")", "<", "某", "A", "之", "°", "°",
        ]
        for _ in 0..<Int.random(in: 0...2, using: &random) where Bool.random(using: &random) {
            let at = Int.random(in: 0...scalars.count, using: &random)
            if at < scalars.count, Bool.random(using: &random) {
                scalars.remove(at: at)
            } else {
                scalars.insert(noise.randomElement(using: &random) ?? " ", at: at)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
