package import GuijiContract

/// The whole way from prepared rows to clusters.
package final class Linker {
    /// What a step is about to do, for progress.
    package enum Step: String, Sendable { case blocking, learning, scoring, clustering }

    package struct Result {
        /// Each row's cluster, as the number of its smallest row.
        package var clusters: [UInt32]
        /// Pairs at or above the review threshold, by falling weight.
        package var edges: [Edge]
        /// Edges above the link threshold that the clusters as wholes spoke against: the edge, the sum of weights
        /// between the two clusters in bits, and the pairs it was taken over.
        package var refusals: [(edge: Edge, bits: Double, pairs: Int)]
        package var blocks: [BlockReport]
        package var candidatePairs: Int
        package var numbers: LearnedNumbers
    }

    let model: MatchingModel
    let table: RowTable
    private let threads: Int
    private let comparer: PairComparer
    let possiblePairs: Double
    /// Candidate pairs from which the numbers are learned; of more, a share chosen by hash.
    static let trainingPairs = 300_000

    package init(model: MatchingModel, table: RowTable, threads: Int = 2) {
        self.model = model
        self.table = table
        self.threads = threads
        comparer = PairComparer(model: model, table: table)
        let rows = Double(table.count)
        var possible = rows * (rows - 1) / 2
        if model.sourcesAreUnique {
            var counts: [UInt16: Double] = [:]
            for source in table.sources { counts[source, default: 0] += 1 }
            // In the sources' order, so that the sum has the same bits every time.
            for source in counts.keys.sorted() {
                let count = counts[source] ?? 0
                possible -= count * (count - 1) / 2
            }
        }
        possiblePairs = max(1, possible)
    }

    /// - Parameter threshold: the probability from which rows are linked; the model's by default.
    package func run(threshold: Double? = nil, progress: (Step) -> Void = { _ in }) -> Result {
        progress(.blocking)
        let blocks = Blocks(model: model, table: table, threads: threads)
        let candidates = CandidatePairs(
            blocks: blocks, table: table, sourcesAreUnique: model.sourcesAreUnique)
        progress(.learning)
        let numbers = model.learned ?? learn(candidates)
        progress(.scoring)
        let link = threshold ?? model.linkThreshold
        let lowest = Linker.weight(of: min(link, model.reviewThreshold))
        let scored = candidates.map(threads: threads, state: { self.scorer(numbers) }) {
            scorer, piece in
            var edges: [Edge] = []
            var count = 0
            candidates.forEach(in: piece, sampleOf: 1) { left, right in
                count += 1
                let (pattern, bits) = scorer.score(left, right)
                let weight = Edge.quantized(bits)
                if weight >= lowest {
                    edges.append(
                        Edge(
                            left: UInt32(left), right: UInt32(right), weight: weight,
                            pattern: pattern))
                }
            }
            return (edges, count)
        }
        progress(.clustering)
        let edges = Edge.sorted(scored.flatMap(\.0))
        let linkWeight = Linker.weight(of: link)
        let strong = edges.firstIndex { $0.weight < linkWeight } ?? edges.count
        let clusters = cluster(Array(edges[..<strong]), numbers)
        return Result(
            clusters: clusters.rows, edges: edges,
            refusals: clusters.refusals.map { ($0.edge, Double($0.sum) / Edge.unit, $0.pairs) },
            blocks: blocks.rules.map(\.report), candidatePairs: scored.reduce(0) { $0 + $1.1 },
            numbers: numbers)
    }

    /// Clusters of strong edges. What no edge connects has nothing to do with one another, so two halves of the connected
    /// parts are clustered side by side.
    private func cluster(_ edges: [Edge], _ numbers: LearnedNumbers) -> (
        rows: [UInt32], refusals: [WholeClusters.Refusal]
    ) {
        let halves = ConnectedParts(rows: table.count, edges: edges).split(edges)
        let joined = Parallel.map(halves.count, threads: threads) { half in
            var clusters = WholeClusters(rows: table.count)
            let scorer = self.scorer(numbers)
            clusters.join(halves[half]) { left, right in
                if self.model.sourcesAreUnique,
                    self.table.sources[left] == self.table.sources[right]
                {
                    return Edge.quantized(Scorer.never)
                }
                return Edge.quantized(scorer.score(left, right).weight)
            }
            return (clusters.clusters(), clusters.refusals)
        }
        // A row's cluster is called by its smallest row, and a row is alone in all halves but one.
        let first = joined[0].0
        let rows = joined.dropFirst().reduce(into: first) { rows, half in
            for row in rows.indices { rows[row] = min(rows[row], half.0[row]) }
        }
        return (rows, joined.flatMap(\.1).sorted { Edge.precedes($0.edge, $1.edge) })
    }

    /// The numbers learned from these rows, whatever the model holds.
    private func learn(_ candidates: CandidatePairs) -> LearnedNumbers {
        let strangers = StrangerRates.estimate(
            model: model, table: table, comparer: comparer, threads: threads)
        let sampleOf = max(1, candidates.total / Linker.trainingPairs)
        let counted = candidates.map(
            threads: threads, state: { PairMemory(comparisons: model.comparisons.count) }
        ) { memory, piece in
            var counts = PatternCounts()
            candidates.forEach(in: piece, sampleOf: UInt64(sampleOf)) { left, right in
                counts.add(comparer.pattern(left, right, memory))
            }
            return counts
        }
        var counts = PatternCounts()
        for piece in counted { counts.add(piece) }
        return Learning.learn(
            model: model, counts: counts.sorted, strangers: strangers, rows: table.count,
            possiblePairs: possiblePairs, sampleOf: Double(sampleOf))
    }

    func scorer(_ numbers: LearnedNumbers) -> Scorer {
        Scorer(
            model: model, numbers: numbers, possiblePairs: possiblePairs, table: table,
            comparer: comparer)
    }

    /// The quantized weight of a probability.
    static func weight(of probability: Double) -> Int32 {
        let share = min(max(probability, 1e-12), 1 - 1e-12)
        return Edge.quantized(Logarithm.binary(share / (1 - share)))
    }
}
