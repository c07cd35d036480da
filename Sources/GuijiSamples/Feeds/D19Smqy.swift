import GuijiModel

/// 商贸流通企业: one shop, market or firm of trade. A snapshot, CSV with title rows and a header of two lines.
struct D19Smqy: FeedProducer {
    let feed = FeedID("D19-smqy")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.titleRows = ["商贸流通企业备案登记表", "填报单位：市商务局    单位：平方米"]
        layout.headerLines = ["负责人姓名": ["负责人", "姓名"], "手机": ["", "手机"]]
        return layout
    }

    private static let shortName = Dirt("firm by its short name", 0.15)
    private static let lowerCase = Dirt("credit code in lower case", 0.1)
    private static let letterO = Dirt("O for 0 in the credit code", 0.05)
    private static let twoWrong = Dirt("two wrong characters in the credit code", 0.015)
    private static let separators = Dirt("area with separators", 0.1)
    private static let messyPhone = Dirt("telephone with prefix or dashes", 0.1)
    private static let noNumber = Dirt("filing number missing", 0.003)
    private static let forms = [
        "超市": "超市", "服装店": "专业店", "五金店": "专业店", "水果店": "便利店", "烟酒店": "便利店", "药店": "专业店",
        "小吃店": "餐饮", "饭店": "餐饮业", "理发店": "美容美发", "家纺经营部": "批发", "商贸": "批发市场", "家纺": "批发",
    ]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices where firms.isOpen(firm, on: night.day) {
            let isNamed = firm == Cast.firm
            guard let form = isNamed ? "批发" : Self.forms[firms.trade[firm]] else { continue }
            try out.record(firm) { record in
                fill(record, firm, form, city)
                if record.strikes(Self.noNumber) {
                    record["备案号"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    private func fill(_ record: RecordDraft, _ firm: Int, _ form: String, _ city: City) {
        let firms = city.organizations
        record["备案号"] = "SW" + Digits.pad(firm + 1, 8)
        let isShort = record.strikes(Self.shortName) || firms.name[firm].isEmpty
        record["企业名称"] = isShort ? firms.shortName[firm] : firms.name[firm]
        var code = firms.creditCode[firm]
        if record.strikes(Self.letterO) {
            code = code.replacing("0", with: "O", maxReplacements: 2)
        }
        if record.strikes(Self.lowerCase) { code = code.lowercased() }
        // 91320684xxxxooo195, repaired in one way only (scenario S16).
        if firm == Cast.firm { code = code.lowercased().replacing("000", with: "ooo") }
        var traps: [Trap] = code.uppercased() == firms.creditCode[firm] ? [] : [.brokenCode]
        if firm != Cast.firm, traps.isEmpty, record.strikes(Self.twoWrong) {
            code = Messy.twoWrong(code)
            traps = [.lostCode]
        }
        record["统一社会信用代码"] = code
        let boss = firms.legalRep[firm]
        record["负责人姓名"] = city.people.name[boss]
        let phone = city.people.phone[boss]
        record["手机"] =
            record.strikes(Self.messyPhone) ? Messy.phone(phone, &record.chance) : phone
        record.write(firms.address[firm], as: "shop", at: "经营地址", .short, in: city)
        record["业态"] = form
        let area = 20 + record.chance.below(2400)
        let isGrouped = area >= 1000 && record.strikes(Self.separators)
        record["营业面积"] =
            isGrouped ? "\(area / 1000),\(Digits.pad(area % 1000, 3))" : String(area)
        record["单用途卡"] = record.chance.happens(0.06) ? "有" : record.chance.pick(["否", "无", "否"])
        // Door and owner stand beside a code that is lost.
        record.organization(
            firm, as: "subject", named: record["企业名称"], code: code, traps, in: city)
        record.person(boss, as: "manager")
    }
}
