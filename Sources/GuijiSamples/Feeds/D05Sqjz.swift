import GuijiModel

/// 社区矫正: one person under community correction. A restricted snapshot.
struct D05Sqjz: FeedProducer {
    let feed = FeedID("D05-sqjz")

    private static let serial = Dirt("day as a spreadsheet's number", 0.3)
    private static let reversed = Dirt("end before the start", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let people = city.people
        for person in people.indices
        where people.traits[person].contains(.corrected)
            && people.isAlive(person, on: night.day)
        {
            try out.record(person) { record in
                record["DXBH"] = "JZ" + Digits.pad(person, 8)
                record["XM"] = people.name[person]
                record["SFZH"] = people.idNumber[person]
                let start = city.firstDay - 20 - person % 500
                let end = record.strikes(Self.reversed) ? start - 30 : start + 365
                let isSerial = record.strikes(Self.serial)
                record["JZQSRQ"] = isSerial ? String(start + 25_569) : DateText.iso(start)
                record["JZZZRQ"] = isSerial ? String(end + 25_569) : DateText.iso(end)
                record["XZD"] = city.oldStyle(people.address[person])
                record["SFS"] = city.streetName(people.address[person]) + "司法所"
            }
        }
    }
}
