/// A 128-bit key of a byte string: two stable hashes with different beginnings. Among 100 million values the chance
/// of any two different ones being equal is below 10^-22, so the bytes are not compared again.
package struct Key128: Hashable, Sendable {
    package var high: UInt64
    package var low: UInt64

    /// No value.
    package static let none = Key128(high: 0, low: 0)
    package var isNone: Bool { high == 0 && low == 0 }

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The key of one value of one column (or of one form): the same text in another column is another key.
    package init(_ bytes: UnsafeRawBufferPointer, column: Int) {
        var first = StableHash()
        var second = StableHash()
        first.add(UInt64(bitPattern: Int64(column)))
        second.add(~UInt64(bitPattern: Int64(column)))
        first.add(bytes)
        second.add(bytes)
        high = first.value
        low = second.value | 1
    }
}

/// Keys numbered in the order in which they come: open addressing with linear probing, at most half full.
package struct KeyTable: Sendable {
    private var slots: [Int32]
    private var keys: [Key128] = []
    private var mask: Int

    package init(expecting count: Int) {
        var size = 16
        while size < 2 * count { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    package var count: Int { keys.count }

    /// The key's number, or `nil` if it has none.
    package func find(_ key: Key128) -> Int? {
        var slot = Int(truncatingIfNeeded: key.high) & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The key's number; the next free one if the key is new.
    package mutating func number(_ key: Key128) -> Int {
        var slot = Int(truncatingIfNeeded: key.high) & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(keys.count)
        keys.append(key)
        if 2 * keys.count > slots.count { grow() }
        return keys.count - 1
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: 2 * slots.count)
        mask = slots.count - 1
        for (number, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key.high) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }
}
