import GuijiModel

/// 空气质量小时值: one station and hour, all pollutants. Events, JSON Lines.
struct D13Kqzl: FeedProducer {
    let feed = FeedID("D13-kqzl")

    private static let minus = Dirt("-99 for a missing value", 0.015)
    private static let dash = Dirt("a dash for a missing value", 0.01)
    private static let zero = Dirt("0 for a missing value", 0.01)
    private static let midnight = Dirt("midnight written as 24:00", 0.5)
    private static let corrected = Dirt("a value of the outage corrected", 0.5)
    private static let noStation = Dirt("station missing", 0.004)
    /// The station whose carbon monoxide is in micrograms.
    private static let micrograms = 3

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let stations = city.places.range(.air)
        if !night.isFirst, let station = stations.first {
            // After an outage the last hours of the day before come again.
            for hour in -4 ... -2 { try row(station, night.at(hour), true, city, out) }
        }
        for hour in 1...24 {
            for station in stations { try row(station, night.at(hour), false, city, out) }
        }
    }

    private func row(
        _ station: Int, _ moment: Moment, _ isAgain: Bool, _ city: City, _ out: FeedWriter
    ) throws {
        let place = station - city.places.range(.air).lowerBound
        try out.record(moment / 3600 * 100 + place) { record in
            record["stcode"] = city.places.code[station]
            record["time"] = time(record, moment)
            record.key = city.places.code[station] + "|" + DateText.time(moment)
            let weather = city.weather(station: place, at: moment)
            let washed = weather.rain > 0 ? 0.5 : 1
            let fine = (18 + record.chance.fraction() * 40) * washed
            let isCorrected = isAgain && record.strikes(Self.corrected)
            record.set("pm25", number: Int(fine) + (isCorrected ? 3 : 0))
            record.set("pm10", number: Int(fine * 1.6) + record.chance.below(8))
            record.set("so2", number: 5 + record.chance.below(9))
            record.set("no2", number: 14 + record.chance.below(30))
            record.set("o3", number: 30 + record.chance.below(70))
            let carbon = 0.4 + record.chance.fraction() * 0.7
            if place == Self.micrograms {
                record.set("co", number: Int(carbon * 1000))
            } else {
                record.set("co", number: carbon, places: 1)
            }
            record.set("aqi", number: Int(fine * 1.3))
            record["flag"] = isCorrected ? "更正" : "正常"
            missing(record)
            if record.strikes(Self.noStation) {
                record.set("stcode", .null)
                record.setAside = .required
            }
        }
    }

    private func time(_ record: RecordDraft, _ moment: Moment) -> String {
        let text = DateText.time(moment)
        guard text.hasSuffix("00:00:00"), record.strikes(Self.midnight) else { return text }
        return DateText.iso(DateText.dayOf(moment) - 1) + " 24:00:00"
    }

    private func missing(_ record: RecordDraft) {
        let (isMinus, isDash) = (record.strikes(Self.minus), record.strikes(Self.dash))
        let isZero = record.strikes(Self.zero)
        if isMinus { record.set("pm25", number: -99) }
        if isDash { record["o3"] = "—" }
        if isZero { record.set("so2", number: 0) }
        if isMinus || isDash || isZero { record["flag"] = "缺测" }
    }
}
