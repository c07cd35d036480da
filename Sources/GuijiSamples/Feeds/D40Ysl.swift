import GuijiModel

/// 日用水量与报修: one reading of one account, or one ticket. Events, two shapes in one file.
struct D40Ysl: FeedProducer {
    let feed = FeedID("D40-ysl")

    private static let offline = Dirt("meter offline", 0.01)
    private static let nullWord = Dirt("a word for nothing", 0.005)
    private static let wide = Dirt("usage in full-width digits", 0.005)
    private static let newline = Dirt("line end in a text", 0.1)
    private static let strayQuote = Dirt("quote in a field without quotes", 0.1)
    private static let noNumber = Dirt("ticket without number", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for account in city.accounts.range(.water) {
            try out.record(account * 100_000 + night.day) { record in
                record["类型"] = "抄表"
                record["编号"] = "R" + night.compactDate + Digits.pad(account, 7)
                record["户号"] = city.accounts.number[account]
                record["日期"] = DateText.slashes(night.day)
                let usage = Digits.decimal(city.usage(of: account, on: night.day), 2)
                record["用量"] = record.strikes(Self.wide) ? Messy.fullWidth(usage) : usage
                if record.strikes(Self.nullWord) { record["用量"] = "NULL" }
                if record.strikes(Self.offline) { record["用量"] = "离线" }
            }
        }
        try out.line()
        for report in night.events.reports where report.channel == .water {
            try out.record(report.number) { record in ticket(record, report, night, city) }
        }
    }

    private func ticket(_ record: RecordDraft, _ report: Report, _ night: Night, _ city: City) {
        let incident = night.events.incidents[report.incident]
        record["类型"] = "报修"
        record["编号"] = "B" + night.compactDate + Digits.pad(report.serial, 4)
        record["报修内容"] = report.text
        if record.strikes(Self.newline) {
            record["报修内容"] = "井盖旁\n" + report.text
        } else if record.strikes(Self.strayQuote) {
            record.set("报修内容", .literal("阀门\"坏\"，\(report.text)"))
        }
        record.write(incident.address, as: "repair", at: "报修地址", .short, in: city)
        record["报修时间"] = DateText.time(report.at)
        record["电话"] = city.people.phone[report.person]
        record.person(report.person, as: "reporter", isUndecidable: true)
        if record.strikes(Self.noNumber) {
            record["编号"] = ""
            record.setAside = .required
        }
    }
}
