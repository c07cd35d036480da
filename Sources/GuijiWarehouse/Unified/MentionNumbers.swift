import GuijiModel

/// What a mention is known by from night to night.
struct MentionIdentity: Hashable {
    var origin: UInt32
    var keyHash: UInt64
    var item: Int32
}

/// Mention numbers by identity: open addressing over the set's own columns, at most half full.
struct MentionNumbers {
    private var slots = [Int32](repeating: -1, count: 1024)
    private var count = 0

    private func slot(_ identity: MentionIdentity) -> Int {
        var hash = StableHash()
        hash.add(identity.keyHash)
        hash.add(UInt64(identity.origin) << 32 | UInt64(UInt32(bitPattern: identity.item)))
        return Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    }

    private func holds(_ slot: Int, _ identity: MentionIdentity, _ set: MentionSet) -> Bool {
        let mention = Int(slots[slot])
        return set.keyHashes[mention] == identity.keyHash
            && set.originOf[mention] == identity.origin && set.items[mention] == identity.item
    }

    func find(_ identity: MentionIdentity, in set: MentionSet) -> Int? {
        var slot = slot(identity)
        while slots[slot] >= 0 {
            if holds(slot, identity, set) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Takes the identity of the mention that is about to become the set's next.
    /// - Returns: false where there is one already.
    mutating func insert(_ identity: MentionIdentity, in set: MentionSet) -> Bool {
        if 2 * (count + 1) > slots.count { grow(set) }
        var slot = slot(identity)
        while slots[slot] >= 0 {
            if holds(slot, identity, set) { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(set.count)
        count += 1
        return true
    }

    private mutating func grow(_ set: MentionSet) {
        let mentions = slots.filter { $0 >= 0 }
        slots = Array(repeating: -1, count: 2 * slots.count)
        for mention in mentions {
            let number = Int(mention)
            var slot = slot(
                MentionIdentity(
                    origin: set.originOf[number], keyHash: set.keyHashes[number],
                    item: set.items[number]))
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = mention
        }
    }
}
