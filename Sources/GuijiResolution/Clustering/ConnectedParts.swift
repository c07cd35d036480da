/// The parts of a graph that no edge connects.
struct ConnectedParts {
    private var roots: [UInt32]

    /// O(edges), nearly.
    init(rows: Int, edges: [Edge]) {
        roots = (0..<UInt32(rows)).map { $0 }
        for edge in edges {
            let a = find(edge.left)
            let b = find(edge.right)
            if a < b { roots[Int(b)] = a } else { roots[Int(a)] = b }
        }
    }

    private mutating func find(_ row: UInt32) -> UInt32 {
        var row = row
        while roots[Int(row)] != row {
            roots[Int(row)] = roots[Int(roots[Int(row)])]
            row = roots[Int(row)]
        }
        return row
    }

    /// The edges in two halves, each in the order given, none of the first connected with one of the second.
    func split(_ edges: [Edge]) -> [[Edge]] {
        var halves: [[Edge]] = [[], []]
        for index in halves.indices { halves[index].reserveCapacity(edges.count / 2) }
        for edge in edges {
            var root = edge.left
            while roots[Int(root)] != root { root = roots[Int(root)] }
            halves[Int(root & 1)].append(edge)
        }
        return halves
    }
}
