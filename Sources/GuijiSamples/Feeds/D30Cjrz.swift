import GuijiModel

/// 残疾人证: one disability certificate. A snapshot, CSV in GB18030.
struct D30Cjrz: FeedProducer {
    let feed = FeedID("D30-cjrz")

    private static let reissued = Dirt("B1 behind the number of a re-issue", 0.1)
    private static let old = Dirt("old number built on 15 digits", 0.3)
    private static let contradiction = Dirt("category other than the number says", 0.03)
    private static let kinds = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for person in city.people.indices
        where city.people.traits[person].contains(.disabled)
            && city.people.isAlive(person, on: night.day)
            && !city.people.idNumber[person].isEmpty
        {
            try out.record(person) { record in fill(record, person, night, city) }
        }
    }

    private func fill(_ record: RecordDraft, _ person: Int, _ night: Night, _ city: City) {
        let people = city.people
        let kind = record.chance.below(7)
        let level = 1 + record.chance.below(4)
        var traps: [Trap] = [.disabilityCertificate]
        var number = people.idNumber[person] + "\(kind + 1)\(level)"
        if let short = city.shortNumber(person), record.strikes(Self.old) {
            number = short + "\(kind + 1)\(level)"
            traps.append(.shortNumber)
        } else if record.strikes(Self.reissued) {
            number += "B1"
        }
        record["CJRZH"] = number
        record["XM"] = people.name[person]
        record["XB"] = people.sex[person] == 1 ? "男" : "女"
        record["CSRQ"] = DateText.compact(people.birth[person])
        record["CJLB"] = Self.kinds[record.strikes(Self.contradiction) ? (kind + 1) % 7 : kind]
        record["CJDJ"] = ["一级", "二级", "三级", "四级"][level - 1]
        record.writeHukou(of: person, as: "hukou", at: "HJDZ", in: city)
        record.write(people.address[person], as: "residence", at: "XZZ", .old, in: city)
        let guardian =
            people.age(person, on: night.day) < 18
            ? people.guardian(person) : people.spouse[person]
        if guardian >= 0 {
            record["JHR"] = people.name[guardian]
            record["JHRDH"] = people.phone[guardian]
            record.person(guardian, as: "guardian")
        }
        record["ZT"] = "有效"
        record.person(person, as: "subject", traps)
    }
}
