import GuijiModel

/// 困难职工: one worker in difficulty. A snapshot, CSV in UTF-8 with BOM.
struct D31Knzg: FeedProducer {
    let feed = FeedID("D31-knzg")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesByteOrderMark = true
        return layout
    }

    private static let spaced = Dirt("number with a blank after every four digits", 0.35)
    private static let colloquial = Dirt("employer by what people call it", 0.5)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let employers = city.employers(on: city.firstDay)
        for person in city.people.indices
        where city.people.traits[person].contains(.hardship)
            && city.people.isAlive(person, on: night.day)
            && !city.people.idNumber[person].isEmpty
        {
            try out.record(person) { record in
                record["档案编号"] = "KN320684" + Digits.pad(person + 1, 6)
                record["姓名"] = city.people.name[person]
                let document = record.document(of: person, in: city)
                let number = document.text
                record["身份证号"] = record.strikes(Self.spaced) ? spaced(number) : number
                record["手机"] = city.people.phone[person]
                let employer = employers[person]
                if employer >= 0 {
                    record["单位名称"] =
                        record.strikes(Self.colloquial)
                        ? city.organizations.sign[employer] : city.organizations.name[employer]
                    record.organization(
                        employer, as: "employer", named: record["单位名称"], code: nil, in: city)
                }
                record["困难类别"] = record.chance.pick(["因病致困", "子女就学", "意外致困"])
                record["家庭月收入"] = String(1200 + record.chance.below(40) * 50)
                record.write(
                    city.people.address[person], as: "residence", at: "住址", .short, in: city)
                record.person(person, as: "subject", document.traps)
            }
        }
    }

    private func spaced(_ number: String) -> String {
        var result = ""
        for (index, character) in number.enumerated() {
            if index > 0, index % 4 == 0 { result += " " }
            result.append(character)
        }
        return result
    }
}
