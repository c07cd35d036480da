import GuijiModel

/// 地名地址库: one standard name or address with its former names. A snapshot, XML with a point.
struct D12Dmdz: FeedProducer {
    let feed = FeedID("D12-dmdz")

    private static let renumbered = Dirt(
        "the number before a renumbering stands beside the new one", 0.02)
    private static let sentence = Dirt("former name in a whole sentence", 0.03)
    private static let formerName = Dirt("a former name", 0.12)
    private static let monthOnly = Dirt("day of validity known to the month", 0.05)
    private static let noName = Dirt("full name missing", 0.002)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for address in city.addresses.indices {
            guard let kind = kind(address, city) else { continue }
            try out.record(address) { record in
                fill(record, address, kind, city)
                if record.strikes(Self.noName) {
                    record["QC"] = ""
                    record.setAside = .required
                }
            }
            var own = city.chance(Self.renumbered.name, address)
            guard kind == "门牌", own.happens(Self.renumbered.rate) else { continue }
            try out.record(address + 100_000_000) { record in
                fill(record, address, kind, city)
                record["DZBM"] = "DZJ" + Digits.pad(address + 1, 9)
                record["SXRQ"] = "1998-05-01"
                record["SFRQ"] = DateText.iso(city.firstDay - 900)
            }
        }
    }

    /// What the registry calls an address; `nil` for what it does not list.
    private func kind(_ address: Int, _ city: City) -> String? {
        let addresses = city.addresses
        switch addresses.level[address] {
        case 6: return addresses.road[address] >= 0 ? "道路" : nil
        case 7 where addresses.estate[address] >= 0: return "小区"
        case 7: return addresses.road[address] >= 0 ? "门牌" : nil
        case 8: return "楼栋"
        default: return nil
        }
    }

    private func fill(_ record: RecordDraft, _ address: Int, _ kind: String, _ city: City) {
        let addresses = city.addresses
        record["DZBM"] = "DZ" + Digits.pad(address + 1, 10)
        record["LB"] = kind
        // The registry itself writes the name in use.
        record["QC"] = city.canonical(address)
        record.address(address, as: "standard")
        record["XZQ"] = "320614"
        record["JD"] = String(Vocabulary.streets[addresses.street[address]].code)
        let community = addresses.community[address]
        if community >= 0 { record["SQ"] = String(city.communities[community].code) }
        var name = ""
        if addresses.road[address] >= 0 {
            name = city.roads[addresses.road[address]].name
            record["LJ"] = name
        }
        if addresses.door[address] > 0 { record["MPH"] = "\(addresses.door[address])号" }
        if addresses.estate[address] >= 0 {
            name = city.estates[addresses.estate[address]].name
            record["XQ"] = name
        }
        if addresses.building[address] > 0 { record["LD"] = "\(addresses.building[address])幢" }
        let since = city.firstDay - 1500 - record.chance.below(6000)
        record["SXRQ"] =
            record.strikes(Self.monthOnly) ? DateText.month(since) : DateText.iso(since)
        record["SFRQ"] = "9999-12-31"
        let (lon, lat) = (addresses.lon[address], addresses.lat[address])
        record["gml:Point/gml:pos"] = Digits.decimal(lat, 6) + " " + Digits.decimal(lon, 6)
        guard addresses.level[address] < 8 else { return }
        if addresses.door[address] > 0 { name = city.detail(address) }
        // What others write instead: the door on the other road of a corner house (scenario S12), a road's former name.
        if let corner = city.corners[address] { former(record, corner) }
        if kind == "道路" {
            let name = city.roads[addresses.road[address]].formerName
            if !name.isEmpty { former(record, name) }
        }
        if record.strikes(Self.formerName) { former(record, "旧" + name) }
        if record.strikes(Self.sentence) {
            former(record, "原名\(name)，\(DateText.year(since))年后由地名办统一更名，群众仍习惯旧称。")
        }
    }

    private func former(_ record: RecordDraft, _ text: String) {
        record.item("CYM") { $0["."] = text }
    }
}
