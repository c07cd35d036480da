import Testing

@testable import GuijiShaping

@Suite("Addresses: the worked examples")
struct AddressExampleTests {
    struct Forms: Sendable, CustomTestStringConvertible {
        var canonical: String
        var level: String
        var texts: [String]
        var testDescription: String { canonical }
    }

    static let forms: [Forms] = [
        // S11 and rules 1 to 5.
        Forms(
            canonical: "江苏省南通市海门区海门街道示范新村3幢2单元401室", level: "11",
            texts: [
                "示范新村3-2-401", "江苏省海门市海门镇示范新村3幢2单元401室",
                "南通市海门区海门街道示范新村三号楼二单元四〇一", "示范新村3幢2单元4楼401（靠北）",
                "示范新村3#2-401", "示范新村3.2.401", "示范新村3号楼二单元四楼401室", "海门.海门镇.示范新村.3.2.401",
                "海门示范新村③幢②单元４０１室", "海门区海门街道 示范新村 叁号楼 贰单元 401户",
                "江苏海门海门镇示范村小区3—2—401", "海门县海门镇示范新村3栋二单元401房", "示范新村3号二单元401",
            ]),
        // S12: one door on two roads.
        Forms(
            canonical: "江苏省南通市海门区海门街道人民中路88号", level: "7",
            texts: [
                "人民中路88号", "海门市解放路1号", "海门市人民中路８８号", "南通市海门区人民中路八十八号", "江苏省海门市人民中路088号",
            ]),
        Forms(canonical: "江苏省南通市海门区海门街道人民西路88号", level: "7", texts: ["人民西路88号"]),
        // Rule 8: only one section of the road has the number 90; 88 is on two.
        Forms(canonical: "江苏省南通市海门区海门街道人民中路90号", level: "7", texts: ["人民路90号", "人民中路90号"]),
        Forms(canonical: "江苏省南通市海门区人民路88号", level: "7", texts: ["人民路88号"]),
        // S13 and rule 6.
        Forms(
            canonical: "江苏省南通市海门区常乐镇示例村5组23号", level: "7",
            texts: [
                "常乐镇示例村五组23号", "示例村5队23", "示例村5组23号", "海门市常乐镇示例村05组23号", "海门市常乐镇常乐示例村五队23号",
                "南通市海门区常乐镇示例村5生产队23号", "示例村委会5组23号", "示例村5村民小组23号",
            ]),
        Forms(canonical: "江苏省南通市海门区常乐镇示例村5组", level: "6", texts: ["常乐镇示例村5组", "示例村五组"]),
        // Rule 4: parts of doors.
        Forms(
            canonical: "江苏省南通市海门区海门街道人民西路12号附3号", level: "7",
            texts: ["人民西路12-3号", "人民西路12号附3号", "人民西路12号之三", "人民西路12号-3", "人民西路１２号附叁号"]),
        Forms(
            canonical: "江苏省南通市海门区海门街道示范新村3幢401室", level: "11",
            texts: ["示范新村3-401", "示范新村3幢401"]),
        // An estate whose houses are numbered by unit; one with buildings, where 号 is a door.
        Forms(
            canonical: "江苏省南通市海门区滨江街道测试公寓3单元401室", level: "11",
            texts: ["测试公寓3-401", "测试公寓3单元401室"]),
        Forms(canonical: "江苏省南通市海门区滨江街道样例花苑5号", level: "7".self, texts: ["样例花苑5号"]),
        Forms(
            canonical: "江苏省南通市海门区滨江街道样例花苑A幢12层", level: "10",
            texts: ["样例花苑A座12楼", "样例花苑Ａ幢十二层", "样例花苑a栋12F"]),
        Forms(canonical: "江苏省南通市海门区海门街道示范新村甲幢1单元", level: "9", texts: ["示范新村甲幢一单元"]),
        // A renamed road, and rule 7.
        Forms(canonical: "江苏省南通市海门区滨江街道样例大道2号", level: "7", texts: ["旧样例路2号", "样例大道2号"]),
        Forms(
            canonical: "江苏省南通市海门区人民路", level: "6",
            texts: ["人民路与长江路交叉口", "人民路路口", "人民路12号对面", "人民路附近"]),
        Forms(canonical: "江苏省南通市海门区海门街道人民中路90号", level: "7", texts: ["人民中路90号门口"]),
        // Rule 1.
        Forms(
            canonical: "江苏省南通市海门区", level: "3",
            texts: ["江苏海门", "江苏省海门市", "海门市", "南通市海门区", "海门区", "海门", "南通海门", "海门县", "江苏省南通地区海门县"]),
    ]

    @Test("Every way of writing an address gives the canonical text and level", arguments: forms)
    func canonical(_ forms: Forms) {
        for text in forms.texts {
            let address = ParsedAddress(text)
            #expect(address.canonical == forms.canonical, "\(text)")
            #expect(address.columns["level"] == forms.level, "\(text)")
            #expect(address.columns["division_code"] == "320614", "\(text)")
            #expect(address.canonical == ParsedAddress(address.canonical).canonical, "\(text)")
        }
    }

    @Test(
        "S11: four forms are one address with its codes, the hint apart; another room or street is another"
    )
    func estate() {
        let texts = [
            "示范新村3-2-401", "江苏省海门市海门镇示范新村3幢2单元401室", "南通市海门区海门街道示范新村三号楼二单元四〇一",
            "示范新村3幢2单元4楼401（靠北）",
        ]
        let addresses = texts.map { ParsedAddress($0) }
        #expect(Set(addresses.map(\.identity)).count == 1)
        #expect(
            addresses[0].identity == [
                "full_text": "江苏省南通市海门区海门街道示范新村3幢2单元401室", "level": "11",
                "division_code": "320614", "street_code": "320614001", "estate": "示范新村",
                "building": "3", "unit": "2", "floor": "4", "room": "401", "province": "江苏省",
                "city": "南通市", "county": "海门区", "street": "海门街道",
            ])
        #expect(addresses[3].columns["hint"] == "靠北")
        #expect(addresses[1].changes.compactMap(\.alias).contains("former_division"))
        #expect(addresses[0].changes.compactMap(\.alias).contains("utility_style"))
        #expect(addresses[0].columns["status"] == "derived")
        #expect(addresses[2].columns["status"] == "standard")
        #expect(ParsedAddress("示范新村3-2-402").identity != addresses[0].identity)
        #expect(ParsedAddress("三厂街道示范新村3-2-401").identity != addresses[0].identity)
        #expect(
            ParsedAddress("三厂街道示范新村3-2-401").canonical == "江苏省南通市海门区三厂街道示范新村3幢2单元401室")
    }

    @Test("S12: the corner building is one by its two roads, and says so")
    func corner() {
        let addresses = ["人民中路88号", "海门市解放路1号"].map { ParsedAddress($0) }
        #expect(Set(addresses.map(\.canonical)).count == 1)
        #expect(addresses[1].changes.compactMap(\.alias).contains("second_road"))
    }

    @Test("S13: the village's group and number are parts; without a number it is the parent")
    func village() {
        let house = ParsedAddress("示例村5队23")
        #expect(
            house.identity == [
                "full_text": "江苏省南通市海门区常乐镇示例村5组23号", "level": "7", "division_code": "320614",
                "street_code": "320614103", "community_code": "320614103201", "village": "示例村",
                "village_group": "5", "door_no": "23", "province": "江苏省", "city": "南通市",
                "county": "海门区", "street": "常乐镇", "community": "示例村",
            ])
        let parent = ParsedAddress("常乐镇示例村5组")
        #expect(parent.columns["level"] == "6")
        #expect(house.canonical.hasPrefix(parent.canonical))
    }

    struct Hint: Sendable, CustomTestStringConvertible {
        var text: String
        var hint: String
        var canonical: String
        var testDescription: String { text }
    }

    @Test(
        "Words of direction and brackets become the hint",
        arguments: [
            Hint(text: "人民西路66号往东50米", hint: "66号往东50米", canonical: "江苏省南通市海门区海门街道人民西路"),
            Hint(text: "人民西路66号门口", hint: "门口", canonical: "江苏省南通市海门区海门街道人民西路66号"),
            Hint(text: "人民西路66号旁", hint: "66号旁", canonical: "江苏省南通市海门区海门街道人民西路"),
            Hint(
                text: "示范新村3幢二楼（靠北）", hint: "靠北", canonical: "江苏省南通市海门区海门街道示范新村3幢2层"),
            Hint(text: "海门街道（原海门镇）人民西路66号", hint: "原海门镇", canonical: "江苏省南通市海门区海门街道人民西路66号"),
            Hint(text: "人民路与长江路交叉口", hint: "与长江路交叉口", canonical: "江苏省南通市海门区人民路"),
        ])
    func hints(_ item: Hint) {
        let address = ParsedAddress(item.text)
        #expect(address.columns["hint"] == item.hint)
        #expect(address.canonical == item.canonical)
    }

    @Test("A former town stands for its street, unless the community lies elsewhere")
    func formerTown() {
        #expect(ParsedAddress("海门市海门镇狮山路社区").columns["street_code"] == "320614001")
        #expect(ParsedAddress("海门市海门镇狮山路社区").columns["community_code"] == "320614001001")
        // 民生社区 belongs to 滨江街道 today.
        let other = ParsedAddress("海门市海门镇民生社区")
        #expect(other.columns["street"] == "滨江街道")
        #expect(other.changes.contains(.townReplaced))
    }

    @Test("A zone of the statistics is written for its street")
    func zone() {
        #expect(ParsedAddress("海门区三厂工业园区中兴村").columns["street_code"] == "320614003")
        #expect(ParsedAddress("海门市海门工业园区").columns["street"] == "三星镇")
    }

    @Test("Names that exist twice are not decided without a context")
    func traps() {
        #expect(ParsedAddress("通州区", Reference.national).columns["status"] == "unresolved")
        #expect(ParsedAddress("通州区", Reference.national).columns["division_code"] == nil)
        #expect(ParsedAddress("北京市通州区", Reference.national).columns["division_code"] == "110112")
        #expect(ParsedAddress("南通市通州区", Reference.national).columns["division_code"] == "320612")
        #expect(ParsedAddress("江苏通州市", Reference.national).columns["division_code"] == "320612")
        // At home the near one is meant.
        #expect(ParsedAddress("通州区").columns["division_code"] == "320612")
        // 海门街道 of another city is not ours.
        let taizhou = ParsedAddress("浙江省台州市椒江区海门街道")
        #expect(taizhou.columns["division_code"] == "331002")
        #expect(taizhou.columns["street_code"] == "331002001")
        #expect(taizhou.columns["street"] == "海门街道")
        #expect(ParsedAddress("广东省汕头市潮阳区海门镇").columns["street_code"] == "440513101")
        // A town of the same city but another county: a name only.
        let town = ParsedAddress("浙江省杭州市余杭区临平朝阳东路962号", Reference.national)
        #expect(town.columns["road"] == "朝阳东路")
        #expect(town.columns["street"] == "临平")
        #expect(town.columns["street_code"] == nil)
    }

    struct Everywhere: Sendable, CustomTestStringConvertible {
        var text: String
        var canonical: String
        var testDescription: String { text }
    }

    @Test(
        "Addresses of other places are cut by their words alone",
        arguments: [
            Everywhere(
                text: "柳州地区忻城县", canonical: "广西壮族自治区来宾市忻城县"),
            Everywhere(text: "湖北省襄樊市小水街222号", canonical: "湖北省襄阳市小水街222号"),
            Everywhere(
                text: "上海市静安区共和新路街道柳营路669弄14号1102", canonical: "上海市静安区共和新路街道柳营路669弄14号1102室"),
            Everywhere(
                text: "浙江省浙江省 杭州市西湖区文三路样例大厦B座12F", canonical: "浙江省杭州市西湖区文三路样例大厦B幢12层"),
            Everywhere(
                text: "海淀区西三环北路甲2号院7号楼负一层", canonical: "北京市海淀区西三环北路甲2号7幢负1层"),
            Everywhere(text: "成都人民南路四段9号", canonical: "四川省成都市人民南路四段9号"),
            Everywhere(text: "台州市路桥区新安西街7号", canonical: "浙江省台州市路桥区新安西街7号"),
            Everywhere(text: "河南省济源市沁园路1号", canonical: "河南省济源市沁园路1号"),
        ])
    func elsewhere(_ item: Everywhere) {
        #expect(ParsedAddress(item.text, Reference.national).canonical == item.canonical)
    }

    @Test(
        "Odd texts are no failures",
        arguments: [
            "", " ", "，，", "（", "（）", "3-2-401", "-", "号", "室", "路", "村", "１", "\u{0}", "A座", "第二",
            "\u{FFFD}\u{FFFD}号", "江苏省江苏省", "海门海门海门", "(((((", "))))", "附1号", "之一", "与", "口",
            "𠮷野家3号楼", "一", "○○○", "零零零", "负", "甲", "100000000000000000000000000000000000号",
        ])
    func odd(_ text: String) {
        let address = ParsedAddress(text)
        #expect(ParsedAddress(address.canonical).canonical == address.canonical)
    }

    @Test("Bytes that are no UTF-8 are no failure")
    func malformed() {
        var result = AddressComponents()
        for bytes: [UInt8] in [
            [0xFF], [0xE4], [0xE4, 0xB8], [0xF0, 0x9F], [0x80, 0x80, 0xE5, 0x8F, 0xB7],
        ] {
            bytes.withUnsafeBufferPointer { Reference.home.parse($0, into: &result) }
            #expect(result.level <= 11)
        }
    }

    @Test("Of an endless text only the beginning is read, whole characters of it")
    func endless() {
        let address = ParsedAddress("海门市人民西路" + String(repeating: "一1", count: 100_000))
        #expect(address.columns["road"] == "人民西路")
        #expect(address.canonical.utf8.count < 3000)
        #expect(!address.canonical.contains("\u{FFFD}"))
    }

    @Test("Segments say which bytes each part was read from")
    func segments() {
        let text = "海门市人民西路66号（靠北）"
        var result = AddressComponents()
        var copy = text
        let pieces = copy.withUTF8 { bytes in
            Reference.home.parse(bytes, into: &result)
            return result.segments.map { segment in
                "\(segment.part)=\(String(decoding: bytes[segment.start..<segment.end], as: UTF8.self))"
            }
        }
        #expect(pieces == ["county=海门市", "road=人民西路", "doorNo=66号", "hint=靠北"])
    }
}
