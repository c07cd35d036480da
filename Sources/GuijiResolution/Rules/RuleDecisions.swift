/// What a model's rules decide about the rows of a table.
struct RuleDecisions {
    /// The cluster of each row, as the number of one of its rows.
    var roots: [UInt32]
    /// The rule by which each row belongs to its cluster; -1 where it is alone.
    var rules: [Int16]
    /// Rows that are attached to their cluster.
    var attached: [Bool]
    /// Rows whose identifier belongs to somebody else, with the rule that says so.
    var voided: [Int: Int]
    var reviews: [Note] = []
    var issues: [Note] = []

    struct Note: Hashable {
        /// The doubtful row, and the other.
        var row: UInt32
        var other: UInt32
        var rule: Int16
        /// Of a review: the rule that forbids the link; `several`, or `asked` where the rule itself asks for a look.
        var reason: Int16
    }

    /// Reasons that are no rule's number.
    static let asked: Int16 = -1
    static let several: Int16 = -2
    static let steward: Int16 = -3
}

/// A pair for which a rule holds.
struct RuleEdge {
    var left: UInt32
    var right: UInt32
    var rule: Int16
}
