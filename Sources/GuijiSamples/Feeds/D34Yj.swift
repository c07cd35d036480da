import GuijiModel

/// 预警信号: one issue, change or lift of a warning signal. Events, rows under column names.
struct D34Yj: FeedProducer {
    let feed = FeedID("D34-yj")

    private static let noIssue = Dirt("lift without issue", 0.15)
    private static let everywhere = Dirt("area 全市", 0.4)
    private static let kinds = ["大雾", "大风", "暴雨", "雷电", "寒潮", "道路结冰"]
    private static let levels = ["蓝", "黄", "橙", "红"]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for number in 0..<3 {
            var isLiftOnly = false
            try out.record(night.day * 100 + number) { record in
                isLiftOnly = record.strikes(Self.noIssue)
                row(record, number, isLiftOnly ? "解除" : "发布", 6 + number, night, city)
            }
            guard !isLiftOnly else { continue }
            try out.record(night.day * 100 + number) { record in
                row(record, number, number == 0 ? "变更" : "解除", 15 + number, night, city)
            }
        }
    }

    private func row(
        _ record: RecordDraft, _ number: Int, _ action: String, _ hour: Int, _ night: Night,
        _ city: City
    ) {
        let kind = record.chance.pick(Self.kinds)
        let level = record.chance.below(3)
        record["id"] = "YJ" + night.compactDate + Digits.pad(number * 24 + hour, 3)
        record["type"] = kind
        // A change raises the level by one.
        record["level"] = Self.levels[action == "变更" ? level + 1 : level]
        record["action"] = action
        record["time"] = DateText.time(night.at(hour, 20))
        let streets = (0..<3).map { Vocabulary.streets[(number * 3 + $0) % 12].name }
        record["area"] =
            record.strikes(Self.everywhere) ? "全市" : streets.joined(separator: ",")
        record["text"] = "海门气象台\(action)\(kind)\(Self.levels[level])色预警信号"
    }
}
