import GuijiModel

/// 镇街统计指标: one street and period, wide. A snapshot that hardly changes, CSV with units in the header.
struct D25Jdzb: FeedProducer {
    let feed = FeedID("D25-jdzb")

    private static let missing = Dirt("… for a figure that is not there", 0.08)
    private static let dash = Dirt("— for a figure that does not apply", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for (number, street) in Vocabulary.streets.enumerated() {
            for (turn, period) in ["2019", "2020Q1", "2020Q2", "2020Q3"].enumerated() {
                try out.record(number * 10 + turn) { record in
                    record["镇街"] = street.name
                    record["期"] = period
                    let people = Double(street.weight) * (0.95 + record.chance.fraction() / 10)
                    let isEstate = street.code % 1000 >= 400
                    record["常住人口（万人）"] = Digits.decimal(people, 2)
                    record["户籍人口（万人）"] =
                        isEstate && record.strikes(Self.dash)
                        ? "—" : Digits.decimal(people * 0.97, 2)
                    record["面积（平方公里）"] = Digits.decimal(30 + Double(number) * 7.4, 2)
                    record["一般公共预算收入（亿元）"] =
                        record.strikes(Self.missing) ? "…" : Digits.decimal(people * 0.71, 2)
                    record["市政道路长度（公里）"] = Digits.decimal(people * 11.3, 1)
                    record["绿地面积（公顷）"] = Digits.decimal(people * 6.2, 2)
                }
            }
        }
    }
}
