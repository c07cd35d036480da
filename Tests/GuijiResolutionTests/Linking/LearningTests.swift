import GuijiContract
import GuijiTestSupport
import Testing

@testable import GuijiResolution

@Suite struct LearningTests {
    private func model() throws -> MatchingModel { try MadePeople.model() }

    /// Expectation–maximization pair by pair, without patterns or tables.
    private func plain(_ pairs: [[Int]], _ strangers: [[Double]], possible: Double, levels: [Int])
        -> (number: Double, m: [[Double]])
    {
        var m = levels.map { count -> [Double] in
            var rest = 0.1
            return (0..<count).map { level in
                if level == 0 { return 0.9 }
                let share = level == count - 1 ? rest : rest * 0.5
                rest -= share
                return share
            }
        }
        let start = m
        var number = Double(pairs.count) * 0.1
        for _ in 0..<200 {
            var sums = start
            var total = 0.0
            for pair in pairs {
                var same = number
                var other = possible
                for (comparison, answer) in pair.enumerated() where answer > 0 {
                    same *= m[comparison][answer - 1]
                    other *= strangers[comparison][answer - 1]
                }
                let share = same / (same + other)
                total += share
                for (comparison, answer) in pair.enumerated() where answer > 0 {
                    sums[comparison][answer - 1] += share
                }
            }
            number = total
            m = sums.map { row in row.map { $0 / row.reduce(0, +) } }
        }
        return (number, m)
    }

    @Test("Learning on pattern counts is learning pair by pair")
    func againstPlain() throws {
        let model = try model()
        let levels = model.comparisons.map(\.levels.count)
        var random = SplitMix64(seed: testSeed)
        let strangers = levels.map { count in
            (0..<count).map { $0 == count - 1 ? 1 - 0.02 * Double(count - 1) : 0.02 }
        }
        var pairs: [[Int]] = []
        var counts = PatternCounts()
        for number in 0..<3000 {
            let pair = levels.map { count -> Int in
                if Int.random(in: 0..<20, using: &random) == 0 { return 0 }
                if number % 4 == 0 { return Int.random(in: 0..<10, using: &random) < 8 ? 1 : 2 }
                return Int.random(in: 0..<10, using: &random) < 8
                    ? count : Int.random(in: 1...count, using: &random)
            }
            pairs.append(pair)
            counts.add(
                pair.enumerated().reduce(UInt64(0)) {
                    $0 | UInt64($1.element) << UInt64(4 * $1.offset)
                })
        }
        let learned = Learning.learn(
            model: model, counts: counts.sorted, strangers: strangers, rows: 100,
            possiblePairs: 4950, sampleOf: 1)
        let slow = plain(pairs, strangers, possible: 4950, levels: levels)
        #expect(abs(learned.pairs[0] - slow.number) < 0.01 * slow.number)
        for (fast, plain) in zip(learned.probabilities[0].joined(), slow.m.joined()) {
            #expect(abs(fast - plain) < 1e-3)
        }
    }

    @Test("Pattern counts count like a dictionary")
    func patterns() {
        var random = SplitMix64(seed: testSeed)
        var counts = PatternCounts()
        var plain: [UInt64: Int] = [:]
        for _ in 0..<20_000 {
            let pattern = UInt64.random(in: 0..<6000, using: &random)
            counts.add(pattern)
            plain[pattern, default: 0] += 1
        }
        let sorted = counts.sorted
        #expect(sorted.map(\.pattern) == plain.keys.sorted())
        #expect(sorted.allSatisfy { plain[$0.pattern] == $0.count })
    }
}
