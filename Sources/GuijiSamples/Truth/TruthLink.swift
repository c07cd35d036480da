/// That a record speaks of something of the simulation, in a role.
struct TruthLink {
    enum Kind: String { case person, organization, address }
    var kind: Kind
    var number: Int
    var role: String
    /// The item of the repeated group, from 0.
    var item: Int?
}
