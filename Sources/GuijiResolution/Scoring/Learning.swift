import GuijiContract

/// Learns a model's numbers without labels, by expectation–maximization on the counts of answer patterns
/// (Dempster, Laird and Rubin 1977; for record linkage Winkler 1988).
///
/// The classes are "the same", each relation of the model, and strangers. Strangers' answers and number are known
/// beforehand; what is learned is how many pairs of the other classes there are and how they answer. Answers are taken
/// as independent within a class. Sums are taken in the patterns' order, so that a rerun gives the same bits.
enum Learning {
    static let rounds = 200

    /// - Parameters:
    ///   - counts: patterns among the candidate pairs, or among a sample of one in `sampleOf`.
    ///   - strangers: comparison → level → probability.
    ///   - possiblePairs: pairs of rows that could be compared at all.
    static func learn(
        model: MatchingModel, counts: [(pattern: UInt64, count: Int)], strangers: [[Double]],
        rows: Int, possiblePairs: Double, sampleOf: Double
    ) -> LearnedNumbers {
        let kinds = 1 + model.relations.count
        var probabilities = [start(model)] + model.relations.map { start(model, $0, strangers) }
        let prior = probabilities
        let candidates = Double(counts.reduce(0) { $0 + $1.count })
        var pairs = [Double](repeating: max(1, candidates * 0.1), count: kinds)
        let strangerPairs = possiblePairs / sampleOf
        for _ in 0..<rounds {
            var sums = probabilities.map { $0.map { $0.map { _ in 0.0 } } }
            var totals = [Double](repeating: 0, count: kinds)
            for (pattern, count) in counts {
                var rates = (0..<kinds).map { pairs[$0] * likelihood(pattern, probabilities[$0]) }
                let all = rates.reduce(strangerPairs * likelihood(pattern, strangers), +)
                guard all > 0 else { continue }
                for kind in 0..<kinds {
                    rates[kind] *= Double(count) / all
                    totals[kind] += rates[kind]
                    forEachAnswer(pattern, model.comparisons.count) { comparison, level in
                        sums[kind][comparison][level] += rates[kind]
                    }
                }
            }
            var change = 0.0
            for kind in 0..<kinds {
                pairs[kind] = max(totals[kind], 0.5)
                for comparison in sums[kind].indices {
                    // One imagined pair that answers as at the start keeps rare answers above 0.
                    let all = sums[kind][comparison].reduce(1, +)
                    for level in sums[kind][comparison].indices {
                        let new =
                            (sums[kind][comparison][level] + prior[kind][comparison][level]) / all
                        change = max(change, abs(new - probabilities[kind][comparison][level]))
                        probabilities[kind][comparison][level] = new
                    }
                }
            }
            if change < 1e-6 { break }
        }
        return LearnedNumbers(
            rows: rows, pairs: pairs.map { $0 * sampleOf },
            probabilities: probabilities + [strangers])
    }

    /// Where learning starts for pairs that are the same: mostly the best answer.
    private static func start(_ model: MatchingModel) -> [[Double]] {
        model.comparisons.map { comparison in
            let count = comparison.levels.count
            var rest = 0.1
            return (0..<count).map { level in
                if level == 0 { return 0.9 }
                let share = level == count - 1 ? rest : rest * 0.5
                rest -= share
                return share
            }
        }
    }

    /// For a relation: its likely answers, else as strangers.
    private static func start(
        _ model: MatchingModel, _ relation: MatchingModel.Relation, _ strangers: [[Double]]
    ) -> [[Double]] {
        model.comparisons.enumerated().map { index, comparison in
            guard let likely = relation.likely[comparison.name] else { return strangers[index] }
            let number = comparison.levels.count { likely.contains($0.label) }
            return comparison.levels.enumerated().map { level, spec in
                (likely.contains(spec.label) ? 0.8 / Double(max(1, number)) : 0)
                    + 0.2 * strangers[index][level]
            }
        }
    }

    @inline(__always)
    static func forEachAnswer(_ pattern: UInt64, _ comparisons: Int, _ body: (Int, Int) -> Void) {
        for comparison in 0..<comparisons {
            let answer = Int(pattern >> UInt64(4 * comparison) & 15)
            if answer > 0 { body(comparison, answer - 1) }
        }
    }

    static func likelihood(_ pattern: UInt64, _ probabilities: [[Double]]) -> Double {
        var product = 1.0
        forEachAnswer(pattern, probabilities.count) { product *= probabilities[$0][$1] }
        return product
    }
}
