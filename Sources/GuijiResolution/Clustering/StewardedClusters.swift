import GuijiModel

/// What stewards decided, on top of clusters found by identifiers alone.
extension Clustering {
    /// Puts together what was called the same and takes apart what was called different. Of two decisions about one
    /// pair the later counts.
    ///
    /// Where a cluster holds mentions called different, those that no such decision names stay together, and each of the
    /// named goes to the first part that nothing keeps it from: the smallest change that obeys. Does not depend on the
    /// order of the mentions. O(*mentions*) where there is any decision, else nothing.
    mutating func obey(_ mentions: MentionSet) {
        guard !mentions.decisions.isEmpty else { return }
        var decided: [UInt64: Bool] = [:]
        for decision in mentions.decisions {
            decided[RuleEngine.pair(decision.left, decision.right)] = decision.isSame
        }
        var merged = SmallClusters()
        var tied = SmallClusters()
        for (pair, isSame) in decided where isSame {
            let (left, right) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            merged.join(UInt32(clusterOf[left]), UInt32(clusterOf[right]))
            tied.join(UInt32(left), UInt32(right))
        }
        for row in clusterOf.indices where clusterOf[row] >= 0 {
            clusterOf[row] = Int32(merged.find(UInt32(clusterOf[row])))
        }
        split(mentions, decided, tied)
        number(mentions)
        let steward = UInt8(ruleNames.count)
        ruleNames.append("STEWARD")
        for mention in decided.keys.flatMap({ [Int($0 >> 32), Int($0 & 0xFFFF_FFFF)] }) {
            rules[mention] = steward
            scores[mention] = 1
        }
    }

    private mutating func split(
        _ mentions: MentionSet, _ decided: [UInt64: Bool], _ tied: SmallClusters
    ) {
        var apart: [Int32: [(Int, Int)]] = [:]
        for (pair, isSame) in decided where !isSame {
            let (left, right) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            guard clusterOf[left] == clusterOf[right] else { continue }
            apart[clusterOf[left], default: []].append((left, right))
        }
        for (cluster, pairs) in apart.sorted(by: { $0.key < $1.key }) {
            var enemies: [UInt32: Set<UInt32>] = [:]
            var first: [UInt32: Int] = [:]
            for (left, right) in pairs {
                let (a, b) = (tied.find(UInt32(left)), tied.find(UInt32(right)))
                enemies[a, default: []].insert(b)
                enemies[b, default: []].insert(a)
            }
            let members = (0..<mentions.count).filter { clusterOf[$0] == cluster }
            for mention in members {
                let unit = tied.find(UInt32(mention))
                guard enemies[unit] != nil else { continue }
                if first[unit].map({ mentions.precedes(mention, $0) }) ?? true {
                    first[unit] = mention
                }
            }
            let isFree = members.contains { enemies[tied.find(UInt32($0))] == nil }
            // The first part keeps the cluster's number; without mentions that nothing names it is the first unit's.
            var parts: [Set<UInt32>] = isFree ? [[]] : []
            var partOf: [UInt32: Int] = [:]
            for unit in first.sorted(by: { mentions.precedes($0.value, $1.value) }).map(\.key) {
                let foes = enemies[unit] ?? []
                let part = parts.firstIndex { $0.isDisjoint(with: foes) } ?? parts.count
                if part == parts.count { parts.append([]) }
                parts[part].insert(unit)
                partOf[unit] = part
            }
            for mention in members {
                let part = partOf[tied.find(UInt32(mention))] ?? 0
                if part > 0 { clusterOf[mention] = Int32(clusterCount + part - 1) }
            }
            clusterCount += max(0, parts.count - 1)
        }
    }

    /// Numbers without a gap: a cluster that went into another has left one.
    private mutating func number(_ mentions: MentionSet) {
        var numbers = [Int32](repeating: -1, count: clusterCount)
        clusterCount = 0
        for mention in 0..<mentions.count where numbers[Int(clusterOf[mention])] < 0 {
            numbers[Int(clusterOf[mention])] = Int32(clusterCount)
            clusterCount += 1
        }
        for row in clusterOf.indices where clusterOf[row] >= 0 {
            clusterOf[row] = numbers[Int(clusterOf[row])]
        }
    }
}
