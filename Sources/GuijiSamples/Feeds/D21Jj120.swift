import GuijiModel

/// 120急救: one dispatch of an ambulance. Events, a JSON array.
struct D21Jj120: FeedProducer {
    let feed = FeedID("D21-jj120")

    private static let unknown = Dirt("patient 无名氏", 0.08)
    private static let months = Dirt("age in months", 0.06)
    private static let mast = Dirt("coordinates of the caller's mast", 0.3)
    private static let origin = Dirt("coordinates 0,0", 0.03)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .ems120 {
            let incident = night.events.incidents[report.incident]
            try out.record(report.number) { record in
                record["ddbh"] = "JJ" + night.compactDate + Digits.pad(report.serial, 4)
                record["hjsj"] = DateText.time(report.at)
                record["hjdh"] = city.people.phone[report.person]
                record.write(incident.address, as: "scene", at: "dz", .short, in: city)
                record["zs"] = report.text
                record["pcsj"] = DateText.time(report.at + 60 + record.chance.below(120))
                record["ddsj"] = DateText.time(report.at + 400 + record.chance.below(900))
                record["cl"] = "苏F120X\(report.serial % 10)"
                point(record, report)
                patient(record, night, city)
                record.person(report.person, as: "caller", isUndecidable: true)
            }
        }
    }

    private func point(_ record: RecordDraft, _ report: Report) {
        var (lon, lat) = (report.lon, report.lat)
        if record.strikes(Self.mast) {
            lon += (record.chance.fraction() - 0.5) * 0.02
            lat += (record.chance.fraction() - 0.5) * 0.02
        }
        let point = Coordinates.gcj02(lon: lon, lat: lat)
        record.point("x", "y", record.strikes(Self.origin) ? (0, 0) : point)
    }

    private func patient(_ record: RecordDraft, _ night: Night, _ city: City) {
        let person = record.chance.below(city.people.count)
        record["hz.xb"] = city.people.sex[person] == 1 ? "男" : "女"
        let age = city.people.age(person, on: night.day)
        record.set("hz.nl", number: age)
        if record.strikes(Self.months) { record["hz.nl"] = "\(record.chance.below(11) + 1)个月" }
        if record.strikes(Self.unknown) {
            record["hz.xm"] = "无名氏"
            record.person(person, as: "patient", isUndecidable: true)
        } else {
            record["hz.xm"] = city.people.name[person]
            // A name, a sex and an age are many people's.
            record.person(person, as: "patient", isUndecidable: true)
        }
    }
}
