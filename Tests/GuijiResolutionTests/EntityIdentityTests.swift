import GuijiModel
import Testing

@testable import GuijiResolution

@Suite struct EntityIdentityTests {
    typealias Forward = IdentityAssignment.Forward

    /// Assigns ids to clusters written as lists of (key, previous id).
    func assign(
        _ clusters: [[(UInt64, Int64)]], forwards: [Int64: Int64] = [:],
        history: [(UInt64, Int64)] = [], nextID: Int64 = 100
    ) -> IdentityAssignment {
        let drafts = clusters.flatMap { $0.map { MentionDraft(key: $0.0, previous: $0.1) } }
        let clusterOf = clusters.enumerated().flatMap { number, cluster in
            cluster.map { _ in Int32(number) }
        }
        let clustering = Clustering(
            clusterOf: clusterOf, clusterCount: clusters.count, ruleNames: ["OWN"],
            rules: clusterOf.map { _ in 0 }, scores: clusterOf.map { _ in 1 })
        let rows = Dictionary(uniqueKeysWithValues: drafts.enumerated().map { ($1.key, $0) })
        let state = IdentityState(
            forwards: forwards,
            history: history.compactMap { key, id in rows[key].map { ($0, id) } }, nextID: nextID)
        return EntityIdentity.assign(clustering, of: MentionSet(drafts), knowing: state)
    }

    @Test("New clusters get new ids in the order of their lowest mention")
    func newIDs() {
        let result = assign([[(5, 0), (2, 0)], [(1, 0)], [(3, 0)]], nextID: 1)
        #expect(result.entityOf == [2, 1, 3])
        #expect(result.nextID == 4)
    }

    @Test("A cluster keeps its id when mentions come and go")
    func keeps() {
        let result = assign([[(1, 7), (9, 0)], [(2, 8)]])
        #expect(result.entityOf == [7, 8])
        #expect(result.opened.isEmpty && result.closed.isEmpty && result.nextID == 100)
    }

    @Test("A merge keeps the oldest id and forwards the others")
    func merge() {
        let result = assign([[(1, 9), (2, 3), (3, 7)]])
        #expect(result.entityOf == [3])
        #expect(result.opened == [Forward(from: 7, to: 3), Forward(from: 9, to: 3)])
    }

    @Test("A split leaves the id with the greater part and gives the other a new one")
    func split() {
        let result = assign([[(1, 3)], [(2, 3), (3, 3)]])
        #expect(result.entityOf == [100, 3])
        #expect(result.opened.isEmpty)
    }

    @Test("Equal parts: the one with the lowest mention keeps the id")
    func splitTie() {
        #expect(assign([[(4, 3), (2, 3)], [(5, 3), (1, 3)]]).entityOf == [100, 3])
    }

    @Test("A split after a merge gives the former id back and closes its forward")
    func restore() {
        let result = assign(
            [[(1, 3), (4, 3)], [(2, 3)]], forwards: [7: 3], history: [(2, 7)])
        #expect(result.entityOf == [3, 7])
        #expect(result.closed == [Forward(from: 7, to: 3)])
        #expect(result.nextID == 100)
    }

    @Test("A mention merged twice gets back the id it had at first")
    func restoreThroughChain() {
        let result = assign(
            [[(1, 3), (2, 3)], [(9, 3)]], forwards: [9: 7, 7: 3], history: [(9, 9), (9, 7)])
        #expect(result.entityOf == [3, 9])
        #expect(result.closed == [Forward(from: 9, to: 7)])
    }

    @Test("One former id is given back once; the other part gets a new id")
    func restoreOnce() {
        let result = assign(
            [[(1, 3), (4, 3), (5, 3), (6, 3)], [(2, 3)], [(3, 3), (8, 3)]], forwards: [7: 3],
            history: [(2, 7), (3, 7)])
        #expect(result.entityOf == [3, 100, 7])
    }

    @Test("An id that lives elsewhere is never given back")
    func noTheft() {
        let result = assign(
            [[(1, 8), (4, 8)], [(2, 8)], [(3, 5)]], history: [(2, 5)])
        #expect(result.entityOf == [8, 100, 5])
    }

    @Test("A mention that returns under a merged id is found at the merged entity")
    func returning() {
        let result = assign([[(1, 3), (2, 7)]], forwards: [7: 3])
        #expect(result.entityOf == [3])
        #expect(result.opened.isEmpty && result.closed.isEmpty)
    }

    @Test("A mention that moves to another entity takes no id along")
    func moving() {
        let result = assign([[(1, 3), (2, 3)], [(3, 5), (4, 3)]])
        #expect(result.entityOf == [3, 5])
        #expect(result.opened.isEmpty)
    }

    @Test("The ids do not depend on the order of mentions and clusters", arguments: 1...30)
    func permutation(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var clusters: [[(UInt64, Int64)]] = (0..<8).map { _ in [] }
        for key in 0..<UInt64(30) {
            let cluster = Int.random(in: 0..<8, using: &random)
            clusters[cluster].append((key, Int64.random(in: 0...6, using: &random)))
        }
        clusters.removeAll(where: \.isEmpty)
        func byLowest(_ order: [[(UInt64, Int64)]]) -> [UInt64: Int64] {
            let result = assign(order)
            let lowest = order.map { $0.map(\.0).min() ?? 0 }
            #expect(Set(result.entityOf).count == order.count, "an id given twice, seed \(seed)")
            return Dictionary(uniqueKeysWithValues: zip(lowest, result.entityOf))
        }
        let expected = byLowest(clusters)
        for _ in 0..<5 {
            for index in clusters.indices { clusters[index].shuffle(using: &random) }
            clusters.shuffle(using: &random)
            #expect(byLowest(clusters) == expected, "seed \(seed)")
        }
    }
}
