import GuijiModel

/// 人民调解: one mediation. Events.
struct D05Rmtj: FeedProducer {
    let feed = FeedID("D05-rmtj")

    private static let several = Dirt("several applicants in one cell", 0.12)
    private static let fewer = Dirt("fewer numbers than names", 0.5)
    private static let noDispute = Dirt("kind of dispute missing", 0.004)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let people = city.people
        for person in people.indices
        where person % 173 == (night.isFirst ? 11 : 11 + night.number * 2 % 160)
            && people.age(person, on: night.day) >= 18 && people.isAlive(person, on: night.day)
        {
            guard night.isFirst || person % 5 == 0 else { continue }
            let other = (person + 1) % people.count
            try out.record(person * 400 + night.number) { record in
                record["TJBH"] = "TJ" + night.compactDate + Digits.pad(person, 6)
                record["JFLX"] = record.chance.pick(["邻里", "婚姻家庭", "劳动", "物业", "损害赔偿"])
                record["SQRXM"] = people.name[person]
                record["SQRSFZ"] = city.documentNumber(person)
                record["BSQRXM"] = people.name[other]
                record["BSQRSFZ"] = city.documentNumber(other)
                record["SLRQ"] = Messy.date(night.day, &record.chance)
                record["JG"] = record.chance.pick(["成功", "不成功", "调解中"])
                record.write(people.address[person], as: "scene", at: "DD", .old, in: city)
                record.person(other, as: "respondent")
                let third = (person + 2) % people.count
                if record.strikes(Self.several) {
                    let mark = record.chance.pick(["、", ","])
                    record["SQRXM"] = people.name[person] + mark + people.name[third]
                    let isFewer = record.strikes(Self.fewer)
                    if !isFewer {
                        record["SQRSFZ"] =
                            city.documentNumber(person) + mark + city.documentNumber(third)
                    }
                    record.person(
                        person, as: "applicant", [.severalInCell], isUndecidable: !isFewer)
                } else {
                    record.person(person, as: "applicant")
                }
                if record.strikes(Self.noDispute) {
                    record["JFLX"] = ""
                    record.setAside = .required
                }
            }
        }
    }
}
