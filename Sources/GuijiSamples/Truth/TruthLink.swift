/// That a record speaks of something of the simulation, in a role.
struct TruthLink {
    enum Kind: String { case person, organization, address }
    var kind: Kind
    /// The number in `truth/person.csv` and so on; from `strangers` on, of somebody or something that lies outside the
    /// city and stands in no table.
    var number: Int
    var role: String
    /// The item of the repeated group, from 0.
    var item: Int?
    var traps: [Trap] = []
    /// Whether nobody could tell whom it means: see the article on samples.
    var isUndecidable = false

    static let strangers = 100_000_000
}
