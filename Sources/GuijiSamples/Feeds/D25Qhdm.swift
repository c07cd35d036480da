import GuijiModel

/// 统计用区划代码: one division. A snapshot that hardly changes, CSV.
struct D25Qhdm: FeedProducer {
    let feed = FeedID("D25-qhdm")

    private static let trimmed = Dirt("the last zeros of the code missing", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let above = [
            ("320000000000", "江苏省", ""), ("320600000000", "南通市", ""),
            ("320614000000", "海门区", "320684000000|320625000000"),
        ]
        for (number, (code, name, old)) in above.enumerated() {
            try out.record(number) { record in
                fill(record, code, name, old)
                record["启用"] = number < 2 ? "1900-01-01" : "2020-07-28"
            }
        }
        for (number, street) in Vocabulary.streets.enumerated() {
            try out.record(1000 + number) { record in
                let isTrimmed = record.strikes(Self.trimmed)
                let code = String(street.code) + (isTrimmed ? "" : "000")
                fill(record, code, street.name, "320684" + String(street.code).suffix(3) + "000")
                record["启用"] = "2020-07-28"
            }
        }
        for (number, place) in city.communities.enumerated() {
            try out.record(10_000 + number) { record in
                let code = String(place.code)
                fill(record, code, place.name, "320684" + code.dropFirst(6))
                record["城乡分类"] = code.dropFirst(9).hasPrefix("2") ? "220" : "111"
                record["启用"] = "2020-07-28"
            }
        }
    }

    private func fill(_ record: RecordDraft, _ code: String, _ name: String, _ old: String) {
        record["代码"] = code
        record["名称"] = name
        record["旧代码"] = old
        record["停用"] = "9999-12-31"
    }
}
