import GuijiContract

/// The rule that holds for the answers about two rows, looked up by pattern: pairs by the million give some thousand
/// patterns. Confined to one thread.
final class RulePatterns {
    private let rules: [DecisionRule]
    private var slots: [Int16]
    private var patterns: [UInt64]
    private var count = 0

    init(_ rules: [DecisionRule]) {
        self.rules = rules
        slots = Array(repeating: -2, count: 1 << 12)
        patterns = Array(repeating: 0, count: 1 << 12)
    }

    /// The number of the first rule that holds; -1 where none does.
    func rule(_ pattern: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (pattern &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot] != -2 {
            if patterns[slot] == pattern { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        let found = rules.firstIndex { $0.holds(pattern) } ?? -1
        slots[slot] = Int16(found)
        patterns[slot] = pattern
        count += 1
        if count * 2 > slots.count { grow() }
        return found
    }

    private func grow() {
        let known = zip(patterns, slots).filter { $0.1 != -2 }
        slots = Array(repeating: -2, count: slots.count * 2)
        patterns = Array(repeating: 0, count: slots.count)
        let mask = slots.count - 1
        for (pattern, rule) in known {
            var slot = Int(truncatingIfNeeded: (pattern &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while slots[slot] != -2 { slot = (slot + 1) & mask }
            slots[slot] = rule
            patterns[slot] = pattern
        }
    }
}
