import GuijiContract
import GuijiModel
import GuijiResolution
import GuijiTestSupport
import Testing

@Suite("Rules of a matching model")
struct RuleResolverTests {
    /// One thing as a record says it.
    struct Said: Hashable {
        var key: UInt64
        var feed = "D02-a"
        var number: String?
        var name: String?
        var born: String?
        var phone: String?
    }

    private static let model = """
        model: test
        table: thing
        columns:
          - {name: number, kind: code}
          - {name: name, kind: code}
          - {name: born, kind: date}
          - {name: any_phone, kind: phone, from: phone}
          - {name: phone, of: any_phone, heldBy: name, atMost: 2}
          - {name: masked, of: number, take: masked}
          - {name: tail, of: number, take: {last: 2}}
        blocking:
          - [number]
          - [name]
          - {with: [tail], onlyIf: masked}
        comparisons:
          - name: number
            levels:
              - {all: [{equal: number}], label: same}
              - {masked: number, label: masked}
          - name: name
            levels:
              - {equal: name, label: same}
          - name: born
            levels:
              - {equal: born, label: same}
          - name: phone
            levels:
              - {equal: phone, label: same}
        rules:
          - {id: N1, decide: link, score: 1, when: {number: [same], name: [same, missing]}}
          - {id: N2, decide: never, issue: CONFLICT, voids: number, when: {number: [same]}}
          - {id: N3, decide: never, when: {number: [different]}}
          - {id: B, decide: never, when: {born: [different]}}
          - {id: M, decide: link, score: 0.93, lacking: [born], unique: alone, when: {number: [masked], name: [same]}}
          - {id: NB, decide: link, score: 0.92, when: {name: [same], born: [same]}}
          - {id: NP, decide: attach, score: 0.8, lacking: [number, born], together: true, when: {name: [same], phone: [same]}}
          - {id: R, decide: review, score: 0.8, when: {name: [same]}}
        """

    private func resolver() throws -> RuleResolver {
        let (model, problems) = MatchingModelReader.read(yaml: Self.model, file: "test.yaml")
        #expect(problems.isEmpty, "\(problems)")
        return RuleResolver(models: [try #require(model)], names: nil)
    }

    private func mentions(_ all: [Said], decisions: [(Int, Int, Bool)] = []) -> MentionSet {
        let origins = Set(all.map { MentionOrigin(feed: FeedID($0.feed), role: "subject") })
            .sorted()
        var set = MentionSet(
            origins: origins,
            columns: [
                .init(name: "number", part: .identifier(.any)),
                .init(name: "name", part: .attribute), .init(name: "born", part: .attribute),
                .init(name: "phone", part: .attribute),
            ])
        set.table = "thing"
        set.trust = origins.indices.map { UInt16($0) }
        set.count = all.count
        for said in all {
            let origin = MentionOrigin(feed: FeedID(said.feed), role: "subject")
            set.originOf.append(UInt32(origins.firstIndex(of: origin) ?? 0))
            set.keyHashes.append(said.key)
            set.items.append(0)
            set.previous.append(0)
            for (column, text) in [said.number, said.name, said.born, said.phone].enumerated() {
                guard let text else {
                    set.columns[column].slices.append(.absent)
                    continue
                }
                let start = set.bytes.count
                set.bytes.append(contentsOf: text.utf8)
                set.columns[column].slices.append(FieldSlice(start..<set.bytes.count))
            }
        }
        set.decisions = decisions.map { .init(left: $0.0, right: $0.1, isSame: $0.2) }
        return set
    }

    /// The keys that came together, those of several only, each group sorted.
    private func groups(_ all: [Said], _ clustering: Clustering) -> Set<[UInt64]> {
        var result: [Int32: [UInt64]] = [:]
        for (index, said) in all.enumerated() {
            result[clustering.clusterOf[index], default: []].append(said.key)
        }
        return Set(result.values.filter { $0.count > 1 }.map { $0.sorted() })
    }

    private func resolve(_ all: [Said], decisions: [(Int, Int, Bool)] = []) throws -> (
        Set<[UInt64]>, Clustering
    ) {
        let clustering = try resolver().resolve(mentions(all, decisions: decisions))
        return (groups(all, clustering), clustering)
    }

    private func rules(_ clustering: Clustering) -> [String] {
        clustering.rules.map { clustering.ruleNames[Int($0)] }
    }

    @Test("What a rule forbids holds for whole clusters, not only for the pair")
    func wholeClusters() throws {
        // 1 and 3 have different numbers; 2 fits both by name and birth.
        let all = [
            Said(key: 1, number: "AA11", name: "x", born: "20000101"),
            Said(key: 2, name: "x", born: "20000101"),
            Said(key: 3, number: "BB22", name: "x", born: "20000101"),
        ]
        let (groups, clustering) = try resolve(all)
        #expect(groups.count == 1)
        #expect(groups.first?.count == 2)
        #expect(clustering.reviews.contains { $0.rule == "NB" && $0.reason == "N3" })
    }

    @Test("A number used under another name belongs to the more trusted record")
    func borrowed() throws {
        let all = [
            Said(key: 1, feed: "D02-a", number: "AA11", name: "owner"),
            Said(key: 2, feed: "D14-b", number: "AA11", name: "borrower"),
            Said(key: 3, feed: "D14-b", number: "AA11", name: "borrower", phone: "15400000001"),
        ]
        let (groups, clustering) = try resolve(all)
        #expect(groups == [[2, 3]])
        #expect(clustering.voided == [1, 2])
        #expect(rules(clustering) == ["OWN", "N2", "N2"])
        #expect(Set(clustering.issues.map(\.reason)) == ["CONFLICT"])
        #expect(clustering.issues.allSatisfy { $0.mention != 0 })
    }

    @Test("An uncertain row is linked where it fits one entity, and shown where it fits two")
    func unique() throws {
        let one = Said(key: 1, number: "AA11", name: "x", born: "20000101")
        let two = Said(key: 2, number: "AB11", name: "x", born: "20010101")
        let hidden = Said(key: 3, number: "A*11", name: "x")
        #expect(try resolve([one, hidden]).0 == [[1, 3]])
        let (groups, clustering) = try resolve([one, two, hidden])
        #expect(groups.isEmpty)
        #expect(clustering.reviews.filter { $0.rule == "M" && $0.reason == "several" }.count == 2)
        #expect(clustering.reviews.allSatisfy { $0.mention == 2 })
    }

    @Test("What is attached goes to the one entity it fits and moves none of its values")
    func attached() throws {
        let person = Said(
            key: 1, number: "AA11", name: "x", born: "20000101", phone: "15400000001")
        let call = Said(key: 2, feed: "D32-c", name: "x", phone: "15400000001")
        let again = Said(key: 3, feed: "D32-c", name: "x", phone: "15400000001")
        let (groups, clustering) = try resolve([person, call, again])
        #expect(groups == [[1, 2, 3]])
        #expect(clustering.attached == [1, 2])
        #expect(rules(clustering) == ["OWN", "NP", "NP"])
        // Without anybody to attach to, the two calls are one caller.
        let alone = try resolve([call, again])
        #expect(alone.0 == [[2, 3]])
        #expect(alone.1.attached.isEmpty)
    }

    @Test("A telephone that three names share says nothing")
    func shared() throws {
        let phone = "15400000001"
        let (groups, _) = try resolve([
            Said(key: 1, number: "AA11", name: "x", born: "20000101", phone: phone),
            Said(key: 2, number: "BB22", name: "y", phone: phone),
            Said(key: 3, number: "CC33", name: "z", phone: phone),
            Said(key: 4, name: "x", phone: phone),
        ])
        #expect(groups.isEmpty)
    }

    @Test("Namesakes without anything more stay apart, however often they are named")
    func namesakes() throws {
        let (groups, clustering) = try resolve([Said(key: 1, name: "x"), Said(key: 2, name: "x")])
        #expect(groups.isEmpty)
        #expect(rules(clustering) == ["OWN", "OWN"])
    }

    @Test("A steward's word comes before every rule, and keeps out what a third would bring in")
    func decided() throws {
        let all = [
            Said(key: 1, number: "AA11", name: "x", born: "20000101"),
            Said(key: 2, name: "x", born: "20000101"),
            Said(key: 3, name: "x", born: "20000101", phone: "15400000001"),
            Said(key: 4, name: "unlike"),
        ]
        #expect(try resolve(all).0 == [[1, 2, 3]])
        let apart = try resolve(all, decisions: [(0, 1, false), (1, 2, false)])
        #expect(apart.0 == [[1, 3]])
        let together = try resolve(all, decisions: [(0, 3, true)])
        #expect(together.0 == [[1, 2, 3, 4]])
        #expect(rules(together.1)[3] == "STEWARD")
    }

    @Test("A rule set aside for two is set aside for what belongs to either, and for nobody else")
    func againstRule() throws {
        let all = [
            Said(key: 1, number: "AA11", name: "x"), Said(key: 2, number: "BB22", name: "x"),
            Said(key: 3, number: "AA11"), Said(key: 4, number: "BB22"),
            Said(key: 5, number: "CC33", name: "x"),
        ]
        #expect(try resolve(all).0 == [[1, 3], [2, 4]])
        #expect(try resolve(all, decisions: [(0, 1, true)]).0 == [[1, 2, 3, 4]])
        // The other rules go on: a number under another name is still somebody else's.
        let more = [all[0], all[1], all[3], Said(key: 6, number: "AA11", name: "y")]
        #expect(try resolve(more, decisions: [(0, 1, true)]).0 == [[1, 2, 4]])
        // The later word about one pair counts, whichever way round it names the two.
        #expect(
            try resolve(all, decisions: [(0, 1, true), (1, 0, false)]).0 == [[1, 3], [2, 4]])
    }

    @Test("What a steward has answered is not asked again, about the whole entity")
    func answered() throws {
        let all = [
            Said(key: 1, number: "AA11", name: "x", born: "20000101"),
            Said(key: 2, number: "AA11", name: "x", phone: "15400000001"),
            Said(key: 3, name: "x"),
        ]
        #expect(Set(try resolve(all).1.reviews.map(\.rule)) == ["R"])
        let (groups, clustering) = try resolve(all, decisions: [(2, 0, false)])
        #expect(groups == [[1, 2]])
        #expect(clustering.reviews.isEmpty)
    }

    @Test("The order in which mentions come changes nothing, decisions or not")
    func orderOfDecisions() throws {
        var random = SplitMix64(seed: testSeed)
        func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        for _ in 0..<40 {
            let all = (1...16).map { key in
                Said(
                    key: UInt64(key), number: [nil, "AA11", "BB22", "CC33"][below(4)],
                    name: ["x", "y"][below(2)], born: [nil, "20000101", "20010101"][below(3)])
            }
            // One decision a pair: which of several counts is a question of time, not of order.
            var pairs: [Set<Int>: Bool] = [:]
            for _ in 0..<5 {
                let (a, b) = (below(16), below(16))
                if a != b { pairs[[a, b]] = below(2) == 0 }
            }
            func decisions(_ place: (Int) -> Int) -> [(Int, Int, Bool)] {
                pairs.map { pair, isSame in
                    let two = pair.map(place)
                    return (two[0], two[1], isSame)
                }
            }
            let (groups, _) = try resolve(all, decisions: decisions { $0 })
            let order = Array(0..<16).shuffled(using: &random)
            let (again, _) = try resolve(
                order.map { all[$0] },
                decisions: decisions { number in order.firstIndex(of: number) ?? 0 })
            #expect(groups == again)
            for (pair, isSame) in pairs where isSame {
                let keys = Set(pair.map { UInt64($0 + 1) })
                #expect(groups.contains { keys.isSubset(of: $0) }, "the same: \(keys)")
            }
        }
    }

    @Test("The order in which mentions come changes nothing")
    func order() throws {
        var random = SplitMix64(seed: testSeed)
        func pick(_ values: [String?]) -> String? {
            values[Int(random.next() % UInt64(values.count))]
        }
        for _ in 0..<40 {
            let all = (1...40).map { key in
                Said(
                    key: UInt64(key), feed: pick(["D02-a", "D11-b", "D32-c"]) ?? "",
                    number: pick([nil, "AA11", "AB11", "BB22", "A*11", "CC33"]),
                    name: pick(["x", "y", "z", nil]),
                    born: pick([nil, "20000101", "20010101"]),
                    phone: pick([nil, "15400000001", "15400000002", "15400000003"]))
            }
            let (groups, first) = try resolve(all)
            let shuffled = all.shuffled(using: &random)
            let (again, second) = try resolve(shuffled)
            #expect(groups == again)
            let byKey = Dictionary(
                uniqueKeysWithValues: zip(all.map(\.key), rules(first)))
            for (said, rule) in zip(shuffled, rules(second)) { #expect(byKey[said.key] == rule) }
            // Nothing that a rule forbids is in one cluster: two different whole numbers.
            for group in groups {
                let numbers = Set(
                    group.compactMap { all[Int($0) - 1].number }.filter { !$0.contains("*") })
                #expect(numbers.count <= 1)
            }
        }
    }
}
