/// Families: who lives with whom, who is whose child, under which name and number.
extension CityBuilder {
    /// Kinds of families by share: an old person alone, an old couple, a young person alone, a couple, parents with
    /// children, one parent, three generations.
    private static let kinds = [9, 11, 10, 12, 38, 5, 15]

    /// Adds families until the city has its people, and foreigners.
    mutating func addFamilies() {
        // Room for one family more than needed; the last may overshoot by a few people, which are not added.
        while city.people.count < size { addFamily(CityBuilder.kinds) }
    }

    private mutating func addFamily(_ kinds: [Int]) {
        let kind = chance.weighted(kinds)
        let household = newHousehold()
        let isMigrant = kind != 0 && kind != 6 && chance.happens(0.16)
        let year = DateText.year(city.firstDay)
        switch kind {
        case 0, 2:
            let age = kind == 0 ? chance.within(62...93) : chance.within(20...35)
            let sex = chance.happens(kind == 0 ? 0.35 : 0.55) ? 1 : 2
            let person = addPerson(household, birthYear: year - age, sex: sex, isMigrant: isMigrant)
            if kind == 0, person >= 0 { addLate(household, spouseOf: person) }
        case 1:
            _ = addCouple(household, year - chance.within(58...84), isMigrant)
        case 3:
            _ = addCouple(household, year - chance.within(24...58), isMigrant)
        case 5:
            let age = chance.within(28...50)
            let parent = addPerson(
                household, birthYear: year - age, sex: chance.happens(0.3) ? 1 : 2,
                isMigrant: isMigrant)
            if parent >= 0 {
                city.people.marital[parent] = 40
                addChildren(household, parent, -1, isMigrant)
            }
        default:
            let age = kind == 4 ? chance.within(26...52) : chance.within(28...46)
            let (head, partner) = addCouple(household, year - age, isMigrant)
            addChildren(household, head, partner, isMigrant)
            if kind == 6, head >= 0 { addGrandparents(household, head, age) }
        }
    }

    /// Makes an old person a widow or widower: half the time the spouse is known, and died in the last five years.
    private mutating func addLate(_ household: Int, spouseOf person: Int) {
        city.people.marital[person] = 30
        guard chance.happens(0.5) else { return }
        let year = DateText.year(city.people.birth[person]) + chance.within(-3...2)
        let spouse = addPerson(
            household, birthYear: year, sex: 3 - city.people.sex[person], isMigrant: false,
            relation: 10)
        guard spouse >= 0 else { return }
        let (husband, wife) = city.people.sex[person] == 1 ? (person, spouse) : (spouse, person)
        city.marriages.append(
            .marriage, husband, wife, city.people.birth[person] + 365 * 24 + chance.below(1500))
        city.people.marital[spouse] = 20
        city.people.death[spouse] = city.firstDay - 5 - chance.below(1800)
    }

    private mutating func newHousehold() -> Int {
        // One dwelling in thirteen stands empty.
        while chance.happens(0.075) { _ = newDwelling() }
        let number = city.households.count
        city.households.number.append("HH" + Digits.pad(number + 1, 7))
        city.households.address.append(newDwelling())
        city.households.members.append([])
        return number
    }

    private mutating func addCouple(_ household: Int, _ birthYear: Int, _ isMigrant: Bool)
        -> (Int, Int)
    {
        let husband = addPerson(household, birthYear: birthYear, sex: 1, isMigrant: isMigrant)
        let wife = addPerson(
            household, birthYear: birthYear + chance.within(-2...4), sex: 2, isMigrant: isMigrant,
            relation: 10)
        guard husband >= 0, wife >= 0 else { return (husband, wife) }
        marry(husband, wife)
        return (husband, wife)
    }

    /// A wedding some years ago, entered in the register.
    private mutating func marry(_ husband: Int, _ wife: Int) {
        let younger = max(city.people.birth[husband], city.people.birth[wife])
        let day = min(city.firstDay - 30, younger + 365 * 22 + chance.below(365 * 8))
        let divorced = chance.happens(0.04) && day < city.firstDay - 2500
        if divorced { city.marriages.append(.divorce, husband, wife, day + 1200) }
        let again = divorced ? day + 2000 : day
        if divorced { city.marriages.append(.marriage, husband, wife, day) }
        city.marriages.append(divorced ? .remarriage : .marriage, husband, wife, again)
        city.people.spouse[husband] = wife
        city.people.spouse[wife] = husband
        for person in [husband, wife] {
            city.people.marital[person] = divorced ? 23 : chance.happens(0.8) ? 20 : 21
        }
    }

    private mutating func addChildren(
        _ household: Int, _ head: Int, _ partner: Int, _ isMigrant: Bool
    ) {
        guard head >= 0 else { return }
        let mother = city.people.sex[head] == 2 ? head : partner
        let father = city.people.sex[head] == 1 ? head : partner
        let parentYear = DateText.year(city.people.birth[mother >= 0 ? mother : head])
        let year = DateText.year(city.firstDay)
        let count = 1 + chance.weighted([62, 34, 4])
        var birthYear = parentYear + chance.within(22...32)
        for number in 0..<count {
            // Children past twenty-five have left; those to come are not there yet.
            guard birthYear <= year, birthYear > year - 26 else { break }
            let sex = chance.happens(0.52) ? 1 : 2
            let isTwin = number > 0 && chance.happens(0.03)
            let child = addPerson(
                household, birthYear: birthYear, sex: sex, isMigrant: isMigrant,
                relation: sex == 1 ? 20 : 30, father: father, mother: mother,
                twin: isTwin ? city.people.count - 1 : -1)
            guard child >= 0 else { break }
            birthYear += chance.within(1...6)
        }
    }

    /// The head's parents, living with him.
    private mutating func addGrandparents(_ household: Int, _ head: Int, _ age: Int) {
        let year = DateText.year(city.people.birth[head]) - chance.within(22...30)
        let father = addPerson(
            household, birthYear: year, sex: 1, isMigrant: false, relation: 50, childOf: head)
        // One in four died in the last years; bills still come in his name.
        let isLate = father >= 0 && chance.happens(0.25)
        let mother = addPerson(
            household, birthYear: year + chance.within(-1...3), sex: 2, isMigrant: false,
            relation: 50)
        if father >= 0, mother >= 0 { marry(father, mother) }
        if isLate { city.people.death[father] = city.firstDay - 5 - chance.below(1800) }
        if isLate || father < 0, mother >= 0 {
            city.people.marital[mother] = 30
            city.people.spouse[mother] = -1
            if father >= 0 { city.people.spouse[father] = -1 }
        }
        city.people.father[head] = father
        city.people.mother[head] = mother
    }

    /// Adds a person to a household.
    /// - Returns: the number; -1 where the city is complete.
    mutating func addPerson(
        _ household: Int, birthYear: Int, sex: Int, isMigrant: Bool, relation: Int = 2,
        father: Int = -1, mother: Int = -1, twin: Int = -1, childOf: Int = -1, birthDay: Day? = nil
    ) -> Int {
        guard city.people.count < size || birthDay != nil else { return -1 }
        var draft = PersonDraft()
        let number = city.people.count
        draft.sex = sex
        draft.household = household
        draft.relation = city.households.members[household].isEmpty ? 2 : relation
        draft.father = father
        draft.mother = mother
        draft.address = city.households.address[household]
        draft.origin = isMigrant ? chance.below(Vocabulary.origins.count) : -1
        if mother >= 0 { draft.origin = city.people.origin[mother] }
        draft.residentType = draft.origin >= 0 ? 2 : 1
        let isForeign =
            birthDay == nil && relation == 2 && chance.happens(0.001) && birthYear < 1998
        let isHead = birthDay == nil && !isForeign && relation == 2 && number > Cast.last
        let double = isHead ? double(sex: sex, birthYear: birthYear) : -1
        let like = twin >= 0 ? twin : double
        identify(
            &draft, birthYear, birthDay ?? (like >= 0 ? city.people.birth[like] : nil), isForeign)
        let surname =
            father >= 0 ? String(city.people.name[father].prefix(surnameLength(father))) : nil
        let kept =
            childOf >= 0 ? String(city.people.name[childOf].prefix(surnameLength(childOf))) : nil
        if !isForeign { draft.name = newName(sex, surname ?? kept, draft.ethnic) }
        let namesake = isHead && double < 0 ? namesake(sex: sex, address: draft.address) : -1
        if twin >= 0 { draft.name = twinName(twin, sex) }
        if double >= 0 || namesake >= 0 { draft.name = city.people.name[max(double, namesake)] }
        if chance.happens(0.02), !isForeign { draft.formerName = newName(sex, nil, 1) }
        let age = DateText.year(city.firstDay) - DateText.year(draft.birth)
        draft.phone = age >= 12 ? CheckedNumber.phone(number) : ""
        draft.education = education(age)
        draft.traits = traits(age)
        // One in eight of those with local 户籍 lives elsewhere than registered: with the parents' old house.
        if draft.origin < 0, !isForeign {
            draft.hukou =
                household > 0 && chance.happens(0.12)
                ? city.households.address[chance.below(household)] : draft.address
        }
        let added = city.people.append(draft)
        city.households.members[household].append(added)
        for (other, trap) in [
            (twin, Trap.twins), (double, .sameNameAndBirthday), (namesake, .villageNamesake),
        ] where other >= 0 {
            city.traps.person(other, trap)
            city.traps.person(added, trap)
        }
        let village = city.addresses.village[draft.address]
        if isHead, village >= 0 { villageHeads[village, default: []].append(added) }
        return added
    }
}
