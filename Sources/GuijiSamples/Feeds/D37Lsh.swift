import GuijiModel

/// 烟草零售户: one licensed retailer. A snapshot, CSV.
struct D37Lsh: FeedProducer {
    let feed = FeedID("D37-lsh")

    private static let colloquial = Dirt("address as people say it", 0.25)
    private static let formerSign = Dirt("name of the shop before", 0.05)
    private static let noCode = Dirt("credit code missing", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices
        where ["烟酒店", "超市", "小吃店"].contains(firms.trade[firm])
            && firms.isOpen(firm, on: night.day)
        {
            try out.record(firm) { record in
                let boss = firms.legalRep[firm]
                record["许可证号"] = "320684" + Digits.pad(firm + 1, 6)
                record["店名"] = record.strikes(Self.formerSign) ? "样例老烟酒店" : firms.sign[firm]
                record["企业字号"] = firms.name[firm]
                if !record.strikes(Self.noCode) { record["统一社会信用代码"] = firms.creditCode[firm] }
                record["负责人"] = city.people.name[boss]
                record["身份证号"] = city.documentNumber(boss)
                record["电话"] = city.people.phone[boss]
                let address = firms.address[firm]
                if record.strikes(Self.colloquial) {
                    record["经营地址"] = "\(city.streetName(address))菜场东门对面"
                    record.address(address, as: "shop", isUndecidable: true)
                } else {
                    record.write(address, as: "shop", at: "经营地址", .detail, in: city)
                }
                record["有效期止"] = DateText.iso(city.firstDay + 60 + record.chance.below(1500))
                let point = Coordinates.gcj02(
                    lon: city.addresses.lon[address], lat: city.addresses.lat[address])
                record.point("经度", "纬度", point)
                record.organization(firm, as: "subject")
                record.person(boss, as: "manager")
            }
        }
    }
}
