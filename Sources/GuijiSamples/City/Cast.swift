/// The people and the firm that the domain's examples name. They live in every city under the same numbers, so that a
/// tour can name them: 张样本 with wife and twins, old 王试根 alone in his village, namesakes, rare names.
package enum Cast {
    package static let husband = 0
    package static let wife = 1
    package static let firstTwin = 2
    package static let secondTwin = 3
    package static let alone = 4
    package static let namesake = 5
    package static let dotted = 6
    package static let rare = 7
    /// SAMPLE JOHN TEST, from abroad, known by his passport.
    package static let foreigner = 8
    static let last = foreigner
    /// 海门样品纺织有限公司.
    package static let firm = 1

    fileprivate static let all: [(name: String, number: String, sex: Int, relation: Int)] = [
        ("张样本", "320684198503129916", 1, 2), ("李示例", "320684199001010004", 2, 10),
        ("张样文", "320684201206189968", 2, 30), ("张样武", "320684201206189984", 2, 30),
        ("王试根", "320625194811059931", 1, 2), ("张样本", "320684198503129932", 1, 2),
        ("古丽样·艾例", "653101199202149943", 2, 2), ("张䶮样", "320684198808089951", 1, 2),
        ("SAMPLE JOHN TEST", "", 1, 2),
    ]
}

extension CityBuilder {
    /// Makes the named people, at 示范新村3幢2单元401室, 示例村5组23号 and other dwellings.
    mutating func addCast() {
        // The rooms and houses before the named ones stay for others.
        var rooms = (0..<7).map { _ in newRoom(0) }
        var houses = (0..<23).map { _ in newHouse(4) }
        let home = rooms.removeLast()
        let house = houses.removeLast()
        let others = (0..<4).map { _ in rooms.removeLast() }
        spareDwellings = (rooms + houses).reversed()
        let homes = [home, home, home, home, house] + others
        for (number, person) in Cast.all.enumerated() {
            let isNew = number == 0 || homes[number] != homes[number - 1]
            if isNew {
                city.households.number.append("HH" + Digits.pad(city.households.count + 1, 7))
                city.households.address.append(homes[number])
                city.households.members.append([])
            }
            add(person, number, homes[number])
        }
        for twin in [Cast.firstTwin, Cast.secondTwin] {
            city.people.father[twin] = Cast.husband
            city.people.mother[twin] = Cast.wife
        }
        city.people.spouse[Cast.husband] = Cast.wife
        city.people.spouse[Cast.wife] = Cast.husband
        let (husband, wife) = (Cast.husband, Cast.wife)
        city.marriages.append(.marriage, husband, wife, DateText.day(2015, 5, 20))
        city.marriages.append(.divorce, husband, wife, DateText.day(2018, 6, 1))
        city.marriages.append(.remarriage, husband, wife, DateText.day(2019, 9, 9))
        city.marriages.append(.reissue, husband, wife, DateText.day(2020, 10, 10))
        city.people.traits[husband].insert(.debtor)
        city.people.traits[Cast.alone].insert(.assisted)
    }

    private mutating func add(
        _ person: (name: String, number: String, sex: Int, relation: Int), _ number: Int,
        _ address: Int
    ) {
        var draft = PersonDraft()
        draft.name = person.name
        draft.sex = person.sex
        draft.idNumber = person.number
        let birth = Int(person.number.dropFirst(6).prefix(8)) ?? 19_850_412
        draft.birth = DateText.day(birth / 10_000, birth / 100 % 100, birth % 100)
        draft.ethnic = number == Cast.dotted ? 5 : 1
        if number == Cast.foreigner {
            draft.passport = "X00000001"
            draft.ethnic = 97
            draft.residentType = 3
        }
        draft.marital = number < 2 ? 23 : number == Cast.alone ? 30 : 10
        draft.education = number == 2 || number == 3 ? 80 : number == Cast.alone ? 80 : 30
        // The first person's number ends the segment's first line: 15400000001.
        draft.phone = number == 2 || number == 3 ? "" : "154" + Digits.pad(number + 1, 8)
        draft.household = city.households.count - 1
        draft.relation = person.relation
        draft.hukou = address
        draft.address = address
        if !person.number.isEmpty { identities.take(person.number, birth: draft.birth) }
        let added = city.people.append(draft)
        city.households.members[draft.household].append(added)
    }

    /// 海门样品纺织有限公司 at 人民中路88号, renamed in August 2020, with 张样本 at its head.
    mutating func addNamedFirm() {
        var draft = OrganizationDraft()
        draft.name = "海门样品纺织有限公司"
        draft.shortName = "样品纺织"
        draft.sign = "样品家纺"
        draft.trade = "纺织"
        draft.industry = "1751"
        draft.legalRep = Cast.husband
        draft.founded = DateText.day(2010, 3, 5)
        draft.capital = 500
        draft.address = newDoor(0, CityBuilder.namedDoor)
        draft.holders = [(Cast.husband, 50), (Cast.dotted, 50)]
        number(&draft)
        let firm = city.organizations.append(draft)
        city.organizations.formerName[firm] = "海门市样品家纺有限责任公司"
        city.organizations.renamed[firm] = DateText.day(2020, 8, 1)
    }

    /// Gives the named people of working age their jobs.
    /// - Returns: those who have one.
    mutating func employCast() -> Set<Int> {
        for person in [Cast.husband, Cast.dotted, Cast.rare] {
            city.jobs.append(person, Cast.firm, DateText.day(2015, 3, 1), 6000, false)
            city.organizations.staff[Cast.firm].append(person)
        }
        return [Cast.husband, Cast.dotted, Cast.rare]
    }
}
