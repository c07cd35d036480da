import GuijiModel

/// 用水户: one account with the water company. A snapshot, CSV.
struct D40Yskh: FeedProducer {
    let feed = FeedID("D40-yskh")

    private static let tenant = Dirt("(租户) after the name", 0.06)
    private static let landlord = Dirt("phone of the landlord", 0.05)
    private static let noNumber = Dirt("identity number missing", 0.3)
    private static let noName = Dirt("name missing", 0.0015)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for account in city.accounts.range(.water) {
            try out.record(account) { record in
                record["户号"] = city.accounts.number[account]
                holder(record, account, city)
                record.write(
                    city.accounts.address[account], as: "supply", at: "用水地址", .short, in: city)
                record["用水性质"] = record.chance.happens(0.95) ? "居民" : "特种行业"
                record["口径"] = record.chance.pick(["15", "15", "20", "25"])
                record["状态"] = "正常"
                if record.strikes(Self.noName) {
                    record["户名"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    private func holder(_ record: RecordDraft, _ account: Int, _ city: City) {
        let person = city.accounts.person[account]
        let firm = city.accounts.organization[account]
        guard person >= 0 else {
            record["户名"] = firm >= 0 ? city.organizations.name[firm] : "样例置业有限公司"
            return
        }
        let spelled = record.name(of: person, in: city)
        let name = spelled.text
        record["户名"] = record.strikes(Self.tenant) ? name + "(租户)" : name
        let other = record.chance.below(city.people.count)
        record["电话"] = city.people.phone[record.strikes(Self.landlord) ? other : person]
        let isLate = city.people.death[person] <= city.firstDay
        record.person(
            person, as: "holder", spelled.traps + (isLate ? [.deceasedHolder] : []))
        if record.strikes(Self.noNumber) { return }
        record["证件号"] = city.documentNumber(person)
    }
}
