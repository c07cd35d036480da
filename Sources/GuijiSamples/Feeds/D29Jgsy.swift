import GuijiModel

/// 机关事业单位: one state organ or public institution. A snapshot that hardly changes, XML elements.
struct D29Jgsy: FeedProducer {
    let feed = FeedID("D29-jgsy")

    private static let sign = Dirt("a second name over the door", 0.3)
    private static let unknownStart = Dirt("1900-01-01 for an unknown day", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        let sponsor = firms.category.firstIndex(of: "11") ?? -1
        for office in firms.indices where ["11", "12"].contains(firms.category[office]) {
            try out.record(office) { record in
                let isOrgan = firms.category[office] == "11"
                record["tyshxydm"] = firms.creditCode[office]
                record["mc"] = firms.name[office]
                record["jblx"] = isOrgan ? "机关" : "事业单位"
                record["jbdw"] =
                    isOrgan || sponsor < 0 ? "海门区人民政府" : "海门区" + firms.shortName[sponsor]
                record.organization(
                    isOrgan || sponsor < 0 ? Outside.government : sponsor, as: "sponsor")
                record["fddbr"] = city.people.name[firms.legalRep[office]]
                record.write(
                    firms.address[office], as: "registered", at: "dz", .canonical, in: city)
                record["bz"] = String(8 + record.chance.below(120))
                record["zt"] = "正常"
                record["clrq"] =
                    record.strikes(Self.unknownStart)
                    ? "1900-01-01" : DateText.iso(firms.founded[office])
                if record.strikes(Self.sign) {
                    record.item("cym") { $0["."] = firms.shortName[office] + "示范基地" }
                }
                record.organization(office, as: "subject")
                record.person(firms.legalRep[office], as: "legal_rep")
            }
        }
    }
}
