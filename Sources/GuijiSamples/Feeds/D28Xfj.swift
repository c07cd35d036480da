import GuijiModel

/// 信访件: one petition. Events, CSV in GB18030.
struct D28Xfj: FeedProducer {
    let feed = FeedID("D28-xfj")

    private static let joint = Dirt("several petitioners in one cell", 0.2)
    private static let confidential = Dirt("confidential: nobody named", 0.1)
    private static let tab = Dirt("tab in a text", 0.08)
    private static let newline = Dirt("line end in a text", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for report in night.events.reports where report.channel == .petition {
            let incident = night.events.incidents[report.incident]
            try out.record(report.number) { record in
                record["信访件编号"] = "XF" + night.compactDate + Digits.pad(report.serial, 4)
                record["人数"] = "1"
                petitioner(record, report.person, city)
                record["信访形式"] = record.chance.pick(["来信", "来访", "网上信访", "来电"])
                record["问题属地"] = city.streetName(incident.address)
                record["内容"] =
                    record.strikes(Self.newline) ? "反映问题：\n" + report.text : report.text
                if record.strikes(Self.tab) {
                    record["内容"] = "反映\t" + report.text
                }
                record["登记日期"] = DateText.dots(night.day)
                record["责任单位"] = incident.category == "X41" ? "市人社局" : "市住建局"
                record["办理状态"] = record.chance.pick(["已受理", "办理中", "已办结"])
            }
        }
    }

    private func petitioner(_ record: RecordDraft, _ person: Int, _ city: City) {
        if record.strikes(Self.confidential) {
            record["信访人"] = record.chance.pick(["", "保密"])
            record.person(person, as: "petitioner", isUndecidable: true)
            return
        }
        var name = city.people.name[person]
        var traps: [Trap] = []
        if record.strikes(Self.joint) {
            let others = (0..<1 + record.chance.below(3)).map { _ in
                city.people.name[record.chance.below(city.people.count)]
            }
            name = ([name] + others).joined(separator: "、")
            record["人数"] = String(others.count + 1)
            traps = [.severalInCell]
        }
        record["信访人"] = name
        record["身份证号"] = city.documentNumber(person)
        record["电话"] = city.people.phone[person]
        record.person(person, as: "petitioner", traps)
    }
}
