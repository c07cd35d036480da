import GuijiModel

/// The clusters of a night in the order of their entity ids, each with its mentions, and the values that survive.
struct GoldenRecords {
    let mentions: MentionTable
    /// Clusters by ascending entity id.
    let order: [Int32]
    let entityOf: [Int64]
    private let starts: [Int32]
    private let members: [Int32]

    /// O(*mentions* + *clusters* log *clusters*).
    init(_ mentions: MentionTable, _ clustering: Clustering, _ entityOf: [Int64]) {
        self.mentions = mentions
        self.entityOf = entityOf
        order = (0..<Int32(clustering.clusterCount))
            .sorted { entityOf[Int($0)] < entityOf[Int($1)] }
        var starts = [Int32](repeating: 0, count: clustering.clusterCount + 1)
        for row in 0..<mentions.set.count { starts[Int(clustering.clusterOf[row]) + 1] += 1 }
        for cluster in 0..<clustering.clusterCount { starts[cluster + 1] += starts[cluster] }
        var next = starts
        var members = [Int32](repeating: 0, count: mentions.set.count)
        for row in 0..<mentions.set.count {
            let cluster = Int(clustering.clusterOf[row])
            members[Int(next[cluster])] = Int32(row)
            next[cluster] += 1
        }
        self.starts = starts
        self.members = members
    }

    /// The mentions of a cluster.
    func mentions(of cluster: Int) -> ArraySlice<Int32> {
        members[Int(starts[cluster])..<Int(starts[cluster + 1])]
    }

    /// The mention whose value survives in a column; -1 where none states it.
    func winner(_ cluster: Int, _ column: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var best = -1
        var bestCandidate: SurvivorCandidate?
        for member in mentions(of: cluster) {
            let mention = Int(member)
            guard let candidate = mentions.candidate(mention, column, in: bytes) else { continue }
            guard let known = bestCandidate else {
                best = mention
                bestCandidate = candidate
                continue
            }
            let wins: Bool
            if let decision = Survivorship.decide(candidate, known) {
                wins = decision.leftWins
            } else {
                wins = mentions.set.precedes(mention, best)
            }
            if wins {
                best = mention
                bestCandidate = candidate
            }
        }
        return best
    }
}
