import GuijiContract

/// Columns whose values depend on other rows.
extension RowTableBuilder {
    /// The number of a row's value in a prepared column.
    private func value(_ row: Int, _ column: PreparedColumn) -> UInt32 {
        let base = cells[column.slot][row]
        return column.map.map { $0[Int(base)] } ?? base
    }

    /// A column with the values of another's store, changed by `change`.
    private func mapped(
        _ spec: MatchingColumn, _ source: PreparedColumn, _ change: (UInt32) -> UInt32
    ) -> PreparedColumn {
        let count = source.baseCount ?? source.store.count
        let map = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
        for base in 0..<count {
            map[base] = change(source.map.map { $0[base] } ?? UInt32(base))
        }
        return PreparedColumn(
            spec: spec, store: source.store, slot: source.slot, map: map, baseCount: count)
    }

    /// The distinct pairs of values in two columns, ascending; rows without one of them left out. O(*n* log *n*).
    private func pairs(_ first: PreparedColumn, _ second: PreparedColumn) -> [UInt64] {
        var pairs: [UInt64] = []
        for row in 0..<count {
            let (left, right) = (value(row, first), value(row, second))
            if left != 0, right != 0 { pairs.append(UInt64(left) << 32 | UInt64(right)) }
        }
        pairs.sort()
        var last: UInt64?
        pairs.removeAll { pair in
            defer { last = pair }
            return pair == last
        }
        return pairs
    }

    /// The values that at most so many different values of another column go with.
    func held(
        _ spec: MatchingColumn, _ source: PreparedColumn?, by other: PreparedColumn?,
        atMost most: Int
    ) -> PreparedColumn? {
        guard let source, let other else { return nil }
        var holders = [UInt32](repeating: 0, count: source.store.count)
        for pair in pairs(source, other) { holders[Int(pair >> 32)] += 1 }
        return mapped(spec, source) { Int(holders[Int($0)]) <= most ? $0 : 0 }
    }

    /// The values, each replaced by what it became. A chain is followed to its end; a circle stays as it is.
    func followed(
        _ spec: MatchingColumn, _ source: PreparedColumn?, from: PreparedColumn?,
        to: PreparedColumn?, keeps: Bool
    ) -> PreparedColumn? {
        guard let source, let from, let to else { return nil }
        // By hash, because the columns have stores of their own.
        var next: [UInt64: UInt64] = [:]
        var isUnclear: Set<UInt64> = []
        for pair in pairs(from, to) {
            let old = from.store.hashes[Int(pair >> 32)]
            let new = to.store.hashes[Int(pair & 0xFFFF_FFFF)]
            if let known = next[old], known != new { isUnclear.insert(old) }
            if old != new { next[old] = new }
        }
        if next.isEmpty, keeps { return mapped(spec, source) { $0 } }
        // Where the new value stands in a store of another column, the result needs a store with both.
        let store = ValueStore()
        var texts: [UInt64: UInt32] = [:]
        for value in 1..<max(1, to.store.count) where value < to.store.count {
            texts[to.store.hashes[value]] = UInt32(value)
        }
        var numbers = [UInt32](repeating: 0, count: source.store.count)
        for value in 1..<max(1, source.store.count) where value < source.store.count {
            var hash = source.store.hashes[value]
            var steps = 0
            while let following = next[hash], !isUnclear.contains(hash), steps < 16 {
                hash = following
                steps += 1
            }
            if steps == 16 { steps = 0 }
            if steps > 0, let target = texts[hash] {
                numbers[value] = store.intern(to.store[target])
            } else if keeps {
                numbers[value] = store.intern(source.store[UInt32(value)])
            }
        }
        for value in numbers.indices.dropFirst() {
            store.addRows(numbers[value], source.store.frequencies[value])
        }
        store.seal()
        let count = source.baseCount ?? source.store.count
        let map = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
        for base in 0..<count {
            map[base] = numbers[Int(source.map.map { $0[base] } ?? UInt32(base))]
        }
        return PreparedColumn(
            spec: spec, store: store, slot: source.slot, map: map, baseCount: count)
    }
}
