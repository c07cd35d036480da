import GuijiModel

/// 婚姻登记: one registration of a marriage or divorce, or a reprint. Events.
struct D07Hydj: FeedProducer {
    let feed = FeedID("D07-hydj")

    private static let wide = Dirt("number in full-width digits", 0.01)
    private static let noKind = Dirt("kind of registration missing", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let marriages = city.marriages
        let entries = night.isFirst ? marriages.indices : night.events.marriages
        for entry in entries where marriages.day[entry] <= night.day {
            try out.record(entry) { record in
                record["登记证字号"] = marriages.certificate(entry)
                record["业务类别"] = marriages.kind[entry].rawValue
                let before = status(before: marriages.kind[entry])
                record["男方婚姻状况前"] = before
                record["女方婚姻状况前"] = before
                side("男方", marriages.husband[entry], "spouse_a", 0, record, city)
                side("女方", marriages.wife[entry], "spouse_b", 1, record, city)
                record["登记日期"] = Messy.date(marriages.day[entry], &record.chance)
                record["登记机关"] =
                    marriages.day[entry] < DateText.day(2020, 7, 28) ? "海门市民政局" : "南通市海门区民政局"
                if record.strikes(Self.noKind) {
                    record["业务类别"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    private func status(before kind: Marriages.Kind) -> String {
        switch kind {
        case .marriage: "未婚"
        case .remarriage: "离婚"
        case .divorce, .reissue, .annulment: "已婚"
        }
    }

    private func side(
        _ who: String, _ person: Int, _ role: String, _ number: Int, _ record: RecordDraft,
        _ city: City
    ) {
        let name = record.name(of: person, in: city, item: number)
        let document = city.documentNumber(person)
        record[who + "姓名"] = name.text
        record[who + "证件号"] = record.strikes(Self.wide) ? Messy.fullWidth(document) : document
        record.person(person, as: role, name.traps)
    }
}
