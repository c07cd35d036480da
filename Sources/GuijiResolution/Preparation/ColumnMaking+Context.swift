import GuijiContract

/// Columns whose values depend on other rows.
extension ColumnMaking {
    /// The column, if it is one of these and its sources are there.
    func contextual(_ number: Int, _ made: [Draft?]) -> Draft? {
        switch model.columns[number].origin {
        case .held(let source, let by, let most): held(made, source, by: by, atMost: most)
        case .followed(let source, let from, let to, let keeps):
            followed(made, source, from: from, to: to, keeps: keeps)
        case .headers, .taken, .either, .joined: nil
        }
    }

    /// A column on the base of another, with its values changed.
    private func mapped(
        _ made: [Draft?], _ source: Draft, _ store: ValueStore, _ change: (UInt32) -> UInt32
    ) -> Draft {
        let count = made[source.base]?.store.count ?? 0
        let map = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
        for base in 0..<count {
            map[base] = change(source.map.map { $0[base] } ?? UInt32(base))
        }
        return Draft(store: store, base: source.base, map: map)
    }

    /// The distinct pairs of values in two columns, ascending; rows without one of them left out. O(*n* log *n*).
    private func pairs(_ made: [Draft?], _ first: Draft, _ second: Draft) -> [UInt64] {
        guard let left = made[first.base]?.cells, let right = made[second.base]?.cells else {
            return []
        }
        var pairs: [UInt64] = []
        for row in 0..<rows {
            let one = first.map.map { $0[Int(left[row])] } ?? left[row]
            let other = second.map.map { $0[Int(right[row])] } ?? right[row]
            if one != 0, other != 0 { pairs.append(UInt64(one) << 32 | UInt64(other)) }
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
    private func held(_ made: [Draft?], _ source: Int, by other: Int, atMost most: Int) -> Draft? {
        guard let source = made[source], let other = made[other] else { return nil }
        var holders = [UInt32](repeating: 0, count: source.store.count)
        for pair in pairs(made, source, other) { holders[Int(pair >> 32)] += 1 }
        return mapped(made, source, source.store) { Int(holders[Int($0)]) <= most ? $0 : 0 }
    }

    /// The values, each replaced by what it became. A chain is followed to its end; a circle stays as it is.
    private func followed(
        _ made: [Draft?], _ source: Int, from: Int, to: Int, keeps: Bool
    ) -> Draft? {
        guard let source = made[source], let from = made[from], let to = made[to] else {
            return nil
        }
        // By hash, because the columns have stores of their own.
        var next: [UInt64: UInt64] = [:]
        var isUnclear: Set<UInt64> = []
        for pair in pairs(made, from, to) {
            let old = from.store.hashes[Int(pair >> 32)]
            let new = to.store.hashes[Int(pair & 0xFFFF_FFFF)]
            if let known = next[old], known != new { isUnclear.insert(old) }
            if old != new { next[old] = new }
        }
        // Where the new value stands in a store of another column, the result needs a store with both.
        let store = ValueStore()
        var texts: [UInt64: UInt32] = [:]
        for value in 1..<max(1, to.store.count) { texts[to.store.hashes[value]] = UInt32(value) }
        var numbers = [UInt32](repeating: 0, count: source.store.count)
        for value in 1..<max(1, source.store.count) {
            var hash = source.store.hashes[value]
            var steps = 0
            while let following = next[hash], !isUnclear.contains(hash), steps < 16 {
                hash = following
                steps += 1
            }
            if steps > 0, steps < 16, let target = texts[hash] {
                numbers[value] = store.intern(to.store[target])
            } else if keeps {
                numbers[value] = store.intern(source.store[UInt32(value)])
            }
        }
        for value in numbers.indices.dropFirst() {
            store.addRows(numbers[value], source.store.frequencies[value])
        }
        store.seal()
        return mapped(made, source, store) { numbers[Int($0)] }
    }
}
