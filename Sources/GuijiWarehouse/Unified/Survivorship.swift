import GuijiContract
import GuijiModel

/// One mention's value for one column, with all that decides whether it survives.
struct SurvivorCandidate {
    /// Of identifier columns; `valid` for all others.
    var quality: IdentifierValue.Quality
    /// Whether the mention has a value in the column that the rule prefers.
    var isPreferred = false
    /// The department's place in the column's order of trust.
    var rank: UInt16
    /// `Recency`.
    var recency: Int64
    var value: UnsafeRawBufferPointer
}

/// What decided between two values, in the order in which it is asked (domain rule 5: authority, recency,
/// completeness, lexical order; an invalid value never beats a valid one). `preference` and `choice` are what the column declares.
package enum SurvivorshipCriterion: String, Sendable, CaseIterable {
    case validity, preference, choice, departmentRank, recency, completeness, lexical
}

/// The declared part of a column's survivorship.
struct SurvivorshipRule {
    var choose: UnifiedColumn.Choice = .rank
    /// With `sticky`: the values that stay; empty: any.
    var hold: [[UInt8]] = []
    /// The rank of departments that are not listed.
    var unlisted: UInt16 = 0
    /// The ranks of departments whose word counts for a time only, and the first moment (`Recency`) that still counts.
    private var aging: [UInt16] = []
    private var oldest: Int64 = 0
    /// The place of the column that a mention should have a value in; -1: none.
    private(set) var preferred = -1

    init() {}

    init(_ column: UnifiedColumn) {
        choose = column.choose
        hold = column.hold.map { Array($0.utf8) }
        unlisted = UInt16(clamping: column.survivorship.count)
    }

    /// - Parameter day: on which the layer holds, ISO text.
    init(_ column: UnifiedColumn, of table: UnifiedTable, on day: String) {
        self.init(column)
        preferred = column.prefer.flatMap(table.index) ?? -1
        guard let fresh = column.fresh, let first = SurvivorshipRule.day(fresh.days, before: day)
        else { return }
        aging = fresh.departments.compactMap { department in
            column.survivorship.firstIndex(of: department).map { UInt16(clamping: $0) }
        }
        oldest = first
    }

    /// The day so many days before another, as `Recency`; `nil` where the text is no date.
    private static func day(_ count: Int, before text: String) -> Int64? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        let last = CalendarDay(year: parts[0], month: parts[1], day: parts[2])
        guard last.exists else { return nil }
        let first = CalendarDay(daysSince1970: last.daysSince1970 - count)
        return Int64(first.year * 10_000 + first.month * 100 + first.day) * 1_000_000
    }

    /// The rank of a statement: behind the departments that are not listed, where it is too old to count as what its
    /// department says today.
    @inline(__always)
    func rank(_ listed: UInt16, _ recency: Int64) -> UInt16 {
        recency < oldest && aging.contains(listed) ? unlisted + 1 : listed
    }

    /// Whether the value is one that stays.
    func holds(_ value: UnsafeRawBufferPointer) -> Bool {
        choose == .sticky && (hold.isEmpty || hold.contains { value.elementsEqual($0) })
    }

    /// The place of a value in the order declared; behind all for one that is not in it.
    func place(_ value: UnsafeRawBufferPointer) -> Int {
        hold.firstIndex { value.elementsEqual($0) } ?? hold.count
    }
}

enum Survivorship {
    /// Which of two values survives and why; `nil` where they are the same in everything that counts.
    ///
    /// Record numbers take no part: they depend on the night of loading, and a warehouse loaded at once must hold the
    /// same values as one that grew night by night. Equal values are told apart by the mentions' identities.
    @inline(__always)
    static func decide(
        _ left: SurvivorCandidate, _ right: SurvivorCandidate,
        by rule: SurvivorshipRule = SurvivorshipRule()
    ) -> (leftWins: Bool, criterion: SurvivorshipCriterion)? {
        if left.quality != right.quality { return (left.quality > right.quality, .validity) }
        if left.isPreferred != right.isPreferred { return (left.isPreferred, .preference) }
        if rule.choose != .rank, let leftWins = chosen(left, right, rule) {
            return (leftWins, .choice)
        }
        if left.rank != right.rank { return (left.rank < right.rank, .departmentRank) }
        if left.recency != right.recency { return (left.recency > right.recency, .recency) }
        if left.value.count != right.value.count {
            return (left.value.count > right.value.count, .completeness)
        }
        let order = compare(left.value, right.value)
        return order == 0 ? nil : (order < 0, .lexical)
    }

    private static func chosen(
        _ left: SurvivorCandidate, _ right: SurvivorCandidate, _ rule: SurvivorshipRule
    ) -> Bool? {
        switch rule.choose {
        case .rank: return nil
        case .latest:
            let isListed = (left.rank < rule.unlisted, right.rank < rule.unlisted)
            if isListed.0 != isListed.1 { return isListed.0 }
            return left.recency == right.recency ? nil : left.recency > right.recency
        case .highest, .lowest:
            if left.value.elementsEqual(right.value) { return nil }
            let leftIsLower = left.value.lexicographicallyPrecedes(right.value)
            return leftIsLower == (rule.choose == .lowest)
        case .ordered:
            let places = (rule.place(left.value), rule.place(right.value))
            return places.0 == places.1 ? nil : places.0 < places.1
        case .sticky:
            let holds = (rule.holds(left.value), rule.holds(right.value))
            return holds.0 == holds.1 ? nil : holds.0
        }
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
