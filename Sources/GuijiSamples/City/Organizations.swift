/// The organizations of the city, one array a column; an organization is an index.
package struct Organizations: Sendable {
    /// The code's first two characters: 91 firm, 92 individual business, 93 cooperative, 11 organ, 12 institution,
    /// 52 private non-enterprise, 51 society, N2 village economy.
    package var category: [String] = []
    /// The registered name; "" for an individual business without one.
    package var name: [String] = []
    /// Brand and trade, as people say it.
    package var shortName: [String] = []
    /// What stands over the door.
    package var sign: [String] = []
    package var creditCode: [String] = []
    /// 15 digits, of those founded before 2015; "" else.
    package var registrationNumber: [String] = []
    /// The register's own number of 16 digits.
    package var entityNumber: [String] = []
    /// Nine characters within the credit code.
    package var organizationCode: [String] = []
    package var division: [Int] = []
    package var legalRep: [Int] = []
    package var founded: [Day] = []
    /// 1 operating, 2 revoked, 3 cancelled.
    package var status: [Int] = []
    /// When the status ended operation; `Int.max` while operating.
    package var closed: [Day] = []
    /// 万元.
    package var capital: [Int] = []
    /// GB/T 4754, four digits.
    package var industry: [String] = []
    package var trade: [String] = []
    package var address: [Int] = []
    /// The head office of a branch.
    package var parent: [Int] = []
    /// The individual business that became this firm (个转企); -1.
    package var convertedFrom: [Int] = []
    /// The name before the last change, and the day of the change; "".
    package var formerName: [String] = []
    package var renamed: [Day] = []
    /// Shareholders: a person and whole percent, in all 100. Firms only.
    package var holders: [[(person: Int, percent: Int)]] = []
    /// Persons who work there (from `Jobs`).
    package var staff: [[Int]] = []

    package var count: Int { name.count }
    package var indices: Range<Int> { name.indices }

    package func isOpen(_ organization: Int, on day: Day) -> Bool {
        founded[organization] <= day && day < closed[organization]
    }

    /// 企业 with limited liability.
    package func isFirm(_ organization: Int) -> Bool { category[organization] == "91" }
    /// 个体工商户.
    package func isIndividual(_ organization: Int) -> Bool { category[organization] == "92" }

    /// The tax number before 2015: six digits of division and the organization code.
    package func oldTaxNumber(_ organization: Int) -> String {
        Digits.pad(division[organization], 6) + organizationCode[organization]
    }

    mutating func append(_ draft: OrganizationDraft) -> Int {
        category.append(draft.category)
        name.append(draft.name)
        shortName.append(draft.shortName)
        sign.append(draft.sign)
        creditCode.append(draft.creditCode)
        registrationNumber.append(draft.registrationNumber)
        entityNumber.append(draft.entityNumber)
        organizationCode.append(draft.organizationCode)
        division.append(draft.division)
        legalRep.append(draft.legalRep)
        founded.append(draft.founded)
        status.append(1)
        closed.append(.max)
        capital.append(draft.capital)
        industry.append(draft.industry)
        trade.append(draft.trade)
        address.append(draft.address)
        parent.append(draft.parent)
        convertedFrom.append(-1)
        formerName.append("")
        renamed.append(.max)
        holders.append(draft.holders)
        staff.append([])
        return name.count - 1
    }
}

/// An organization to be added.
struct OrganizationDraft {
    var category = "91"
    var name = ""
    var shortName = ""
    var sign = ""
    var creditCode = ""
    var registrationNumber = ""
    var entityNumber = ""
    var organizationCode = ""
    var division = 320_684
    var legalRep = -1
    var founded = 0
    var capital = 0
    var industry = ""
    var trade = ""
    var address = -1
    var parent = -1
    var holders: [(person: Int, percent: Int)] = []
}

/// Who works where, one array a column.
package struct Jobs: Sendable {
    package var person: [Int] = []
    package var organization: [Int] = []
    package var from: [Day] = []
    /// `Int.max` while it lasts.
    package var to: [Day] = []
    /// 元 a month.
    package var wage: [Int] = []
    /// Work on a building site of the organization.
    package var isSite: [Bool] = []

    package var count: Int { person.count }
    package var indices: Range<Int> { person.indices }

    mutating func append(
        _ person: Int, _ organization: Int, _ from: Day, _ wage: Int, _ isSite: Bool
    ) {
        self.person.append(person)
        self.organization.append(organization)
        self.from.append(from)
        to.append(.max)
        self.wage.append(wage)
        self.isSite.append(isSite)
    }
}

/// The register of marriages, one array a column, by day within the history that was before the first night.
package struct Marriages: Sendable {
    package enum Kind: String, Sendable {
        case marriage = "结婚"
        case divorce = "离婚"
        case remarriage = "复婚"
        case reissue = "补领"
        case annulment = "撤销"
    }
    package var kind: [Kind] = []
    package var husband: [Int] = []
    package var wife: [Int] = []
    package var day: [Day] = []

    package var count: Int { kind.count }
    package var indices: Range<Int> { kind.indices }

    /// The certificate's number: kind, division of the time, day, running number.
    package func certificate(_ entry: Int) -> String {
        let letter = kind[entry] == .divorce ? "L" : "J"
        let division = day[entry] >= DateText.day(2020, 7, 28) ? "320614" : "320684"
        return letter + division + "-" + String(DateText.year(day[entry])) + "-"
            + Digits.pad(entry + 1, 6)
    }

    mutating func append(_ kind: Kind, _ husband: Int, _ wife: Int, _ day: Day) {
        self.kind.append(kind)
        self.husband.append(husband)
        self.wife.append(wife)
        self.day.append(day)
    }
}
