import GuijiModel

/// 燃气报修与报警: one ticket or one alarm of a detector. Events, in a service's envelope with a status code.
struct D41Rqgd: FeedProducer {
    let feed = FeedID("D41-rqgd")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesNulls = true
        return layout
    }

    private static let burst = Dirt("alarm within a burst", 1)
    private static let zero = Dirt("coordinates 0,0", 0.02)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .gas {
            try out.record(report.number) { record in
                let incident = night.events.incidents[report.incident]
                record["ticket"] = "RQ" + night.compactDate + Digits.pad(report.serial, 4)
                record["kind"] =
                    incident.category == "E0403" ? "泄漏" : record.chance.pick(["停气", "报修"])
                record.set("at", number: DateText.epoch(report.at))
                record["tel"] = city.people.phone[report.person]
                record["text"] = report.text
                if record.chance.happens(0.7) {
                    record.set("done", number: DateText.epoch(report.at) + 5400)
                }
                place(record, incident.address, city)
                record.person(report.person, as: "caller", isUndecidable: true)
            }
        }
        // One detector of the night rings twenty times within a minute.
        let accounts = city.accounts.range(.gas)
        guard !accounts.isEmpty else { return }
        var chance = city.chance("detector", night.day)
        let account = accounts.lowerBound + chance.below(accounts.count)
        let start = night.at(18, chance.below(60))
        for number in 0..<20 {
            try out.record(night.day * 100 + number) { record in
                _ = record.strikes(Self.burst)
                record["ticket"] = "BJ" + night.compactDate + Digits.pad(number + 1, 4)
                record["kind"] = "报警器"
                record.set("at", number: DateText.epoch(start + number * 3) * 1000 + 250)
                record["text"] = "可燃气体报警"
                place(record, city.accounts.address[account], city)
            }
        }
    }

    private func place(_ record: RecordDraft, _ address: Int, _ city: City) {
        record.write(address, as: "place", at: "address", .short, in: city)
        let point = Coordinates.gcj02(
            lon: city.addresses.lon[address], lat: city.addresses.lat[address])
        record.point("lng", "lat", record.strikes(Self.zero) ? (0, 0) : point)
    }
}
