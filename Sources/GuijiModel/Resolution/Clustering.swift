/// Which mentions speak of the same entity, and by what rule each was linked.
package struct Clustering: Sendable, Equatable {
    /// The cluster of each mention, from 0; for a remembered row, -1 where no mention speaks of it.
    package var clusterOf: [Int32]
    package var clusterCount: Int
    /// Stable names of the rules that occur, as stored in `T_source.rule`.
    package var ruleNames: [String]
    /// Index into `ruleNames`, one a mention.
    package var rules: [UInt8]
    /// How sure the link is, 0 to 1, one a mention.
    package var scores: [Double]
    /// Mentions that are attached to an entity without moving any of its values. Ascending.
    package var attached: [Int32] = []
    /// Mentions whose identifier belongs to somebody else. Ascending.
    package var voided: [Int32] = []
    /// Pairs of mentions in different clusters about which a person must decide.
    package var reviews: [MatchNote] = []
    /// What is worth telling the department that sent a mention.
    package var issues: [MatchNote] = []

    package init(
        clusterOf: [Int32], clusterCount: Int, ruleNames: [String], rules: [UInt8],
        scores: [Double]
    ) {
        self.clusterOf = clusterOf
        self.clusterCount = clusterCount
        self.ruleNames = ruleNames
        self.rules = rules
        self.scores = scores
    }
}

/// What the warehouse knows about the entity ids given so far.
package struct IdentityState: Sendable {
    /// Merged ids and where they went, those in force.
    package var forwards: [Int64: Int64]
    /// Entities that a mention belonged to before its last one; `mention` is its number. In the order of time.
    package var history: [(mention: Int, entity: Int64)]
    /// Greater than every id ever given.
    package var nextID: Int64

    package init(
        forwards: [Int64: Int64] = [:], history: [(mention: Int, entity: Int64)] = [],
        nextID: Int64 = 1
    ) {
        self.forwards = forwards
        self.history = history
        self.nextID = nextID
    }

    /// The id that holds today for an id of some earlier day. Forwards always lead to a smaller id, so this ends.
    package func current(_ id: Int64) -> Int64 {
        var id = id
        while let next = forwards[id] { id = next }
        return id
    }
}

/// Entity ids for the clusters of a night.
package struct IdentityAssignment: Sendable, Equatable {
    /// A forwarding row: who asks for `from` finds `to`.
    package struct Forward: Sendable, Hashable, Comparable {
        package var from: Int64
        package var to: Int64
        package init(from: Int64, to: Int64) {
            self.from = from
            self.to = to
        }
        package static func < (left: Forward, right: Forward) -> Bool {
            (left.from, left.to) < (right.from, right.to)
        }
    }

    /// The entity id of each cluster.
    package var entityOf: [Int64]
    /// New forwards, by merges. Ascending.
    package var opened: [Forward]
    /// Forwards that no longer hold, by splits. Ascending.
    package var closed: [Forward]
    /// Greater than every id ever given.
    package var nextID: Int64

    package init(entityOf: [Int64], opened: [Forward], closed: [Forward], nextID: Int64) {
        self.entityOf = entityOf
        self.opened = opened
        self.closed = closed
        self.nextID = nextID
    }
}

/// Something that resolution found about two mentions.
package struct MatchNote: Sendable, Hashable {
    /// The mention that is doubtful, and the one beside which it is.
    package var mention: Int
    package var other: Int
    /// The rule by which the two were brought together.
    package var rule: String
    /// Of a review: why they are kept apart (the rule that forbids it; `several` where several entities fit). Of an
    /// issue: its code, such as NAME_SPELLING.
    package var reason: String
    package var score: Double

    package init(mention: Int, other: Int, rule: String, reason: String, score: Double) {
        self.mention = mention
        self.other = other
        self.rule = rule
        self.reason = reason
        self.score = score
    }
}
