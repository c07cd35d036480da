import GuijiModel

/// 企业公共信用评级: one firm's grade of the year. XML with attributes only, a monthly snapshot.
struct D06Xydj: FeedProducer {
    let feed = FeedID("D06-xydj")

    private static let twice = Dirt("the firm again under its former name", 0.3)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices where firms.isFirm(firm) && firms.isOpen(firm, on: night.day) {
            var isTwice = false
            try out.record(firm) { record in
                fill(record, firm, firms.name[firm], city)
                isTwice = !firms.formerName[firm].isEmpty && record.strikes(Self.twice)
            }
            guard isTwice else { continue }
            try out.record(firm) { record in fill(record, firm, firms.formerName[firm], city) }
        }
    }

    private func fill(_ record: RecordDraft, _ firm: Int, _ name: String, _ city: City) {
        record["@tydm"] = city.organizations.creditCode[firm]
        record["@mc"] = name
        record["@dj"] = record.chance.pick(["A", "A", "B", "B", "B", "C", "D", "E"])
        record["@nd"] = String(DateText.year(city.firstDay) - 1)
        record.organization(
            firm, as: "subject", named: name, code: city.organizations.creditCode[firm], in: city)
    }
}
