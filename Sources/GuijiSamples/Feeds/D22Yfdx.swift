import GuijiModel

/// 优抚对象: one entitled veteran or relative. A snapshot, CSV in UTF-8 with BOM.
struct D22Yfdx: FeedProducer {
    let feed = FeedID("D22-yfdx")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.writesByteOrderMark = true
        return layout
    }

    private static let shortNumber = Dirt("15-digit number of an old person", 0.4)
    private static let minguo = Dirt("birth by the years of the Republic", 0.3)
    private static let lunar = Dirt("birth by the lunar calendar", 0.1)
    private static let remains = Dirt("deceased not removed", 0.5)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let people = city.people
        for person in people.indices
        where people.traits[person].contains(.veteran) && !people.idNumber[person].isEmpty {
            let isDead = people.death[person] <= night.day
            // Whether the dead are struck off is the office's affair, and stays so.
            var lag = city.chance(Self.remains.name, person)
            if isDead, !lag.happens(Self.remains.rate) { continue }
            try out.record(person) { record in
                record["优抚编号"] = "YF320684" + Digits.pad(person + 1, 7)
                record["姓名"] = people.name[person]
                var traps: [Trap] = []
                record["身份证号"] = people.idNumber[person]
                if let short = city.shortNumber(person), record.strikes(Self.shortNumber) {
                    record["身份证号"] = short
                    traps = [.shortNumber]
                }
                record["性别"] = people.sex[person] == 1 ? "男" : "女"
                record["出生日期"] = birth(record, people.birth[person])
                record["对象类别"] = record.chance.pick(["参战退役人员", "带病回乡退伍军人", "残疾军人", "烈属"])
                record["月标准"] = "\(600 + record.chance.below(30) * 50).00"
                record.write(people.address[person], as: "residence", at: "住址", .old, in: city)
                record["电话"] = people.phone[person]
                record["状态"] = "享受中"
                record.person(person, as: "subject", traps)
            }
        }
    }

    private func birth(_ record: RecordDraft, _ day: Day) -> String {
        let date = CalendarDay(daysSince1970: day)
        guard date.year < 1949 else { return DateText.iso(day) }
        if record.strikes(Self.lunar) { return "农历\(date.year)年七月初五" }
        return record.strikes(Self.minguo)
            ? "民国\(date.year - 1911)年\(date.month)月\(date.day)日" : DateText.dots(day)
    }
}
