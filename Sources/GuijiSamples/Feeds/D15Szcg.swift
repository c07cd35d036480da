import GuijiModel

/// 数字城管案件: one case with its steps. A delta, a JSON list.
struct D15Szcg: FeedProducer {
    let feed = FeedID("D15-szcg")

    private static let followed = Dirt("a later state of the case on the same night", 0.3)
    private static let reissued = Dirt("issued again with a new number after its return", 0.05)
    private static let noEnd = Dirt("end of a step missing", 0.1)
    private static let hours = Dirt("deadline in words", 0.5)
    private static let noTime = Dirt("time of the report missing", 0.004)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .ucm {
            try write(report, "I", night, city, out)
            var own = city.chance(Self.followed.name, report.number)
            if own.happens(Self.followed.rate) { try write(report, "U", night, city, out) }
            own = city.chance(Self.reissued.name, report.number)
            if own.happens(Self.reissued.rate) {
                try write(report, "I", night, city, out, isAgain: true)
            }
        }
    }

    private func write(
        _ report: Report, _ operation: String, _ night: Night, _ city: City, _ out: FeedWriter,
        isAgain: Bool = false
    ) throws {
        try out.record(report.number) { record in
            let incident = night.events.incidents[report.incident]
            let isFollowUp = operation == "U"
            let serial = Digits.pad(report.serial + (isAgain ? 50_000 : 0), 5)
            record["taskNum"] = "CG" + night.compactDate + serial
            record["recType"] = incident.category.hasPrefix("C") ? "部件" : "事件"
            record["eventTypeCode"] = "320614" + incident.category.dropFirst()
            record["source"] = record.chance.pick(["监督员", "监督员", "12319", "视频", "公众"])
            record.write(incident.address, as: "place", at: "address", .new, in: city)
            record.point("coordX", "coordY", (report.lon, report.lat))
            if incident.place >= 0 { record["partCode"] = city.places.code[incident.place] }
            record["desc"] = report.text + (isAgain ? "（退单后重新派发）" : "")
            record["createTime"] = DateText.time(report.at)
            record["updateTime"] = DateText.time(report.at + (isFollowUp ? 7200 : 900))
            record["optype"] = operation
            steps(record, report, isFollowUp)
            if record.strikes(Self.noTime) {
                record.set("createTime", .null)
                record.setAside = .required
            }
        }
    }

    private func steps(_ record: RecordDraft, _ report: Report, _ isFollowUp: Bool) {
        let all = ["采集上报", "受理", "立案", "派遣", "处置", "核查", "结案"]
        let isOpen = record.strikes(Self.noEnd)
        let isWords = record.strikes(Self.hours)
        for (number, act) in all.prefix(isFollowUp ? 7 : 4).enumerated() {
            let begin = report.at + number * 900
            record.item("steps[]") { item in
                item["act"] = act
                item["unit"] = number < 4 ? "数字城管中心" : "市城管局"
                item["begin"] = DateText.time(begin)
                if !(isOpen && number == 2) { item["end"] = DateText.time(begin + 900) }
                if number == 3 {
                    item["deadline"] = isWords ? "4工作时" : DateText.time(begin + 4 * 3600)
                }
                if act == "处置" { item["opinion"] = "已处理" }
            }
        }
    }
}
