import GuijiModel

/// 居民电子健康档案: one health record with birth and chronic diseases. A delta, nested JSON.
struct D21Ehr: FeedProducer {
    let feed = FeedID("D21-ehr")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesNulls = true
        return layout
    }

    private static let placeholder = Dirt("newborn named after the mother", 0.7)
    private static let sex = Dirt("sex in another spelling", 0.3)
    private static let createdBirth = Dirt("birth is the day the record was made", 0.003)
    private static let twoClinics = Dirt("a second record at another clinic", 0.01)
    private static let noOperation = Dirt("unknown operation", 0.001)
    private static let diseases = ["I10", "E11.9", "J44.9", "I25.1", "I63.9"]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let clinics = city.organizations.indices.filter {
            city.organizations.name[$0].hasSuffix("卫生院")
        }
        guard !clinics.isEmpty else { return }
        let events = night.events
        let born = Set(events.born)
        let changed =
            night.isFirst
            ? Array(city.people.indices) : Set(events.born + events.died + events.moved).sorted()
        for person in changed where born.contains(person) || hasRecord(person, city) {
            guard city.people.birth[person] <= night.day else { continue }
            let operation = night.isFirst || born.contains(person) ? "I" : "U"
            var isTwice = false
            let clinic = clinics[
                city.addresses.street[city.people.address[person]] % clinics.count]
            try out.record(person) { record in
                fill(record, person, operation, night, city)
                record["jkdabh"] = "320684" + Digits.pad(person + 1, 11)
                record["jdjg"] = city.organizations.shortName[clinic]
                record.organization(clinic, as: "clinic")
                if night.isFirst, record.strikes(Self.noOperation) {
                    record["czbz"] = "R"
                    record.setAside = .operationUnknown
                }
                isTwice = record.strikes(Self.twoClinics)
            }
            guard isTwice else { continue }
            try out.record(person) { record in
                fill(record, person, operation, night, city)
                record["jkdabh"] = "320685" + Digits.pad(person + 1, 11)
                let other = clinics[(clinic + 1) % clinics.count]
                record["jdjg"] = city.organizations.shortName[other]
                record.organization(other, as: "clinic")
            }
        }
    }

    /// Those with a chronic disease, small children, and one in three others.
    private func hasRecord(_ person: Int, _ city: City) -> Bool {
        city.people.traits[person].contains(.chronic) || person % 3 == 0
            || city.people.age(person, on: city.firstDay) < 7
    }

    private func fill(
        _ record: RecordDraft, _ person: Int, _ operation: String, _ night: Night, _ city: City
    ) {
        let people = city.people
        let age = people.age(person, on: night.day)
        let mother = people.mother[person]
        let name = record.name(of: person, in: city)
        var traps = name.traps
        record["brxx.xm"] = name.text
        let isNewborn = night.day - people.birth[person] < 28
        if isNewborn, mother >= 0, record.strikes(Self.placeholder) {
            let word =
                record.chance.happens(0.3) ? "之婴" : people.sex[person] == 1 ? "之子" : "之女"
            record["brxx.xm"] = people.name[mother] + word
            traps = [.newborn]
        } else {
            record["brxx.sfzh"] = city.documentNumber(person)
        }
        let isMale = people.sex[person] == 1
        record["brxx.xb"] =
            record.strikes(Self.sex)
            ? record.chance.pick(isMale ? ["男", "M"] : ["女", "F"]) : isMale ? "1" : "2"
        let made = max(people.birth[person], city.firstDay - record.chance.below(2500))
        record["brxx.csrq"] =
            DateText.iso(record.strikes(Self.createdBirth) ? made : people.birth[person])
        record["brxx.lxdh"] = people.phone[person]
        let contact = people.spouse[person] >= 0 ? people.spouse[person] : people.guardian(person)
        if contact >= 0 {
            record["brxx.lxr"] = people.name[contact]
            record["brxx.lxrdh"] = people.phone[contact]
            record.person(contact, as: "contact")
        }
        record.write(people.address[person], as: "residence", at: "brxx.xzz", .new, in: city)
        record["brxx.xx"] = record.chance.pick(["A型", "B型", "O型", "AB型", "不详"])
        if age < 7, mother >= 0 { birth(record, person, mother, city) }
        if people.death[person] <= night.day {
            record["swrq"] = DateText.iso(people.death[person])
        }
        record["gxsj"] = DateText.time(night.at(20, record.chance.below(60)))
        record["czbz"] = operation
        if people.traits[person].contains(.chronic) {
            let code = record.chance.pick(Self.diseases)
            let since = max(people.birth[person], city.firstDay - 100 - record.chance.below(4000))
            record.item("mxb[]") { item in
                item["bm"] = code
                item["qzrq"] = DateText.iso(since)
            }
        }
        record.person(person, as: "subject", traps)
    }

    private func birth(_ record: RecordDraft, _ person: Int, _ mother: Int, _ city: City) {
        record["csz.cszbh"] = "X" + Digits.pad(person + 1, 9)
        record["csz.mqsfz"] = city.people.idNumber[mother]
        record.person(mother, as: "mother")
        let father = city.people.father[person]
        guard father >= 0 else { return }
        record["csz.fqsfz"] = city.people.idNumber[father]
        record.person(father, as: "father")
    }
}
