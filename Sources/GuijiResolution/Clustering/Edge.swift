/// Two rows with the evidence for their being the same.
package struct Edge: Sendable, Equatable {
    /// The smaller row.
    package var left: UInt32
    package var right: UInt32
    /// Bits; quantized to 1/1024, so that sums are exact.
    package var weight: Int32
    package var pattern: UInt64

    /// Falling weight, then the rows.
    static func precedes(_ a: Edge, _ b: Edge) -> Bool {
        if a.weight != b.weight { return a.weight > b.weight }
        return a.left != b.left ? a.left < b.left : a.right < b.right
    }

    /// All edges in that order. O(*n*).
    static func sorted(_ edges: [Edge]) -> [Edge] {
        guard let heaviest = edges.max(by: { $0.weight < $1.weight })?.weight else { return [] }
        var keys = edges.map { UInt64(UInt32(heaviest - $0.weight)) << 32 | UInt64($0.left) }
        var places = (0..<UInt32(edges.count)).map { $0 }
        RadixSort.sort(&keys, &places)
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] == keys[start] { end += 1 }
            if end - start > 1 {
                places[start..<end].sort { edges[Int($0)].right < edges[Int($1)].right }
            }
            start = end
        }
        return places.map { edges[Int($0)] }
    }

    static let unit = 1024.0

    static func quantized(_ weight: Double) -> Int32 {
        Int32((max(-2000, min(2000, weight)) * unit).rounded())
    }

    /// The probability that the two are the same.
    package var probability: Double {
        let odds = Logarithm.power(Double(weight) / Edge.unit)
        return odds.isInfinite ? 1 : odds / (1 + odds)
    }
}
