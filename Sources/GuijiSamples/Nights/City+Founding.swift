extension City {
    /// New firms and shops of a day, at doors that others have left or share.
    mutating func addFounded(_ count: Int, on day: Day) -> [Int] {
        var chance = chance("founded", day)
        var founded: [Int] = []
        for _ in 0..<count {
            var draft = OrganizationDraft()
            let serial = organizations.count
            let isShop = chance.happens(0.65)
            let brand =
                chance.pick(Vocabulary.marks) + chance.pick(Vocabulary.brandWords)
                + chance.pick(Vocabulary.brandWords)
            let (trade, industry) =
                isShop
                ? chance.pick(Vocabulary.shops) : chance.pick(Vocabulary.trades)
            draft.category = isShop ? "92" : "91"
            draft.trade = trade
            draft.industry = industry
            draft.name = "海门区" + brand + trade + (isShop ? "" : "有限公司")
            draft.shortName = brand + trade
            draft.sign = brand + trade
            draft.founded = day
            draft.legalRep = chance.below(people.count)
            while people.age(draft.legalRep, on: day) < 20
                || !people.isAlive(draft.legalRep, on: day)
            {
                draft.legalRep = (draft.legalRep + 1) % people.count
            }
            draft.capital = isShop ? 5 : 100
            draft.address = organizations.address[chance.below(organizations.count)]
            draft.holders = isShop ? [] : [(draft.legalRep, 100)]
            draft.division = CheckedNumber.division(ofOrganization: serial, founded: day)
            draft.organizationCode = CheckedNumber.organizationCode(serial % 10_000)
            draft.creditCode = CheckedNumber.creditCode(
                category: draft.category, division: draft.division, serial: serial % 10_000)
            draft.entityNumber = "3206840000" + Digits.pad(serial + 1, 6)
            let firm = organizations.append(draft)
            noteBearer(firm)
            founded.append(firm)
        }
        return founded
    }
}
