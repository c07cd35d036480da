import GuijiModel

/// 燃气客户: one gas account. A snapshot in a service's envelope with a status code.
struct D41Rqkh: FeedProducer {
    let feed = FeedID("D41-rqkh")

    private static let wide = Dirt("number in full-width digits", 0.04)
    private static let noNumber = Dirt("identity number missing", 0.25)
    private static let tenant = Dirt("(租户) after the name", 0.06)
    private static let prefix = Dirt("phone with a prefix", 0.1)
    private static let noName = Dirt("name is a word for nothing", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for account in city.accounts.range(.gas) {
            let person = city.accounts.person[account]
            let firm = city.accounts.organization[account]
            try out.record(account) { record in
                record["cardNo"] = city.accounts.number[account]
                if person >= 0 {
                    holder(record, person, city)
                } else if firm >= 0 {
                    record["userName"] = city.organizations.name[firm]
                    record.person(Outside.firms + firm, as: "holder", isUndecidable: true)
                } else {
                    record["userName"] = "样例置业"
                    record.person(Outside.firms - 1, as: "holder", isUndecidable: true)
                }
                record.write(
                    city.accounts.address[account], as: "supply", at: "address", .short, in: city)
                record["type"] = "居民"
                let day = city.firstDay - 20 - record.chance.below(600)
                record["lastCheck"] = DateText.dots(day)
                record.set("state", number: city.accounts.household[account] >= 0 ? 1 : 0)
                if record.strikes(Self.noName) {
                    record["userName"] = "无"
                    record.setAside = .required
                }
            }
        }
    }

    private func holder(_ record: RecordDraft, _ person: Int, _ city: City) {
        let spelled = record.name(of: person, in: city)
        let name = spelled.text
        record["userName"] = record.strikes(Self.tenant) ? name + "（租户）" : name
        let number = city.documentNumber(person)
        let isLate = city.people.death[person] <= city.firstDay
        record["idCard"] = record.strikes(Self.noNumber) ? "" : number
        if record.strikes(Self.wide) { record["idCard"] = Messy.fullWidth(number) }
        let phone = city.people.phone[person]
        record["tel"] = record.strikes(Self.prefix) ? Messy.phone(phone, &record.chance) : phone
        record.person(
            person, as: "holder", spelled.traps + (isLate ? [.deceasedHolder] : []))
    }
}
