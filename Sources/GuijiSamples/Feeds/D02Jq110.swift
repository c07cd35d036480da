import GuijiModel

/// 110警情: one alarm call. Events; free text with line breaks.
struct D02Jq110: FeedProducer {
    let feed = FeedID("D02-jq110")

    private static let nameless = Dirt("caller without a name", 0.4)
    private static let noPoint = Dirt("coordinates 0, 0", 0.1)
    private static let lineBreak = Dirt("line break in the text", 0.2)
    private static let quote = Dirt("quotes in a text without quotes around it", 0.1)
    private static let noTime = Dirt("time of the call missing", 0.003)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .alarm110 {
            try out.record(report.number) { record in
                let incident = night.events.incidents[report.incident]
                record["JJDBH"] = "JJ" + night.compactDate + Digits.pad(report.serial, 5)
                record["BJSJ"] = DateText.time(report.at)
                let isNameless = record.strikes(Self.nameless)
                record["BJRXM"] =
                    isNameless
                    ? record.chance.pick(["匿名", "路人", "某先生"]) : city.people.name[report.person]
                record.person(report.person, as: "reporter", isUndecidable: isNameless)
                record["BJDH"] = city.people.phone[report.person]
                record.write(incident.address, as: "scene", at: "AFDD", .new, in: city)
                let point = Coordinates.gcj02(lon: report.lon, lat: report.lat)
                let isBlank = record.strikes(Self.noPoint)
                record["ZDDWXZB"] = isBlank ? "0" : Digits.decimal(point.lon, 6)
                record["ZDDWYZB"] = isBlank ? "0" : Digits.decimal(point.lat, 6)
                record["JQLB"] = incident.category
                record["JQXL"] = incident.title
                record["BJNR"] =
                    report.text + (record.strikes(Self.lineBreak) ? "\n请速处理" : "，请速处理")
                if record["BJNR"]?.contains("\n") == false, record.strikes(Self.quote) {
                    record.set("BJNR", .literal("报警人称\"急\"，" + report.text))
                }
                record["CJDW"] = city.streetName(incident.address) + "派出所"
                record["CJJG"] = record.chance.pick(["已到场处置", "调解完毕", "移交相关部门"])
                if record.strikes(Self.noTime) {
                    record["BJSJ"] = ""
                    record.setAside = .required
                }
            }
        }
    }
}
