import GuijiTestSupport
import Testing

@testable import GuijiSamples

@Suite("Random numbers by purpose")
struct ChanceTests {
    @Test("a stream depends on seed, purpose and number, and on nothing else")
    func independence() {
        func first(_ seed: UInt64, _ purpose: String, _ index: Int) -> UInt64 {
            var chance = Chance(seed: seed, Purpose(purpose), index)
            return chance.generator.next()
        }
        #expect(first(1, "a", 1) == first(1, "a", 1))
        let all = [first(1, "a", 1), first(2, "a", 1), first(1, "b", 1), first(1, "a", 2)]
        #expect(Set(all).count == 4)
    }

    @Test("draws are even, and weights are kept to")
    func distribution() {
        var chance = Chance(seed: testSeed, Purpose("test"))
        var counts = [0, 0, 0]
        var happened = 0
        for _ in 0..<30_000 {
            counts[chance.weighted([1, 2, 3])] += 1
            if chance.happens(0.1) { happened += 1 }
            #expect((5...9).contains(chance.within(5...9)))
        }
        // Five deviations of the binomial on either side.
        #expect(abs(counts[0] - 5000) < 330 && abs(counts[2] - 15_000) < 440, "\(counts)")
        #expect(abs(happened - 3000) < 260, "\(happened)")
    }

    @Test("dirt strikes at its rate, the same record the same way each night")
    func dirt() throws {
        let contract = TestContracts.contract(.init(format: .csv), fields: ["a"])
        let kind = Dirt("test", 0.2)
        func struck() throws -> [Bool] {
            var result: [Bool] = []
            _ = try TestContracts.text(contract) { out in
                for number in 0..<5000 {
                    try out.record(number) { record in
                        // Other draws in between change nothing.
                        if number % 2 == result.count % 3 { _ = record.chance.below(9) }
                        result.append(record.strikes(kind))
                        record["a"] = String(number)
                    }
                }
            }
            return result
        }
        let first = try struck()
        #expect(try struck() == first)
        let count = first.count { $0 }
        #expect(abs(count - 1000) < 145, "\(count)")
    }
}
