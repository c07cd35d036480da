import GuijiModel

/// 楼盘表: one room below its floor, unit, building and estate. A snapshot, deeply nested XML.
struct D14Lpb: FeedProducer {
    let feed = FeedID("D14-lpb")

    private static let zero = Dirt("room with a leading zero", 0.1)
    private static let noUnitCode = Dirt("unit code missing", 0.05)
    private static let noRoom = Dirt("room number missing", 0.001)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let addresses = city.addresses
        let rooms = city.properties.indices.filter {
            addresses.room[city.properties.address[$0]] > 0
        }
        // Records share the elements above them where they follow one another.
        func place(_ property: Int) -> [Int] {
            let address = city.properties.address[property]
            return [
                addresses.estate[address], addresses.building[address], addresses.unit[address],
                addresses.room[address],
            ]
        }
        let sorted = rooms.map { ($0, place($0)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }
        let managers = city.organizations.indices.filter {
            city.organizations.trade[$0] == "物业"
        }
        var last: [Int] = []
        for (property, place) in sorted {
            if last != Array(place.prefix(2)) {
                last = Array(place.prefix(2))
                try basement(property, managers, city, out)
            }
            try out.record(property) { record in
                let address = city.properties.address[property]
                above(record, address, managers, city)
                let room = addresses.room[address]
                record["../../@h"] = String(addresses.unit[address])
                record["../@h"] = String(room / 100)
                record["@hbm"] = city.properties.roomCode[property]
                record["@sh"] = record.strikes(Self.zero) ? Digits.pad(room, 4) : String(room)
                record["mj"] = Digits.decimal(city.properties.area[property], 2)
                record["yt"] = record.chance.pick(["10", "住宅", "11"])
                if !record.strikes(Self.noUnitCode) {
                    record["bdcdyh"] = city.properties.unitCode[property]
                }
                record.address(address, as: "room")
                if record.strikes(Self.noRoom) {
                    record["@sh"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    /// The garage below a building, on floor -1.
    private func basement(
        _ property: Int, _ managers: [Int], _ city: City, _ out: FeedWriter
    ) throws {
        try out.record(property + 100_000_000) { record in
            above(record, city.properties.address[property], managers, city)
            record["../../@h"] = "1"
            record["../@h"] = "-1"
            record["@hbm"] = "CK" + city.properties.roomCode[property].dropFirst(2)
            record["@sh"] = "车库1"
            record["mj"] = Digits.decimal(18 + record.chance.fraction() * 12, 2)
            record["yt"] = "车库"
            record.address(record.stranger(), as: "room")
        }
    }

    private func above(_ record: RecordDraft, _ address: Int, _ managers: [Int], _ city: City) {
        let index = city.addresses.estate[address]
        let estate = city.estates[index]
        record["../../../../@mc"] = estate.name
        if estate.gate >= 0 {
            record["../../../../zl"] = city.oldStyle(estate.gate)
            record.address(estate.gate, as: "estate")
        }
        let building = city.addresses.building[address]
        // Each building is written in one way, as whoever surveyed it wrote.
        var style = city.chance("lpb building", index * 100 + building)
        record["../../../@zh"] = style.pick([
            "\(building)幢", "\(building)#楼", "\(Digits.hanzi(building))号楼",
        ])
        guard !managers.isEmpty else { return }
        let manager = managers[index % managers.count]
        record["../../../../wy/mc"] = city.organizations.name[manager]
        record["../../../../wy/dh"] = city.people.phone[city.organizations.legalRep[manager]]
        record.organization(manager, as: "property_manager")
    }
}
