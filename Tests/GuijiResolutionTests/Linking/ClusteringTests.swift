import GuijiTestSupport
import Testing

@testable import GuijiResolution

@Suite struct ClusteringTests {
    /// The same rule with sets: the strongest edge first, two groups joined if what lies between them adds up.
    private func plain(_ rows: Int, _ edges: [Edge], _ weight: (Int, Int) -> Int32) -> [Set<Int>] {
        var groups = (0..<rows).map { Set([$0]) }
        for edge in edges {
            let a = groups.firstIndex { $0.contains(Int(edge.left)) } ?? 0
            let b = groups.firstIndex { $0.contains(Int(edge.right)) } ?? 0
            if a == b { continue }
            var sum = 0
            for x in groups[a] {
                for y in groups[b] {
                    sum += Int(max(-6 * 1024, min(12 * 1024, weight(min(x, y), max(x, y)))))
                }
            }
            if groups[a].count + groups[b].count > 2, sum <= 0 { continue }
            groups[a].formUnion(groups[b])
            groups.remove(at: b)
        }
        return groups.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
    }

    @Test("Clusters of random graphs are those of the plain solver")
    func againstPlain() {
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<60 {
            let rows = Int.random(in: 2...25, using: &random)
            var weights = Array(repeating: Array(repeating: Int32(0), count: rows), count: rows)
            var edges: [Edge] = []
            for x in 0..<rows {
                for y in (x + 1)..<max(x + 1, rows) {
                    weights[x][y] = Int32.random(in: -20_000...12_000, using: &random)
                    if weights[x][y] > 3000 {
                        edges.append(
                            Edge(
                                left: UInt32(x), right: UInt32(y), weight: weights[x][y], pattern: 0
                            ))
                    }
                }
            }
            edges.sort(by: Edge.precedes)
            var clusters = WholeClusters(rows: rows)
            clusters.join(edges) { weights[$0][$1] }
            var groups: [UInt32: Set<Int>] = [:]
            for (row, root) in clusters.clusters().enumerated() {
                groups[root, default: []].insert(row)
            }
            let found = groups.values.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
            #expect(found == plain(rows, edges) { weights[$0][$1] })
        }
    }

    @Test("One pair that must not be together keeps whole clusters apart, and is kept as a refusal")
    func never() {
        var clusters = WholeClusters(rows: 4)
        let strong: [(UInt32, UInt32)] = [(0, 1), (2, 3), (1, 2)]
        let edges = strong.map { Edge(left: $0.0, right: $0.1, weight: 11_000, pattern: 0) }
        clusters.join(edges) { left, right in
            left == 0 && right == 3 ? Edge.quantized(Scorer.never) : 11_000
        }
        #expect(clusters.clusters() == [0, 0, 2, 2])
        #expect(clusters.refusals.map(\.edge) == [edges[2]])
    }

    @Test("Scores are those of counting pairs and rows one by one")
    func scores() {
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<20 {
            let n = Int.random(in: 1...40, using: &random)
            let found = (0..<n).map { _ in Int.random(in: 0..<8, using: &random) }
            let truth = (0..<n).map { _ in Int.random(in: 0..<8, using: &random) }
            let scores = ClusterScores(found: found, truth: truth)
            var (both, one, other) = (0, 0, 0)
            for i in 0..<n {
                for j in (i + 1)..<max(i + 1, n) {
                    if found[i] == found[j] { one += 1 }
                    if truth[i] == truth[j] { other += 1 }
                    if found[i] == found[j], truth[i] == truth[j] { both += 1 }
                }
            }
            #expect(
                scores.foundPairs == one && scores.truePairs == other && scores.rightPairs == both)
            let precision =
                (0..<n).map { i -> Double in
                    let mine = (0..<n).filter { found[$0] == found[i] }
                    return Double(mine.count { truth[$0] == truth[i] }) / Double(mine.count)
                }.reduce(0, +) / Double(n)
            #expect(abs(scores.bCubedPrecision - precision) < 1e-9)
        }
    }
}
