import GuijiModel

/// 网格事件: one event that a grid inspector reported. JSON Lines, a delta.
struct D01Wgsj: FeedProducer {
    let feed = FeedID("D01-wgsj")

    private static let noSystem = Dirt("name of the coordinate system missing", 0.06)
    private static let wrongSystem = Dirt("GCJ-02 called BD-09", 0.04)
    private static let swapped = Dirt("longitude and latitude exchanged", 0.02)
    private static let oldGrid = Dirt("grid with the city's old code", 0.1)
    private static let halfLine = Dirt("half a line at the end of the file", 0.2)
    private static let noNumber = Dirt("event without a number", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let reports = night.events.reports.filter { $0.channel == .grid }
        for (number, report) in reports.enumerated() {
            try out.record(report.number) { record in
                let incident = night.events.incidents[report.incident]
                record["sjbh"] = "WG" + night.compactDate + Digits.pad(report.serial, 4)
                record["sjlb"] = incident.category
                record["sjms"] = report.text
                record["fssj"] = DateText.time(incident.at)
                record["sbsj"] = DateText.time(report.at)
                record.write(incident.address, as: "scene", at: "sfdz", .new, in: city)
                place(record, report)
                inspector(record, incident, city)
                record["sszt"] = "已上报"
                record["czlx"] = "I"
                record.set("gxsj", number: DateText.epoch(report.at) * 1000)
                if record.chance.happens(0.3) {
                    record.item("dsr[]") { item in
                        item["xm"] = city.people.name[report.person]
                        item["zjh"] = city.documentNumber(report.person)
                    }
                    record.person(report.person, as: "party", item: 0)
                }
                if record.chance.happens(0.5) { record.item("fj[]") { $0["wj"] = "照片1.jpg" } }
                if record.strikes(Self.noNumber) {
                    record["sjbh"] = ""
                    record.setAside = .required
                }
                if number == reports.count - 1, !night.isFirst, record.strikes(Self.halfLine) {
                    record.cut = 0.55
                    record.endsFile = true
                    record.setAside = .recordMalformed
                }
            }
        }
    }

    private func place(_ record: RecordDraft, _ report: Report) {
        let isBaidu = record.chance.happens(0.3)
        let point =
            isBaidu
            ? Coordinates.bd09(lon: report.lon, lat: report.lat)
            : Coordinates.gcj02(lon: report.lon, lat: report.lat)
        let isSwapped = record.strikes(Self.swapped)
        record.set("gps.x", number: isSwapped ? point.lat : point.lon, places: 6)
        record.set("gps.y", number: isSwapped ? point.lon : point.lat, places: 6)
        record["gps.crs"] = isBaidu || record.strikes(Self.wrongSystem) ? "bd09" : "gcj02"
        if record.strikes(Self.noSystem) { record["gps.crs"] = nil }
    }

    private func inspector(_ record: RecordDraft, _ incident: Incident, _ city: City) {
        let number = city.grid(of: incident.address)
        guard number >= 0 else { return }
        let grid = city.grids[number]
        record["sbr"] = city.people.name[grid.inspector]
        record["sbrdh"] = city.people.phone[grid.inspector]
        record["wgbm"] =
            record.strikes(Self.oldGrid) ? "320684" + grid.code.dropFirst(6) : grid.code
        record.person(grid.inspector, as: "reporter")
    }
}
