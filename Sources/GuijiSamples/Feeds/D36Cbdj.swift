import GuijiModel

/// 船舶登记: one inland vessel with its owners. A snapshot that hardly changes, XML elements.
struct D36Cbdj: FeedProducer {
    let feed = FeedID("D36-cbdj")

    private static let percent = Dirt("share in percent", 0.4)
    private static let noShare = Dirt("share missing", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for ship in 0..<max(8, city.households.count / 150) {
            try out.record(ship) { record in
                record["cbsbh"] = "CN" + Digits.pad(20_200_000_000 + ship, 11)
                record["cm"] = "苏海门样货" + Digits.pad(ship + 1, 4)
                record["zd"] = String(60 + record.chance.below(900))
                record["jgzs/yxq"] = DateText.iso(city.firstDay + record.chance.below(700))
                let owners = record.chance.happens(0.3) ? 2 : 1
                for number in 0..<owners { owner(record, number, of: owners, city) }
            }
        }
    }

    private func owner(_ record: RecordDraft, _ number: Int, of owners: Int, _ city: City) {
        // Heads of households, because their number stays as it is when children are born.
        var household = record.chance.below(city.households.count)
        while city.people.idNumber[city.households.members[household][0]].isEmpty {
            household = (household + 1) % city.households.count
        }
        let person = city.households.members[household][0]
        var share = owners == 1 ? "1" : "1/2"
        if record.strikes(Self.percent, item: number) { share = owners == 1 ? "100%" : "50%" }
        if record.strikes(Self.noShare, item: number) { share = "" }
        let item = record.item("syr") { item in
            item["mc"] = city.people.name[person]
            item["zjh"] = city.people.idNumber[person]
            item["bl"] = share
        }
        if number == 0 { record["dh"] = city.people.phone[person] }
        record.person(person, as: "owner", item: item)
    }
}
