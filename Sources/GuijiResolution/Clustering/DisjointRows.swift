/// Rows in clusters that only ever grow together: union–find, with the members of each cluster in a ring.
struct DisjointRows {
    private(set) var roots: [UInt32]
    private var next: [UInt32]
    private var sizes: [UInt32]

    init(rows: Int) {
        roots = (0..<UInt32(rows)).map { $0 }
        next = roots
        sizes = Array(repeating: 1, count: rows)
    }

    /// The row by which a row's cluster is called: its smallest.
    mutating func find(_ row: UInt32) -> UInt32 {
        var row = row
        while roots[Int(row)] != row {
            roots[Int(row)] = roots[Int(roots[Int(row)])]
            row = roots[Int(row)]
        }
        return row
    }

    /// Rows in the cluster of a root.
    func size(_ root: UInt32) -> Int { Int(sizes[Int(root)]) }

    /// Makes one cluster of two, given by their roots.
    mutating func unite(_ a: UInt32, _ b: UInt32) {
        let (root, other) = a < b ? (a, b) : (b, a)
        roots[Int(other)] = root
        sizes[Int(root)] += sizes[Int(other)]
        // Two rings become one.
        (next[Int(root)], next[Int(other)]) = (next[Int(other)], next[Int(root)])
    }

    /// The rows of a cluster, the root first.
    func members(_ root: UInt32) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(size(root))
        var row = root
        repeat {
            result.append(row)
            row = next[Int(row)]
        } while row != root
        return result
    }
}
