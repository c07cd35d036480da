import GuijiModel

/// 不动产登记: one registration with the unit and its holders. Events, values in attributes.
struct D12Bdc: FeedProducer {
    let feed = FeedID("D12-bdc")

    private static let percent = Dirt("share in percent", 0.2)
    private static let decimal = Dirt("share as a decimal", 0.1)
    private static let wideBrackets = Dirt("full-width brackets in the certificate", 0.4)
    private static let undivided = Dirt("share missing, held in common", 0.15)
    private static let oneCell = Dirt("two holders in one attribute", 0.02)
    private static let project = Dirt("location with the developer's name for the project", 0.02)
    private static let noDate = Dirt("time of registration missing", 0.0015)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let properties = night.isFirst ? Array(city.properties.indices) : night.events.transferred
        for property in properties { try write(property, night, city, out) }
        guard !night.isFirst else { return }
        // What was registered before comes again: some as it was, some with a corrected area.
        for property in city.properties.indices
        where property % 503 == night.number && !properties.contains(property) {
            try write(property, night, city, out, isCorrected: property % 2 == 0)
        }
    }

    private func write(
        _ property: Int, _ night: Night, _ city: City, _ out: FeedWriter, isCorrected: Bool = false
    ) throws {
        let owners = city.properties.owners[property]
        // The message holds natural persons only.
        guard let first = owners.first, first.person >= 0 else { return }
        try out.record(property * 100_000 + city.properties.registered[property]) { record in
            fill(record, property, night, city)
            if isCorrected {
                record["KTT_FW_H/@JZMJ"] = Digits.decimal(city.properties.area[property] + 0.1, 2)
            }
            let isJoint = owners.count > 1 && record.strikes(Self.oneCell)
            for (number, owner) in owners.enumerated() where number == 0 || !isJoint {
                holder(record, number, owner, property, city, with: isJoint ? owners[1] : nil)
            }
            if record.strikes(Self.noDate) {
                record["@DJSJ"] = ""
                record.setAside = .required
            }
        }
    }

    private func fill(_ record: RecordDraft, _ property: Int, _ night: Night, _ city: City) {
        let properties = city.properties
        let day = properties.registered[property]
        record["@YWH"] = properties.business[property]
        let isOld = city.properties.registered[property] < city.firstDay
        record["@DJLX"] = isOld ? record.chance.pick(["100", "200", "200"]) : "200"
        let moment = day * 86_400 + 9 * 3600 + record.chance.below(25_000)
        record["@DJSJ"] = DateText.time(moment, separator: "T")
        record["KTT_FW_H/@BDCDYH"] = properties.unitCode[property]
        record.write(
            properties.address[property], as: "property", at: "KTT_FW_H/@ZL", .old, in: city)
        let estate = city.addresses.estate[properties.address[property]]
        if estate >= 0, record.strikes(Self.project) {
            let name = city.estates[estate].name
            record["KTT_FW_H/@ZL"] = record["KTT_FW_H/@ZL"]?.replacing(name, with: "样品城" + name)
        }
        record["KTT_FW_H/@JZMJ"] = Digits.decimal(properties.area[property], 2)
        record["KTT_FW_H/@YT"] = "10"
    }

    private func holder(
        _ record: RecordDraft, _ number: Int, _ owner: Properties.Owner, _ property: Int,
        _ city: City, with joint: Properties.Owner?
    ) {
        var certificate = city.properties.certificate(property)
        if record.strikes(Self.wideBrackets) {
            certificate = certificate.replacing("(", with: "（").replacing(")", with: "）")
        }
        let isHalf = owner.whole == 2
        var share = "\(owner.part)/\(owner.whole)"
        if !isHalf { share = "1" }
        if record.strikes(Self.percent, item: number) { share = isHalf ? "50%" : "100%" }
        if record.strikes(Self.decimal, item: number) { share = isHalf ? "0.5" : "1.0" }
        // 共同共有: no share is written.
        let isUndivided = isHalf && (joint != nil || record.strikes(Self.undivided))
        if isUndivided { share = "" }
        let person = owner.person
        let name = record.name(of: person, in: city, item: number)
        let document = record.document(of: person, in: city, item: number)
        let item = record.item("ZTT_GY_QLR") { item in
            item["@BDCQZH"] = certificate
            item["@QLRMC"] = name.text + (joint.map { "、" + city.people.name[$0.person] } ?? "")
            item["@ZJZL"] = "1"
            item["@ZJH"] =
                document.text + (joint.map { "、" + city.documentNumber($0.person) } ?? "")
            item["@GYQK"] = isUndivided ? "共同共有" : isHalf ? "按份共有" : "单独所有"
            item["@QLBL"] = share
        }
        record.person(
            person, as: "holder", item: item,
            name.traps + document.traps + (joint == nil ? [] : [.severalInCell]),
            isUndecidable: joint != nil)
    }
}
