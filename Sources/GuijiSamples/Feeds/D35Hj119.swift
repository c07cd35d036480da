import GuijiModel

/// 119接处警: one fire or rescue with the units sent out. Events, XML with attributes and a prefix.
struct D35Hj119: FeedProducer {
    let feed = FeedID("D35-hj119")

    private static let noReturn = Dirt("time of return missing", 0.4)
    private static let linked = Dirt("a second number for the same fire", 0.2)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .fire119 {
            let number = "HJ" + night.compactDate + Digits.pad(report.serial, 4)
            var isLinked = false
            try out.record(report.number) { record in
                fill(record, number, report, night, city)
                record["@gljqbh"] = ""
                isLinked = record.strikes(Self.linked)
            }
            guard isLinked else { continue }
            try out.record(report.number) { record in
                fill(record, number + "F", report, night, city)
                record["@gljqbh"] = number
            }
        }
    }

    private func fill(
        _ record: RecordDraft, _ number: String, _ report: Report, _ night: Night, _ city: City
    ) {
        let incident = night.events.incidents[report.incident]
        record["@jqbh"] = number
        record["@sj"] = DateText.time(report.at, separator: "T")
        record.write(incident.address, as: "scene", at: "fd:dz", .new, in: city)
        record.point("fd:zb/@x", "fd:zb/@y", (report.lon, report.lat))
        record["fd:lb"] = incident.category == "X33" ? "火灾扑救" : "抢险救援"
        record.set("fd:nr", .cdata(report.text))
        record.set("fd:ss/@sw", number: 0)
        record.set("fd:ss/@ss", number: record.chance.happens(0.1) ? 1 : 0)
        for unit in 0..<1 + record.chance.below(2) {
            let isBack = !record.strikes(Self.noReturn, item: unit)
            record.item("fd:cd") { item in
                item["@dwdm"] = "XF" + Digits.pad(unit + 1, 3)
                item["@cdsj"] = DateText.time(report.at + 60 + unit * 30)
                item["@ddsj"] = DateText.time(report.at + 500 + unit * 90)
                if isBack { item["@gdsj"] = DateText.time(report.at + 5400) }
            }
        }
    }
}
