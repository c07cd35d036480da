/// People who are easily taken for one another: namesakes, twins, households with one telephone.
extension CityBuilder {
    /// Heads of households who have the name and the day of birth of somebody else.
    private static let doubles = 0.0012
    /// Heads of rural households who have the name of another of their village.
    private static let namesakes = 0.012
    /// Households with one mobile for all.
    private static let sharedPhones = 0.08
    /// People whose number the police replaced.
    private static let corrected = 0.0015

    /// Somebody of the same sex and about that age, whose name and birth the new person is to have; -1.
    mutating func double(sex: Int, birthYear: Int) -> Int {
        guard chance.happens(Self.doubles) else { return -1 }
        for _ in 0..<60 {
            let other = chance.below(city.people.count)
            if city.people.sex[other] == sex, !city.people.idNumber[other].isEmpty,
                city.people.ethnic[other] == 1, city.people.residentType[other] == 1,
                abs(DateText.year(city.people.birth[other]) - birthYear) < 6, birthYear < 2000
            {
                return other
            }
        }
        return -1
    }

    /// Another head of household of the village, whose name the new one is to have; -1.
    mutating func namesake(sex: Int, address: Int) -> Int {
        let village = city.addresses.village[address]
        guard village >= 0 else { return -1 }
        let known = villageHeads[village, default: []].filter { city.people.sex[$0] == sex }
        guard !known.isEmpty, chance.happens(Self.namesakes) else { return -1 }
        return chance.pick(known)
    }

    /// A twin's name: the other's with one character changed, 样文 and 样武.
    mutating func twinName(_ twin: Int, _ sex: Int) -> String {
        let name = city.people.name[twin]
        let surname = surnameLength(twin)
        let others = sex == 1 ? Vocabulary.male : Vocabulary.female
        if name.count <= surname + 1 { return name + chance.pick(others) }
        let stem = name.dropLast()
        let isMark = Vocabulary.marks.contains(String(name.suffix(1)))
        let choices = (isMark ? Vocabulary.marks : others).filter { !name.hasSuffix($0) }
        return stem + chance.pick(choices)
    }

    /// What lies on people for good, once all are there.
    mutating func addPersonTraps() {
        let people = city.people
        for household in city.households.indices where household > 5 {
            let members = city.households.members[household].filter {
                !people.phone[$0].isEmpty && people.isAlive($0, on: city.firstDay)
            }
            guard members.count > 1, chance.happens(Self.sharedPhones) else { continue }
            for person in members {
                city.people.phone[person] = people.phone[members[0]]
                city.traps.person(person, .householdPhone)
            }
        }
        for person in people.indices where person > Cast.last && people.residentType[person] == 1 {
            guard chance.happens(Self.corrected), people.age(person, on: city.firstDay) > 19,
                let division = Int(people.idNumber[person].prefix(6)),
                let number = identities.next(
                    division: division, birth: people.birth[person], sex: people.sex[person])
            else { continue }
            city.people.formerNumber[person] = people.idNumber[person]
            city.people.idNumber[person] = number
            city.traps.person(person, .correctedNumber)
        }
        city.traps.person(Cast.husband, .sameNameAndBirthday)
        city.traps.person(Cast.namesake, .sameNameAndBirthday)
        city.traps.person(Cast.firstTwin, .twins)
        city.traps.person(Cast.secondTwin, .twins)
    }
}

extension City {
    /// A number of the division and day that nobody has; `nil` where all are given out. For the few that a night needs:
    /// it looks at everybody.
    func freeNumber(division: String, birth: Day, sex: Int) -> String? {
        let prefix = division + DateText.compact(birth)
        let taken = Set(
            people.idNumber.filter { $0.hasPrefix(prefix) }
                + people.formerNumber.filter { $0.hasPrefix(prefix) })
        let sequences = sex == 1 ? [991, 993, 995, 997, 999] : [990, 992, 994, 996, 998, 0]
        return sequences.lazy.map {
            CheckedNumber.residentID(
                division: Int(division) ?? 0, birth: birth, sequence: $0)
        }.first { !taken.contains($0) }
    }
}
