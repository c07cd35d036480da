import GuijiModel

/// 12315投诉举报: one complaint of a consumer. Events, XML elements.
struct D24Ts12315: FeedProducer {
    let feed = FeedID("D24-ts12315")

    private static let sign = Dirt("shop by its sign, without code", 0.4)
    private static let outside = Dirt("platform seller outside the city", 0.06)
    private static let nameless = Dirt("complainant without a name", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .consumer12315 {
            let incident = night.events.incidents[report.incident]
            try out.record(report.number) { record in
                record["djbh"] = "TS" + night.compactDate + Digits.pad(report.serial, 4)
                record["lx"] = record.chance.pick(["投诉", "投诉", "举报"])
                let isNameless = record.strikes(Self.nameless)
                record["tsr/xm"] = isNameless ? "匿名" : city.people.name[report.person]
                record["tsr/sj"] = city.people.phone[report.person]
                record["nr"] = report.text
                record["djsj"] = DateText.time(report.at, separator: "T")
                record["bjzt"] = record.chance.pick(["已受理", "已办结"])
                record.person(report.person, as: "complainant", isUndecidable: isNameless)
                respondent(record, incident, city)
            }
        }
    }

    private func respondent(_ record: RecordDraft, _ incident: Incident, _ city: City) {
        let firm = incident.organization
        record["bts/uniscid"] = ""
        if firm < 0 || record.strikes(Self.outside) {
            record["bts/mc"] = "样例优品旗舰店（外地平台）"
            record.organization(Outside.platform, as: "respondent")
            return
        }
        if record.strikes(Self.sign) || city.organizations.name[firm].isEmpty {
            record["bts/mc"] = city.organizations.sign[firm]
        } else {
            record["bts/mc"] = city.organizations.name[firm]
            record["bts/uniscid"] = city.organizations.creditCode[firm]
        }
        record.write(incident.address, as: "place", at: "dd", .short, in: city)
        // The door stands beside the sign, so the two together tell.
        let isSign = record["bts/uniscid"] == ""
        record.organization(firm, as: "respondent", isSign ? [.signName] : [])
    }
}
