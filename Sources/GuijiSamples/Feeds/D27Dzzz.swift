import GuijiModel

/// 电子证照: one electronic certificate. A delta, JSON with holders and free keys.
struct D27Dzzz: FeedProducer {
    let feed = FeedID("D27-dzzz")

    private static let reprint = Dirt("printed again under another id", 0.02)
    private static let openWord = Dirt("open end as a word or 9999", 0.5)
    private static let wideBrackets = Dirt("full-width brackets in the number", 0.3)
    private static let noNumber = Dirt("number missing", 0.001)

    /// What a certificate is about.
    private struct Paper {
        var id: String
        var type: (code: String, name: String)
        var number: String
        /// The place of the issuing office among the city's organs.
        var issuer: Int
        var issued: Day
        var persons: [Int] = []
        var organization = -1
        var status = "有效"
        var extra: String
    }

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let events = night.events
        let firms = city.organizations
        let licensed =
            night.isFirst
            ? firms.indices.filter { firms.category[$0].hasPrefix("9") }
            : events.founded + (events.changedFirms + events.closed).sorted()
        for firm in licensed {
            let action = night.isFirst || events.founded.contains(firm) ? "ADD" : "UPDATE"
            try write(licence(firm, city, on: night.day), firm, action, night, city, out)
        }
        let owned = night.isFirst ? Array(city.properties.indices) : events.transferred
        for property in owned {
            let owners = city.properties.owners[property].map(\.person).filter { $0 >= 0 }
            guard !owners.isEmpty else { continue }
            let action = night.isFirst ? "ADD" : "UPDATE"
            try write(
                deed(property, owners, city), 10_000_000 + property, action, night, city, out)
        }
        for entry in events.marriages
        where ![.reissue, .annulment].contains(city.marriages.kind[entry]) {
            try write(marriage(entry, city), 20_000_000 + entry, "ADD", night, city, out)
        }
    }

    private func licence(_ firm: Int, _ city: City, on day: Day) -> Paper {
        let firms = city.organizations
        return Paper(
            id: "YYZZ" + firms.entityNumber[firm], type: ("A01", "营业执照"),
            number: firms.creditCode[firm], issuer: 0, issued: firms.founded[firm],
            organization: firm, status: firms.isOpen(firm, on: day) ? "有效" : "注销",
            extra: "{\"zczb\":\"\(firms.capital[firm])万元\",\"hy\":\"\(firms.industry[firm])\"}")
    }

    private func deed(_ property: Int, _ owners: [Int], _ city: City) -> Paper {
        Paper(
            id: "BDC" + Digits.pad(property + 1, 10), type: ("B05", "不动产权证书"),
            number: city.properties.certificate(property), issuer: 1,
            issued: city.properties.registered[property], persons: owners,
            extra: "{\"bdcdyh\":\"\(city.properties.unitCode[property])\"}")
    }

    private func marriage(_ entry: Int, _ city: City) -> Paper {
        let couple = [city.marriages.husband[entry], city.marriages.wife[entry]]
        let isDivorce = city.marriages.kind[entry] == .divorce
        return Paper(
            id: "HY" + Digits.pad(entry + 1, 10), type: ("C02", isDivorce ? "离婚证" : "结婚证"),
            number: city.marriages.certificate(entry), issuer: 2,
            issued: city.marriages.day[entry], persons: couple, extra: "{}")
    }

    private func write(
        _ paper: Paper, _ number: Int, _ action: String, _ night: Night, _ city: City,
        _ out: FeedWriter
    ) throws {
        var isTwice = false
        try out.record(number) { record in
            fill(record, paper, action, night, city)
            isTwice = record.strikes(Self.reprint)
            if night.isFirst, record.strikes(Self.noNumber) {
                record.set("certNo", .null)
                record.setAside = .required
            }
        }
        guard isTwice else { return }
        try out.record(number) { record in
            fill(record, paper, action, night, city)
            record["certId"] = paper.id + "-2"
        }
    }

    private func fill(
        _ record: RecordDraft, _ paper: Paper, _ action: String, _ night: Night, _ city: City
    ) {
        record["certId"] = paper.id
        record["typeCode"] = paper.type.code
        record["typeName"] = paper.type.name
        record["certNo"] =
            record.strikes(Self.wideBrackets)
            ? paper.number.replacing("(", with: "（").replacing(")", with: "）") : paper.number
        // The organs stand first among the organizations, so this looks at few.
        let organs = city.organizations.indices.lazy.filter {
            city.organizations.category[$0] == "11"
        }
        if let office = organs.dropFirst(paper.issuer).first {
            record["issuer.name"] = city.organizations.name[office]
            record["issuer.code"] = city.organizations.creditCode[office]
            record.organization(office, as: "issuer")
        }
        record["issueDate"] = DateText.iso(paper.issued)
        record["validFrom"] = DateText.iso(paper.issued)
        if record.strikes(Self.openWord) {
            record["validTo"] = record.chance.pick(["长期", "9999", "9999-12-31"])
        }
        record["status"] = paper.status
        record.set("ext", .literal(paper.extra))
        record["updateTime"] = DateText.time(night.at(19, record.chance.below(60)))
        record["action"] = action
        if paper.organization >= 0 {
            let firms = city.organizations
            let name = firms.name[paper.organization]
            record.item("holder[]") { item in
                item["name"] = name.isEmpty ? firms.sign[paper.organization] : name
                item["idType"] = "统一社会信用代码"
                item["idNo"] = firms.creditCode[paper.organization]
            }
            record.organization(paper.organization, as: "holder")
        }
        for (number, person) in paper.persons.enumerated() {
            let spelled = record.name(of: person, in: city, item: number)
            let item = record.item("holder[]") { item in
                item["name"] = spelled.text
                item["idType"] = city.people.passport[person].isEmpty ? "身份证" : "护照"
                item["idNo"] = city.documentNumber(person)
            }
            record.person(person, as: "holder", item: item, spelled.traps)
        }
    }
}
