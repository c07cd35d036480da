import GuijiModel

/// 低保特困: one member of an assisted family. A monthly snapshot.
struct D07Djtk: FeedProducer {
    let feed = FeedID("D07-djtk")

    private static let lost = Dirt("account in scientific notation", 0.03)
    private static let dead = Dirt("the dead still listed", 1)
    private static let concatenated = Dirt("the whole family in the head's row", 0.1)
    private static let noName = Dirt("name missing", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let people = city.people
        for person in people.indices
        where people.traits[person].contains(.assisted) && !people.idNumber[person].isEmpty
            && people.birth[person] <= night.day
        {
            // Whoever died lately has not been taken off the list.
            let isGone = people.death[person] <= night.day
            guard !isGone || people.death[person] > night.day - 120 else { continue }
            try out.record(person) { record in
                if isGone { _ = record.strikes(Self.dead) }
                let household = people.household[person]
                record["家庭编号"] = "DB" + city.households.number[household]
                record["户主姓名"] = people.name[city.households.head(household)]
                let document = record.document(of: person, in: city)
                record["身份证号"] = document.text
                record["姓名"] = people.name[person]
                record["与户主关系"] = Digits.pad(people.relation[person], 2)
                let isAlone = city.households.members[household].count == 1
                record["救助类别"] = isAlone ? record.chance.pick(["特困", "低保"]) : "低保"
                record["月保障金额"] = Digits.decimal(Double(record.chance.within(300...900)), 2)
                record["起始年月"] =
                    "20\(record.chance.within(10...19)).0\(record.chance.within(1...9))"
                let account = "62000000000" + Digits.pad(person, 8)
                record["开户账号"] = record.strikes(Self.lost) ? Messy.scientific(account) : account
                record.write(people.address[person], as: "home", at: "家庭住址", .old, in: city)
                var traps = document.traps
                let family = city.households.members[household].filter {
                    people.isAlive($0, on: night.day)
                }
                if person == family.first, family.count > 1, record.strikes(Self.concatenated) {
                    record["姓名"] = family.map { people.name[$0] }.joined(separator: "、")
                    traps.append(.severalInCell)
                }
                record.person(person, as: "member", traps)
                if record.strikes(Self.noName) {
                    record["姓名"] = ""
                    record.setAside = .required
                }
            }
        }
    }
}
