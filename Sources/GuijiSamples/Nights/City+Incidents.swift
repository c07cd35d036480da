/// What happens in a day and who reports it.
extension City {
    /// Fills in a night's incidents and reports: about one incident for 350 people, each reported once to four times.
    func addIncidents(to night: inout Night) {
        var chance = chance("incidents", night.day)
        let count = max(14, people.count / 350) + chance.below(max(4, people.count / 3000))
        for number in 0..<count {
            let incident = incident(night, number, &chance)
            night.events.incidents.append(incident)
            addReports(of: night.events.incidents.count - 1, to: &night, &chance)
        }
        night.events.reports.sort { ($0.at, $0.number) < ($1.at, $1.number) }
        var serials: [Channel: Int] = [:]
        for index in night.events.reports.indices {
            serials[night.events.reports[index].channel, default: 0] += 1
            night.events.reports[index].serial = serials[night.events.reports[index].channel] ?? 1
        }
    }

    private func incident(_ night: Night, _ number: Int, _ chance: inout Chance) -> Incident {
        // The first of all is the missing cover that 张样本 reports to the hotline.
        let drawn = chance.weighted(IncidentKinds.weights)
        let isNamed = night.isFirst && number == 0
        let kind = IncidentKinds.all[isNamed ? IncidentKinds.cover : drawn]
        var place = -1
        var organization = -1
        var address = people.address[chance.below(people.count)]
        if kind.code.hasPrefix("C") {
            let components = places.range(.component)
            place = components.lowerBound + chance.below(components.count)
            address = places.address[place]
        } else if ["X41", "X42", "X45", "E0502"].contains(kind.code) {
            organization = chance.below(organizations.count)
            address = organizations.address[organization]
        }
        return Incident(
            number: night.day * 10_000 + number, category: kind.code, title: kind.title,
            at: night.at(0) + 5 * 3600 + chance.below(17 * 3600), address: address, place: place,
            organization: organization,
            lon: place >= 0 ? places.lon[place] : addresses.lon[address],
            lat: place >= 0 ? places.lat[place] : addresses.lat[address])
    }

    private func addReports(of index: Int, to night: inout Night, _ chance: inout Chance) {
        let incident = night.events.incidents[index]
        guard let kind = IncidentKinds.all.first(where: { $0.code == incident.category }) else {
            return
        }
        for number in 0..<1 + chance.weighted([62, 22, 11, 5]) {
            var person = chance.below(people.count)
            if night.isFirst, index == 0, number == 0 { person = Cast.husband }
            while people.phone[person].isEmpty || !people.isAlive(person, on: night.day) {
                person = (person + 1) % people.count
            }
            let channel = number == 0 ? kind.channels[0] : chance.pick(kind.channels)
            night.events.reports.append(
                Report(
                    number: incident.number * 10 + number, incident: index, channel: channel,
                    at: min(
                        incident.at + 120 + chance.below(5400) * (number + 1) / 2, night.at(23, 59)),
                    person: person, text: chance.pick(kind.words),
                    lon: incident.lon + (chance.fraction() - 0.5) * 0.0004,
                    lat: incident.lat + (chance.fraction() - 0.5) * 0.0004, serial: 0))
        }
    }
}
