import GuijiModel

/// 热线工单: one order of the 12345 hotline. A delta, a JSON list with its total.
struct D32Gd: FeedProducer {
    let feed = FeedID("D32-gd")

    private static let nameless = Dirt("caller without a name", 0.7)
    private static let zulu = Dirt("time in UTC", 0.02)
    private static let hint = Dirt("words of direction in the address", 0.15)
    private static let switchboard = Dirt("number of the office switchboard", 0.03)
    private static let noTime = Dirt("time of the call missing", 0.005)
    private static let duplicate = Dirt("declared a duplicate", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .hotline {
            try out.record(report.number) { record in
                let incident = night.events.incidents[report.incident]
                fill(record, report, incident, night, city)
                if record.strikes(Self.noTime) {
                    record.set("callTime", .null)
                    record.setAside = .required
                }
            }
        }
    }

    private func fill(
        _ record: RecordDraft, _ report: Report, _ incident: Incident, _ night: Night, _ city: City
    ) {
        let person = report.person
        record["orderNo"] = "RX" + night.compactDate + Digits.pad(report.serial, 5)
        record["callTime"] =
            record.strikes(Self.zulu)
            ? DateText.time(report.at - 8 * 3600, separator: "T") + "+0000"
            : DateText.time(report.at)
        let isNameless = record.strikes(Self.nameless)
        record["caller"] =
            isNameless ? record.chance.pick(["市民", "先生", "女士"]) : city.people.name[person]
        let isSwitchboard = record.strikes(Self.switchboard)
        record["phone"] = isSwitchboard ? "0513-80000001" : city.people.phone[person]
        record["sex"] = city.people.sex[person] == 1 ? "男" : "女"
        record["appealType"] =
            incident.category == "X72" ? "咨询" : record.chance.pick(["投诉", "求助", "建议"])
        record["cat1"] = "城市管理"
        record["cat2"] = incident.category
        record["cat3"] = incident.title
        record["content"] =
            "反映\(city.shortStyle(incident.address))\(report.text)\n请联系\(city.people.phone[person])"
        record.write(incident.address, as: "place", at: "addr", .new, in: city)
        record["addr"] =
            (record["addr"] ?? "")
            + (record.strikes(Self.hint) ? record.chance.pick(["（靠北）", "门口", "对面"]) : "")
        let point = Coordinates.gcj02(lon: report.lon, lat: report.lat)
        record.set("lng", number: point.lon, places: 6)
        record.set("lat", number: point.lat, places: 6)
        record["mainOrg"] = "市城管局"
        record.set("secret", .literal(record.chance.happens(0.1) ? "true" : "false"))
        record["visit.solved"] = record.chance.pick(["是", "否"])
        if record.chance.happens(0.3) {
            record["visit.satisfied"] = record.chance.pick(["满意", "不满意"])
        }
        if record.strikes(Self.duplicate), report.serial > 1 {
            record["dupOf"] = "RX" + night.compactDate + Digits.pad(report.serial - 1, 5)
        }
        record["lastUpdate"] = DateText.time(night.at(23, 40))
        record["state"] = "NEW"
        record.person(person, as: "caller", isUndecidable: isNameless || isSwitchboard)
        flow(record, report)
    }

    private func flow(_ record: RecordDraft, _ report: Report) {
        record.item("flow[]") { item in
            item["node"] = "受理"
            item["org"] = "热线中心"
            item["time"] = DateText.time(report.at + 300)
        }
        record.item("flow[]") { item in
            item["node"] = "派单"
            item["org"] = "市城管局"
            item["time"] = DateText.time(report.at + 1500, separator: "T") + "+08:00"
            item["remark"] = "请及时处置"
        }
    }
}
