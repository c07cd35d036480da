import GuijiModel

/// 公益诉讼线索: one lead of the procuratorate. XML with attributes, a monthly snapshot.
struct D03Gyss: FeedProducer {
    let feed = FeedID("D03-gyss")

    private static let monthOnly = Dirt("day of acceptance known to the month", 0.15)
    private static let organ = Dirt("a department in place of a firm", 0.2)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        let organs = firms.indices.filter { firms.category[$0] == "11" }
        for firm in firms.indices where firms.isFirm(firm) && firm % 89 == 5 {
            let accepted = city.firstDay - 30 - firm % 300
            guard firms.founded[firm] < accepted else { continue }
            try out.record(firm) { record in
                record["@xsbh"] = "GY" + String(DateText.year(accepted)) + Digits.pad(firm, 6)
                let day = DateText.iso(accepted)
                record["@slrq"] =
                    record.strikes(Self.monthOnly)
                    ? "\(day.prefix(4))年\(Int(day.dropFirst(5).prefix(2)) ?? 1)月" : day
                record["xsly"] = record.chance.pick(["群众举报", "自行发现", "上级交办"])
                record["ly"] = record.chance.pick(["环境", "食药", "国土", "国财"])
                let subject =
                    record.strikes(Self.organ) && !organs.isEmpty
                    ? record.chance.pick(organs) : firm
                record["bjdw/mc"] = firms.name[subject]
                record["bjdw/tyshxydm"] = firms.creditCode[subject]
                record.set("wtms", .cdata("<p>堆放<b>建筑垃圾</b>，未按规定处置</p>"))
                record.write(firms.address[firm], as: "scene", at: "sjdz", .new, in: city)
                record["bajd"] = record.chance.pick(["立案", "磋商", "诉前建议", "结案"])
                record.organization(subject, as: "defendant")
            }
        }
    }
}
