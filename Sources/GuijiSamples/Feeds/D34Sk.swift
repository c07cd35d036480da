import GuijiModel

/// 自动站实况: one station and hour, in UTC. Events, rows under column names.
struct D34Sk: FeedProducer {
    let feed = FeedID("D34-sk")

    private static let missing = Dirt("999999 for a missing temperature", 0.02)
    private static let trace = Dirt("999990 for a trace of rain", 0.05)
    private static let noRain = Dirt("999999 for missing rain", 0.05)
    private static let noStation = Dirt("station missing", 0.003)
    private static let corrected = Dirt("last night's value corrected", 0.004)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let stations = city.places.range(.weather)
        for hour in 1...24 {
            for station in stations {
                try row(station, night.at(hour), night, city, out)
            }
        }
        guard !night.isFirst else { return }
        // The last hour of the night before comes again, some of it corrected.
        for station in stations { try row(station, night.at(0), night, city, out) }
    }

    private func row(
        _ station: Int, _ moment: Moment, _ night: Night, _ city: City, _ out: FeedWriter
    ) throws {
        let first = city.places.range(.weather).lowerBound
        let weather = city.weather(station: station - first, at: moment)
        try out.record(moment / 3600 * 100 + station - first) { record in
            record["Station_Id"] = city.places.code[station]
            record["Datetime"] = DateText.time(moment - 8 * 3600)
            let isAgain = moment == night.at(0)
            let change = isAgain && record.strikes(Self.corrected) ? 0.6 : 0
            record.set("TEM", number: weather.temperature + change, places: 1)
            if record.strikes(Self.missing) { record.set("TEM", number: 999_999) }
            record.set("PRE_1h", number: weather.rain, places: 1)
            if record.strikes(Self.noRain) { record.set("PRE_1h", number: 999_999) }
            if record.strikes(Self.trace) { record.set("PRE_1h", number: 999_990) }
            record.set("WIN_S_Max", number: weather.wind, places: 1)
            record.set("RHU", number: weather.humidity)
            record.set("VIS", number: weather.visibility)
            if record.strikes(Self.noStation) {
                record.set("Station_Id", .null)
                record.setAside = .required
            }
        }
    }
}
