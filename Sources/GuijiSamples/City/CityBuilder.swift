/// Makes a city of a size from a seed.
package struct CityBuilder {
    var city: City
    let size: Int
    var chance: Chance
    var identities = IdentityNumbers()
    /// The estate and village of each street that still has room.
    var openRooms: [RoomCursor?] = []
    var openGroups: [GroupCursor?] = []
    /// Dwellings that were made before somebody needed them; given out first.
    var spareDwellings: [Int] = []
    /// Brands with their trade.
    var takenNames: Set<String> = []
    /// Heads of households of each village.
    var villageHeads: [Int: [Int]] = [:]

    /// Sizes that a city can have: enough for schools and firms, and no more than there are fictitious numbers.
    package static let sizes = 200...1_000_000

    /// Builds the city as it stands on the evening before `firstDay`. 100,000 people take about two seconds and 100
    /// MB.
    /// - Throws: `SamplesError.population`.
    package static func build(people: Int, seed: UInt64, firstDay: Day) throws -> City {
        guard sizes.contains(people) else {
            throw SamplesError.population(
                asked: people, least: sizes.lowerBound, most: sizes.upperBound)
        }
        var builder = CityBuilder(people: people, seed: seed, firstDay: firstDay)
        builder.addRoads()
        builder.addCast()
        builder.addFamilies()
        builder.addPersonTraps()
        builder.addOrganizations()
        builder.addOrganizationTraps()
        builder.addAddressTraps()
        builder.addJobs()
        builder.addSchools()
        builder.addProperties()
        builder.addVehicles()
        builder.addAccounts()
        builder.addPlaces()
        builder.addGrids()
        return builder.city
    }

    private init(people: Int, seed: UInt64, firstDay: Day) {
        city = City(seed: seed, firstDay: firstDay)
        size = people
        chance = city.chance("city")
        openRooms = Array(repeating: nil, count: Vocabulary.streets.count)
        openGroups = Array(repeating: nil, count: Vocabulary.streets.count)
    }
}

/// Gives out identity numbers: eleven for each division and day of birth (sequence 000 and 990…999).
struct IdentityNumbers {
    private var taken: [Int: UInt16] = [:]
    private static let male = [991, 993, 995, 997, 999]
    private static let female = [990, 992, 994, 996, 998, 0]

    /// Keeps a number for somebody in particular.
    mutating func take(_ number: String, birth: Day) {
        let division = Int(number.prefix(6)) ?? 0
        let sequence = Int(number.dropFirst(14).prefix(3)) ?? 0
        taken[slot(division, birth), default: 0] |= bit(sequence)
    }

    private func slot(_ division: Int, _ birth: Day) -> Int {
        division &* 100_000 &+ birth + 50_000
    }
    private func bit(_ sequence: Int) -> UInt16 { 1 << UInt16(sequence == 0 ? 10 : sequence - 990) }

    /// The next free number of a division and day for a sex; `nil` where all are given out.
    mutating func next(division: Int, birth: Day, sex: Int) -> String? {
        let slot = slot(division, birth)
        let used = taken[slot, default: 0]
        for sequence in sex == 1 ? IdentityNumbers.male : IdentityNumbers.female {
            let bit = bit(sequence)
            if used & bit == 0 {
                taken[slot] = used | bit
                return CheckedNumber.residentID(
                    division: division, birth: birth, sequence: sequence)
            }
        }
        return nil
    }
}
