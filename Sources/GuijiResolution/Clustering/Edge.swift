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
