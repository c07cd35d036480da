import GuijiModel

/// 日用电量: one account and day. Events, JSON Lines.
struct D39Ydl: FeedProducer {
    let feed = FeedID("D39-ydl")

    private static let changed = Dirt("meter changed: the reading drops", 0.001)
    private static let outage = Dirt("power cut", 0.003)
    private static let silent = Dirt("day that comes the night after", 0.005)
    private static let noDay = Dirt("day missing", 0.0008)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let accounts = city.accounts.range(.power)
        if !night.isFirst {
            for account in accounts where isSilent(account, night.day - 1, city) {
                try row(account, night.day - 1, city, out)
            }
        }
        for account in accounts where !isSilent(account, night.day, city) {
            try row(account, night.day, city, out)
        }
    }

    private func isSilent(_ account: Int, _ day: Day, _ city: City) -> Bool {
        var chance = city.chance(Self.silent.name, account &* 100_000 &+ day)
        return chance.happens(Self.silent.rate)
    }

    private func row(_ account: Int, _ day: Day, _ city: City, _ out: FeedWriter) throws {
        try out.record(account * 100_000 + day) { record in
            record["yhbh"] = city.accounts.number[account]
            record["rq"] = DateText.iso(day)
            record.set("dl", number: city.usage(of: account, on: day), places: 2)
            let reading = city.reading(of: account, on: day)
            record.set("bs", number: record.strikes(Self.changed) ? 1.2 : reading, places: 2)
            record.set("td", .literal(record.strikes(Self.outage) ? "true" : "false"))
            if record.strikes(Self.noDay) {
                record.set("rq", .null)
                record.setAside = .required
            }
        }
    }
}
