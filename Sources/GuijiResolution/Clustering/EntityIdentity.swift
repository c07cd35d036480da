package import GuijiModel

/// Gives clusters their entity ids, from the ids that their mentions had before.
///
/// Each old id is held by the cluster with most of its mentions (at a tie, the one with the lowest mention identity).
/// A cluster that holds several keeps the smallest, that is the oldest, and the others are forwarded to it: a merge.
/// A cluster that holds none after a split gets back the id that its mentions had before they were merged, if it is
/// still forwarded; else a new one. No id is ever given twice.
package enum EntityIdentity {
    /// O(*mentions* + *ids* + *clusters* log *clusters*). Does not depend on the order of mentions or clusters.
    package static func assign(
        _ clustering: Clustering, of mentions: MentionSet, knowing state: IdentityState
    ) -> IdentityAssignment {
        let clusters = clustering.clusterCount
        var lowest = [Int](repeating: -1, count: clusters)
        var sizes = [Int](repeating: 0, count: clusters)
        for row in 0..<mentions.count {
            let cluster = Int(clustering.clusterOf[row])
            sizes[cluster] += 1
            if lowest[cluster] < 0 || mentions.precedes(row, lowest[cluster]) {
                lowest[cluster] = row
            }
        }
        let previous = mentions.previous.map { $0 == 0 ? 0 : state.current($0) }
        let holders = holders(clustering, mentions, previous, ids: Int(state.nextID))

        var entityOf = [Int64](repeating: 0, count: clusters)
        var opened: [IdentityAssignment.Forward] = []
        for id in holders.indices.dropFirst() where holders[id] >= 0 {
            let cluster = Int(holders[id])
            if entityOf[cluster] == 0 {
                entityOf[cluster] = Int64(id)
            } else {
                opened.append(.init(from: Int64(id), to: entityOf[cluster]))
            }
        }

        let homeless = (0..<clusters).filter { entityOf[$0] == 0 }
        var closed: [IdentityAssignment.Forward] = []
        if !state.forwards.isEmpty {
            let former = formerIDs(clustering, entityOf, previous, state)
            let bySize = homeless.filter { former[$0] != nil }.sorted {
                sizes[$0] != sizes[$1]
                    ? sizes[$0] > sizes[$1] : mentions.precedes(lowest[$0], lowest[$1])
            }
            var given: Set<Int64> = []
            for cluster in bySize {
                guard let id = former[cluster]?.sorted().first(where: { !given.contains($0) }),
                    let target = state.forwards[id]
                else { continue }
                given.insert(id)
                entityOf[cluster] = id
                closed.append(.init(from: id, to: target))
            }
        }

        var nextID = state.nextID
        let new = homeless.filter { entityOf[$0] == 0 }
        for cluster in new.sorted(by: { mentions.precedes(lowest[$0], lowest[$1]) }) {
            entityOf[cluster] = nextID
            nextID += 1
        }
        return IdentityAssignment(
            entityOf: entityOf, opened: opened.sorted(), closed: closed.sorted(), nextID: nextID)
    }

    /// For each old id the cluster that holds it, -1 where no cluster has any of its mentions.
    private static func holders(
        _ clustering: Clustering, _ mentions: MentionSet, _ previous: [Int64], ids: Int
    ) -> [Int32] {
        let undecided: Int32 = -2
        var holders = [Int32](repeating: -1, count: max(ids, 1))
        for row in 0..<mentions.rowCount where previous[row] != 0 && clustering.clusterOf[row] >= 0
        {
            let id = Int(previous[row])
            if holders[id] == -1 {
                holders[id] = clustering.clusterOf[row]
            } else if holders[id] != clustering.clusterOf[row] {
                holders[id] = undecided
            }
        }
        // Ids whose mentions went apart are few; these are counted.
        var shares: [Int64: [Int32: (count: Int, lowest: Int)]] = [:]
        for row in 0..<mentions.rowCount where previous[row] != 0 && clustering.clusterOf[row] >= 0
        {
            guard holders[Int(previous[row])] == undecided else { continue }
            let isMention = row < mentions.count
            let known = shares[previous[row]]?[clustering.clusterOf[row]]
            var share = known ?? (0, isMention ? row : Int.max)
            if isMention {
                share.count += 1
                if share.lowest == Int.max || mentions.precedes(row, share.lowest) {
                    share.lowest = row
                }
            }
            shares[previous[row], default: [:]][clustering.clusterOf[row]] = share
        }
        for (id, parts) in shares {
            // A remembered row alone in its part has no mention; it never wins over one that has.
            let holder = parts.max { left, right in
                if left.value.count != right.value.count {
                    return left.value.count < right.value.count
                }
                guard left.value.count > 0 else { return left.key > right.key }
                return mentions.precedes(right.value.lowest, left.value.lowest)
            }
            holders[Int(id)] = holder?.key ?? -1
        }
        return holders
    }

    /// For each cluster without an id: the ids that its mentions had before these were forwarded to the id that the
    /// cluster has just lost. Of each mention the earliest such id counts: it names the entity as it was before any merge.
    private static func formerIDs(
        _ clustering: Clustering, _ entityOf: [Int64], _ previous: [Int64], _ state: IdentityState
    ) -> [Int: Set<Int64>] {
        var result: [Int: Set<Int64>] = [:]
        var done: Set<Int> = []
        for (row, id) in state.history {
            let cluster = Int(clustering.clusterOf[row])
            guard entityOf[cluster] == 0, state.forwards[id] != nil,
                state.current(id) == previous[row], done.insert(row).inserted
            else { continue }
            result[cluster, default: []].insert(id)
        }
        return result
    }
}
