/// Puts rows together by edges of falling weight, asking whole clusters.
///
/// An edge between two clusters only joins them if the evidence between all their rows together speaks for it: the
/// weights of all pairs across, each limited so that one pair cannot outvote all others, must add up to more than
/// nothing. A single edge between single rows is judged by its own weight. What is refused is kept with
/// the sum. The order of edges is a total one, so the result does not depend on the input's order.
struct WholeClusters {
    struct Refusal: Equatable {
        var edge: Edge
        /// Sum of weights across, in 1/1024 bits.
        var sum: Int
        var pairs: Int
    }

    private(set) var refusals: [Refusal] = []
    private var rows: DisjointRows

    /// A pair's weight counts for at most so much in favour, and so much against, in bits. Less against: two bad copies
    /// of one row may share nothing, and are still no proof.
    static let limitFor = 12.0
    static let limitAgainst = 6.0
    /// Between larger clusters only the first rows of each are asked.
    static let largestAsked = 40

    init(rows: Int) { self.rows = DisjointRows(rows: rows) }

    /// Takes the edges in order.
    /// - Parameter weight: the weight of any two rows, quantized.
    mutating func join(_ edges: [Edge], weight: (Int, Int) -> Int32) {
        for edge in edges {
            let a = rows.find(edge.left)
            let b = rows.find(edge.right)
            if a == b { continue }
            if rows.size(a) + rows.size(b) > 2 {
                let (sum, pairs) = evidence(a, b, weight)
                if sum <= 0 {
                    refusals.append(Refusal(edge: edge, sum: sum, pairs: pairs))
                    continue
                }
            }
            rows.unite(a, b)
        }
    }

    private func evidence(_ a: UInt32, _ b: UInt32, _ weight: (Int, Int) -> Int32) -> (
        sum: Int, pairs: Int
    ) {
        let most = Int32(WholeClusters.limitFor * Edge.unit)
        let least = -Int32(WholeClusters.limitAgainst * Edge.unit)
        let left = members(a)
        let right = members(b)
        var sum = 0
        for x in left {
            for y in right {
                let own = weight(Int(min(x, y)), Int(max(x, y)))
                // Never means never, for the whole cluster.
                if own < Int32(-500 * Edge.unit) { return (-1_000_000, 1) }
                sum += Int(max(least, min(most, own)))
            }
        }
        return (sum, left.count * right.count)
    }

    private func members(_ root: UInt32) -> [UInt32] {
        var result = rows.members(root)
        if result.count > WholeClusters.largestAsked {
            result.sort()
            result.removeLast(result.count - WholeClusters.largestAsked)
        }
        return result
    }

    /// Each row's cluster, as the number of its smallest row.
    mutating func clusters() -> [UInt32] {
        (0..<UInt32(rows.roots.count)).map { rows.find($0) }
    }
}
