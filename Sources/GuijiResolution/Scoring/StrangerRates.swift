import GuijiContract

/// How often two rows that have nothing to do with one another give each answer.
///
/// A first level that asks for equal values of one column is counted exactly, from how often each value occurs; the
/// other levels are shares among some million random pairs, chosen by a fixed hash of the row's numbers.
enum StrangerRates {
    static let sampledPairs = 250_000

    /// Comparison → level → probability; never 0.
    static func estimate(
        model: MatchingModel, table: RowTable, comparer: PairComparer, threads: Int
    )
        -> [[Double]]
    {
        let counts = sample(table: table, comparer: comparer, threads: threads)
        return model.comparisons.enumerated().map { index, comparison in
            var seen = [Int](repeating: 0, count: comparison.levels.count)
            for (pattern, count) in counts {
                let level = Int(pattern >> UInt64(4 * index) & 15)
                if level > 0 { seen[level - 1] += count }
            }
            let all = Double(seen.reduce(0, +))
            var rates = seen.map { (Double($0) + 0.5) / (all + 0.5 * Double(seen.count)) }
            if let exact = exactRate(comparison.levels[0], table) {
                let others = rates.dropFirst().reduce(0, +)
                for level in rates.indices.dropFirst() { rates[level] *= (1 - exact) / others }
                rates[0] = exact
            }
            return rates
        }
    }

    /// The chance that two rows with a value have the same: Σ n(n−1) / N(N−1).
    private static func exactRate(_ level: Comparison.Level, _ table: RowTable) -> Double? {
        guard level.anyOf.count == 1, level.anyOf[0].count == 1,
            level.anyOf[0][0].operation == .equal
        else { return nil }
        return equalRate(table.columns[level.anyOf[0][0].columns[0]])
    }

    static func equalRate(_ column: PreparedColumn) -> Double {
        var pairs = 0.0
        var rows = 0.0
        for value in 1..<max(1, column.store.count) where value < column.store.count {
            let count = Double(column.store.frequencies[value])
            rows += count
            pairs += count * (count - 1)
        }
        return max(pairs, 0.5) / max(1, rows * (rows - 1))
    }

    private static func sample(table: RowTable, comparer: PairComparer, threads: Int) -> [(
        pattern: UInt64, count: Int
    )] {
        guard table.count > 1 else { return [] }
        let possible = table.count * (table.count - 1) / 2
        let all = possible <= sampledPairs
        let results = Parallel.map(threads, threads: threads) { worker in
            let memory = PairMemory(comparisons: comparer.questions.count)
            var counts = PatternCounts()
            if all {
                for left in stride(from: worker, to: table.count, by: threads) {
                    for right in (left + 1)..<max(left + 1, table.count) {
                        counts.add(comparer.pattern(left, right, memory))
                    }
                }
            } else {
                for number in stride(from: worker, to: sampledPairs, by: threads) {
                    let left = Int(mix(UInt64(number) * 2) % UInt64(table.count))
                    let right = Int(mix(UInt64(number) * 2 + 1) % UInt64(table.count))
                    if left != right { counts.add(comparer.pattern(left, right, memory)) }
                }
            }
            return counts
        }
        var sum = PatternCounts()
        for counts in results { sum.add(counts) }
        return sum.sorted
    }

    /// SplitMix64's finisher.
    private static func mix(_ number: UInt64) -> UInt64 {
        var x = number &* 0x9E37_79B9_7F4A_7C15
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }
}
