import GuijiModel

/// One mention's value for one column, with all that decides whether it survives.
struct SurvivorCandidate {
    /// Of identifier columns; `valid` for all others.
    var quality: IdentifierValue.Quality
    /// The department's place in the column's order of trust.
    var rank: UInt16
    /// `Recency`.
    var recency: Int64
    var value: UnsafeRawBufferPointer
}

/// What decided between two values, in the order in which it is asked (domain rule 5: authority, recency,
/// completeness, lexical order; an invalid value never beats a valid one).
package enum SurvivorshipCriterion: String, Sendable, CaseIterable {
    case validity, departmentRank, recency, completeness, lexical
}

enum Survivorship {
    /// Which of two values survives and why; `nil` where they are the same in everything that counts.
    ///
    /// Record numbers take no part: they depend on the night of loading, and a warehouse loaded at once must hold the
    /// same values as one that grew night by night. Equal values are told apart by the mentions' identities.
    @inline(__always)
    static func decide(
        _ left: SurvivorCandidate, _ right: SurvivorCandidate
    ) -> (leftWins: Bool, criterion: SurvivorshipCriterion)? {
        if left.quality != right.quality { return (left.quality > right.quality, .validity) }
        if left.rank != right.rank { return (left.rank < right.rank, .departmentRank) }
        if left.recency != right.recency { return (left.recency > right.recency, .recency) }
        if left.value.count != right.value.count {
            return (left.value.count > right.value.count, .completeness)
        }
        let order = compare(left.value, right.value)
        return order == 0 ? nil : (order < 0, .lexical)
    }

    /// Compares texts of the same length byte by byte: below, above or equal to 0.
    private static func compare(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Int {
        for index in 0..<left.count where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return 0
    }
}
