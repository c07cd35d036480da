import GuijiModel
package import GuijiResolution
package import GuijiWarehouse

/// Compares the people, organizations and addresses of a warehouse with the truth of the made-up city it was loaded
/// from.
///
/// Scored are mentions that are linked now and of which the truth says whom they mean. Mentions that nobody could
/// decide are left out of the scores and counted by themselves. Memory: about 150 bytes a mention of the largest kind.
package struct CityScoring: Sendable, Encodable {
    /// What became of the mentions in a trap.
    package struct TrapScore: Sendable, Encodable {
        package var trap: String
        package var mentions = 0
        /// Their entity holds this person (firm, address) alone, and more than half of its mentions.
        package var right = 0
        /// Their entity holds mentions of another as well.
        package var merged = 0
        /// Their entity is pure, and holds half of the mentions or fewer.
        package var apart = 0
        /// Mentions in the trap that nobody could decide, beside the others.
        package var undecidable = 0
        /// Those of them in an entity of others.
        package var wronglyAttached = 0
    }

    /// Mentions that nobody could decide.
    package struct Undecidable: Sendable, Encodable {
        package var mentions = 0
        /// In an entity that holds no decidable mention.
        package var alone = 0
        /// In the entity of those they mean.
        package var right = 0
        /// In an entity of others.
        package var wrong = 0
    }

    package struct Kind: Sendable, Encodable {
        package var kind: String
        package var scores: ClusterScores
        /// Entities with mentions of two or more true ones.
        package var falseMerges: Int
        package var falseMergeShare: Double
        /// Mentions of which the truth says nothing.
        package var withoutTruth: Int
        package var undecidable: Undecidable
        package var traps: [TrapScore]
        package var mistakes: [LinkScoring.Mistake]
    }

    package let kinds: [Kind]

    /// - Parameters:
    ///   - samples: the folder that `guiji samples` wrote to.
    ///   - errors: how many of the worst mistakes of each kind to keep; named by feed, record and role, with no values.
    package init(warehouse: Warehouse, samples: String, errors: Int = 0) throws {
        var truth = try CityTruth(folder: samples)
        var kinds: [Kind] = []
        for kind in ["person", "organization", "address"] {
            truth.clear()
            var mentions = Mentions()
            try warehouse.forEachLink(of: kind) { mention in
                guard let answer = try truth.answer(mention, kind: kind) else {
                    mentions.withoutTruth += 1
                    return
                }
                mentions.add(mention, answer, keepsName: errors > 0)
            }
            kinds.append(mentions.score(kind, truth.trapNames, errors))
        }
        self.kinds = kinds
    }

    /// The mentions of one kind, by column.
    private struct Mentions {
        var withoutTruth = 0
        private var found: [Int] = []
        private var meant: [Int] = []
        private var traps: [UInt64] = []
        private var names: [String] = []
        private var undecided: [(found: Int, meant: Int, traps: UInt64)] = []
        private var entities: [Int64: Int] = [:]
        private var things: [Int: Int] = [:]

        mutating func add(
            _ mention: LinkedMention, _ answer: CityTruth.Answer, keepsName: Bool
        ) {
            let entity = entities[mention.entity] ?? entities.count
            entities[mention.entity] = entity
            let thing = things[answer.number] ?? things.count
            things[answer.number] = thing
            guard !answer.isUndecidable else {
                undecided.append((entity, thing, answer.traps))
                return
            }
            found.append(entity)
            meant.append(thing)
            traps.append(answer.traps)
            guard keepsName else { return }
            let item = mention.item > 0 ? "[\(mention.item)]" : ""
            names.append("\(mention.feed) \(mention.recordID) \(mention.role)\(item)")
        }

        func score(_ kind: String, _ trapNames: [String], _ errors: Int) -> Kind {
            var meantSizes = Array(repeating: 0, count: things.count)
            var onlyThing = Array(repeating: -1, count: entities.count)
            var isMixed = Array(repeating: false, count: entities.count)
            var together = Array(repeating: 0, count: entities.count)
            for (entity, thing) in zip(found, meant) {
                meantSizes[thing] += 1
                together[entity] += 1
                if onlyThing[entity] < 0 { onlyThing[entity] = thing }
                if onlyThing[entity] != thing { isMixed[entity] = true }
            }
            var scores = Array(repeating: TrapScore(trap: ""), count: trapNames.count)
            for row in found.indices where traps[row] != 0 {
                let entity = found[row]
                let isApart =
                    together[entity] * 2 <= meantSizes[meant[row]]
                    && together[entity] < meantSizes[meant[row]]
                for trap in trapNames.indices where traps[row] & (1 << UInt64(trap)) != 0 {
                    scores[trap].trap = trapNames[trap]
                    scores[trap].mentions += 1
                    if isMixed[entity] {
                        scores[trap].merged += 1
                    } else if isApart {
                        scores[trap].apart += 1
                    } else {
                        scores[trap].right += 1
                    }
                }
            }
            var undecidable = Undecidable()
            for (entity, thing, bits) in undecided {
                undecidable.mentions += 1
                let isWrong =
                    onlyThing[entity] >= 0 && (onlyThing[entity] != thing || isMixed[entity])
                for trap in trapNames.indices where bits & (1 << UInt64(trap)) != 0 {
                    scores[trap].trap = trapNames[trap]
                    scores[trap].undecidable += 1
                    if isWrong { scores[trap].wronglyAttached += 1 }
                }
                if onlyThing[entity] < 0 {
                    undecidable.alone += 1
                } else if isWrong {
                    undecidable.wrong += 1
                } else {
                    undecidable.right += 1
                }
            }
            let clusters = ClusterScores(found: found, truth: meant)
            let merges = isMixed.count { $0 }
            return Kind(
                kind: kind, scores: clusters, falseMerges: merges,
                falseMergeShare: clusters.clusters > 0
                    ? Double(merges) / Double(clusters.clusters) : 0,
                withoutTruth: withoutTruth, undecidable: undecidable,
                traps: scores.filter { $0.mentions + $0.undecidable > 0 }.sorted {
                    $0.trap < $1.trap
                },
                mistakes: mistakes(errors))
        }

        private func mistakes(_ errors: Int) -> [LinkScoring.Mistake] {
            guard errors > 0 else { return [] }
            return LinkScoring.worst(
                found.indices.map { (names[$0], found[$0], meant[$0]) }, errors)
        }
    }
}
