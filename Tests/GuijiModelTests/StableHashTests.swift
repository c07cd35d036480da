import GuijiModel
import Testing

@Suite("The stored hash")
struct StableHashTests {
    private func hash(_ values: [String?]) -> UInt64 {
        var hash = StableHash()
        for value in values {
            guard let value else {
                hash.addAbsent()
                continue
            }
            Array(value.utf8).withUnsafeBytes { hash.add($0) }
        }
        return hash.value
    }

    @Test("The hash of a value never changes, because warehouses hold it")
    func literalValues() {
        #expect(hash(["张样本"]) == 14_552_124_340_859_247_698)
        #expect(hash(["320684198503129916", nil, ""]) == 5_610_024_691_890_180_089)
        var number = StableHash()
        number.add(42)
        #expect(number.value == 15_121_169_065_851_317_713)
    }

    @Test("Where one value ends and the next begins takes part")
    func boundaries() {
        #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
        #expect(hash(["", "a"]) != hash(["a", ""]))
        #expect(hash([nil]) != hash([""]))
        #expect(hash(["12345678", ""]) != hash(["12345678"]))
    }

    @Test("200,000 different values have as many different hashes")
    func noCollisions() {
        var seen: Set<UInt64> = []
        for number in 0..<200_000 { seen.insert(hash(["T\(number)"])) }
        #expect(seen.count == 200_000)
    }
}
