/// Puts rows together, unless any two of what would come together must stay apart.
///
/// The check is made against whole clusters: A joined to B and B to C does not bring A and C together past a rule that
/// forbids it. Cost: the pairs across, for each join of clusters that are not single rows.
struct RuleClusters {
    private var rows: DisjointRows

    init(rows: Int) { self.rows = DisjointRows(rows: rows) }

    mutating func find(_ row: UInt32) -> UInt32 { rows.find(row) }

    /// The rows of a cluster.
    func members(_ root: UInt32) -> [UInt32] { rows.members(root) }

    /// Joins the clusters of two rows.
    /// - Parameter forbids: the rule that keeps two rows apart, if any.
    /// - Returns: the rule that forbids the join; `nil` where it was made, or was made before.
    mutating func join(_ left: UInt32, _ right: UInt32, forbids: (Int, Int) -> Int?) -> Int? {
        let a = find(left)
        let b = find(right)
        if a == b { return nil }
        if let rule = conflict(a, b, forbids: forbids) { return rule }
        rows.unite(a, b)
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
}
