import GuijiModel

/// 消防监督检查: one inspection of a venue or firm. Events, XML elements.
struct D35Xfjc: FeedProducer {
    let feed = FeedID("D35-xfjc")

    private static let nameOnly = Dirt("venue by name only", 0.4)
    private static let wideBrackets = Dirt("full-width brackets in the document's number", 0.5)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let places = Array(city.places.range(.venue)) + Array(city.places.range(.hazard))
        // One list a month, of the inspections of the month before.
        for place in places where (place + night.day) % 3 != 0 {
            let firm = city.places.organization[place]
            guard firm >= 0 else { continue }
            try out.record(place * 100_000 + night.day) { record in
                let serial = Digits.pad(night.day % 1000 * 100 + place % 100, 5)
                let (left, right) = record.strikes(Self.wideBrackets) ? ("（", "）") : ("(", ")")
                record["wsbh"] = "海消监\(left)\(DateText.year(night.day))\(right)第\(serial)号"
                record.key = serial
                if record.strikes(Self.nameOnly) {
                    record["dwmc"] = city.places.name[place]
                    record["tydm"] = ""
                } else {
                    let name = city.organizations.name[firm]
                    record["dwmc"] = name.isEmpty ? city.organizations.sign[firm] : name
                    record["tydm"] = city.organizations.creditCode[firm]
                }
                record["jcrq"] = DateText.short(night.day - 1 - place % 28)
                let found = record.chance.below(4)
                record["yhs"] = String(found)
                record["jg"] = found == 0 ? "合格" : found == 3 ? "不合格" : "责令改正"
                record.write(city.places.address[place], as: "site", at: "dz", .old, in: city)
                let isSign = record["tydm"] == ""
                record.organization(firm, as: "subject", isSign ? [.signName] : [])
            }
        }
    }
}
