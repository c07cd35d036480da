import GuijiModel

/// 失信被执行人: one judgment debtor in one case, numbers masked as the public list has them. A snapshot, two shapes.
struct D04Sxbzx: FeedProducer {
    let feed = FeedID("D04-sxbzx")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesByteOrderMark = true
        layout.lineEnd = "\r\n"
        return layout
    }

    private static let wideBrackets = Dirt("full-width brackets in the case number", 0.5)
    private static let hiddenName = Dirt("given name hidden", 0.15)
    private static let masked18 = Dirt("four digits and the last four", 0.6)
    private static let thirdKind = Dirt("debtor of an unknown kind", 0.01)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let masks = [(4, 4), (4, 2), (6, 2)]
        let candidates = MaskedNumbers(in: city, masks: masks)
        for person in city.people.indices
        where city.people.traits[person].contains(.debtor)
            && city.people.isAlive(person, on: night.day)
        {
            try out.record(person) { record in
                common(record, person, night)
                record["被执行人"] = city.people.name[person]
                record["类型"] = "自然人"
                if record.strikes(Self.thirdKind) {
                    record["类型"] = "其他组织"
                    record.setAside = .recordShapeUnknown
                }
                let kind = record.strikes(Self.masked18) ? 0 : 1 + record.chance.below(2)
                let (head, tail) = masks[kind]
                record["证件号码"] = Messy.masked(
                    city.people.idNumber[person], keeping: head, tail)
                var name = city.people.name[person]
                if record.strikes(Self.hiddenName) {
                    record["被执行人"] = name.prefix(1) + String(repeating: "*", count: name.count - 1)
                    name = String(name.prefix(1))
                }
                let seen = MaskedNumber(
                    name: name, head: head, tail: tail, of: person, in: city)
                let isOne = candidates.count(of: seen) == 1
                record.person(
                    person, as: "debtor", [isOne ? .maskedOne : .maskedSeveral],
                    isUndecidable: !isOne)
            }
        }
        let firms = city.organizations
        for firm in firms.indices
        where firms.isFirm(firm) && firm % 71 == 3 && firms.founded[firm] <= night.day {
            try out.record(10_000_000 + firm) { record in
                common(record, 10_000_000 + firm, night)
                record["被执行人"] = firms.name[firm]
                record["类型"] = "法人"
                record["证件号码"] = String(firms.creditCode[firm].prefix(14)) + "****"
                record["法定代表人"] = city.people.name[firms.legalRep[firm]]
                record.organization(firm, as: "debtor")
                record.person(firms.legalRep[firm], as: "legal_rep")
            }
        }
    }

    private func common(_ record: RecordDraft, _ number: Int, _ night: Night) {
        let year = 2018 + record.chance.below(3)
        let isWide = record.strikes(Self.wideBrackets)
        let case_ = Digits.pad(number % 10_000_000, 7)
        record["案号"] = (isWide ? "（\(year)）" : "(\(year))") + "苏0684执XXXX\(case_)号"
        record.key = "(\(year))\(case_)|\(number)"
        record["执行法院"] = "海门市人民法院"
        let filed = DateText.day(year, 1 + record.chance.below(10), 1 + record.chance.below(28))
        record["立案时间"] = DateText.iso(filed)
        record["履行情况"] = record.chance.pick(["全部未履行", "部分未履行"])
        record["发布时间"] = DateText.time(night.at(0) - 86_400 * 40 + number % 80_000)
    }
}
