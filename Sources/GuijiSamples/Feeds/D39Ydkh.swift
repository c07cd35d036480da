import GuijiModel

/// 用电客户: one account with the power company. A snapshot, JSON Lines.
struct D39Ydkh: FeedProducer {
    let feed = FeedID("D39-ydkh")

    private static let noNumber = Dirt("identity number missing", 0.45)
    private static let developer = Dirt("still in the developer's name", 0.03)
    private static let noName = Dirt("name is a word for nothing", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for account in city.accounts.range(.power) {
            try out.record(account) { record in
                record["yhbh"] = city.accounts.number[account]
                holder(record, account, city)
                let address = city.accounts.address[account]
                record.write(address, as: "supply", at: "yddz", .dotted, in: city)
                record["ydlb"] =
                    city.addresses.village[address] >= 0 ? "乡村居民生活" : "城镇居民生活"
                record.set("rl", number: record.chance.pick([4, 6, 8, 12]))
                record["xhzt"] = "正常"
                if record.strikes(Self.noName) {
                    record["yhmc"] = "无"
                    record.setAside = .required
                }
            }
        }
    }

    private func holder(_ record: RecordDraft, _ account: Int, _ city: City) {
        let person = city.accounts.person[account]
        let firm = city.accounts.organization[account]
        guard person >= 0, !record.strikes(Self.developer) else {
            record["yhmc"] = firm >= 0 ? city.organizations.name[firm] : "样例置业有限公司"
            return
        }
        record["yhmc"] = city.people.name[person]
        record["lxdh"] = city.people.phone[person]
        let isLate = city.people.death[person] <= city.firstDay
        record.person(person, as: "holder", isLate ? [.deceasedHolder] : [])
        if record.strikes(Self.noNumber) { return }
        record["zjhm"] = city.documentNumber(person)
    }
}
