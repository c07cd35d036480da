/// Names, numbers and schooling of people.
extension CityBuilder {
    /// Day of birth and number: a free one of the division of the time, or of a neighbour where all are given out.
    mutating func identify(
        _ draft: inout PersonDraft, _ birthYear: Int, _ fixed: Day?, _ isForeign: Bool
    ) {
        let first = DateText.day(birthYear, 1, 1)
        let limit = city.firstDay - 1
        if isForeign {
            draft.birth = first + chance.below(365)
            draft.residentType = 3
            draft.name =
                "SAMPLE " + chance.pick(["JOHN", "MARY", "PETER", "ANNA", "TOM"]) + " TEST"
            draft.passport = "X" + Digits.pad(city.people.count, 8)
            draft.ethnic = 97
            draft.origin = -1
            return
        }
        draft.ethnic = chance.happens(0.012) ? chance.pick([3, 6, 8, 11, 15]) : 1
        if draft.origin < 0, draft.mother < 0, chance.happens(0.0008) {
            draft.ethnic = 5
        }
        for attempt in 0..<400 {
            let day = fixed ?? min(first + chance.below(365), limit)
            let division = division(draft, day, attempt)
            if let number = identities.next(division: division, birth: day, sex: draft.sex) {
                draft.birth = day
                draft.idNumber = number
                return
            }
        }
        draft.birth = fixed ?? first
    }

    /// Six digits of where a person was first registered.
    private mutating func division(_ draft: PersonDraft, _ day: Day, _ attempt: Int) -> Int {
        if draft.ethnic == 5 { return 653_101 }
        if attempt > 4 { return chance.pick(Vocabulary.neighbours + Vocabulary.localDivisions) }
        if draft.origin >= 0 { return Vocabulary.origins[draft.origin].0 }
        if day >= DateText.day(2020, 7, 28) { return 320_614 }
        return day >= DateText.day(1994, 6, 1) || chance.happens(0.15) ? 320_684 : 320_625
    }

    func surnameLength(_ person: Int) -> Int {
        let name = city.people.name[person]
        return Vocabulary.surnames.contains { $0.0.count == 2 && name.hasPrefix($0.0) } ? 2 : 1
    }

    /// A surname and a given name of one or two characters, of which one is 样 例 测 试 示.
    mutating func newName(_ sex: Int, _ surname: String?, _ ethnic: Int) -> String {
        if ethnic == 5 {
            return chance.pick(["古丽样", "阿依样", "买买样", "热娜样"]) + "·"
                + chance.pick(["艾例", "吐试", "玉测", "木示"])
        }
        let family = surname ?? Vocabulary.surnames[chance.weighted(Vocabulary.surnames.map(\.1))].0
        let mark = chance.pick(Vocabulary.marks)
        if chance.happens(0.1) { return family + mark }
        var other = chance.pick(sex == 1 ? Vocabulary.male : Vocabulary.female)
        if chance.happens(0.002) { other = chance.pick(Vocabulary.rare) }
        return chance.happens(0.6) ? family + mark + other : family + other + mark
    }

    mutating func education(_ age: Int) -> Int {
        switch age {
        case ..<6: 90
        case ..<13: 80
        case ..<16: 70
        case ..<19: 60
        case ..<40: [10, 20, 30, 40, 60, 70][chance.weighted([3, 24, 26, 12, 15, 20])]
        default: [20, 30, 60, 70, 80, 90][chance.weighted([5, 7, 18, 38, 24, 8])]
        }
    }

    mutating func traits(_ age: Int) -> Traits {
        var traits: Traits = []
        if chance.happens(0.022) { traits.insert(.disabled) }
        if age > 38, chance.happens(0.012) { traits.insert(.veteran) }
        if chance.happens(0.018) { traits.insert(.assisted) }
        if chance.happens(age > 60 ? 0.45 : age > 40 ? 0.12 : 0.01) { traits.insert(.chronic) }
        if age > 20, age < 70 {
            if chance.happens(0.0015) { traits.insert(.corrected) }
            if chance.happens(0.006) { traits.insert(.debtor) }
            if chance.happens(0.006) { traits.insert(.hardship) }
            if chance.happens(0.008) { traits.insert(.driver) }
        }
        return traits
    }
}
