import GuijiModel

/// The distinct values of one column, each kept once under a number.
///
/// A value is a row of letters, UTF-16 units of one character each, so that comparators count characters and never
/// bytes; a character outside the basic plane is folded to one private-use letter. Number 0 means "no value".
/// Cost: two bytes a letter and 16 bytes a value, and up to 64 while it grows. Confined to one thread while it grows.
package final class ValueStore {
    /// Values, the missing one included.
    package private(set) var count = 1
    private(set) var letters: UnsafeMutablePointer<UInt16>
    private(set) var starts: UnsafeMutablePointer<UInt32>
    /// Hashes of the letters, the same in every store; gone after `seal` until `prepareHashes`.
    private(set) var hashes: UnsafeMutablePointer<UInt64>
    private var hasHashes = true
    /// What can be told of two values without their letters, where a comparison asked for it.
    private(set) var signatures: UnsafeMutablePointer<LetterSignature>?
    /// Rows that hold each value.
    private(set) var frequencies: UnsafeMutablePointer<UInt32>
    private var letterCapacity = 1 << 12
    private var capacity = 1 << 8
    /// The upper half of a value's hash, and its number; 0 for a free place.
    private var slots: UnsafeMutablePointer<UInt64>
    private var slotCount = 1 << 10
    private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

    package init() {
        letters = .allocate(capacity: letterCapacity)
        starts = .allocate(capacity: capacity + 1)
        hashes = .allocate(capacity: capacity)
        frequencies = .allocate(capacity: capacity)
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        starts[0] = 0
        starts[1] = 0
        hashes[0] = 0
        frequencies[0] = 0
    }

    deinit {
        letters.deallocate()
        starts.deallocate()
        hashes.deallocate()
        frequencies.deallocate()
        slots.deallocate()
        signatures?.deallocate()
    }

    /// The letters of a value; valid until the next `intern`.
    @inline(__always)
    package subscript(_ value: UInt32) -> Letters {
        let start = Int(starts[Int(value)])
        return Letters(
            start: letters + start, count: Int(starts[Int(value) + 1]) - start)
    }

    /// A value as text.
    package func text(_ value: UInt32) -> String { String(decoding: self[value], as: UTF16.self) }

    static func hash(_ value: Letters) -> UInt64 {
        var hash = StableHash()
        hash.add(UnsafeRawBufferPointer(value))
        return hash.value
    }

    /// The number of a value, new or known; 0 for an empty one. O(length).
    func intern(_ value: Letters) -> UInt32 {
        value.isEmpty ? 0 : intern(value, ValueStore.hash(value))
    }

    @inline(__always)
    private func intern(_ value: Letters, _ hash: UInt64) -> UInt32 {
        var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
        while slots[slot] != 0 {
            let known = slots[slot]
            if (known ^ hash) & ValueStore.upperHalf == 0 {
                let number = UInt32(truncatingIfNeeded: known)
                if isEqual(self[number], value) { return number }
            }
            slot = (slot + 1) & (slotCount - 1)
        }
        let number = UInt32(count)
        slots[slot] = hash & ValueStore.upperHalf | UInt64(number)
        add(value, hash)
        if count * 2 > slotCount { growSlots() }
        return number
    }

    /// The numbers of a group of values, in order.
    ///
    /// The table does not fit into the processor's caches. So the places of all values of the group are touched first,
    /// which the processor does side by side, and only then are they compared one after another.
    func intern(_ group: ValueGroup, to numbers: UnsafeMutablePointer<UInt32>) {
        for index in 0..<group.count {
            let value = group[index]
            let hash = value.isEmpty ? 0 : ValueStore.hash(value)
            group.hashes[index] = hash
            group.touched[index] = slots[Int(truncatingIfNeeded: hash) & (slotCount - 1)]
        }
        for index in 0..<group.count {
            let known = group.touched[index]
            let number = (known ^ group.hashes[index]) & ValueStore.upperHalf == 0 ? known : 0
            group.touched[index] = UInt64(starts[Int(truncatingIfNeeded: number & 0xFFFF_FFFF)])
        }
        for index in 0..<group.count {
            group.touched[index] = UInt64(letters[Int(group.touched[index])])
        }
        for index in 0..<group.count {
            let value = group[index]
            numbers[index] = value.isEmpty ? 0 : intern(value, group.hashes[index])
        }
    }

    /// Notes that one more row holds a value.
    @inline(__always)
    func countRow(_ value: UInt32) { frequencies[Int(value)] += 1 }

    /// Notes that so many more rows hold a value.
    func addRows(_ value: UInt32, _ rows: UInt32) { frequencies[Int(value)] += rows }

    /// A bit for each value that more than one row holds, by the value's number; the caller deallocates it.
    func sharedValues() -> UnsafeMutablePointer<UInt64> {
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count / 64 + 1)
        words.initialize(repeating: 0, count: count / 64 + 1)
        for value in 1..<max(1, count) where value < count && frequencies[value] > 1 {
            words[value >> 6] |= 1 << UInt64(value & 63)
        }
        return words
    }

    /// Gives back the table that only `intern` needs.
    func seal() {
        slots.deallocate()
        slotCount = 1
        slots = .allocate(capacity: 1)
        slots.initialize(to: 0)
    }

    /// Gives back the hashes, which few models need once the rows are in order.
    func dropHashes() {
        hashes.deallocate()
        hashes = .allocate(capacity: 1)
        hasHashes = false
    }

    func prepareHashes() {
        if hasHashes { return }
        hashes.deallocate()
        hashes = .allocate(capacity: count)
        for value in 0..<count { hashes[value] = ValueStore.hash(self[UInt32(value)]) }
        hasHashes = true
    }

    func prepareSignatures() {
        if signatures != nil { return }
        let all = UnsafeMutablePointer<LetterSignature>.allocate(capacity: count)
        for value in 0..<count {
            (all + value).initialize(to: LetterSignature(self[UInt32(value)]))
        }
        signatures = all
    }

    private func isEqual(_ left: Letters, _ right: Letters) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        let a = UnsafeRawPointer(left.baseAddress.unsafelyUnwrapped)
        let b = UnsafeRawPointer(right.baseAddress.unsafelyUnwrapped)
        while index + 4 <= left.count {
            let x = a.loadUnaligned(fromByteOffset: index * 2, as: UInt64.self)
            if x != b.loadUnaligned(fromByteOffset: index * 2, as: UInt64.self) { return false }
            index += 4
        }
        while index < left.count {
            if left[index] != right[index] { return false }
            index += 1
        }
        return true
    }

    private func add(_ value: Letters, _ hash: UInt64) {
        if count == capacity {
            starts = ValueStore.grown(starts, capacity + 1, to: capacity * 2 + 1)
            hashes = ValueStore.grown(hashes, capacity, to: capacity * 2)
            frequencies = ValueStore.grown(frequencies, capacity, to: capacity * 2)
            capacity *= 2
        }
        let start = Int(starts[count])
        if start + value.count > letterCapacity {
            let needed = max(letterCapacity + letterCapacity / 2, start + value.count)
            letters = ValueStore.grown(letters, start, to: needed)
            letterCapacity = needed
        }
        if let base = value.baseAddress {
            (letters + start).update(from: base, count: value.count)
        }
        hashes[count] = hash
        frequencies[count] = 0
        count += 1
        starts[count] = UInt32(start + value.count)
    }

    private func growSlots() {
        slots.deallocate()
        slotCount *= 4
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        for number in 1..<count {
            let hash = hashes[number]
            var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            slots[slot] = hash & ValueStore.upperHalf | UInt64(number)
        }
    }

    private static func grown<Element>(
        _ old: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        new.moveInitialize(from: old, count: count)
        old.deallocate()
        return new
    }
}

/// The letters of one value.
package typealias Letters = UnsafeBufferPointer<UInt16>
