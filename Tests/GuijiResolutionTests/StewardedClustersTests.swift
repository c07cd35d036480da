import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiResolution

@Suite("Decisions about what identifiers alone have found")
struct StewardedClustersTests {
    private func groups(_ drafts: [MentionDraft], _ decisions: [(Int, Int, Bool)]) throws
        -> (Set<[UInt64]>, Clustering)
    {
        var set = MentionSet(drafts)
        set.decisions = decisions.map { .init(left: $0.0, right: $0.1, isSame: $0.2) }
        let clustering = try IdentifierResolver().resolve(set)
        var result = [[UInt64]](repeating: [], count: clustering.clusterCount)
        for (row, draft) in drafts.enumerated() {
            result[Int(clustering.clusterOf[row])].append(draft.key)
        }
        #expect(!result.contains([]), "a cluster without mentions")
        return (Set(result.map { $0.sorted() }), clustering)
    }

    @Test("Two are put together, whatever their names; the rest stays as it was")
    func same() throws {
        let drafts = (1...4).map { MentionDraft(key: $0, form: $0 == 4 ? "例三" : "样\($0)") }
        let (found, clustering) = try groups(drafts, [(0, 2, true)])
        #expect(found == [[1, 3], [2], [4]])
        let rules = clustering.rules.map { clustering.ruleNames[Int($0)] }
        #expect(rules == ["STEWARD", "OWN", "STEWARD", "OWN"])
    }

    @Test("Those called different part; those that nobody named stay together")
    func different() throws {
        let drafts = (1...4).map { MentionDraft(key: $0, id: residentNumber(0)) }
        #expect(try groups(drafts, [(0, 1, false)]).0 == [[1, 3, 4], [2]])
        // A split names all the others; they are no strangers to one another.
        let split = [(2, 0, false), (2, 1, false), (2, 3, false)]
        #expect(try groups(drafts, split).0 == [[1, 2, 4], [3]])
        #expect(try groups(drafts, split + [(0, 2, true)]).0 == [[1, 3], [2, 4]])
    }

    @Test("The later of two decisions counts; between strangers 'different' changes nothing")
    func later() throws {
        let drafts = [MentionDraft(key: 1, form: "样一"), MentionDraft(key: 2, form: "样二")]
        #expect(try groups(drafts, [(0, 1, true), (1, 0, false)]).0 == [[1], [2]])
        #expect(try groups(drafts, [(0, 1, false), (1, 0, true)]).0 == [[1, 2]])
    }

    @Test("The order of the mentions changes nothing")
    func order() throws {
        var random = SplitMix64(seed: testSeed)
        func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        for _ in 0..<60 {
            let drafts = (0..<14).map { key in
                MentionDraft(
                    key: UInt64(key), id: below(2) == 0 ? residentNumber(below(2)) : nil,
                    form: ["样一", "样二"][below(2)])
            }
            var pairs: [Set<Int>: Bool] = [:]
            for _ in 0..<6 {
                let (a, b) = (below(14), below(14))
                if a != b { pairs[[a, b]] = below(2) == 0 }
            }
            func decisions(_ place: (Int) -> Int) -> [(Int, Int, Bool)] {
                pairs.map { pair, isSame in
                    let two = pair.map(place)
                    return (two[0], two[1], isSame)
                }
            }
            let order = Array(0..<14).shuffled(using: &random)
            let first = try groups(drafts, decisions { $0 }).0
            let again = try groups(
                order.map { drafts[$0] },
                decisions { number in order.firstIndex(of: number) ?? 0 }
            ).0
            #expect(first == again)
        }
    }
}
