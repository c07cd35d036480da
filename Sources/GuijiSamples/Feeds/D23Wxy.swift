import GuijiModel

/// 危险源与重点企业: one hazardous installation with its substances. A snapshot, XML elements.
struct D23Wxy: FeedProducer {
    let feed = FeedID("D23-wxy")

    private static let kilograms = Dirt("quantity in kilograms", 0.3)
    private static let roman = Dirt("level in Roman numerals", 0.4)
    private static let shortName = Dirt("firm by its short name", 0.2)
    private static let noCode = Dirt("credit code missing", 0.15)
    private static let swapped = Dirt("latitude before longitude", 0.03)
    private static let levels = [("一级", "Ⅰ"), ("二级", "II"), ("三级", "Ⅲ"), ("四级", "IV")]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for place in city.places.range(.hazard) {
            let firm = city.places.organization[place]
            guard firm >= 0 else { continue }
            try out.record(place) { record in fill(record, place, firm, city) }
        }
    }

    private func fill(_ record: RecordDraft, _ place: Int, _ firm: Int, _ city: City) {
        let firms = city.organizations
        record["wxybm"] = city.places.code[place]
        record["dwmc"] =
            record.strikes(Self.shortName) ? firms.shortName[firm] : firms.name[firm]
        if !record.strikes(Self.noCode) { record["tydm"] = firms.creditCode[firm] }
        let level = record.chance.pick(Self.levels)
        record["dj"] = record.strikes(Self.roman) ? level.1 : level.0
        record.write(city.places.address[place], as: "site", at: "dz", .old, in: city)
        let (lon, lat) = (city.places.lon[place], city.places.lat[place])
        record.point("jd", "wd", record.strikes(Self.swapped) ? (lat, lon) : (lon, lat))
        let officer = firms.legalRep[firm]
        record["aqfzr"] = city.people.name[officer]
        record["dh"] = city.people.phone[officer]
        record["bajzrq"] = DateText.iso(city.firstDay + 30 + record.chance.below(900))
        for number in 0..<1 + record.chance.below(2) {
            let tonnes = 5 + record.chance.below(90)
            let isSmall = record.strikes(Self.kilograms, item: number)
            let name = record.chance.pick(["样例甲醇", "样例乙醇", "样例液氨", "样例苯"])
            record.item("wz") { item in
                item["wzmc"] = name
                item["zl"] = isSmall ? "\(tonnes * 1000)kg" : "\(tonnes)吨"
            }
        }
        record.organization(
            firm, as: "operator", named: record["dwmc"],
            code: record["tydm"] ?? firms.creditCode[firm], in: city)
        record.person(officer, as: "safety_officer")
    }
}
