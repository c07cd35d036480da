import GuijiModel

/// 规上企业月报: one firm above size in one month, of the last six. A snapshot, one JSON array.
struct D09Gsqy: FeedProducer {
    let feed = FeedID("D09-gsqy")

    private static let separators = Dirt("number as text with separators", 0.4)
    private static let wide = Dirt("staff in full-width digits", 0.03)
    private static let unknown = Dirt("power is null", 0.05)
    private static let restated = Dirt("month restated", 0.05)
    private static let noCode = Dirt("credit code missing", 0.002)

    /// Firms of at least so many people report.
    private static let least = 5

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices
        where firms.isFirm(firm) && firms.staff[firm].count >= Self.least
            && firms.isOpen(firm, on: night.day)
        {
            for back in 1...6 {
                let month = DateText.month(night.day - back * 30)
                try out.record(firm * 1_000_000 + (Int(month) ?? 0)) { record in
                    fill(record, firm, month, night, city)
                }
            }
        }
    }

    private func fill(
        _ record: RecordDraft, _ firm: Int, _ month: String, _ night: Night, _ city: City
    ) {
        let firms = city.organizations
        record["code"] = record.strikes(Self.noCode) ? "" : firms.creditCode[firm]
        if record["code"] == "" { record.setAside = .required }
        record["month"] = month
        record["name"] = firms.name[firm]
        record["industry"] = firms.industry[firm]
        var output = 1000 + record.chance.below(90_000)
        if !night.isFirst, record.strikes(Self.restated) { output += 137 }
        if record.strikes(Self.separators) {
            let thousands = output / 1000
            record["output"] = "\(thousands),\(Digits.pad(output % 1000, 3)).5"
        } else {
            record.set("output", number: output)
        }
        if record.strikes(Self.unknown) {
            record.set("power", .null)
        } else {
            record["power"] = String(1000 + record.chance.below(50_000))
        }
        let staff = firms.staff[firm].count
        if record.strikes(Self.wide) {
            record["staff"] = Messy.fullWidth(String(staff))
        } else {
            record.set("staff", number: staff)
        }
        record.write(firms.address[firm], as: "premises", at: "addr", .old, in: city)
        record.organization(firm, as: "subject")
    }
}
