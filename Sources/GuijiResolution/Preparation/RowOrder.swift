import GuijiContract
import GuijiModel

/// The order of rows: neighbours where they agree in the column that most blocking rules ask for, then by a hash of what
/// they are (their source and id; without ids, all values).
struct RowOrder {
    private let count: Int
    /// Upper half: the hash of the column's value. Lower half: the upper half of the row's own.
    private var keys: [UInt64]
    private var own: [UInt64]

    init(
        columns: ColumnMaking, model: MatchingModel, sources: [UInt16], sourceNames: [String],
        ids: RowIDs?
    ) {
        count = sources.count
        keys = Array(repeating: 0, count: count)
        own = keys
        let sourceHashes = sourceNames.map { name in
            var hash = StableHash()
            Array(name.utf8).withUnsafeBytes { hash.add($0) }
            return hash.value
        }
        let near = RowOrder.usualColumn(model).flatMap { columns.view($0) }
        let bases = columns.drafts.indices.filter { columns.drafts[$0].map == nil }
            .compactMap { columns.view($0) }
        let parts = Parallel.parts(count, 16)
        let usesIDs = ids != nil
        let ids = ids ?? RowIDs()
        ids.arena.withUnsafeBytes { arena in
            keys.withUnsafeMutableBufferPointer { keys in
                own.withUnsafeMutableBufferPointer { own in
                    Parallel.forEach(parts.count, threads: 2) { part in
                        for row in parts[part] {
                            var hash = StableHash()
                            hash.add(sourceHashes[Int(sources[row])])
                            if usesIDs {
                                hash.add(UnsafeRawBufferPointer(rebasing: arena[ids.range(row)]))
                            } else {
                                for base in bases { hash.add(base.hashes[Int(base[row])]) }
                            }
                            let mine = hash.value
                            own[row] = mine
                            let value = near.map { $0[row] } ?? 0
                            let first = value == 0 ? mine : near?.hashes[Int(value)] ?? mine
                            keys[row] = first & 0xFFFF_FFFF_0000_0000 | mine >> 32
                        }
                    }
                }
            }
        }
    }

    /// The column in most blocking rules, the first of equals.
    private static func usualColumn(_ model: MatchingModel) -> Int? {
        var uses = [Int](repeating: 0, count: model.columns.count)
        for rule in model.blocking where !rule.byWord {
            for column in rule.columns { uses[column] += 1 }
        }
        guard let most = uses.max(), most > 0 else { return nil }
        return uses.firstIndex(of: most)
    }

    /// A row whose id another row of its source has, and how many such rows there are.
    func duplicates() -> (row: Int, count: Int)? {
        var size = 16
        while size < count * 2 { size *= 2 }
        var seen = [UInt64](repeating: 0, count: size)
        var found: (row: Int, count: Int)?
        for row in 0..<count {
            let key = own[row] | 1
            var slot = Int(truncatingIfNeeded: own[row] >> 20) & (size - 1)
            while seen[slot] != 0, seen[slot] != key { slot = (slot + 1) & (size - 1) }
            if seen[slot] == key {
                found = (found?.row ?? row, (found?.count ?? 0) + 1)
            } else {
                seen[slot] = key
            }
        }
        return found
    }

    /// Places in the input, in the rows' order.
    func sorted() -> [UInt32] {
        var keys = keys
        var rows = (0..<UInt32(count)).map { $0 }
        RadixSort.sort(&keys, &rows)
        // Halves of hashes can be equal by chance.
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, keys[end] == keys[start] { end += 1 }
            if end - start > 1 {
                rows[start..<end].sort { (own[Int($0)], $0) < (own[Int($1)], $1) }
            }
            start = end
        }
        return rows
    }
}
