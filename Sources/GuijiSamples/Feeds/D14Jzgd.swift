import GuijiModel

/// 建设工地: one building site with the workers on it. A snapshot, XML with a repeated element.
struct D14Jzgd: FeedProducer {
    let feed = FeedID("D14-jzgd")

    private static let borrowed = Dirt("worker with the number of somebody else", 0.1)
    private static let shortNumber = Dirt("15-digit number", 0.01)
    private static let otherFirm = Dirt("worker of another firm on the site", 0.1)
    private static let shortName = Dirt("firm by its short name", 0.15)
    private static let noCode = Dirt("credit code missing", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        var crews: [Int: [Int]] = [:]
        let jobs = city.jobs
        for job in jobs.indices
        where jobs.isSite[job] && jobs.from[job] <= night.day && night.day < jobs.to[job] {
            crews[jobs.organization[job], default: []].append(jobs.person[job])
        }
        let firms = city.organizations
        let developers = firms.indices.filter { firms.trade[$0] == "置业" }
        let builders = firms.indices.filter { firms.trade[$0] == "建设工程" }
        for place in city.places.range(.site) {
            let firm = city.places.organization[place]
            guard firm >= 0 else { continue }
            try out.record(place) { record in
                fill(record, place, firm, developers, city)
                for (number, person) in (crews[firm] ?? []).prefix(60).enumerated() {
                    worker(record, number, person, firm, builders, city)
                }
                if place == city.places.range(.site).first { borrower(record, city) }
            }
        }
    }

    private func fill(
        _ record: RecordDraft, _ place: Int, _ firm: Int, _ developers: [Int], _ city: City
    ) {
        let firms = city.organizations
        let since = city.places.since[place]
        record["sgxkz"] = "320684" + DateText.compact(since) + Digits.pad(place % 10_000, 4)
        record["xmmc"] = city.places.name[place]
        if !developers.isEmpty {
            let developer = developers[place % developers.count]
            record["jsdw/mc"] = firms.name[developer]
            record["jsdw/tydm"] = firms.creditCode[developer]
            record.organization(developer, as: "developer")
        }
        record["sgdw/mc"] =
            record.strikes(Self.shortName) ? firms.shortName[firm] : firms.name[firm]
        if !record.strikes(Self.noCode) { record["sgdw/tydm"] = firms.creditCode[firm] }
        record.organization(
            firm, as: "contractor", named: record["sgdw/mc"],
            code: record["sgdw/tydm"] ?? firms.creditCode[firm], in: city)
        let address = city.places.address[place]
        record.write(address, as: "site", at: "dd", .short, in: city)
        record["kgrq"] = Messy.date(since, &record.chance)
        record["jhjgrq"] = DateText.iso(city.firstDay + 60 + record.chance.below(700))
        record["zt"] = record.chance.pick(["在建", "在建", "施工中", "停工"])
    }

    /// Somebody who works under the number of 李示例 (scenario S07); he lives nowhere in the city.
    private func borrower(_ record: RecordDraft, _ city: City) {
        let item = record.item("ry") { item in
            item["xm"] = "赵测工"
            item["sfz"] = city.people.idNumber[Cast.wife]
            item["gz"] = "木工"
            item["cjqy"] = city.organizations.name[Cast.firm]
        }
        record.person(record.stranger(), as: "worker", item: item, [.borrowed])
        record.organization(Cast.firm, as: "employer", item: item)
    }

    private func worker(
        _ record: RecordDraft, _ number: Int, _ person: Int, _ firm: Int, _ builders: [Int],
        _ city: City
    ) {
        var document = city.documentNumber(person)
        var traps: [Trap] = []
        if record.strikes(Self.borrowed, item: number) {
            document = city.documentNumber(lender(person, city))
            traps = [.borrowed]
        } else if let short = city.shortNumber(person),
            record.strikes(Self.shortNumber, item: number)
        {
            document = short
            traps = [.shortNumber]
        }
        var employer = firm
        if record.strikes(Self.otherFirm, item: number),
            let other = builders.first(where: { $0 != firm })
        {
            employer = other
        }
        let trade = record.chance.pick(["钢筋工", "木工", "瓦工", "架子工", "电工", "杂工"])
        let item = record.item("ry") { item in
            item["xm"] = city.people.name[person]
            item["sfz"] = document
            item["gz"] = trade
            item["cjqy"] = city.organizations.name[employer]
        }
        record.person(person, as: "worker", item: item, traps)
        record.organization(
            employer, as: "employer", item: item, named: city.organizations.name[employer],
            code: nil, in: city)
    }

    /// Somebody of the other sex, whose number a worker shows.
    private func lender(_ person: Int, _ city: City) -> Int {
        let people = city.people
        var other = (person + 7) % people.count
        while people.sex[other] == people.sex[person] || people.idNumber[other].isEmpty
            || people.birth[other] > DateText.day(2002, 1, 1)
        {
            other = (other + 1) % people.count
        }
        return other
    }
}
