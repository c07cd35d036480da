import GuijiModel

/// 水质自动站: one section, time and parameter. Events, JSON Lines.
struct D13Sszl: FeedProducer {
    let feed = FeedID("D13-sszl")

    private static let below = Dirt("below the limit of detection: <0.025", 0.03)
    private static let limit = Dirt("below the limit of detection: 0.025L", 0.03)
    private static let notFound = Dirt("below the limit of detection in words", 0.02)
    private static let micrograms = Dirt("ammonia in micrograms", 0.01)
    private static let badMetric = Dirt("parameter that the code list lacks", 0.004)
    private static let metrics: [(String, Double, Double, Int)] = [
        ("NH3N", 0.2, 0.9, 3), ("TP", 0.06, 0.2, 3), ("CODMn", 2, 5, 1), ("DO", 4.5, 5, 2),
        ("TURB", 8, 40, 1), ("TEMP", 9, 8, 1),
    ]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let sections = city.places.range(.water)
        for hour in stride(from: 0, to: 24, by: 4) {
            for section in sections {
                for metric in Self.metrics.indices {
                    try row(section, metric, night.at(hour), city, out)
                }
            }
        }
    }

    private func row(
        _ section: Int, _ metric: Int, _ moment: Moment, _ city: City, _ out: FeedWriter
    ) throws {
        let place = section - city.places.range(.water).lowerBound
        try out.record((moment / 3600 * 100 + place) * 10 + metric) { record in
            let (name, least, span, digits) = Self.metrics[metric]
            record["id"] = city.places.code[section]
            record["sj"] = DateText.time(moment)
            record["yz"] = name
            let value = least + record.chance.fraction() * span
            record.set("jcz", number: value, places: digits)
            record["bz"] = record.chance.pick(["Ⅲ", "Ⅲ类", "III"])
            record["zt"] = "正常"
            if name == "NH3N" { trace(record, value) }
            if record.strikes(Self.badMetric) {
                record["yz"] = "样例指标"
                record.setAside = .codeUnknown
            }
        }
    }

    private func trace(_ record: RecordDraft, _ value: Double) {
        if record.strikes(Self.micrograms) {
            record.set("jcz", number: value * 1000, places: 0)
            record["zt"] = "可疑"
            return
        }
        let texts = [(Self.below, "<0.025"), (Self.limit, "0.025L"), (Self.notFound, "未检出")]
        for (dirt, text) in texts where record.strikes(dirt) {
            record["jcz"] = text
            record["zt"] = "未检出"
        }
    }
}
