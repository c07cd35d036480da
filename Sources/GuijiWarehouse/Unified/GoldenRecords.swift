import GuijiContract
import GuijiModel

/// The clusters of a night in the order of their entity ids, each with its mentions, and the values that survive.
struct GoldenRecords {
    let mentions: MentionTable
    /// Clusters by ascending entity id.
    let order: [Int32]
    let entityOf: [Int64]
    private let starts: [Int32]
    private let members: [Int32]
    private let rules: [SurvivorshipRule]
    private let timeline: Timeline?
    private let keepsFirst: Bool
    /// The interval of each cluster; -1 for none.
    private let intervalOf: [Int32]
    /// The column with the end of validity, of relations.
    private let endColumn: Int?
    /// Mentions that move no value of their entity; empty where there are none.
    private let isAttached: [Bool]

    /// O(*mentions* + *clusters* log *clusters*).
    /// - Parameter day: on which the layer holds, ISO text: what is too old by then counts less.
    init(
        _ mentions: MentionTable, _ clustering: Clustering, _ entityOf: [Int64],
        table: UnifiedTable, day: [UInt8], timeline: Timeline? = nil
    ) {
        isAttached = GoldenRecords.attached(clustering, mentions.set.count)
        let today = String(decoding: day, as: UTF8.self)
        rules = table.columns.map { SurvivorshipRule($0, of: table, on: today) }
        endColumn = table.kind == .relation ? table.index(of: "valid_to") : nil
        keepsFirst = !table.columns.contains { $0.part == .identifier }
        self.timeline = timeline
        var intervalOf = [Int32](
            repeating: -1, count: timeline == nil ? 0 : clustering.clusterCount)
        if let timeline {
            for row in 0..<mentions.set.count where timeline.intervalOf[row] >= 0 {
                intervalOf[Int(clustering.clusterOf[row])] = timeline.intervalOf[row]
            }
        }
        self.intervalOf = intervalOf
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

    private static func attached(_ clustering: Clustering, _ count: Int) -> [Bool] {
        guard !clustering.attached.isEmpty else { return [] }
        var result = [Bool](repeating: false, count: count)
        for mention in clustering.attached { result[Int(mention)] = true }
        return result
    }

    /// The mentions of a cluster.
    func mentions(of cluster: Int) -> ArraySlice<Int32> {
        members[Int(starts[cluster])..<Int(starts[cluster + 1])]
    }

    /// A value that survives: the mention that states it, and where it stands in the set's bytes.
    struct Survivor {
        var mention: Int
        var slice: FieldSlice
    }

    /// The value that survives in a column; `nil` where nobody states one.
    func survivor(_ cluster: Int, _ column: Int, in bytes: UnsafeRawBufferPointer) -> Survivor? {
        if let timeline, column == timeline.fromColumn || column == timeline.toColumn {
            let interval = intervalOf[cluster]
            if interval >= 0 { return end(timeline, Int(interval), column) }
        }
        var mention = winner(cluster, column, in: bytes)
        let isLatest = rules[column].choose == .latest
        if mention >= 0, keepsFirst || isLatest {
            mention = first(cluster, column, like: mention, isLatest, in: bytes)
        }
        return mention < 0
            ? nil
            : Survivor(mention: mention, slice: mentions.set.columns[column].slices[mention])
    }

    /// The earliest of the mentions that state the same value: of those ranked equally, or, where the latest value
    /// survives, of those ranked best. A station or an account is named by every reading, and a telephone number is
    /// confirmed every night: the lineage must not move to the newest statement each time.
    private func first(
        _ cluster: Int, _ column: Int, like winner: Int, _ isLatest: Bool,
        in bytes: UnsafeRawBufferPointer
    ) -> Int {
        let members = mentions(of: cluster)
        guard members.count > 1,
            let value = mentions.candidate(winner, column, by: rules[column], in: bytes)
        else { return winner }
        var best = winner
        var bestRank = value.rank
        for member in members {
            let mention = Int(member)
            guard mention != winner, isAttached.isEmpty || !isAttached[mention],
                let other = mentions.candidate(mention, column, by: rules[column], in: bytes),
                other.isPreferred == value.isPreferred, other.rank <= bestRank,
                isLatest || other.rank == value.rank,
                other.value.elementsEqual(value.value)
            else { continue }
            let (time, known) = (mentions.recency[mention], mentions.recency[best])
            if other.rank < bestRank || time < known
                || time == known && mentions.set.precedes(mention, best)
            {
                best = mention
                bestRank = other.rank
            }
        }
        return best
    }

    /// One end of an interval: the date of the event that set it.
    private func end(_ timeline: Timeline, _ number: Int, _ column: Int) -> Survivor? {
        let interval = timeline.intervals[number]
        let isStart = column == timeline.fromColumn || interval.isVoid
        let mention = Int(isStart ? interval.start : interval.end)
        guard mention >= 0 else { return nil }
        return Survivor(
            mention: mention, slice: mentions.set.columns[timeline.dateColumn].slices[mention])
    }

    /// Whether an entity holds on a day: it has mentions, and no end on or before that day.
    func isCurrent(_ cluster: Int, on day: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        if let timeline, intervalOf[cluster] >= 0,
            timeline.intervals[Int(intervalOf[cluster])].end >= 0
        {
            return false
        }
        guard let endColumn, let end = survivor(cluster, endColumn, in: bytes) else { return true }
        return !bytes[end.slice.range].lexicographicallyPrecedes(day)
            && !bytes[end.slice.range].elementsEqual(day)
    }

    /// The mention whose value survives by the column's rule; -1 where none states it.
    private func winner(_ cluster: Int, _ column: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var best = -1
        var bestCandidate: SurvivorCandidate?
        for member in mentions(of: cluster) {
            let mention = Int(member)
            guard isAttached.isEmpty || !isAttached[mention],
                let candidate = mentions.candidate(mention, column, by: rules[column], in: bytes)
            else { continue }
            guard let known = bestCandidate else {
                best = mention
                bestCandidate = candidate
                continue
            }
            let wins: Bool
            if let decision = Survivorship.decide(candidate, known, by: rules[column]) {
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
