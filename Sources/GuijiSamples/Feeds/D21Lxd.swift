import GuijiModel

/// 疫情流调与随访: one surveyed person with itinerary, contacts and follow-ups. Events with versions, JSON Lines.
struct D21Lxd: FeedProducer {
    let feed = FeedID("D21-lxd")

    private static let vague = Dirt("end of a stay in words", 0.3)
    private static let nameless = Dirt("contact known by a nickname", 0.25)
    private static let old = Dirt("an older version again", 0.03)
    private static let nickname = Dirt("place by a nickname", 0.08)
    private static let overlap = Dirt("stays that overlap", 0.05)
    private static let noVersion = Dirt("version missing", 0.004)
    private static let cut = Dirt("line broken off", 0.004)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for index in night.events.surveyed {
            let survey = city.surveys[index]
            var sendsOld = false
            try out.record(index * 100 + survey.version) { record in
                fill(record, survey, survey.version, night, city)
                sendsOld = survey.version > 1 && record.strikes(Self.old)
                if record.strikes(Self.noVersion) {
                    record.set("ver", .null)
                    record.setAside = .required
                } else if record.strikes(Self.cut) {
                    record.cut = 0.4
                    record.setAside = .recordMalformed
                }
            }
            guard sendsOld else { continue }
            try out.record(index * 100 + survey.version - 1) { record in
                fill(record, survey, survey.version - 1, night, city)
            }
        }
    }

    private func fill(
        _ record: RecordDraft, _ survey: Survey, _ version: Int, _ night: Night, _ city: City
    ) {
        let person = survey.person
        record["lcbh"] = "LX" + Digits.pad(survey.number, 6)
        record.set("ver", number: version)
        record["ry.xm"] = city.people.name[person]
        record["ry.zjlx"] = "身份证"
        record["ry.zjhm"] = city.documentNumber(person)
        record["ry.sj"] = city.people.phone[person]
        record.write(city.people.address[person], as: "residence", at: "ry.xzz", .short, in: city)
        record["fl"] = survey.kind.rawValue
        record["ddsj"] = DateText.minute(survey.since * 86_400 + 18 * 3600 + 1200)
        if survey.kind == .returned { record["ddly"] = "示例市" }
        if survey.kind != .returned {
            record["glfs"] = survey.kind == .second ? "居家" : "集中"
            record["glks"] = DateText.minute((survey.since + 1) * 86_400 + 8 * 3600)
            record["gljs"] = DateText.minute((survey.since + 15) * 86_400 + 8 * 3600)
        }
        record.person(person, as: "subject")
        for (number, stop) in survey.stops.enumerated() {
            itinerary(record, number, stop, survey.stops[max(0, number - 1)], city)
        }
        for (number, contact) in survey.contacts.enumerated() {
            contacts(record, number, contact, city)
        }
        for day in (survey.since + 1)...max(survey.since + 1, night.day)
        where (day - survey.since) % 2 == 1 {
            let fever = record.chance.happens(survey.kind == .confirmed ? 0.5 : 0.03)
            let temperature = (fever ? 37.4 : 36.2) + record.chance.fraction() * 0.8
            let isPositive = survey.kind == .confirmed && record.chance.happens(0.6)
            record.item("sf[]") { item in
                item["rq"] = DateText.iso(day)
                item.set("tw", number: temperature, places: 1)
                item["zt"] = fever ? "发热" : "无"
                item["hs"] = isPositive ? "阳性" : "阴性"
            }
        }
    }

    private func itinerary(
        _ record: RecordDraft, _ number: Int, _ stop: Survey.Stop, _ last: Survey.Stop,
        _ city: City
    ) {
        let isVague = record.strikes(Self.vague, item: number)
        let isNickname = record.strikes(Self.nickname, item: number)
        let isEarly = number > 0 && record.strikes(Self.overlap, item: number)
        record.item("xc[]") { item in
            // It begins while the stay before goes on.
            item["ks"] = DateText.minute(isEarly ? last.from + 1800 : stop.from)
            item["js"] = isVague ? "约\((stop.to % 86_400) / 3600)点" : DateText.minute(stop.to)
            item["dd"] = isNickname ? "老样饭店隔壁" : city.detail(stop.address)
            item["jtgj"] = stop.transport
            if stop.vehicle >= 0 { item["cph"] = city.vehicles.plate[stop.vehicle] }
        }
    }

    private func contacts(
        _ record: RecordDraft, _ number: Int, _ contact: Survey.Contact, _ city: City
    ) {
        let name = city.people.name[contact.person]
        let isNameless = record.strikes(Self.nameless, item: number)
        let item = record.item("jcz[]") { item in
            item["xm"] = isNameless ? "车友\(name.prefix(1))某样" : name
            item["sj"] = city.people.phone[contact.person]
            item["gx"] = contact.relation
            if !isNameless { item["zjhm"] = city.documentNumber(contact.person) }
        }
        record.person(contact.person, as: "contact", item: item, isUndecidable: isNameless)
    }
}
