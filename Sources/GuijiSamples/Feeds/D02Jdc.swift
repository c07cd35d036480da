import GuijiModel

/// 机动车: one registered vehicle. A delta.
struct D02Jdc: FeedProducer {
    let feed = FeedID("D02-jdc")

    private static let noProvince = Dirt("plate without the province", 0.05)
    private static let dotted = Dirt("plate with a dot", 0.1)
    private static let wide = Dirt("plate in full-width letters", 0.02)
    private static let letterO = Dirt("letter O for the digit 0 in a vehicle number", 0.01)
    private static let badOperation = Dirt("unknown operation", 0.001)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for vehicle in city.vehicles.indices
        where night.isFirst || vehicle % 97 == night.number % 97 {
            guard city.vehicles.registered[vehicle] <= night.day else { continue }
            try out.record(vehicle) { record in
                fill(record, vehicle, night, city)
                if record.strikes(Self.badOperation) {
                    record["CZLX"] = "X"
                    record.setAside = .operationUnknown
                }
            }
        }
    }

    private func fill(_ record: RecordDraft, _ vehicle: Int, _ night: Night, _ city: City) {
        let vehicles = city.vehicles
        let plate = vehicles.plate[vehicle]
        record["HPHM"] = spelled(plate, record)
        record["HPZL"] = vehicles.plateType[vehicle]
        record.key = plate + "|" + vehicles.plateType[vehicle]
        let vin = vehicles.vin[vehicle]
        record["CLSBDH"] =
            record.strikes(Self.letterO)
            ? vin.replacing("T0", with: "TO", maxReplacements: 1) : vin
        record["CLXH"] = vehicles.model[vehicle]
        record["CSYS"] = vehicles.color[vehicle]
        record["SYXZ"] = vehicles.isCommercial[vehicle] ? "营转" : "非营运"
        record["YXQZ"] = DateText.compact(vehicles.inspectedUntil[vehicle])
        record["ZT"] = "正常"
        record["CZLX"] = night.isFirst ? "I" : "U"
        record["GXSJ"] = DateText.time(night.at(16))
        let person = vehicles.person[vehicle]
        if person >= 0 {
            record["SYR"] = city.people.name[person]
            record["SFZMHM"] = city.documentNumber(person)
            record["SJHM"] = city.people.phone[person]
            record.write(city.people.address[person], as: "owner", at: "ZSXXDZ", .old, in: city)
            record.person(person, as: "owner")
        } else {
            let firm = vehicles.organization[vehicle]
            record["SYR"] = city.organizations.name[firm]
            record["SFZMHM"] = city.organizations.creditCode[firm]
            record.write(
                city.organizations.address[firm], as: "owner", at: "ZSXXDZ", .old, in: city)
            record.organization(firm, as: "owner")
        }
    }

    private func spelled(_ plate: String, _ record: RecordDraft) -> String {
        if record.strikes(Self.noProvince) { return String(plate.dropFirst()) }
        if record.strikes(Self.dotted) { return plate.prefix(2) + "·" + plate.dropFirst(2) }
        return record.strikes(Self.wide) ? Messy.fullWidth(plate) : plate
    }
}
