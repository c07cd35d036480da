/// What changes in the city from one night to the next.
extension City {
    /// Moves the city on to a night and says what happened. Nights must come in order.
    ///
    /// Of 100,000 people, a day sees about 3 births, 2 deaths, 25 moves, 5 weddings, 2 divorces, 25 hires and as many
    /// leavings, 4 new firms and shops, 6 changes, 3 closures and 8 transfers of dwellings; at least one of each.
    package mutating func advance(toNight number: Int) throws -> Night {
        var night = Night(number: number, day: firstDay + number - 1)
        night.events.marriages = 0..<marriages.count
        if number == 1 {
            night.events.surveyed = addSurveys(max(8, people.count / 1000), on: night.day)
        } else {
            let first = marriages.count
            lifeEvents(&night)
            night.events.marriages = first..<marriages.count
            work(&night)
            firms(&night)
            night.events.surveyed =
                addSurveys(max(2, people.count / 4000), on: night.day)
                + updatedSurveys(on: night.day)
        }
        addIncidents(to: &night)
        return night
    }

    /// How often something happens a day: a rate for 100,000 people, at least once.
    func times(_ per100000: Int, _ chance: inout Chance) -> Int {
        max(1, (people.count * per100000 / 100_000) + chance.below(3) - 1)
    }

    func anyone(_ day: Day, _ ages: ClosedRange<Int>, _ chance: inout Chance) -> Int {
        for _ in 0..<200 {
            let person = chance.below(people.count)
            if people.isAlive(person, on: day), people.residentType[person] < 3,
                ages.contains(people.age(person, on: day))
            {
                return person
            }
        }
        return chance.below(people.count)
    }

    private mutating func lifeEvents(_ night: inout Night) {
        var chance = chance("life", night.day)
        var changed: Set<Int> = []
        for _ in 0..<times(3, &chance) {
            let mother = anyone(night.day, 21...38, &chance)
            guard people.sex[mother] == 2, people.spouse[mother] >= 0 else { continue }
            if let child = addNewborn(of: mother, on: night.day, &chance) {
                night.events.born.append(child)
                changed.insert(child)
            }
        }
        for _ in 0..<times(2, &chance) {
            let person = anyone(night.day, 60...104, &chance)
            guard people.isAlive(person, on: night.day) else { continue }
            people.death[person] = night.day
            let spouse = people.spouse[person]
            if spouse >= 0, people.isAlive(spouse, on: night.day) {
                people.marital[spouse] = 30
                changed.insert(spouse)
            }
            night.events.died.append(person)
            changed.insert(person)
        }
        for _ in 0..<times(25, &chance) {
            let person = anyone(night.day, 19...70, &chance)
            people.address[person] = people.address[chance.below(people.count)]
            night.events.moved.append(person)
            changed.insert(person)
        }
        for _ in 0..<times(1, &chance) {
            let person = anyone(night.day, 25...70, &chance)
            correctNumber(of: person, &changed)
        }
        weddings(night, &changed, &chance)
        night.events.changedPeople = changed.sorted()
    }

    /// The police find that somebody's number was given twice, and give another.
    private mutating func correctNumber(of person: Int, _ changed: inout Set<Int>) {
        let old = people.idNumber[person]
        guard person > Cast.last, !old.isEmpty, people.formerNumber[person].isEmpty,
            let number = freeNumber(
                division: String(old.prefix(6)), birth: people.birth[person],
                sex: people.sex[person])
        else { return }
        people.formerNumber[person] = old
        people.idNumber[person] = number
        traps.person(person, .correctedNumber)
        changed.insert(person)
    }

    private mutating func weddings(
        _ night: Night, _ changed: inout Set<Int>, _ chance: inout Chance
    ) {
        for _ in 0..<times(5, &chance) {
            let first = anyone(night.day, 23...36, &chance)
            let second = anyone(night.day, 22...36, &chance)
            let (husband, wife) = people.sex[first] == 1 ? (first, second) : (second, first)
            guard people.sex[husband] == 1, people.sex[wife] == 2, people.spouse[husband] < 0,
                people.spouse[wife] < 0
            else { continue }
            people.spouse[husband] = wife
            people.spouse[wife] = husband
            people.marital[husband] = 21
            people.marital[wife] = 21
            marriages.append(.marriage, husband, wife, night.day)
            changed.formUnion([husband, wife])
        }
        for _ in 0..<times(2, &chance) {
            let person = anyone(night.day, 25...60, &chance)
            let spouse = people.spouse[person]
            guard spouse >= 0, people.isAlive(spouse, on: night.day) else { continue }
            let (husband, wife) = people.sex[person] == 1 ? (person, spouse) : (spouse, person)
            for one in [husband, wife] {
                people.spouse[one] = -1
                people.marital[one] = 40
            }
            marriages.append(.divorce, husband, wife, night.day)
            changed.formUnion([husband, wife])
        }
        if chance.happens(0.3) { annul(night, &changed, &chance) }
        let again = chance.below(max(1, marriages.count))
        if again < marriages.count, marriages.kind[again] == .marriage {
            marriages.append(.reissue, marriages.husband[again], marriages.wife[again], night.day)
        }
    }

    /// A marriage of the last year is found never to have been one.
    private mutating func annul(
        _ night: Night, _ changed: inout Set<Int>, _ chance: inout Chance
    ) {
        let recent = marriages.indices.filter {
            marriages.kind[$0] == .marriage && marriages.day[$0] > night.day - 400
                && marriages.husband[$0] > Cast.last
                && people.spouse[marriages.husband[$0]] == marriages.wife[$0]
        }
        guard !recent.isEmpty else { return }
        let entry = chance.pick(recent)
        let (husband, wife) = (marriages.husband[entry], marriages.wife[entry])
        for person in [husband, wife] {
            people.spouse[person] = -1
            people.marital[person] = 10
        }
        marriages.append(.annulment, husband, wife, night.day)
        changed.formUnion([husband, wife])
    }

    /// A child born today; `nil` where no number of the day is free.
    private mutating func addNewborn(of mother: Int, on day: Day, _ chance: inout Chance) -> Int? {
        let father = people.spouse[mother]
        var draft = PersonDraft()
        draft.sex = chance.happens(0.52) ? 1 : 2
        let used = Set(people.idNumber.suffix(400))
        let sequences = draft.sex == 1 ? [991, 993, 995, 997, 999] : [990, 992, 994, 996, 998, 0]
        let numbers = [320_614, 320_612, 320_681].flatMap { division in
            sequences.map { CheckedNumber.residentID(division: division, birth: day, sequence: $0) }
        }
        guard let number = numbers.first(where: { !used.contains($0) }) else { return nil }
        let surname = father >= 0 ? people.name[father].prefix(1) : people.name[mother].prefix(1)
        draft.name =
            surname + chance.pick(Vocabulary.marks)
            + chance.pick(draft.sex == 1 ? Vocabulary.male : Vocabulary.female)
        draft.idNumber = number
        draft.birth = day
        draft.ethnic = people.ethnic[mother]
        draft.relation = draft.sex == 1 ? 20 : 30
        draft.household = people.household[mother]
        draft.father = father
        draft.mother = mother
        draft.hukou = people.hukou[mother]
        draft.origin = people.origin[mother]
        draft.residentType = people.residentType[mother]
        draft.address = people.address[mother]
        let child = people.append(draft)
        households.members[draft.household].append(child)
        return child
    }
}
