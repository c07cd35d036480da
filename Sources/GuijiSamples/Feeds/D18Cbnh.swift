import GuijiModel

/// 承包农户: one member of a household that farms village land. A snapshot, CSV.
struct D18Cbnh: FeedProducer {
    let feed = FeedID("D18-cbnh")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesByteOrderMark = true
        layout.lineEnd = "\r\n"
        return layout
    }

    private static let shortNumber = Dirt("15-digit number", 0.6)
    private static let married = Dirt("daughter who married elsewhere", 0.4)
    private static let hanziGroup = Dirt("group in hanzi", 0.3)
    private static let wideBrackets = Dirt("full-width brackets in the certificate", 0.4)
    private static let noName = Dirt("name missing", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let daughters = marriedOut(night, city)
        for household in city.households.indices {
            let address = city.households.address[household]
            guard isFarm(address, city) else { continue }
            let members = city.households.members[household].filter {
                city.people.isAlive($0, on: night.day) && city.people.residentType[$0] == 1
            }
            guard let head = members.first else { continue }
            for (number, person) in (members + (daughters[household] ?? [])).enumerated() {
                try out.record(household * 100 + number) { record in
                    land(record, household, head, city)
                    member(record, number, person, isHead: person == head, city)
                    if number >= members.count {
                        record["与代表关系"] = "女"
                        _ = record.strikes(Dirt(Self.married.name, 1))
                    }
                    if record.strikes(Self.noName) {
                        record["成员姓名"] = ""
                        record.setAside = .required
                    }
                }
            }
        }
    }

    private func isFarm(_ address: Int, _ city: City) -> Bool {
        address >= 0 && city.addresses.village[address] >= 0
    }

    /// Daughters who live elsewhere but still stand in the list of the father's household.
    private func marriedOut(_ night: Night, _ city: City) -> [Int: [Int]] {
        let people = city.people
        var result: [Int: [Int]] = [:]
        for person in people.indices
        where people.sex[person] == 2 && people.spouse[person] >= 0 && people.father[person] >= 0
            && people.isAlive(person, on: night.day)
        {
            let home = people.household[people.father[person]]
            guard home >= 0, home != people.household[person] else { continue }
            var own = city.chance(Self.married.name, person)
            if own.happens(Self.married.rate) { result[home, default: []].append(person) }
        }
        return result
    }

    private func land(_ record: RecordDraft, _ household: Int, _ head: Int, _ city: City) {
        let address = city.households.address[household]
        let addresses = city.addresses
        let group = addresses.group[address]
        let village = city.villages[addresses.village[address]]
        let number =
            String(city.communities[village.community].code) + Digits.pad(group, 2)
            + Digits.pad(addresses.door[address], 4)
        record["承包方编码"] = number
        record["承包方代表"] = city.people.name[head]
        var own = city.chance("land", household)
        record["承包地总面积"] = Digits.decimal(1.5 + own.fraction() * 7, 2)
        record["组"] =
            record.strikes(Self.hanziGroup) ? Digits.hanzi(group) + "组" : "\(group)组"
        record["村"] = city.streetName(address) + village.name
        let brackets = record.strikes(Self.wideBrackets) ? ("（", "）") : ("(", ")")
        record["经营权证号"] = "苏\(brackets.0)2017\(brackets.1)农地承包权第\(number)号"
        record.address(addresses.parent[address], as: "village_group")
    }

    private func member(
        _ record: RecordDraft, _ number: Int, _ person: Int, isHead: Bool, _ city: City
    ) {
        record["成员序号"] = String(number + 1)
        let name = record.name(of: person, in: city)
        let document = record.document(of: person, in: city)
        var traps = name.traps + document.traps
        record["成员姓名"] = name.text
        record["成员身份证号"] = document.text
        // 王试根 is known here by his short number (scenario S01).
        if let short = city.shortNumber(person),
            person == Cast.alone || record.strikes(Self.shortNumber)
        {
            record["成员身份证号"] = short
            traps = name.traps + [.shortNumber]
        }
        let words = [10: "配偶", 20: "子", 30: "女", 41: "孙子", 42: "孙女", 50: "父母"]
        record["与代表关系"] = isHead ? "户主" : words[city.people.relation[person]] ?? "其他亲属"
        record.person(person, as: "member", traps)
    }
}
