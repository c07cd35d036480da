/// Firms, shops and offices, and who works there.
extension CityBuilder {
    /// Adds organizations by the size of the city: one firm for 28 people, one shop for 16.
    mutating func addOrganizations() {
        let adults = city.people.indices.filter {
            let age = city.people.age($0, on: city.firstDay)
            return age >= 22 && age <= 68 && city.people.residentType[$0] < 3
                && city.people.isAlive($0, on: city.firstDay)
        }
        guard !adults.isEmpty else { return }
        addOffices(adults)
        for _ in 0..<max(6, size / 28) { _ = addFirm(adults) }
        for _ in 0..<max(8, size / 16) { _ = addShop(adults) }
        for _ in 0..<max(1, size / 1200) { _ = addCooperative(adults) }
        addEvents()
    }

    /// Organs of the city, one school in six thousand people, clinics, the economies of the villages.
    private mutating func addOffices(_ adults: [Int]) {
        for word in ["样例局", "示例局", "测试局", "试点中心"] {
            add("11", "南通市海门区" + word, word, "9221", adults)
            if city.organizations.count == 1 { addNamedFirm() }
        }
        for street in Vocabulary.streets.indices {
            let town = Vocabulary.streets[street].name
            add("12", "海门区\(town)示例卫生院", "\(town)卫生院", "8423", adults, street: street)
        }
        for number in 0..<max(4, size / 3000) {
            let level = number % 4
            let words = Vocabulary.estateMarks
            let kind = level == 3 ? "初级中学" : level == 2 ? "幼儿园" : "小学"
            let turn = number / 4 / words.count
            let name =
                words[number / 4 % words.count] + (level == 1 ? "实验" : "")
                + (turn > 0 ? "第\(Digits.hanzi(turn + 1))" : "") + kind
            add("12", "海门区" + name, name, "8321", adults, street: number % Vocabulary.streets.count)
        }
        for village in city.villages.indices {
            let place = city.villages[village]
            let name = Vocabulary.streets[place.street].name + place.name
            add("N2", name + "股份经济合作社", name + "经济合作社", "0111", adults, street: place.street)
        }
        for number in 0..<max(2, size / 4000) {
            let brand = newBrand()
            let isSociety = number % 2 == 0
            add(
                isSociety ? "51" : "52", "海门区" + brand + (isSociety ? "协会" : "服务中心"), brand,
                isSociety ? "9521" : "8522", adults)
        }
    }

    private mutating func add(
        _ category: String, _ name: String, _ short: String, _ industry: String, _ adults: [Int],
        street: Int? = nil
    ) {
        var draft = OrganizationDraft()
        draft.category = category
        draft.name = name
        draft.shortName = short
        draft.sign = short
        draft.industry = industry
        draft.legalRep = chance.pick(adults)
        draft.founded = DateText.day(
            chance.within(1995...2018), 1 + chance.below(12), 1 + chance.below(28))
        draft.address = newDoor(street: street ?? 0)
        number(&draft)
        _ = city.organizations.append(draft)
    }

    /// A limited company, with one to three shareholders.
    mutating func addFirm(_ adults: [Int], founded: Day? = nil) -> Int {
        var draft = OrganizationDraft()
        let (trade, industry) = chance.pick(Vocabulary.trades)
        let brand = newBrand(in: trade)
        let region = chance.pick(["海门", "海门市", "南通海门", "南通市海门区", "海门", "江苏"])
        draft.founded = founded ?? city.firstDay - 30 - chance.below(365 * 18)
        draft.name =
            region + brand + trade
            + (chance.happens(0.1) ? "股份有限公司" : chance.happens(0.2) ? "有限责任公司" : "有限公司")
        draft.shortName = brand + trade
        draft.sign = brand + String(trade.prefix(2))
        draft.trade = trade
        draft.industry = industry
        draft.legalRep = chance.pick(adults)
        draft.capital = chance.pick([10, 50, 100, 100, 200, 500, 1000, 3000])
        draft.address = newDoor(street: chance.weighted(Vocabulary.streets.map(\.weight)))
        switch chance.below(4) {
        case 0: draft.holders = [(draft.legalRep, 100)]
        case 1: draft.holders = [(draft.legalRep, 60), (chance.pick(adults), 40)]
        case 2: draft.holders = [(draft.legalRep, 51), (chance.pick(adults), 49)]
        default:
            draft.holders = [
                (draft.legalRep, 50), (chance.pick(adults), 30), (chance.pick(adults), 20),
            ]
        }
        let firms = city.organizations.count
        if chance.happens(0.04), firms > 60 {
            let head = chance.below(firms)
            if city.organizations.isFirm(head), city.organizations.parent[head] < 0 {
                draft.parent = head
                draft.name =
                    city.organizations.name[head] + chance.pick(["三厂", "常乐", "四甲", "悦来"]) + "分公司"
                draft.holders = []
            }
        }
        number(&draft)
        return city.organizations.append(draft)
    }

    /// An individual business; one in nine has no name.
    mutating func addShop(_ adults: [Int], founded: Day? = nil) -> Int {
        var draft = OrganizationDraft()
        let (trade, industry) = chance.pick(Vocabulary.shops)
        let owner = chance.pick(adults)
        draft.category = "92"
        draft.founded = founded ?? city.firstDay - 30 - chance.below(365 * 12)
        let brand = chance.happens(0.5) ? newBrand(in: trade) : city.people.name[owner]
        draft.name = chance.happens(0.11) ? "" : "海门区" + brand + trade
        draft.shortName = brand + trade
        draft.sign = brand + trade
        draft.trade = trade
        draft.industry = industry
        draft.legalRep = owner
        draft.capital = chance.pick([1, 2, 5, 10])
        draft.address = newDoor(street: chance.weighted(Vocabulary.streets.map(\.weight)))
        number(&draft)
        return city.organizations.append(draft)
    }

    private mutating func addCooperative(_ adults: [Int]) -> Int {
        let brand = newBrand()
        var draft = OrganizationDraft()
        draft.category = "93"
        draft.name = "海门区\(brand)农产品专业合作社"
        draft.shortName = brand + "合作社"
        draft.sign = draft.shortName
        draft.industry = "0111"
        draft.legalRep = chance.pick(adults)
        draft.founded = city.firstDay - 400 - chance.below(3000)
        draft.capital = 50
        draft.address = newDoor(street: 3 + chance.below(9))
        number(&draft)
        return city.organizations.append(draft)
    }

    /// A brand that nobody has in the trade: the register refuses a second one, if not always.
    private mutating func newBrand(in trade: String) -> String {
        for _ in 0..<12 {
            let brand = newBrand()
            if takenNames.insert(brand + trade).inserted { return brand }
        }
        return newBrand()
    }

    private mutating func newBrand() -> String {
        let mark = chance.pick(Vocabulary.marks)
        let word = chance.pick(Vocabulary.brandWords)
        if chance.happens(0.3) { return mark + word + chance.pick(Vocabulary.brandWords) }
        return chance.happens(0.5) ? mark + word : word + mark
    }

    /// Credit code, registration number and the register's own number. Serials run through 10,000 for each division
    /// and category.
    mutating func number(_ draft: inout OrganizationDraft) {
        let serial = city.organizations.count
        draft.division = CheckedNumber.division(ofOrganization: serial, founded: draft.founded)
        draft.organizationCode = CheckedNumber.organizationCode(serial % 10_000)
        draft.creditCode = CheckedNumber.creditCode(
            category: draft.category, division: draft.division, serial: serial % 10_000)
        if draft.founded < DateText.day(2015, 10, 1), draft.category.hasPrefix("9") {
            let lead = draft.category == "92" ? 60_000_000 : 0
            draft.registrationNumber = CheckedNumber.registrationNumber(
                division: draft.division,
                serial: lead + 990_000 + serial % 10_000 + serial / 10_000 * 1_000_000)
        }
        draft.entityNumber = "3206840000" + Digits.pad(serial + 1, 6)
    }

    /// What befell some of them before the first night: new names, revoked and cancelled ones.
    private mutating func addEvents() {
        for firm in city.organizations.indices
        where city.organizations.category[firm].hasPrefix("9") {
            let age = city.firstDay - city.organizations.founded[firm]
            guard age > 700 else { continue }
            if chance.happens(0.05), city.organizations.isFirm(firm) {
                city.organizations.formerName[firm] =
                    "海门市" + newBrand() + city.organizations.trade[firm] + "有限公司"
                city.organizations.renamed[firm] = city.firstDay - 20 - chance.below(600)
            }
            if chance.happens(0.08) {
                city.organizations.status[firm] = chance.happens(0.4) ? 2 : 3
                city.organizations.closed[firm] = city.firstDay - 10 - chance.below(500)
            }
        }
    }

    /// Gives two in three of working age a job, in an organization by its size, and builders one on a site.
    mutating func addJobs() {
        // One employer has three of a thousand people, and a clerk with one telephone for all of them.
        let large = city.organizations.indices.first {
            $0 != Cast.firm && city.organizations.isFirm($0)
                && city.organizations.isOpen($0, on: city.firstDay)
                && city.organizations.parent[$0] < 0
                && city.organizations.founded[$0] < city.firstDay - 3000
        }
        city.clerkFirm = large ?? -1
        var places: [Int] = []
        for organization in city.organizations.indices
        where organization != large
            && city.organizations.isOpen(organization, on: city.firstDay)
        {
            let category = city.organizations.category[organization]
            let weight =
                category == "92" ? 1 : category == "91" ? chance.pick([2, 4, 8, 16, 60]) : 10
            places += Array(repeating: organization, count: weight)
        }
        guard !places.isEmpty else { return }
        let named = employCast()
        for person in city.people.indices where !named.contains(person) {
            let age = city.people.age(person, on: city.firstDay)
            guard age >= 19, age < 60, city.people.isAlive(person, on: city.firstDay),
                chance.happens(0.66)
            else { continue }
            var organization = chance.pick(places)
            if let large, chance.happens(0.009) || city.clerk < 0 {
                organization = large
                if city.clerk < 0 { city.clerk = person }
            }
            let from = max(
                city.organizations.founded[organization], city.people.birth[person] + 19 * 366,
                city.firstDay - chance.below(4000))
            let isSite = city.organizations.trade[organization] == "建设工程"
            city.jobs.append(
                person, organization, min(from, city.firstDay - 1), 2500 + chance.below(120) * 100,
                isSite)
            city.organizations.staff[organization].append(person)
        }
    }
}
