import GuijiModel

/// 实有人口: one person the police know to be here. A delta, all fields quoted.
struct D02Syrk: FeedProducer {
    let feed = FeedID("D02-syrk")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.quotesAll = true
        return layout
    }

    private static let shortNumber = Dirt("15-digit number of an old person", 0.25)
    private static let lowerCase = Dirt("lower-case x", 0.4)
    private static let noDay = Dirt("birth with year only", 0.004)
    private static let badDay = Dirt("day of birth that does not exist", 0.002)
    private static let wide = Dirt("phone in full-width digits", 0.03)
    private static let nullWord = Dirt("a word for nothing", 0.05)
    private static let ethnic = Dirt("ethnic group in another spelling", 0.3)
    private static let newAddress = Dirt("address in the names of today", 0.25)
    private static let oldestAddress = Dirt("address in the names of before 1994", 0.04)
    private static let shortAddress = Dirt("address in short form", 0.08)
    private static let noName = Dirt("name missing", 0.0015)
    private static let badOperation = Dirt("unknown operation", 0.001)
    private static let cut = Dirt("four-byte character cut", 0.0008)
    private static let blanks = Dirt("blanks around the name", 0.02)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let changed = night.isFirst ? Array(city.people.indices) : night.events.changedPeople
        let born = Set(night.events.born)
        for person in changed where city.people.birth[person] <= night.day {
            let isGone = city.people.death[person] <= night.day
            let operation = isGone ? "3" : night.isFirst || born.contains(person) ? "1" : "2"
            try write(person, operation, night.at(17), city, out, isGone: isGone)
        }
        guard !night.isFirst else { return }
        for person in city.people.indices {
            if city.people.death[person] == night.day - 1 {
                // A station that does not know better reports a change of somebody who died the day before.
                try write(person, "2", night.at(17), city, out, isGone: false)
            } else if person % 1009 == night.number, !changed.contains(person) {
                // An old change that lay somewhere comes after newer ones.
                let old = (city.firstDay - 2) * 86_400
                try write(person, "2", old, city, out, isGone: false)
            }
        }
    }

    private func write(
        _ person: Int, _ operation: String, _ hour: Moment, _ city: City, _ out: FeedWriter,
        isGone: Bool
    ) throws {
        try out.record(person) { record in
            fill(record, person, city)
            record["CZBS"] = record.strikes(Self.badOperation) ? "9" : operation
            if record["CZBS"] == "9" { record.setAside = .operationUnknown }
            var minute = record.chance
            record["GXSJ"] = DateText.time(hour + minute.below(18_000))
            if isGone {
                record["SWRQ"] = DateText.iso(city.people.death[person])
                record["ZXBS"] = "2"
            }
            spoil(record)
        }
    }

    private func fill(_ record: RecordDraft, _ person: Int, _ city: City) {
        let people = city.people
        record["RYBH"] = "320684" + Digits.pad(person + 1, 10)
        record["RKLB"] = String(people.residentType[person])
        record["XM"] = people.name[person]
        record["CYM"] = people.formerName[person]
        if people.passport[person].isEmpty {
            record["GMSFHM"] = number(record, person, people)
            record["YGMSFHM"] = people.formerNumber[person]
        } else {
            record["ZJZL"] = "护照"
            record["ZJHM"] = people.passport[person]
        }
        record["XB"] = String(people.sex[person])
        record["MZ"] = ethnic(record, people.ethnic[person])
        record["CSRQ"] = birth(record, people.birth[person])
        record["WHCD"] = String(people.education[person])
        record["HYZK"] = String(people.marital[person])
        record["HH"] = city.households.number[people.household[person]]
        defer { age(record) }
        record["YHZGX"] = Digits.pad(people.relation[person], 2)
        record.writeHukou(of: person, as: "hukou", at: "HJDZ", in: city)
        if people.hukou[person] == people.address[person], record.chance.happens(0.5) {
            record["XZZ"] = "同户籍"
        } else {
            residence(record, people.address[person], city)
        }
        record["LXDH"] =
            record.strikes(Self.wide) ? Messy.fullWidth(people.phone[person]) : people.phone[person]
        record["FWCS"] = record.strikes(Self.nullWord) ? Messy.nullWord(&record.chance) : ""
        record["ZXBS"] = "1"
        let parents = [people.father[person], people.mother[person]]
        record["FQSFZH"] = parents[0] >= 0 ? people.idNumber[parents[0]] : ""
        record["MQSFZH"] = parents[1] >= 0 ? people.idNumber[parents[1]] : ""
        let isShort = record["GMSFHM"]?.count == 15
        record.person(person, as: "subject", isShort ? [.shortNumber] : [])
        record.person(parents[0], as: "father")
        record.person(parents[1], as: "mother")
        if people.age(person, on: city.firstDay) < 18, people.guardian(person) >= 0 {
            record["JHRSFZH"] = people.idNumber[people.guardian(person)]
            record.person(people.guardian(person), as: "guardian")
        }
    }

    private func number(_ record: RecordDraft, _ person: Int, _ people: People) -> String {
        let number = people.idNumber[person]
        let isOld = people.birth[person] < DateText.day(1950, 1, 1)
        // Sequences 996 to 999 told of centenarians in short numbers, so they are not shortened.
        let isClear = !["996", "997", "998", "999"].contains(number.dropFirst(14).prefix(3))
        if isOld, isClear, record.strikes(Self.shortNumber) { return people.idNumber15(person) }
        return number.hasSuffix("X") && record.strikes(Self.lowerCase)
            ? number.lowercased() : number
    }

    private func ethnic(_ record: RecordDraft, _ code: Int) -> String {
        guard code == 1 else { return Digits.pad(code, 2) }
        return record.strikes(Self.ethnic) ? record.chance.pick(["汉", "01", "1"]) : "汉族"
    }

    private func birth(_ record: RecordDraft, _ day: Day) -> String {
        if record.strikes(Self.noDay) { return "\(DateText.year(day))0000" }
        if record.strikes(Self.badDay) { return "\(DateText.year(day))0230" }
        return record.chance.happens(0.3) ? DateText.iso(day) : DateText.compact(day)
    }

    /// Addresses that were never written anew: 海门县.
    private func age(_ record: RecordDraft) {
        guard record.strikes(Self.oldestAddress) else { return }
        for path in ["HJDZ", "XZZ"] {
            record[path] = record[path]?.replacing("海门市", with: "海门县")
        }
    }

    private func residence(_ record: RecordDraft, _ address: Int, _ city: City) {
        let isShort = record.strikes(Self.shortAddress)
        let style: AddressStyle =
            isShort ? .short : record.strikes(Self.newAddress) ? .new : .old
        record.write(address, as: "residence", at: "XZZ", style, in: city)
    }

    /// Dirt that makes a record unusable, or its name untidy.
    private func spoil(_ record: RecordDraft) {
        guard record.setAside == nil, let name = record["XM"] else { return }
        if record.strikes(Self.noName) {
            record["XM"] = ""
            record.setAside = .required
        } else if record.strikes(Self.cut) {
            record["XM"] = name.prefix(1) + Broken.character
            record.setAside = .recordUndecodable
        } else if record.strikes(Self.blanks) {
            record["XM"] = Messy.blanks(name, &record.chance)
        }
    }
}
