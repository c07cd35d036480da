/// The weather of an hour at a station.
package struct Weather: Sendable {
    /// ℃.
    package var temperature: Double
    /// mm in the hour; 0 where it was dry.
    package var rain: Double
    /// m/s.
    package var wind: Double
    /// %.
    package var humidity: Int
    /// m.
    package var visibility: Int
}

extension City {
    /// The weather at a station (its number among the weather stations) in the hour that ends at `moment`. The same
    /// on every call: the season, the hour, the day's front, the station's own chance.
    package func weather(station: Int, at moment: Moment) -> Weather {
        let day = DateText.dayOf(moment)
        let hour = (moment - day * 86_400) / 3600
        var today = Chance(seed: seed, Purpose("front"), day)
        var local = Chance(seed: seed, Purpose("weather"), day * 24_000 + hour * 1000 + station)
        let isWet = today.happens(0.3)
        let month = Int(DateText.month(day).suffix(2)) ?? 1
        let season = [4, 6, 10, 16, 21, 25, 29, 29, 25, 19, 13, 7][month - 1]
        let swing = 4.5 - Double(abs(hour - 14)) * 0.75
        let rain = isWet && local.happens(0.5) ? local.fraction() * local.fraction() * 18 : 0
        return Weather(
            temperature: Double(season) + swing + today.spread() * 3 + local.spread() * 0.4,
            rain: rain,
            wind: 1 + local.fraction() * 6 + (isWet ? 3 : 0),
            humidity: min(100, (isWet ? 82 : 60) + local.below(16)),
            visibility: isWet ? 3000 + local.below(4000) : 9000 + local.below(12_000))
    }
}
