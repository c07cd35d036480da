import GuijiModel

/// 文化旅游经营场所: one venue. A snapshot, XML with `xsi:nil` and Baidu coordinates.
struct D20Whcs: FeedProducer {
    let feed = FeedID("D20-whcs")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesNil = true
        return layout
    }

    private static let noCapacity = Dirt("capacity not known", 0.2)
    private static let noCode = Dirt("credit code missing", 0.15)
    private static let otherName = Dirt("name that is not the firm's", 0.5)
    private static let noPoint = Dirt("coordinates missing", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        // Venues that closed stay in the list.
        for place in city.places.range(.venue) {
            let firm = city.places.organization[place]
            guard firm >= 0 else { continue }
            try out.record(place) { record in fill(record, place, firm, city) }
        }
    }

    private func fill(_ record: RecordDraft, _ place: Int, _ firm: Int, _ city: City) {
        let firms = city.organizations
        record["xkzh"] = "苏文〔2018〕第" + city.places.code[place].dropFirst(2) + "号"
        record["mc"] =
            record.strikes(Self.otherName) || firms.name[firm].isEmpty
            ? city.places.name[place] : firms.name[firm]
        if record.strikes(Self.noCode) {
            record.set("tyshxydm", .null)
        } else {
            record["tyshxydm"] = firms.creditCode[firm]
            record.organization(firm, as: "operator")
        }
        let boss = firms.legalRep[firm]
        record["fzr/xm"] = city.people.name[boss]
        record["fzr/sj"] = city.people.phone[boss]
        let address = city.places.address[place]
        record.write(address, as: "venue", at: "dz", .old, in: city)
        record["lx"] =
            firms.trade[firm] == "饭店"
            ? record.chance.pick(["宾馆", "旅馆"]) : record.chance.pick(["网吧", "KTV", "游艺厅"])
        record["rs"] = String(20 + record.chance.below(280))
        if record.strikes(Self.noCapacity) { record.set("rs", .null) }
        if !record.strikes(Self.noPoint) {
            let point = Coordinates.bd09(lon: city.places.lon[place], lat: city.places.lat[place])
            record["zb/@jd"] = Digits.decimal(point.lon, 6)
            record["zb/@wd"] = Digits.decimal(point.lat, 6)
        }
        record.person(boss, as: "manager")
    }
}
