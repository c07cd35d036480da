import GuijiModel

/// 职工社保参保: one insured person with one employer in one scheme. A delta with tabs, never quoted.
struct D11Cbry: FeedProducer {
    let feed = FeedID("D11-cbry")

    private static let typo = Dirt("mistyped number", 0.004)
    private static let question = Dirt("question mark for a rare character", 0.6)
    private static let shortName = Dirt("firm by its short name", 0.2)
    private static let otherBirth = Dirt("birth of record differs", 0.01)
    private static let secondAccount = Dirt("second personal account of one person", 0.01)
    private static let badOperation = Dirt("unknown operation", 0.0008)
    private static let noAccount = Dirt("personal account missing", 0.0008)
    private static let ragged = Dirt("more cells than columns", 0.0005)

    /// Pension, medical, injury.
    private static let schemes = ["110", "310", "410"]

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let first = night.isFirst ? Array(city.jobs.indices) : night.events.startedJobs
        for job in first { try jobRecords(job, "I", night, city, out) }
        guard !night.isFirst else { return }
        for job in night.events.endedJobs { try jobRecords(job, "D", night, city, out) }
    }

    private func jobRecords(
        _ job: Int, _ operation: String, _ night: Night, _ city: City, _ out: FeedWriter
    ) throws {
        for (index, scheme) in Self.schemes.enumerated() {
            try out.record(job * 4 + index) { record in
                fill(record, job, city)
                record["AAE140"] = scheme
                let ends = operation == "D"
                record["AAC031"] = ends ? "3" : "1"
                record["AAE031"] = ends ? DateText.iso(city.jobs.to[job]) : "9999-12-31"
                record["op"] = operation
                // Old jobs were entered when they began, so replays and endings come later than they.
                record["AAE036"] = DateText.time(night.at(ends ? 17 : 16))
                spoil(record)
            }
        }
    }

    private func fill(_ record: RecordDraft, _ job: Int, _ city: City) {
        let person = city.jobs.person[job]
        let firm = city.jobs.organization[job]
        record["AAC001"] = "SSP" + Digits.pad(person + 1, 7)
        // A job under a second account of the same person, in all its schemes.
        var own = city.chance(Self.secondAccount.name, job)
        if own.happens(Self.secondAccount.rate) {
            record["AAC001"] = "SSP9" + Digits.pad(person + 1, 6)
            _ = record.strikes(Dirt(Self.secondAccount.name, 1))
        }
        let name = record.name(of: person, in: city)
        let document = record.document(of: person, in: city)
        var traps = name.traps + document.traps
        record["AAC003"] = name.text
        record["AAE135"] = document.text
        if document.traps.isEmpty, record.strikes(Self.typo) {
            record["AAE135"] = Messy.mistyped(document.text, &record.chance)
            traps.append(.typo)
        }
        record["AAC004"] = city.people.sex[person] == 1 ? "男" : "女"
        let birth = city.people.birth[person]
        record["AAC006"] = DateText.compact(record.strikes(Self.otherBirth) ? birth - 365 : birth)
        record["AAB001"] = "SSU" + Digits.pad(firm + 1, 6)
        let employer = city.organizations.name[firm]
        record["AAB004"] =
            record.strikes(Self.shortName) || employer.isEmpty
            ? city.organizations.shortName[firm] : employer
        record["AAB003"] = city.organizations.creditCode[firm]
        record["AAE030"] = DateText.iso(city.jobs.from[job])
        record["AAC040"] = "\(city.jobs.wage[job]).00"
        // The employer's clerk left his own number with everybody's record.
        record["AAE005"] = city.people.phone[city.organizations.legalRep[firm]]
        if city.isClerks(firm) {
            record["AAE005"] = city.people.phone[city.clerk]
            traps.append(.clerkPhone)
        }
        record.person(person, as: "insured", traps)
        record.organization(
            firm, as: "employer", named: record["AAB004"], code: record["AAB003"], in: city)
    }

    private func spoil(_ record: RecordDraft) {
        let name = record["AAC003"] ?? ""
        if let rare = Vocabulary.rare.first(where: { name.contains($0) }),
            record.strikes(Self.question)
        {
            record["AAC003"] = name.replacing(rare, with: "?")
        }
        if record.strikes(Self.badOperation) {
            record["op"] = "X"
            record.setAside = .operationUnknown
        } else if record.strikes(Self.noAccount) {
            record["AAC001"] = ""
            record.setAside = .required
        } else if record.strikes(Self.ragged) {
            record.extraCells = ["多一列"]
            record.setAside = .recordRagged
        }
    }
}
