import GuijiModel

/// 市场主体登记: one firm or individual business with shareholders and changes. A delta, nested XML.
struct D24Scjt: FeedProducer {
    let feed = FeedID("D24-scjt")

    private static let oldCodes = Dirt("status in the words of another generation", 0.3)
    private static let badDate = Dirt("founding day that does not exist", 0.002)
    private static let separators = Dirt("capital with separators", 0.1)
    private static let noNumber = Dirt("register's number missing", 0.001)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        if night.isFirst {
            for firm in firms.indices where firms.category[firm].hasPrefix("9") {
                try write(firm, "I", night, city, out)
            }
            return
        }
        for firm in night.events.founded { try write(firm, "I", night, city, out) }
        for firm in night.events.changedFirms + night.events.closed {
            // What is cancelled leaves the register; what is revoked stays in it.
            try write(firm, firms.status[firm] == 3 ? "D" : "U", night, city, out)
        }
        for firm in firms.indices
        where firm % 307 == night.number && firms.isOpen(firm, on: night.day)
            && !night.events.changedFirms.contains(firm)
        {
            // A change that lay somewhere for weeks comes after newer ones.
            try write(firm, "U", night, city, out, at: (city.firstDay - 18) * 86_400)
        }
    }

    private func write(
        _ firm: Int, _ operation: String, _ night: Night, _ city: City, _ out: FeedWriter,
        at moment: Moment? = nil
    ) throws {
        guard city.organizations.category[firm].hasPrefix("9") else { return }
        try out.record(firm) { record in
            record["@czlx"] = operation
            // A shop that became a firm has its last word before the firm's first.
            let isPast =
                city.organizations.isIndividual(firm)
                && city.traps.organizations[firm]?.contains(.converted) == true
            record["@gxsj"] = DateText.time(
                moment ?? (isPast ? (city.firstDay - 200) * 86_400 : night.at(18)))
            fill(record, firm, city)
            holders(record, firm, city)
            if city.organizations.renamed[firm] <= night.day { change(record, firm, city) }
            if record.strikes(Self.noNumber) {
                record["pripid"] = ""
                record.setAside = .required
            }
        }
    }

    private func fill(_ record: RecordDraft, _ firm: Int, _ city: City) {
        let firms = city.organizations
        let boss = firms.legalRep[firm]
        record["pripid"] = firms.entityNumber[firm]
        record["uniscid"] = firms.creditCode[firm]
        if !firms.registrationNumber[firm].isEmpty {
            record["regno"] = firms.registrationNumber[firm]
        }
        record["entname"] = firms.name[firm].isEmpty ? "****" : firms.name[firm]
        record["enttype"] = firms.category[firm]
        record["lerep/name"] = city.people.name[boss]
        record["lerep/certype"] = "1"
        record["lerep/cerno"] = city.documentNumber(boss)
        record["lerep/tel"] = city.people.phone[boss]
        record.write(firms.address[firm], as: "registered", at: "dom", .old, in: city)
        record.write(firms.address[firm], as: "operating", at: "oploc", .new, in: city)
        let capital = firms.capital[firm]
        record["regcap"] =
            record.strikes(Self.separators) && capital >= 1000
            ? "\(capital / 1000),\(Digits.pad(capital % 1000, 3)).00" : "\(capital).00"
        record["estdate"] =
            record.strikes(Self.badDate) ? "2019-02-29" : DateText.hanzi(firms.founded[firm])
        let words = [["存续", "吊销", "注销"], ["在业", "吊销", "注销"]]
        record["regstate"] = words[record.strikes(Self.oldCodes) ? 1 : 0][firms.status[firm] - 1]
        record.set("opscope", .cdata("生产、销售<样品>；\(firms.trade[firm])"))
        record["industryco"] = firms.industry[firm]
        record.organization(firm, as: "subject")
        record.person(boss, as: "legal_rep")
        if firms.parent[firm] >= 0 {
            record["branch/@puniscid"] = firms.creditCode[firms.parent[firm]]
            record.organization(firms.parent[firm], as: "parent")
        }
    }

    private func holders(_ record: RecordDraft, _ firm: Int, _ city: City) {
        let capital = city.organizations.capital[firm]
        for (person, percent) in city.organizations.holders[firm] {
            let item = record.item("inv") { item in
                item["name"] = city.people.name[person]
                item["cerno"] = city.documentNumber(person)
                item["subconam"] = Digits.decimal(Double(capital * percent) / 100, 2)
                item["share"] = "\(percent)%"
            }
            record.person(person, as: "shareholder", item: item)
        }
    }

    private func change(_ record: RecordDraft, _ firm: Int, _ city: City) {
        record.item("alt") { item in
            item["item"] = "名称"
            item["be"] = city.organizations.formerName[firm]
            item["af"] = city.organizations.name[firm]
            item["date"] = DateText.iso(city.organizations.renamed[firm])
        }
    }
}
