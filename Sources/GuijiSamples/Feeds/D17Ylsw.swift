import GuijiModel

/// 雨量水位: rain of five minutes and the level of each hour, at one station. Events, JSON Lines.
struct D17Ylsw: FeedProducer {
    let feed = FeedID("D17-ylsw")

    private static let zulu = Dirt("Z behind a local time", 0.002)
    private static let reset = Dirt("cumulative counter back at 0", 0.01)
    private static let badKind = Dirt("kind that the code list lacks", 0.001)
    /// The station whose gauge counts on through the day.
    private static let counter = 7

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let stations = city.places.range(.hydrology)
        for station in stations {
            let place = station - stations.lowerBound
            var total = 0.0
            for minute in stride(from: 5, through: 1440, by: 5) {
                let moment = night.at(0, minute)
                let hour = city.weather(station: place, at: night.at((minute + 59) / 60))
                let rain = hour.rain / 12
                total += rain
                let value = place == Self.counter ? total : rain
                try row(station, place, "P", moment, value, city, out)
                guard minute % 60 == 0 else { continue }
                try row(station, place, "Z", moment, 2.4 + Double(place) * 0.1, city, out)
            }
        }
    }

    private func row(
        _ station: Int, _ place: Int, _ kind: String, _ moment: Moment, _ value: Double,
        _ city: City, _ out: FeedWriter
    ) throws {
        let number = (moment / 300 * 100 + place) * 2 + (kind == "P" ? 0 : 1)
        try out.record(number) { record in
            record["stcd"] = city.places.code[station]
            let isZulu = record.strikes(Self.zulu)
            record["tm"] = DateText.time(moment, separator: "T") + (isZulu ? "Z" : "+08:00")
            record.key = [city.places.code[station], DateText.time(moment), kind]
                .joined(separator: "|")
            record["kind"] = kind
            if kind == "P" {
                let isReset = place == Self.counter && record.strikes(Self.reset)
                record.set("v", number: isReset ? 0 : value, places: 1)
            } else {
                record.set("v", number: value + record.chance.fraction() * 0.3, places: 2)
                record.set("wrz", number: 3.2, places: 2)
                record.set("grz", number: 3.8, places: 2)
            }
            if record.strikes(Self.badKind) {
                record["kind"] = "样"
                record.setAside = .codeUnknown
            }
        }
    }
}
