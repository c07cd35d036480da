import GuijiModel

/// 学籍: one enrolled pupil with guardians, below school, grade and class. A snapshot.
struct D08Xj: FeedProducer {
    let feed = FeedID("D08-xj")

    private static let spelling = Dirt("guardian in another spelling", 0.04)
    private static let emptyGuardian = Dirt("empty guardian", 0.2)
    private static let noNumber = Dirt("pupil's number that is none", 0.003)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let pupils = city.pupils
        // Records share the elements above them, so they come in the order of the tree.
        let order = pupils.indices.sorted {
            (pupils.school[$0], pupils.grade[$0], pupils.schoolClass[$0], $0)
                < (pupils.school[$1], pupils.grade[$1], pupils.schoolClass[$1], $1)
        }
        for pupil in order where city.people.isAlive(pupils.person[pupil], on: night.day) {
            let person = pupils.person[pupil]
            let school = city.schools[pupils.school[pupil]]
            try out.record(pupil) { record in
                record["../../../@bsm"] = school.code
                record["../../../mc"] = school.name
                record["../../@njmc"] = school.grades[pupils.grade[pupil]]
                record["../@bh"] = "\(pupils.grade[pupil] + 1).\(pupils.schoolClass[pupil])"
                record["学籍号"] = pupils.number[pupil]
                if record.strikes(Self.noNumber) {
                    record["学籍号"] = "待定"
                    record.setAside = .patternMismatch
                }
                let name = record.name(of: person, in: city)
                record["xm"] = name.text
                record["xbm"] = city.people.sex[person] == 1 ? "男" : "女"
                record["csrq"] = DateText.compact(city.people.birth[person])
                record["mzm"] = Digits.pad(city.people.ethnic[person], 2)
                record.writeHukou(of: person, as: "hukou", at: "hkszd", in: city)
                record.write(
                    city.people.address[person], as: "residence", at: "xzz", .new, in: city)
                record["sfdsznv"] = record.chance.happens(0.6) ? "是" : "否"
                record["sflsr"] = record.chance.happens(0.03) ? "Y" : "N"
                let isTwin = city.traps.people[person]?.contains(.twins) == true
                let trap: [Trap] =
                    pupils.number[pupil].hasPrefix("G")
                    ? [.studentNumber] : isTwin ? [.twinWithoutNumber] : []
                record.person(person, as: "pupil", name.traps + trap)
                record.organization(school.organization, as: "school")
                guardians(record, person, city)
            }
        }
    }

    private func guardians(_ record: RecordDraft, _ person: Int, _ city: City) {
        let parents = [
            (city.people.mother[person], "母亲"), (city.people.father[person], "父亲"),
        ]
        for (number, (guardian, relation)) in parents.enumerated() where guardian >= 0 {
            // Numbers of items that the pupil's own name does not use.
            let spelled = record.name(of: guardian, in: city, item: number + 1)
            var name = spelled.text
            if record.strikes(Self.spelling, item: number) { name += " " }
            let item = record.item("jhr") { item in
                item["xm"] = name
                item["gx"] = relation
                item["sfzjh"] = city.documentNumber(guardian)
                item["lxdh"] = city.people.phone[guardian]
            }
            record.person(guardian, as: "guardian", item: item, spelled.traps)
        }
        if record.strikes(Self.emptyGuardian) { record.item("jhr") { _ in } }
    }
}
