import GuijiTestSupport
import Testing

@testable import GuijiShaping

/// Addresses put together at random, in the order of the grammar, each part in one of its spellings.
struct AddressMaker {
    var random: SplitMix64

    mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func number(_ limit: Int) -> String {
        let value = Int.random(in: 1...limit, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return hanzi(value)
        case 1:
            return String(
                String.UnicodeScalarView(
                    String(value).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        case 2: return "0\(value)"
        default: return String(value)
        }
    }

    func hanzi(_ value: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        if value >= 100 {
            return digits[value / 100] + "百"
                + (value % 100 == 0
                    ? "" : value % 100 < 10 ? "零" + digits[value % 10] : hanzi(value % 100))
        }
        if value >= 20 { return digits[value / 10] + "十" + digits[value % 10] }
        return value >= 10 ? "十" + digits[value % 10] : digits[value]
    }

    /// One address.
    mutating func next() -> String {
        var text = pick(["", "", "江苏省", "江苏", "江苏省南通市", "南通市", "浙江省杭州市", "中国江苏省南通"])
        text += pick(["", "海门市", "海门区", "海门县", "海门", "西湖区", "如东县", "通州区"])
        text += pick(["", "", "海门镇", "海门街道", "三厂街道", "常乐镇", "测试镇", "样例街道", "开发区", "三星镇"])
        text += pick(["", "", "狮山路社区", "示例村", "常乐示例村", "测试村委会", "样例社区居委会", "中兴村"])
        if chance(45) {
            text += pick([
                "人民中路", "人民路", "解放路", "样例大道", "测试街", "长江路北延", "花园路", "测试东路西巷", "旧样例路", "G40国道",
                "青年路二段",
            ])
            if chance(70) { text += number(300) + pick(["号", "号", "弄", "", "号院"]) }
            if chance(15) { text += pick(["附", "之", "-"]) + number(9) + pick(["号", ""]) }
        }
        if chance(45) {
            text += pick([
                "示范新村", "样例花苑", "测试公寓", "幸福小区二期", "阳光城市花园B区", "样例大厦", "示范村小区", "金色家园", "测试soho",
            ])
        } else if chance(40) {
            text += number(20) + pick(["组", "队", "村民小组"]) + number(60) + pick(["号", ""])
        }
        // Nobody writes one number directly behind another.
        if let last = text.last, last.isNumber || "一二三四五六七八九十百零".contains(last) { text += "号" }
        let small = Int.random(in: 1...30, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            text +=
                "\(small)-\(Int.random(in: 1...4, using: &random))-\(small)0\(Int.random(in: 1...4, using: &random))"
        case 1: text += "\(small)-\(Int.random(in: 101...2404, using: &random))"
        case 2:
            text += number(30) + pick(["幢", "栋", "号楼", "#", "座"])
            if chance(50) { text += number(4) + "单元" }
            if chance(30) { text += number(30) + pick(["层", "楼", "F"]) }
            if chance(60) {
                text +=
                    String(Int.random(in: 1...2404, using: &random)) + pick(["室", "", "户", "房间"])
            }
        case 3: text += pick(["A", "b", "甲", "C2"]) + pick(["座", "幢"]) + number(30) + "楼"
        default: break
        }
        if chance(20) { text += pick(["（靠北）", "对面", "东侧", "门口", "(原海门镇)", "附近", "往东50米"]) }
        if chance(15) { text += pick(["样例超市", "测试纺织有限公司", "样例小学", "某店"]) }
        if chance(10) { text = text.map(String.init).joined(separator: chance(50) ? " " : "") }
        return text
    }

    /// The characters of an address in pieces of any order.
    mutating func jumble() -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
            let part = Array(next())
            guard let from = part.indices.randomElement(using: &random) else { return "" }
            let to = Int.random(in: from...part.count, using: &random)
            return String(part[from..<to])
        }.joined()
    }
}

@Suite("Addresses: properties")
struct AddressPropertyTests {
    @Test(
        "The canonical text of an address reads as itself, with the same parts", arguments: [0, 1])
    func idempotent(_ which: Int) {
        let parser = which == 0 ? Reference.home : Reference.national
        var maker = AddressMaker(random: SplitMix64(seed: testSeed))
        for _ in 0..<4000 {
            let text = maker.next()
            let once = ParsedAddress(text, parser)
            let twice = ParsedAddress(once.canonical, parser)
            #expect(once.canonical == twice.canonical, "\(text)")
            #expect(once.identity == twice.identity, "\(text)")
        }
    }

    @Test("Any text is parsed, its segments lie in it and do not overlap")
    func anyText() {
        var maker = AddressMaker(random: SplitMix64(seed: testSeed))
        var result = AddressComponents()
        for _ in 0..<4000 {
            var text = maker.jumble()
            let count = text.utf8.count
            text.withUTF8 { Reference.home.parse($0, into: &result) }
            let segments = result.segments.sorted { $0.start < $1.start }
            #expect(segments.allSatisfy { $0.start < $0.end && $0.end <= count }, "\(text)")
            for (left, right) in zip(segments, segments.dropFirst()) {
                #expect(left.end <= right.start, "\(text)")
            }
        }
    }

    @Test("Blanks, full width and a former county name change nothing")
    func spellings() {
        var maker = AddressMaker(random: SplitMix64(seed: testSeed))
        for _ in 0..<1000 {
            let rest =
                "\(maker.number(30))幢\(maker.number(4))单元\(maker.number(9))0\(Int.random(in: 1...4, using: &maker.random))室"
            let plain = ParsedAddress("江苏省南通市海门区海门街道示范新村" + rest)
            for prefix in ["海门市海门镇", " 江苏省 海门市 海门街道 ", "江苏海门县海门镇"] {
                #expect(ParsedAddress(prefix + "示范新村" + rest).identity == plain.identity)
            }
        }
    }
}
