import GuijiModel

/// 双随机检查: one inspection of one firm. Events, XML elements.
struct D24Jcgl: FeedProducer {
    let feed = FeedID("D24-jcgl")

    private static let words = Dirt("result in words of its own", 0.05)
    private static let text = Dirt("result as text", 0.6)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices
        where firms.category[firm].hasPrefix("9") && (firm + night.day) % 29 == 0 {
            guard firms.founded[firm] <= night.day else { continue }
            try out.record(firm * 100_000 + night.day) { record in
                record["ccrwbh"] = "SSJ" + night.compactDate + Digits.pad(firm % 7 + 1, 3)
                record["uniscid"] = firms.creditCode[firm]
                record["entname"] = firms.name[firm]
                record["jcrq"] = DateText.hanzi(night.day)
                record["jcjg"] = result(record, isOpen: firms.isOpen(firm, on: night.day))
                for item in ["登记事项检查", "公示信息检查"] { record.item("jcsx") { $0["."] = item } }
                for _ in 0..<2 {
                    let name = city.people.name[record.chance.below(city.people.count)]
                    record.item("jcry") { $0["."] = name }
                }
                record.organization(firm, as: "subject")
            }
        }
    }

    private func result(_ record: RecordDraft, isOpen: Bool) -> String {
        if record.strikes(Self.words) { return "现场整改完毕，待复核" }
        let isText = record.strikes(Self.text)
        guard isOpen else { return isText ? "通过登记的住所（经营场所）无法联系" : "4" }
        return record.chance.pick(isText ? ["未发现问题", "未发现问题", "发现问题已责令改正"] : ["1", "1", "2"])
    }
}
