/// Puts rows together, unless any two of what would come together must stay apart.
///
/// The check is made against whole clusters: A joined to B and B to C does not bring A and C together past a rule that
/// forbids it. Cost: the pairs across, for each join of clusters that are not single rows.
struct RuleClusters {
    private(set) var roots: [UInt32]
    private var next: [UInt32]
    private var sizes: [UInt32]

    init(rows: Int) {
        roots = (0..<UInt32(rows)).map { $0 }
        next = roots
        sizes = Array(repeating: 1, count: rows)
    }

    mutating func find(_ row: UInt32) -> UInt32 {
        var row = row
        while roots[Int(row)] != row {
            roots[Int(row)] = roots[Int(roots[Int(row)])]
            row = roots[Int(row)]
        }
        return row
    }

    /// Joins the clusters of two rows.
    /// - Parameter forbids: the rule that keeps two rows apart, if any.
    /// - Returns: the rule that forbids the join; `nil` where it was made, or was made before.
    mutating func join(_ left: UInt32, _ right: UInt32, forbids: (Int, Int) -> Int?) -> Int? {
        let a = find(left)
        let b = find(right)
        if a == b { return nil }
        if let rule = conflict(a, b, forbids: forbids) { return rule }
        let (root, other) = a < b ? (a, b) : (b, a)
        roots[Int(other)] = root
        sizes[Int(root)] += sizes[Int(other)]
        // Two rings become one.
        (next[Int(root)], next[Int(other)]) = (next[Int(other)], next[Int(root)])
        return nil
    }

    /// The rule that keeps two clusters apart, if any two of their rows must stay so.
    func conflict(_ a: UInt32, _ b: UInt32, forbids: (Int, Int) -> Int?) -> Int? {
        for x in members(a) {
            for y in members(b) {
                if let rule = forbids(Int(min(x, y)), Int(max(x, y))) { return rule }
            }
        }
        return nil
    }

    /// The rows of a cluster.
    func members(_ root: UInt32) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(Int(sizes[Int(root)]))
        var row = root
        repeat {
            result.append(row)
            row = next[Int(row)]
        } while row != root
        return result
    }
}
