/// A simulated city: people with families, dwellings, firms, schools, vehicles, meters and what happens to them.
/// Everything in it is invented; place names and division codes alone are real.
///
/// Flat arrays of columns; things are named by their index. Made by `CityBuilder`, moved on by `City.advance(to:)`
/// between nights; producers only read it.
package struct City: Sendable {
    package let seed: UInt64
    /// The business date of the first night.
    package let firstDay: Day
    package var people = People()
    package var households = Households()
    package var addresses = Addresses()
    package var estates: [Estate] = []
    package var roads: [Road] = []
    package var villages: [Village] = []
    package var communities: [Community] = []
    package var organizations = Organizations()
    package var jobs = Jobs()
    package var pupils = Pupils()
    package var schools: [School] = []
    package var properties = Properties()
    package var vehicles = Vehicles()
    package var accounts = Accounts()
    package var places = Places()
    package var marriages = Marriages()
    package var surveys: [Survey] = []
    package var grids: [Grid] = []
    /// Corner houses: number and road of the other side, by the address.
    package var corners: [Int: String] = [:]
    /// How many estates, villages or doors have a name.
    var nameCounts: [String: Int] = [:]
    /// How many organizations a name could mean, whether registered, former, short or over the door.
    var bearers: [String: Int] = [:]
    /// The employer whose clerk left one number for all the staff, and the clerk; -1.
    var clerkFirm = -1
    var clerk = -1
    package var traps = StandingTraps()
    /// The first grid of each community, and how many it has.
    var firstGrid: [Int: Int] = [:]
    var gridCounts: [Int: Int] = [:]

    init(seed: UInt64, firstDay: Day) {
        self.seed = seed
        self.firstDay = firstDay
    }

    /// A stream of random numbers of this city.
    package func chance(_ purpose: String, _ index: Int = 0) -> Chance {
        Chance(seed: seed, Purpose(purpose), index)
    }
}
