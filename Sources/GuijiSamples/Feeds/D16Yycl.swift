import GuijiModel

/// 营运车辆与从业人员: one commercial vehicle with its drivers. A snapshot, XML with a repeated element.
struct D16Yycl: FeedProducer {
    let feed = FeedID("D16-yycl")

    private static let dot = Dirt("plate with a dot", 0.3)
    private static let blank = Dirt("plate with a blank", 0.05)
    private static let trailer = Dirt("a trailer of its own", 0.15)
    private static let confused = Dirt("O for 0 in the vehicle's number", 0.02)
    private static let shortName = Dirt("operator by its short name", 0.1)
    private static let noPlate = Dirt("plate missing", 0.001)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let vehicles = city.vehicles
        for vehicle in vehicles.indices
        where vehicles.isCommercial[vehicle] && vehicles.organization[vehicle] >= 0 {
            try out.record(vehicle) { record in
                fill(record, vehicle, city)
                drivers(record, vehicles.organization[vehicle], city)
                if record.strikes(Self.noPlate) {
                    record["cphm"] = ""
                    record.setAside = .required
                }
            }
            var own = city.chance(Self.trailer.name, vehicle)
            guard own.happens(Self.trailer.rate) else { continue }
            try out.record(vehicle + 100_000_000) { record in
                fill(record, vehicle, city)
                record["clbh"] = "YG" + Digits.pad(vehicle + 1, 8)
                record["cphm"] = vehicles.plate[vehicle].prefix(6) + "挂"
                record["cpys"] = "黄"
                record["vin"] = CheckedNumber.vehicleID(serial: 5_000_000 + vehicle, year: 2016)
            }
        }
    }

    private func fill(_ record: RecordDraft, _ vehicle: Int, _ city: City) {
        let vehicles = city.vehicles
        let firms = city.organizations
        let firm = vehicles.organization[vehicle]
        record["clbh"] = "YY" + Digits.pad(vehicle + 1, 8)
        let plate = vehicles.plate[vehicle]
        record["cphm"] = plate
        if record.strikes(Self.dot) { record["cphm"] = plate.prefix(2) + "·" + plate.dropFirst(2) }
        if record.strikes(Self.blank) {
            record["cphm"] = plate.prefix(2) + " " + plate.dropFirst(2)
        }
        record["cpys"] = ["01": "黄", "02": "蓝", "52": "绿色"][vehicles.plateType[vehicle]] ?? "蓝"
        let number = vehicles.vin[vehicle]
        record["vin"] =
            record.strikes(Self.confused)
            ? number.replacing("0", with: "O", maxReplacements: 1) : number
        record["yhmc"] =
            record.strikes(Self.shortName) ? firms.shortName[firm] : firms.name[firm]
        if record["yhmc"] == "" { record["yhmc"] = firms.sign[firm] }
        record["dlysz"] = "320684" + Digits.pad(vehicle + 1, 6)
        record["tydm"] = firms.creditCode[firm]
        record["yxqz"] = Messy.date(city.firstDay + 20 + record.chance.below(700), &record.chance)
        record.organization(
            firm, as: "operator", named: record["yhmc"], code: record["tydm"], in: city)
    }

    private func drivers(_ record: RecordDraft, _ firm: Int, _ city: City) {
        let staff = city.organizations.staff[firm]
        let boss = city.organizations.legalRep[firm]
        let first = staff.isEmpty ? boss : record.chance.pick(staff)
        var people = [first]
        if boss != first, record.chance.happens(0.3) { people.append(boss) }
        for person in people {
            let item = record.item("jsy") { item in
                item["xm"] = city.people.name[person]
                item["sfzh"] = city.documentNumber(person)
                item["zgzh"] = "320684" + Digits.pad(person + 1, 13)
                item["lxdh"] = city.people.phone[person]
            }
            record.person(person, as: "driver", item: item)
        }
    }
}
