/// What several departments write alike.
extension RecordDraft {
    /// A point, each coordinate with six digits after the point.
    func point(_ lonPath: String, _ latPath: String, _ point: (lon: Double, lat: Double)) {
        set(lonPath, number: point.lon, places: 6)
        set(latPath, number: point.lat, places: 6)
    }
}

extension City {
    /// The document that a person shows: the identity number, or a foreigner's passport.
    func documentNumber(_ person: Int) -> String {
        people.passport[person].isEmpty ? people.idNumber[person] : people.passport[person]
    }

    /// The number of 15 digits of somebody old; `nil` where it would say something else: sequences 996 to 999 told of
    /// centenarians in short numbers.
    func shortNumber(_ person: Int) -> String? {
        let number = people.idNumber[person]
        guard !number.isEmpty, people.birth[person] < DateText.day(1950, 1, 1),
            !["996", "997", "998", "999"].contains(number.dropFirst(14).prefix(3))
        else { return nil }
        return people.idNumber15(person)
    }

    /// Where each person works on a day: an organization, or -1. The last job that began counts.
    func employers(on day: Day) -> [Int] {
        var result = Array(repeating: -1, count: people.count)
        for job in jobs.indices where jobs.from[job] <= day && day < jobs.to[job] {
            result[jobs.person[job]] = jobs.organization[job]
        }
        return result
    }
}
