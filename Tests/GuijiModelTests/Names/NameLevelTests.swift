import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@Suite("Names of persons compared")
struct NameLevelTests {
    private let tables = NameSchemas.tables

    private func level(_ left: String, _ right: String) -> NameLevel {
        PersonName(left, tables).level(with: PersonName(right, tables), tables)
    }

    @Test(
        "Two names are at the level that the rules give",
        arguments: [
            ("张样本", "张样本", "E"), ("張樣本", "张样本", "V"), ("葉样", "叶样", "V"), ("於样", "于样", "H"),
            ("古丽样·艾例", "古丽样艾例", "V"), ("古丽样·艾例", "古丽样", "V"), ("古丽样·艾例", "古丽样·艾例", "E"),
            ("张(王民)", "张珉", "V"), ("张□", "张样", "V"), ("张?本", "张样本", "V"), ("??", "张样", "X"),
            ("陈李样", "李样", "V"), ("样李本", "李本", "X"), ("王例", "王丽", "H"), ("张样", "章漾", "H"),
            ("单样", "丹样", "1"), ("单样", "善样", "H"), ("曾样", "增样", "H"), ("仇样", "求样", "H"),
            ("李样单", "李样丹", "H"), ("张样本", "张样例", "1"), ("张样", "李样", "1"), ("张样", "李例", "X"),
            ("张*", "张样", "M"), ("张*", "张样本", "M"), ("王**", "王样例", "M"), ("张某", "张样", "M"),
            ("张某某", "张*", "M"), ("张*本", "张样本", "M"), ("张*本", "张样例", "X"), ("张*", "李样", "X"),
            ("李", "李例", "M"), ("*", "李例", "X"), ("张样*", "张样", "X"),
            ("John Sample Test", "JOHN SAMPLE TEST", "E"),
            ("SAMPLE JOHN TEST", "John Test Sample", "V"),
            ("Sample, John", "John Sample", "V"), ("John Sample", "Jane Sample", "X"),
            ("John Sample", "张样", "X"), ("欧阳样", "歐陽样", "V"), ("", "张样", "X"),
        ])
    func levels(left: String, right: String, expected: Character) {
        #expect(level(left, right).letter == expected)
        #expect(level(right, left).letter == expected)
    }

    @Test("The slow twin gives the same on any two names")
    func twin() {
        let plain = PlainNameLevel(NameSchemas.codeLists)
        let pool = Array("张張章李王单善样樣漾本例丽於于某*?□·欧阳歐陽曾增陈AaB ".map(String.init))
        var random = SplitMix64(seed: testSeed)
        var seen: Set<NameLevel> = []
        for _ in 0..<4000 {
            func name() -> String {
                (0..<Int.random(in: 1...4, using: &random))
                    .map { _ in pool.randomElement(using: &random) ?? "" }.joined()
            }
            let left = name()
            let right = Bool.random(using: &random) ? name() : left + name().prefix(1)
            let fast = level(left, right)
            #expect(fast == plain.level(left, right), "'\(left)' '\(right)' seed \(testSeed)")
            #expect(fast == level(right, left), "'\(left)' '\(right)' seed \(testSeed)")
            seen.insert(fast)
        }
        #expect(seen.count == NameLevel.allCases.count, "\(seen)")
    }

    @Test(
        "Surnames have readings of their own",
        arguments: [
            ("单", "shan"), ("曾", "zeng"), ("仇", "qiu"), ("区", "ou"), ("解", "xie"), ("查", "zha"),
            ("朴", "piao"),
        ])
    func surnameReadings(surname: String, reading: String) {
        #expect(PersonName(surname + "样", tables).soundKey(tables) == reading + " yang")
    }

    @Test("Sound keys: compound surnames, variants, Latin words in any order")
    func soundKeys() {
        func key(_ name: String) -> String { PersonName(name, tables).soundKey(tables) }
        #expect(key("張樣本") == key("章漾本"))
        #expect(key("单于样") == "dan yu yang")
        #expect(key("单于") == "shan yu")
        #expect(key("SAMPLE JOHN TEST") == key("John Test Sample"))
        #expect(key("吕样") == "lv yang")
    }
}
