import GuijiModel

/// 纳税人登记: one taxpayer. A snapshot, CSV in GB18030.
struct D33Nsr: FeedProducer {
    let feed = FeedID("D33-nsr")

    private static let oldNumber = Dirt("tax number of 15 digits", 0.03)
    private static let personNumber = Dirt("individual by identity number and 01", 0.08)
    private static let formerName = Dirt("former name", 0.3)
    private static let noName = Dirt("name missing", 0.0015)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices
        where firms.category[firm].hasPrefix("9") && firms.founded[firm] <= night.day {
            try out.record(firm) { record in
                fill(record, firm, night, city)
                if record.strikes(Self.noName) {
                    record["NSRMC"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    private func fill(_ record: RecordDraft, _ firm: Int, _ night: Night, _ city: City) {
        let firms = city.organizations
        let boss = firms.legalRep[firm]
        record["NSRSBH"] = firms.creditCode[firm]
        if record.strikes(Self.oldNumber) {
            record["NSRSBH"] = firms.oldTaxNumber(firm)
        } else if firms.isIndividual(firm), record.strikes(Self.personNumber) {
            record["NSRSBH"] = city.people.idNumber[boss] + Digits.pad(firm % 100, 2)
        }
        record["NSRMC"] = firms.name[firm].isEmpty ? firms.sign[firm] : firms.name[firm]
        if !firms.formerName[firm].isEmpty, record.strikes(Self.formerName) {
            record["NSRMC"] = firms.formerName[firm]
        }
        record["FDDBRXM"] = city.people.name[boss]
        record["FDDBRZJHM"] = city.documentNumber(boss)
        record.write(firms.address[firm], as: "operating", at: "SCJYDZ", .old, in: city)
        record["NSRZTDM"] = firms.isOpen(firm, on: night.day) ? "正常" : "注销"
        record["HYDM"] = firms.industry[firm]
        record["DJRQ"] = DateText.compact(firms.founded[firm])
        // Without the code, door and legal representative still tell.
        record.organization(
            firm, as: "subject", named: record["NSRMC"], code: record["NSRSBH"], in: city)
        record.person(boss, as: "legal_rep")
    }
}
