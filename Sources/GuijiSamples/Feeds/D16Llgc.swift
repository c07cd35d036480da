import GuijiModel

/// 道路流量观测: one site, hour and direction. Events, XML with units in attributes.
struct D16Llgc: FeedProducer {
    let feed = FeedID("D16-llgc")

    private static let drift = Dirt("clock some minutes fast", 0.01)
    private static let again = Dirt("hour reported twice", 0.01)
    private static let negative = Dirt("negative count", 0.01)
    private static let badDirection = Dirt("direction that the code list lacks", 0.004)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for hour in 0..<24 {
            for site in city.places.range(.traffic) {
                for direction in 0..<2 {
                    let number = (night.at(hour) / 3600 * 100 + site) * 2 + direction
                    try row(site, hour, direction, number, night, city, out)
                    var own = city.chance(Self.again.name, number)
                    guard own.happens(Self.again.rate) else { continue }
                    try row(site, hour, direction, number, night, city, out)
                }
            }
        }
    }

    private func row(
        _ site: Int, _ hour: Int, _ direction: Int, _ number: Int, _ night: Night, _ city: City,
        _ out: FeedWriter
    ) throws {
        try out.record(number) { record in
            record["@zd"] = city.places.code[site]
            let minutes = record.strikes(Self.drift) ? 2 + record.chance.below(7) : 0
            record["@sj"] = DateText.time(night.at(hour, minutes))
            record["@fx"] = direction == 0 ? "上行" : "下行"
            let isBusy = (7...9).contains(hour) || (16...18).contains(hour)
            let flow = (isBusy ? 620 : hour < 6 ? 40 : 310) + record.chance.below(120)
            record["ll"] = String(record.strikes(Self.negative) ? -flow : flow)
            record["ll/@dw"] = "辆"
            record["sd"] = Digits.decimal((isBusy ? 32 : 48) + record.chance.spread() * 4, 1)
            record["sd/@dw"] = "km/h"
            record["zt"] = "正常"
            if record.strikes(Self.badDirection) {
                record["@fx"] = "样例向"
                record.setAside = .codeUnknown
            }
        }
    }
}
