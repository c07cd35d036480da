import GuijiModel

/// 应急资源: one rescue team, shelter or depot item. A snapshot, XML with three kinds of record.
struct D23Yjzy: FeedProducer {
    let feed = FeedID("D23-yjzy")

    private static let about = Dirt("capacity with 约", 0.15)
    private static let second = Dirt("a second shelter at the school", 0.25)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for place in city.places.range(.team) {
            try out.record(place) { record in
                fill(record, place, city.places.code[place], city)
                record.shape = "team"
                record["lx"] = "救援队伍"
                record["mc"] = city.places.name[place]
                record["rs"] = String(12 + record.chance.below(40))
            }
        }
        for place in city.places.range(.shelter) {
            var isTwice = false
            try out.record(place) { record in
                shelter(record, place, city.places.code[place], city)
                isTwice = record.strikes(Self.second)
            }
            guard isTwice else { continue }
            try out.record(1_000_000 + place) { record in
                shelter(record, place, city.places.code[place] + "B", city)
                record["mc"] = city.places.name[place] + "（操场）"
            }
        }
        for place in city.places.range(.team) {
            for (number, item) in ["样例沙袋", "样例水泵", "样例帐篷"].enumerated() {
                try out.record(2_000_000 + place * 10 + number) { record in
                    let code = "WZ" + city.places.code[place].dropFirst(2) + "\(number + 1)"
                    fill(record, place, code, city)
                    record.shape = "depot"
                    record["lx"] = "储备物资"
                    record["mc"] = item
                    record["rs"] = String(20 + record.chance.below(500))
                }
            }
        }
    }

    private func shelter(_ record: RecordDraft, _ place: Int, _ code: String, _ city: City) {
        fill(record, place, code, city)
        record.shape = "shelter"
        record["lx"] = "避险场所"
        record["mc"] = city.places.name[place]
        let capacity = String((2 + record.chance.below(18)) * 100)
        record["rs"] = record.strikes(Self.about) ? "约" + capacity : capacity
    }

    private func fill(_ record: RecordDraft, _ place: Int, _ code: String, _ city: City) {
        var chance = city.chance("contact of a resource", place)
        let contact = city.households.head(chance.below(city.households.count))
        record["zybm"] = code
        record["fzr"] = city.people.name[contact]
        record["dh"] = city.people.phone[contact]
        record.write(city.places.address[place], as: "site", at: "dz", .old, in: city)
        record.point("jd", "wd", (city.places.lon[place], city.places.lat[place]))
        record["zt"] = "可用"
        record.person(contact, as: "contact")
    }
}
