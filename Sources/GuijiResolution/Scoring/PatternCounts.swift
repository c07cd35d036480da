/// How often each pattern of answers occurs: a small open-addressing table from pattern to count.
struct PatternCounts {
    private var keys: [UInt64]
    private var counts: [Int]
    private(set) var used = 0

    init() {
        keys = Array(repeating: 0, count: 1 << 12)
        counts = Array(repeating: 0, count: 1 << 12)
    }

    @inline(__always)
    private func slot(_ pattern: UInt64) -> Int {
        var slot =
            Int(truncatingIfNeeded: (pattern &* 0x9E37_79B9_7F4A_7C15) >> 32)
            & (keys.count - 1)
        while counts[slot] != 0, keys[slot] != pattern { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    @inline(__always)
    mutating func add(_ pattern: UInt64, _ count: Int = 1) {
        let slot = slot(pattern)
        if counts[slot] == 0 {
            keys[slot] = pattern
            used += 1
        }
        counts[slot] += count
        if used * 2 > keys.count { grow() }
    }

    private mutating func grow() {
        let old = sorted
        keys = Array(repeating: 0, count: keys.count * 2)
        counts = Array(repeating: 0, count: keys.count)
        used = 0
        for (pattern, count) in old { add(pattern, count) }
    }

    mutating func add(_ other: PatternCounts) {
        for index in other.keys.indices where other.counts[index] > 0 {
            add(other.keys[index], other.counts[index])
        }
    }

    /// All patterns in rising order.
    var sorted: [(pattern: UInt64, count: Int)] {
        keys.indices.filter { counts[$0] > 0 }.map { (keys[$0], counts[$0]) }
            .sorted { $0.0 < $1.0 }
    }
}
