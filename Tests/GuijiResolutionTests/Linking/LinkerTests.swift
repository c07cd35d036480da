import GuijiContract
import GuijiTestSupport
import Testing

@testable import GuijiResolution

@Suite struct LinkerTests {
    @Test("Clusters and weights do not depend on the order of the rows, bit for bit")
    func order() throws {
        let rows = MadePeople.rows(600)
        var random = SplitMix64(seed: testSeed)
        let usual = try MadePeople.answer(rows, threads: 2)
        #expect(usual.clusters.contains { $0.count > 1 })
        for _ in 0..<3 {
            let other = try MadePeople.answer(rows.shuffled(using: &random), threads: 2)
            #expect(other.clusters == usual.clusters)
            #expect(other.edges == usual.edges)
        }
    }

    @Test("Nor on the number of threads", arguments: [1, 3, 8])
    func threads(_ threads: Int) throws {
        let rows = MadePeople.rows(600)
        let usual = try MadePeople.answer(rows, threads: 2)
        let other = try MadePeople.answer(rows, threads: threads)
        #expect(other.clusters == usual.clusters)
        #expect(other.edges == usual.edges)
    }

    @Test("Made-up people with slips are found again")
    func found() throws {
        let clusters = try MadePeople.answer(MadePeople.rows(600), threads: 2).clusters
        let right = clusters.count { $0.count == 2 && $0[0].dropLast() == $0[1].dropLast() }
        #expect(right >= 190)
        #expect(clusters.count { $0.count > 1 } - right <= 5)
    }

    @Test("Each pair that shares a key with any rule comes once, and no other")
    func candidates() throws {
        let model = try MadePeople.model()
        let table = try MadePeople.table(MadePeople.rows(300), model)
        let blocks = Blocks(model: model, table: table, threads: 2)
        let candidates = CandidatePairs(blocks: blocks, table: table, sourcesAreUnique: false)
        var found: [[Int]] = []
        for piece in candidates.pieces {
            candidates.forEach(in: piece, sampleOf: 1) { found.append([$0, $1]) }
        }
        #expect(Set(found).count == found.count)
        var expected = Set<[Int]>()
        for left in 0..<table.count {
            for right in (left + 1)..<max(left + 1, table.count) {
                let shares = model.blocking.contains { rule in
                    rule.columns.allSatisfy {
                        table.value(left, $0) != 0
                            && table.value(left, $0) == table.value(right, $0)
                    }
                }
                if shares { expected.insert([left, right]) }
            }
        }
        #expect(Set(found) == expected)
    }

    @Test("Rules by word bring together what shares a word, each pair once")
    func words() throws {
        var model = try MadePeople.model()
        model.blocking = [BlockingRule(columns: [4]), BlockingRule(columns: [0], byWord: true)]
        let table = try MadePeople.table(MadePeople.rows(200), model)
        let blocks = Blocks(model: model, table: table, threads: 2)
        let candidates = CandidatePairs(blocks: blocks, table: table, sourcesAreUnique: false)
        var found: [[Int]] = []
        for piece in candidates.pieces {
            candidates.forEach(in: piece, sampleOf: 1) { found.append([$0, $1]) }
        }
        #expect(Set(found).count == found.count)
        func words(_ row: Int) -> Set<Substring> {
            Set(table.columns[0].text(table.value(row, 0)).split(separator: " "))
        }
        var expected = 0
        for left in 0..<table.count {
            for right in (left + 1)..<max(left + 1, table.count)
            where !words(left).isDisjoint(with: words(right))
                || table.value(left, 4) == table.value(right, 4)
            { expected += 1 }
        }
        #expect(found.count == expected)
    }

    @Test("Too large a block is left out and reported")
    func oversized() throws {
        var model = try MadePeople.model()
        model.largestBlock = 3
        let table = try MadePeople.table(MadePeople.rows(300), model)
        let reports = BlockReport.count(model: model, table: table)
        #expect(
            reports.contains { $0.skippedBlocks > 0 && $0.skippedRows > 3 && $0.largestBlock > 3 })
    }

    @Test("Radix sorting is sorting, and keeps the order of equal keys")
    func radix() {
        var random = SplitMix64(seed: testSeed)
        var keys = (0..<5000).map { _ in (UInt64.random(in: 0...(.max), using: &random) >> 50) << 40
        }
        var values = (0..<UInt32(5000)).map { $0 }
        let expected = values.sorted {
            keys[Int($0)] != keys[Int($1)] ? keys[Int($0)] < keys[Int($1)] : $0 < $1
        }
        RadixSort.sort(&keys, &values)
        #expect(values == expected)
        #expect(keys == keys.sorted())
    }

    @Test("A learned model gives the same clusters as the run that learned it")
    func learned() throws {
        var model = try MadePeople.model()
        let table = try MadePeople.table(MadePeople.rows(300), model)
        let first = Linker(model: model, table: table).run()
        model.learned = first.numbers
        let text = MatchingModelText.yaml(model)
        let (again, problems) = MatchingModelReader.read(yaml: text, file: "learned.yaml")
        let read = try #require(again, "\(problems)\n\(text)")
        #expect(read == model)
        let second = Linker(model: read, table: table).run()
        #expect(second.clusters == first.clusters)
        #expect(second.edges == first.edges)
    }

    @Test("The steps of a waterfall add up to the weight that linked the pair")
    func waterfall() throws {
        let model = try MadePeople.model()
        let table = try MadePeople.table(MadePeople.rows(300), model)
        let linker = Linker(model: model, table: table)
        let result = linker.run()
        let edge = try #require(result.edges.first)
        let waterfall = linker.explain(Int(edge.left), Int(edge.right), numbers: result.numbers)
        #expect(abs(waterfall.steps.reduce(0) { $0 + $1.bits } - waterfall.bits) < 0.002)
        #expect(Edge.quantized(waterfall.bits) == edge.weight)
        #expect(waterfall.steps.map(\.name).prefix(4) == ["before", "name", "birth", "phone"])
    }
}
