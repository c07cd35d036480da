import GuijiModel

/// 双公示: permits and penalties, two kinds of elements in one file. Events.
struct D06Sgs: FeedProducer {
    let feed = FeedID("D06-sgs")

    private static let openEnd = Dirt("a word or date for no end", 0.3)
    private static let oldAuthority = Dirt("authority by its former name", 0.2)
    private static let masked = Dirt("a person's number masked", 0.9)
    private static let noSubject = Dirt("subject missing", 0.003)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices
        where firms.isOpen(firm, on: night.day) && !firms.name[firm].isEmpty {
            let isPermit = night.isFirst ? firm % 6 == 2 : firm % 211 == night.number % 211
            let isPenalty = night.isFirst ? firm % 29 == 4 : firm % 307 == night.number % 307
            if isPermit { try write(firm, "permit", night, city, out) }
            if isPenalty { try write(firm, "penalty", night, city, out) }
        }
        let candidates = MaskedNumbers(in: city, masks: [(4, 4)])
        for person in city.people.indices
        where person % 397 == (night.isFirst ? 23 : 24 + night.number % 370)
            && city.people.age(person, on: night.day) >= 18
            && city.people.isAlive(person, on: night.day) && !city.people.idNumber[person].isEmpty
        {
            try penalty(of: person, candidates, night, city, out)
        }
    }

    /// A decision about a person: the public list masks the number.
    private func penalty(
        of person: Int, _ candidates: MaskedNumbers, _ night: Night, _ city: City,
        _ out: FeedWriter
    ) throws {
        try out.record((1_000_000 + person) * 400 + night.number) { record in
            record.shape = "penalty"
            record["jdswh"] = "海罚人〔2020〕" + Digits.pad(person, 6) + "-\(night.number)号"
            record["lb"] = "cf"
            record["xzxdr"] = city.people.name[person]
            record["zjlx"] = "身份证"
            record["zjhm"] = city.people.idNumber[person]
            authority(record)
            record["jdrq"] = DateText.iso(night.day - record.chance.below(night.isFirst ? 300 : 3))
            record["cfje"] = Digits.decimal(Double(record.chance.within(1...20)) / 100, 2)
            record["cfnr"] = "罚款"
            guard record.strikes(Self.masked) else {
                record.person(person, as: "natural_person")
                return
            }
            record["zjhm"] = Messy.masked(city.people.idNumber[person], keeping: 4, 4)
            let mask = MaskedNumber(
                name: city.people.name[person], head: 4, tail: 4, of: person, in: city)
            let isOne = candidates.count(of: mask) == 1
            record.person(
                person, as: "natural_person", [isOne ? .maskedOne : .maskedSeveral],
                isUndecidable: !isOne)
        }
    }

    private func authority(_ record: RecordDraft) {
        record["jdjg"] =
            record.strikes(Self.oldAuthority)
            ? record.chance.pick(["海门市市场监督管理局", "海门市工商行政管理局"]) : "南通市海门区市场监督管理局"
        record.organization(Outside.authority, as: "authority")
        record["jdjgdm"] = CheckedNumber.creditCode(
            category: "11", division: 320684, serial: 9024)
    }

    private func write(
        _ firm: Int, _ shape: String, _ night: Night, _ city: City, _ out: FeedWriter
    ) throws {
        let firms = city.organizations
        let isPermit = shape == "permit"
        try out.record((firm * 2 + (isPermit ? 0 : 1)) * 400 + night.number) { record in
            record.shape = shape
            record["jdswh"] =
                "海\(isPermit ? "许" : "罚")〔2020〕" + Digits.pad(firm, 6) + "-\(night.number)号"
            record["lb"] = isPermit ? "xk" : "cf"
            record["xzxdr"] = firms.name[firm]
            record["tyshxydm"] = firms.creditCode[firm]
            record["fddbr"] = city.people.name[firms.legalRep[firm]]
            record["jdrq"] = DateText.iso(night.day - record.chance.below(night.isFirst ? 300 : 3))
            authority(record)
            record.person(firms.legalRep[firm], as: "legal_rep")
            if isPermit {
                record["yxqz"] =
                    record.strikes(Self.openEnd)
                    ? record.chance.pick(["9999-12-31", "2099-12-31", "长期"])
                    : DateText.iso(night.day + 1500)
            } else {
                record["cfje"] = Digits.decimal(Double(record.chance.within(1...200)) / 20, 2)
                record["cfnr"] = record.chance.pick(["罚款", "警告并罚款", "没收违法所得"])
            }
            record.organization(firm, as: "subject")
            if record.strikes(Self.noSubject) {
                record["xzxdr"] = ""
                record.setAside = .required
            }
        }
    }
}
