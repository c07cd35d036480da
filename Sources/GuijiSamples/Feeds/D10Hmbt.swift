import GuijiModel

/// 惠民补贴一卡通发放: one payment. Events, semicolons, a line of totals.
struct D10Hmbt: FeedProducer {
    let feed = FeedID("D10-hmbt")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.footerRows = [["合计", "", "", "", "", "345678.90", "", "", "", ""]]
        return layout
    }

    private static let shortNumber = Dirt("15-digit number", 0.08)
    private static let wideNumber = Dirt("number in full-width digits", 0.01)
    private static let wideAmount = Dirt("amount in full-width digits", 0.01)
    private static let separators = Dirt("amount with separators", 0.2)
    private static let semicolon = Dirt("semicolon in quotes", 0.02)
    private static let refund = Dirt("refund", 0.02)
    private static let toHead = Dirt("paid to the head of the household", 0.05)
    private static let ragged = Dirt("more cells than columns", 0.002)
    private static let noAmount = Dirt("amount in words", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let batch = "HM" + DateText.month(night.day)
        var serial = 0
        for person in city.people.indices where isPaid(person, night, city) {
            serial += 1
            try out.record(person * 400 + night.number) { record in
                record["批次号"] = batch
                record["序号"] = String(serial)
                fill(record, person, night, city)
            }
            if serial == 4 { try out.line() }
        }
    }

    /// The assisted and the very old, once a month. Whoever died lately is still paid.
    private func isPaid(_ person: Int, _ night: Night, _ city: City) -> Bool {
        let isEntitled =
            city.people.traits[person].contains(.assisted)
            || city.people.age(person, on: night.day) >= 80
        guard isEntitled, city.people.residentType[person] == 1 else { return false }
        return night.day - 60 < city.people.death[person]
    }

    private func fill(_ record: RecordDraft, _ entitled: Int, _ night: Night, _ city: City) {
        let head = city.households.head(city.people.household[entitled])
        let isHeads =
            head >= 0 && city.people.isAlive(head, on: night.day)
            && !city.people.idNumber[head].isEmpty && record.strikes(Self.toHead)
        let person = isHeads ? head : entitled
        let number = city.people.idNumber[person]
        let isOld = city.people.birth[person] < DateText.day(1960, 1, 1)
        let isClear = !["996", "997", "998", "999"].contains(number.dropFirst(14).prefix(3))
        record["补贴项目"] = record.chance.pick(["耕地地力保护补贴", "低保金", "高龄津贴"])
        if record.strikes(Self.semicolon) { record["补贴项目"] = "耕地地力;保护补贴" }
        let name = record.name(of: person, in: city)
        let document = record.document(of: person, in: city)
        var traps = name.traps + document.traps
        record["姓名"] = name.text
        record["身份证号"] = document.text
        if isOld, isClear, record.strikes(Self.shortNumber) {
            record["身份证号"] = city.people.idNumber15(person)
            traps = name.traps + [.shortNumber]
        } else if record.strikes(Self.wideNumber) {
            record["身份证号"] = Messy.fullWidth(document.text)
        }
        let amount = Double(10_000 + record.chance.below(200_000)) / 100
        record["金额"] = Digits.decimal(record.strikes(Self.refund) ? -amount : amount, 2)
        if record.strikes(Self.separators) { record["金额"] = "1,200.00" }
        if record.strikes(Self.wideAmount) { record["金额"] = Messy.fullWidth("1,200.00") }
        record["发放日期"] = Messy.date(night.day, &record.chance)
        record["账号"] = "'62000000000" + Digits.pad(person, 8)
        record["村组"] = city.groupStyle(city.people.address[person])
        record["主管部门"] = record.chance.pick(["农业农村局", "民政局"])
        record.person(person, as: "payee", traps)
        // The text ends with the building, or with the village group.
        let home = city.people.address[person]
        let unit = city.addresses.parent[home]
        record.address(
            city.addresses.room[home] > 0 ? city.addresses.parent[unit] : unit, as: "residence")
        if record.strikes(Self.ragged) {
            record.extraCells = ["多出", "两列"]
            record.setAside = .recordRagged
        } else if record.strikes(Self.noAmount) {
            record["金额"] = "壹佰元?"
            record.setAside = .typeMismatch
        }
    }
}
