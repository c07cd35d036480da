import GuijiModel

/// 独居老人关爱名册: one elderly person who lives alone. A monthly snapshot.
struct D07Djlr: FeedProducer {
    let feed = FeedID("D07-djlr")

    private static let wrongAge = Dirt("age that contradicts the number", 0.1)
    private static let noName = Dirt("a merged cell's continuation without a name", 0.003)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let people = city.people
        for household in city.households.indices {
            let living = city.households.members[household].filter {
                people.isAlive($0, on: night.day) && people.household[$0] == household
            }
            guard living.count == 1, let person = living.first, !people.idNumber[person].isEmpty,
                people.age(person, on: night.day) >= 65
            else { continue }
            try out.record(person) { record in
                record["序号"] = String(person + 1)
                record["姓名"] = people.name[person]
                record["身份证号"] = people.idNumber[person]
                record["性别"] = people.sex[person] == 1 ? "男" : "女"
                let age = people.age(person, on: city.firstDay)
                record["年龄"] = String(record.strikes(Self.wrongAge) ? age - 3 : age)
                record.write(people.address[person], as: "home", at: "居住地址", .new, in: city)
                record["联系电话"] = people.phone[person]
                record["能力等级"] = record.chance.pick(["能力完好", "轻度失能", "中度失能", "重度失能"])
                contact(record, person, city)
                record.person(person, as: "elder")
                if record.strikes(Self.noName) {
                    record["姓名"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    /// A child who lives elsewhere, where there is one.
    private func contact(_ record: RecordDraft, _ elder: Int, _ city: City) {
        let grid = city.grid(of: city.people.address[elder])
        guard grid >= 0 else { return }
        let inspector = city.grids[grid].inspector
        record["紧急联系人"] = city.people.name[inspector]
        record["联系人电话"] = city.people.phone[inspector]
        record.person(inspector, as: "contact")
    }
}
