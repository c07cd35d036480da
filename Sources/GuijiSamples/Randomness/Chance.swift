package import GuijiModel

/// What a stream of random numbers is for. Each purpose has streams of its own, so that a new feed, or one more draw
/// in an old one, shifts nothing elsewhere.
package struct Purpose: Sendable, Hashable {
    let key: UInt64

    /// FNV-1a of the text, mixed.
    package init(_ text: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        key = SplitMix64.mixed(hash)
    }
}

/// A stream of random numbers for one purpose and one thing (a person, a record, a night).
package struct Chance: Sendable {
    package var generator: SplitMix64

    /// O(1): a stream costs three multiplications to make, so every record has its own.
    package init(seed: UInt64, _ purpose: Purpose, _ index: Int = 0) {
        let mixed = SplitMix64.mixed(
            seed &+ purpose.key &+ UInt64(bitPattern: Int64(index)) &* 0xD1B5_4A32_D192_ED03)
        generator = SplitMix64(seed: mixed)
    }

    /// A whole number from 0 to `limit` - 1; 0 where the limit is not above 0.
    package mutating func below(_ limit: Int) -> Int {
        guard limit > 0 else { return 0 }
        return Int(truncatingIfNeeded: generator.next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// A whole number of a closed range.
    package mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// A number from 0 (included) to 1 (excluded).
    package mutating func fraction() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    /// Whether something of this probability happens.
    package mutating func happens(_ probability: Double) -> Bool { fraction() < probability }

    /// One of the items. The list must not be empty.
    package mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// An index, by weight.
    package mutating func weighted(_ weights: [Int]) -> Int {
        var left = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return 0
    }

    /// Near zero, with deviation 1: the sum of twelve even draws less six.
    package mutating func spread() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += fraction() }
        return sum
    }
}
