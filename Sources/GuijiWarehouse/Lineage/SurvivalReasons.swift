import GuijiContract
import GuijiModel

/// What one record states of a column, with what decides whether it survives.
struct TracedStatement {
    /// A record that speaks of the entity, in a role.
    struct Link {
        var record: Int64
        var feed: FeedID
        var role: String
        var item: Int
        var rule: String
        var score: Double
    }

    var link: Link
    var value: String
    var rank: UInt16
    var quality = IdentifierValue.Quality.valid
    var recency: Int64 = 0
    /// Whether the column's order of trust names the department.
    var isListed = false
    /// Whether the department's word has lost its place because it is too old (`fresh`).
    var isTooOld = false
    var department = ""
    var contract: FeedContract?
    /// The field as shown (`holders[0].name`), and the column of the feed table.
    var field: String?
    var plainField: String?
    var source: String?

    init(link: Link, value: String, rank: UInt16) {
        self.link = link
        self.value = value
        self.rank = rank
    }

    func words(_ reason: String) -> Trace.Statement {
        Trace.Statement(
            value: value, feed: link.feed.rawValue, role: link.role, record: link.record,
            reason: reason)
    }
}

/// The words for why a value holds and others do not.
struct SurvivalReasons {
    let column: UnifiedColumn

    /// A value whose record states it no longer, or states it of another row.
    var withoutStatement: String {
        switch column.choose {
        case .sticky:
            "it stays until \(column.survivorship.first?.rawValue ?? "its department") says otherwise"
        default: "set by an event that another record states"
        }
    }

    let unchosen = "not chosen: see the rule"

    /// Why the winner's value holds.
    func rule(_ winner: TracedStatement, against others: [TracedStatement]) -> String {
        guard !others.isEmpty else { return "the only record that says so" }
        if let prefer = column.prefer {
            return "a value with \(prefer) first; then \(chosen(winner, against: others))"
        }
        return chosen(winner, against: others)
    }

    private func chosen(_ winner: TracedStatement, against others: [TracedStatement]) -> String {
        let ranks = column.survivorship.map { department in
            guard let fresh = column.fresh, fresh.departments.contains(department) else {
                return department.rawValue
            }
            return "\(department.rawValue) (\(fresh.days) days)"
        }
        let trust =
            ranks.isEmpty
            ? "no department ranks first" : "department rank \(ranks.joined(separator: " > "))"
        switch column.choose {
        case .rank: break
        case .latest: return "the latest statement of those listed first; then \(trust)"
        case .highest: return "the highest value; then \(trust)"
        case .lowest: return "the lowest value; then \(trust)"
        case .ordered:
            return "the first of \(column.hold.joined(separator: ", ")); then \(trust)"
        case .sticky:
            let hold = column.hold.isEmpty ? "any value" : column.hold.joined(separator: ", ")
            return "\(hold) stays once stated; then \(trust)"
        }
        let rivals = others.filter { $0.rank == winner.rank }
        if winner.isListed, rivals.isEmpty, column.prefer == nil {
            return "\(trust): \(winner.department) is the most trusted that says so"
        }
        return
            "\(trust): among \(rivals.count + 1) equals the most recent statement, then the longest"
    }

    /// Why another value does not hold.
    func reason(_ other: TracedStatement, against winner: TracedStatement) -> String {
        if other.value == winner.value { return "the same" }
        var (left, right) = (winner.value, other.value)
        let decision = left.withUTF8 { left in
            right.withUTF8 { right in
                Survivorship.decide(
                    candidate(winner, left), candidate(other, right),
                    by: SurvivorshipRule(column))
            }
        }
        // The preferred column may be derived, and is not stored: but it alone comes before what is known here.
        if let prefer = column.prefer, decision?.leftWins == false { return "without \(prefer)" }
        switch decision?.criterion {
        case .validity: return "not valid"
        case .preference: return "without \(column.prefer ?? "")"
        case .choice:
            switch column.choose {
            case .latest:
                return other.isListed || !winner.isListed
                    ? "older" : "\(other.department) is not listed"
            case .highest: return "lower"
            case .lowest: return "higher"
            case .ordered: return "after \(winner.value) in the order declared"
            case .sticky, .rank: return "\(winner.value) stays once stated"
            }
        case .departmentRank:
            if other.isTooOld, let fresh = column.fresh {
                return "\(other.department) said so more than \(fresh.days) days ago"
            }
            return other.isListed
                ? "\(other.department) ranks below \(winner.department)"
                : "\(other.department) is not listed"
        case .recency: return "older"
        case .completeness: return "shorter"
        case .lexical: return "after it in order"
        case nil: return "the same"
        }
    }

    private func candidate(_ stated: TracedStatement, _ text: UnsafeBufferPointer<UInt8>)
        -> SurvivorCandidate
    {
        SurvivorCandidate(
            quality: stated.quality, rank: stated.rank, recency: stated.recency,
            value: UnsafeRawBufferPointer(text))
    }
}
