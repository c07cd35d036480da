import GuijiModel

/// 医保参保: one insured person in one year. A snapshot, CSV.
struct D26Ybcb: FeedProducer {
    let feed = FeedID("D26-ybcb")

    private static let permit = Dirt("permit for Hong Kong or Macau instead of the number", 0.001)
    private static let motherNumber = Dirt("newborn with the mother's number and -1", 0.6)
    private static let uninsured = Dirt("person who is not in the list", 0.04)
    private static let noName = Dirt("name missing", 0.0015)
    private static let employer = Dirt("employer by its short name", 0.3)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let employers = city.employers(on: night.day)
        for person in city.people.indices
        where city.people.isAlive(person, on: night.day) && city.people.residentType[person] < 3 {
            var chance = city.chance(Self.uninsured.name, person)
            if chance.happens(Self.uninsured.rate) { continue }
            try out.record(person) { record in
                fill(record, person, employers[person], night, city)
                if record.strikes(Self.noName) {
                    record["姓名"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    private func fill(
        _ record: RecordDraft, _ person: Int, _ employer: Int, _ night: Night, _ city: City
    ) {
        record["人员编号"] = "YB" + Digits.pad(person + 1, 10)
        record["年度"] = "2020"
        let name = record.name(of: person, in: city)
        let document = record.document(of: person, in: city)
        var traps = name.traps
        record["姓名"] = name.text
        record["证件类型"] = "居民身份证"
        record["证件号码"] = document.text
        let mother = city.people.mother[person]
        let isNewborn = night.day - city.people.birth[person] < 60
        if isNewborn, mother >= 0, record.strikes(Self.motherNumber) {
            record["证件号码"] = city.documentNumber(mother) + "-1"
            traps.append(.mothersNumber)
        } else if record.strikes(Self.permit) {
            record["证件类型"] = "港澳居民来往内地通行证"
            record["证件号码"] = "H9900" + Digits.pad(person % 10_000, 4)
        } else {
            traps += document.traps
        }
        record["险种"] = employer >= 0 ? "职工" : "居民"
        if employer >= 0 {
            let isShort = record.strikes(Self.employer)
            let name =
                isShort ? city.organizations.shortName[employer] : city.organizations.name[employer]
            record["参保单位"] = name
            record.organization(employer, as: "employer", named: name, code: nil, in: city)
        }
        let address = city.people.address[person]
        record["镇街"] = city.streetName(address)
        let community = city.addresses.community[address]
        if community >= 0 { record["村居"] = city.communities[community].name }
        record["缴费状态"] = record.chance.happens(0.96) ? "正常" : "欠费"
        record["手机"] = city.people.phone[person]
        if city.isClerks(employer) {
            record["手机"] = city.people.phone[city.clerk]
            traps.append(.clerkPhone)
        }
        record.person(person, as: "insured", traps)
    }
}
