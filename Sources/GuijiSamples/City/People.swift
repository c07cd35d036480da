/// What a person is in, as far as departments care.
package struct Traits: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// 残疾.
    package static let disabled = Traits(rawValue: 1)
    /// 优抚对象.
    package static let veteran = Traits(rawValue: 2)
    /// 低保, 特困.
    package static let assisted = Traits(rawValue: 4)
    /// 慢病.
    package static let chronic = Traits(rawValue: 8)
    /// 社区矫正.
    package static let corrected = Traits(rawValue: 16)
    /// 失信.
    package static let debtor = Traits(rawValue: 32)
    /// 困难职工.
    package static let hardship = Traits(rawValue: 64)
    /// Drives a commercial vehicle.
    package static let driver = Traits(rawValue: 128)
}

/// The people of the city, one array a column; a person is an index. -1 is nobody, "" nothing. Some died before the
/// first night: ask `isAlive`.
package struct People: Sendable {
    package var name: [String] = []
    package var formerName: [String] = []
    /// 1 male, 2 female.
    package var sex: [Int] = []
    package var birth: [Day] = []
    /// 18 characters with a right check character; "" for foreigners.
    package var idNumber: [String] = []
    /// The number that the police replaced; "".
    package var formerNumber: [String] = []
    /// A passport's number, of foreigners.
    package var passport: [String] = []
    /// GB/T 3304, 1…56.
    package var ethnic: [Int] = []
    /// GB/T 4658: 10, 20, 30, 40, 60, 70, 80, 90.
    package var education: [Int] = []
    /// GB/T 2261.2: 10, 20, 21, 22, 30, 40.
    package var marital: [Int] = []
    /// 1 户籍, 2 流动, 3 境外.
    package var residentType: [Int] = []
    /// 11 digits; "" where the person has none.
    package var phone: [String] = []
    package var household: [Int] = []
    /// To the head, GB/T 4761: 2 head, 10 spouse, 20 son, 30 daughter, 41 grandson, 42 granddaughter, 50 parent.
    package var relation: [Int] = []
    package var father: [Int] = []
    package var mother: [Int] = []
    package var spouse: [Int] = []
    /// The address of 户籍 within the city, -1 outside.
    package var hukou: [Int] = []
    /// Index into `Vocabulary.origins` for those whose 户籍 is elsewhere.
    package var origin: [Int] = []
    package var address: [Int] = []
    /// The day of death; `Int.max` while alive.
    package var death: [Day] = []
    package var traits: [Traits] = []

    package var count: Int { name.count }
    package var indices: Range<Int> { name.indices }

    package func isAlive(_ person: Int, on day: Day) -> Bool {
        birth[person] <= day && day < death[person]
    }

    /// Whole years on a day.
    package func age(_ person: Int, on day: Day) -> Int {
        let then = DateText.compact(birth[person])
        let now = DateText.compact(day)
        return ((Int(now) ?? 0) - (Int(then) ?? 0)) / 10_000
    }

    /// The parent whom papers name first, or whoever heads the household.
    package func guardian(_ person: Int) -> Int {
        mother[person] >= 0 ? mother[person] : father[person]
    }

    /// The number of 15 digits, of those born before 2000.
    package func idNumber15(_ person: Int) -> String {
        CheckedNumber.residentID15(idNumber[person])
    }

    mutating func append(_ draft: PersonDraft) -> Int {
        name.append(draft.name)
        formerName.append(draft.formerName)
        sex.append(draft.sex)
        birth.append(draft.birth)
        idNumber.append(draft.idNumber)
        formerNumber.append("")
        passport.append(draft.passport)
        ethnic.append(draft.ethnic)
        education.append(draft.education)
        marital.append(draft.marital)
        residentType.append(draft.residentType)
        phone.append(draft.phone)
        household.append(draft.household)
        relation.append(draft.relation)
        father.append(draft.father)
        mother.append(draft.mother)
        spouse.append(-1)
        hukou.append(draft.hukou)
        origin.append(draft.origin)
        address.append(draft.address)
        death.append(.max)
        traits.append(draft.traits)
        return name.count - 1
    }
}

/// A person to be added.
struct PersonDraft {
    var name = ""
    var formerName = ""
    var sex = 1
    var birth = 0
    var idNumber = ""
    var passport = ""
    var ethnic = 1
    var education = 90
    var marital = 10
    var residentType = 1
    var phone = ""
    var household = -1
    var relation = 2
    var father = -1
    var mother = -1
    var hukou = -1
    var origin = -1
    var address = -1
    var traits: Traits = []
}

/// Households (户): people of one number, at one address.
package struct Households: Sendable {
    package var number: [String] = []
    package var address: [Int] = []
    /// Everyone who is or was in it, the head first. Deaths and moves are for `People` to tell.
    package var members: [[Int]] = []

    package var count: Int { number.count }
    package var indices: Range<Int> { number.indices }
    package func head(_ household: Int) -> Int { members[household].first ?? -1 }
}
