/// An epidemiological survey (流调): a person of the cluster, or back from a region at risk.
package struct Survey: Sendable {
    package enum Kind: String, Sendable {
        case confirmed = "确诊"
        case close = "密接"
        case second = "次密"
        case returned = "来自风险地区"
    }
    /// Unique, from 1.
    package var number: Int
    package var person: Int
    package var kind: Kind
    /// The day of arrival or contact.
    package var since: Day
    /// The survey of the person it was caught from; -1.
    package var source: Int
    package var version: Int
    package var stops: [Stop]
    package var contacts: [Contact]

    /// A stay at a place.
    package struct Stop: Sendable {
        package var from: Moment
        package var to: Moment
        package var address: Int
        /// How the person got there.
        package var transport: String
        /// Index into vehicles; -1.
        package var vehicle: Int
    }

    /// Somebody met.
    package struct Contact: Sendable {
        package var person: Int
        package var relation: String
        package var at: Moment
    }
}

extension City {
    /// New surveys of a day: one case with its household as close contacts, the rest back from regions at risk.
    mutating func addSurveys(_ count: Int, on day: Day) -> [Int] {
        var chance = chance("surveys", day)
        var made: [Int] = []
        var index = -1
        let isFirst = surveys.isEmpty
        for number in 0..<count {
            var person = chance.below(people.count)
            var kind = Survey.Kind.returned
            var source = -1
            if number == 0 {
                kind = .confirmed
            } else if number < count / 2, index >= 0 {
                // The cluster: those under one roof with the case, then those at work with them.
                let members = households.members[people.household[surveys[index].person]]
                let met = number <= members.count ? members[number - 1] : chance.below(people.count)
                person = met == surveys[index].person ? chance.below(people.count) : met
                kind = number <= members.count ? .close : .second
                source = index
            }
            if isFirst, number == count - 1 { person = Cast.husband }
            while !people.isAlive(person, on: day) || people.residentType[person] == 3 {
                person = (person + 1) % people.count
            }
            made.append(surveys.count)
            let survey = survey(person, kind, source, day, &chance)
            if number == 0 { index = surveys.count }
            surveys.append(survey)
        }
        return made
    }

    private func survey(
        _ person: Int, _ kind: Survey.Kind, _ source: Int, _ day: Day, _ chance: inout Chance
    ) -> Survey {
        let since = day - 1 - chance.below(8)
        var stops: [Survey.Stop] = []
        for visit in 0..<2 + chance.below(3) {
            let from =
                (since + visit) * 86_400 + (8 + chance.below(11)) * 3600 + chance.below(4) * 900
            let isShared = source >= 0 && visit == 0 && !surveys[source].stops.isEmpty
            // A contact was where the case was, for part of the time.
            let shared = isShared ? surveys[source].stops[0] : nil
            let ride = chance.happens(0.2)
            stops.append(
                Survey.Stop(
                    from: shared.map { $0.from + 600 } ?? from,
                    to: shared.map { $0.to + 900 } ?? from + 3600,
                    address: shared?.address
                        ?? organizations.address[chance.below(organizations.count)],
                    transport: ride ? "网约车" : chance.pick(["步行", "公交", "自驾", "电动车"]),
                    vehicle: ride ? chance.below(vehicles.count) : -1))
        }
        var contacts: [Survey.Contact] = []
        for _ in 0..<chance.below(4) {
            contacts.append(
                Survey.Contact(
                    person: chance.below(people.count),
                    relation: chance.pick(["同事", "朋友", "同住", "邻座"]),
                    at: stops[0].from + 1200))
        }
        return Survey(
            number: surveys.count + 1, person: person, kind: kind, since: since, source: source,
            version: 1, stops: stops, contacts: contacts)
    }

    /// One in twelve known surveys gets a new version: a place corrected, a stop added.
    mutating func updatedSurveys(on day: Day) -> [Int] {
        var chance = chance("survey versions", day)
        var changed: [Int] = []
        for index in surveys.indices where surveys[index].since < day - 1 && chance.happens(0.08) {
            // Now and then a version is never sent.
            surveys[index].version += chance.happens(0.15) ? 2 : 1
            let first = surveys[index].stops[0]
            surveys[index].stops[0].to = first.to + 1800
            changed.append(index)
        }
        return changed
    }
}
