/// What stewards' decisions mean beyond the pairs of rows that they name.
///
/// Who says that two are one although a rule forbids it says so of everything that other rules link to either: the next
/// record with one of two numbers joins, too. Rules that nobody has set aside go on holding.
struct StewardWord {
    /// Rows called the same, in groups; the rules that a group breaks within itself.
    private var groupOf: [UInt32: Int] = [:]
    private var broken: [Set<Int>] = []
    /// The groups for which each row speaks, by its own place or by a link to one of their rows.
    private var vouched: [UInt32: Set<Int>] = [:]

    /// - Parameters:
    ///   - decided: pairs of rows, the smaller first, and whether they are the same.
    ///   - forbids: the rule that keeps two rows apart by itself; -1 for none.
    init(_ decided: [UInt64: Bool], forbids: (Int, Int) -> Int) {
        let same = decided.filter(\.value).keys.sorted()
        guard !same.isEmpty else { return }
        var clusters = SmallClusters()
        for pair in same {
            clusters.join(UInt32(pair >> 32), UInt32(truncatingIfNeeded: pair))
        }
        for rows in clusters.groups() {
            var rules: Set<Int> = []
            for (place, row) in rows.enumerated() {
                for other in rows.dropFirst(place + 1) {
                    let rule = forbids(Int(row), Int(other))
                    if rule >= 0 { rules.insert(rule) }
                }
            }
            guard !rules.isEmpty else { continue }
            for row in rows {
                groupOf[row] = broken.count
                vouched[row] = [broken.count]
            }
            broken.append(rules)
        }
    }

    /// Whether any decision goes against a rule.
    var isAgainstRules: Bool { !broken.isEmpty }

    /// Takes note of rows that a rule links to a group. O(edges).
    mutating func hear(_ edges: [RuleEdge], isLink: (Int16) -> Bool) {
        guard isAgainstRules else { return }
        for edge in edges where isLink(edge.rule) {
            if let group = groupOf[edge.left] { vouched[edge.right, default: []].insert(group) }
            if let group = groupOf[edge.right] { vouched[edge.left, default: []].insert(group) }
        }
    }

    /// Whether a rule between two rows was set aside.
    func excuses(_ left: Int, _ right: Int, rule: Int) -> Bool {
        guard let left = vouched[UInt32(left)], let right = vouched[UInt32(right)] else {
            return false
        }
        return left.contains { right.contains($0) && broken[$0].contains(rule) }
    }
}

/// Groups of a few rows, by number.
struct SmallClusters {
    private var parents: [UInt32: UInt32] = [:]

    func find(_ row: UInt32) -> UInt32 {
        var row = row
        while let parent = parents[row], parent != row { row = parent }
        return row
    }

    mutating func join(_ left: UInt32, _ right: UInt32) {
        for row in [left, right] where parents[row] == nil { parents[row] = row }
        let (a, b) = (find(left), find(right))
        parents[max(a, b)] = min(a, b)
    }

    /// The rows of each group, both ascending.
    func groups() -> [[UInt32]] {
        Dictionary(grouping: parents.keys.sorted(), by: find).sorted { $0.key < $1.key }
            .map(\.value)
    }
}

extension RuleDecisions {
    /// Leaves out the reviews that a steward has answered: between two clusters, a row of each of which he called
    /// different from one of the other.
    mutating func drop(reviewsAnsweredBy decided: [UInt64: Bool]) {
        let apart = Set(
            decided.filter { !$0.value }.keys.map { pair in
                RuleEngine.pair(
                    Int(roots[Int(pair >> 32)]), Int(roots[Int(pair & 0xFFFF_FFFF)]))
            })
        guard !apart.isEmpty else { return }
        reviews.removeAll {
            apart.contains(
                RuleEngine.pair(Int(roots[Int($0.row)]), Int(roots[Int($0.other)])))
        }
    }
}
