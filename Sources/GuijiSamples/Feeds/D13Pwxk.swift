import GuijiModel

/// 排污许可: one permit with its outlets. A snapshot, a JSON list with nested arrays.
struct D13Pwxk: FeedProducer {
    let feed = FeedID("D13-pwxk")

    private static let quotes = Dirt("degrees with other quote marks", 0.4)
    private static let shortName = Dirt("firm by its short name", 0.1)
    private static let longEnd = Dirt("open end", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for place in city.places.range(.outlet) {
            let firm = city.places.organization[place]
            guard firm >= 0 else { continue }
            try out.record(place) { record in
                fill(record, place, firm, city)
                outlets(record)
            }
        }
    }

    private func fill(_ record: RecordDraft, _ place: Int, _ firm: Int, _ city: City) {
        let firms = city.organizations
        record["xkzbh"] = firms.creditCode[firm] + "001"
        record["dwmc"] =
            record.strikes(Self.shortName) ? firms.shortName[firm] : firms.name[firm]
        record["xydm"] = firms.creditCode[firm]
        let address = city.places.address[place]
        record.write(address, as: "site", at: "scdz", .new, in: city)
        let marks = record.strikes(Self.quotes) ? ["°", "'", "\""] : ["°", "′", "″"]
        record["jd"] = degrees(city.places.lon[place], marks)
        record["wd"] = degrees(city.places.lat[place], marks)
        let from = city.firstDay - 30 - record.chance.below(1200)
        record["yxq.ks"] = DateText.iso(from)
        record["yxq.js"] = record.strikes(Self.longEnd) ? "长期" : DateText.iso(from + 1825)
        record.organization(
            firm, as: "holder", named: record["dwmc"], code: record["xydm"], in: city)
    }

    private func outlets(_ record: RecordDraft) {
        for number in 0..<1 + record.chance.below(3) {
            let isWater = number % 2 == 0
            let limit = 20 + record.chance.below(60)
            record.item("pfk[]") { item in
                item["bh"] = (isWater ? "DW" : "DA") + Digits.pad(number + 1, 3)
                item["lx"] = isWater ? "废水" : "废气"
                let name = isWater ? "化学需氧量" : "颗粒物"
                let unit = isWater ? "mg/L" : "mg/m³"
                item.set("wrw", .literal("[{\"mc\":\"\(name)\",\"nd\":\"\(limit)\(unit)\"}]"))
            }
        }
    }

    /// Degrees, minutes and whole seconds.
    private func degrees(_ value: Double, _ marks: [String]) -> String {
        let seconds = Int((value * 3600).rounded())
        return "\(seconds / 3600)\(marks[0])\(Digits.pad(seconds / 60 % 60, 2))\(marks[1])"
            + "\(Digits.pad(seconds % 60, 2))\(marks[2])"
    }
}
