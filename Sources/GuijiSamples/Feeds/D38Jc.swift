import GuijiModel

/// 住房公积金缴存: one person's account with one employer. A snapshot, CSV in GB18030.
struct D38Jc: FeedProducer {
    let feed = FeedID("D38-jc")

    private static let shortName = Dirt("employer by its short name", 0.4)
    private static let branch = Dirt("branch in brackets behind the employer", 0.05)
    private static let oldNumber = Dirt("15-digit number of an old person", 0.2)
    private static let noName = Dirt("name missing", 0.0015)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for job in city.jobs.indices
        where city.jobs.from[job] <= night.day
            && city.organizations.category[city.jobs.organization[job]] != "92"
        {
            try out.record(job) { record in
                fill(record, job, night, city)
                if record.strikes(Self.noName) {
                    record["姓名"] = ""
                    record.setAside = .required
                }
            }
        }
    }

    private func fill(_ record: RecordDraft, _ job: Int, _ night: Night, _ city: City) {
        let person = city.jobs.person[job]
        let firm = city.jobs.organization[job]
        let hasLeft = city.jobs.to[job] <= night.day
        record["个人账号"] = "0513" + Digits.pad(job + 1, 9)
        let spelled = record.name(of: person, in: city)
        let document = record.document(of: person, in: city)
        var traps = spelled.traps + document.traps
        record["姓名"] = spelled.text
        record["证件号码"] = document.text
        if let short = city.shortNumber(person), record.strikes(Self.oldNumber) {
            record["证件号码"] = short
            traps = spelled.traps + [.shortNumber]
        }
        record["单位账号"] = "3206" + Digits.pad(firm + 1, 8)
        var name =
            record.strikes(Self.shortName)
            ? city.organizations.shortName[firm] : city.organizations.name[firm]
        record.organization(firm, as: "employer", named: name, code: nil, in: city)
        if record.strikes(Self.branch) { name += "（三厂）" }
        record["单位名称"] = name
        record["缴存状态"] = hasLeft ? "封存" : "正常"
        record["月缴存额"] = Digits.decimal(Double(city.jobs.wage[job]) * 0.2, 2)
        record["末次缴存月"] = "202010"
        record["手机"] = city.people.phone[person]
        if city.isClerks(firm) {
            record["手机"] = city.people.phone[city.clerk]
            traps.append(.clerkPhone)
        }
        record.person(person, as: "depositor", traps)
    }
}
