import GuijiContract

/// Makes the columns that are taken of others, and lays all columns out row by row.
///
/// What is taken of a value is computed once a distinct value, not once a row.
final class ColumnMaking {
    /// A column before the rows are put in order.
    struct Draft {
        var store: ValueStore
        /// The column whose values settle this one's; itself for one with cells of its own.
        var base: Int
        /// The base column's value → this column's; `nil` for a base column.
        var map: UnsafeMutablePointer<UInt32>?
        /// Values in the input's order, of a base column.
        var cells: UnsafeMutablePointer<UInt32>?
    }

    let model: MatchingModel
    let rows: Int
    private(set) var drafts: [Draft] = []

    /// - Parameter read: columns read from files, which this takes over.
    init(
        model: MatchingModel, rows: Int,
        read: [Int: (store: ValueStore, cells: UnsafeMutablePointer<UInt32>)]
    ) {
        self.model = model
        self.rows = rows
        var made: [Draft?] = model.columns.indices.map { number in
            read[number].map { Draft(store: $0.store, base: number, cells: $0.cells) }
        }
        // Columns taken of others have nothing to do with one another, so each round's are made side by side.
        while let first = made.firstIndex(where: { $0 == nil }) {
            let ready = model.columns.indices.filter { number in
                guard made[number] == nil,
                    case .taken(let source, _) = model.columns[number].origin
                else { return false }
                return made[source] != nil
            }
            if ready.isEmpty {
                made[first] = combined(first, made)
                continue
            }
            let taken = Parallel.map(ready.count, threads: 2) { index -> Draft? in
                guard case .taken(let source, let transform) = model.columns[ready[index]].origin,
                    let base = made[source]
                else { return nil }
                return derive(transform, from: base, base.base, made[base.base]?.store.count ?? 0)
            }
            for (number, draft) in zip(ready, taken) { made[number] = draft }
        }
        drafts = made.compactMap { $0 }
    }

    deinit {
        for draft in drafts {
            draft.map?.deallocate()
            draft.cells?.deallocate()
        }
    }

    var prepared: [PreparedColumn] {
        drafts.enumerated().map { number, draft in
            PreparedColumn(
                spec: model.columns[number], store: draft.store, number: number, base: draft.base)
        }
    }

    private func derive(
        _ transform: MatchingColumn.Transform, from source: Draft, _ base: Int, _ baseValues: Int
    ) -> Draft {
        let apply = ValueTransform(transform)
        let values = source.store.count
        let store = ValueStore()
        let group = ValueGroup(longest: ValueReading.longest * 8)
        let own = UnsafeMutablePointer<UInt32>.allocate(capacity: values)
        own[0] = 0
        var done = 1
        func finishGroup() {
            store.intern(group, to: own + done)
            for number in done..<(done + group.count) {
                store.addRows(own[number], source.store.frequencies[number])
            }
            done += group.count
            group.removeAll()
        }
        for number in 1..<max(1, values) where number < values {
            group.end(apply.apply(source.store[UInt32(number)], to: group.next))
            if group.isFull { finishGroup() }
        }
        finishGroup()
        store.seal()
        guard let map = source.map else { return Draft(store: store, base: base, map: own) }
        // A column of a derived column hangs on the base column all the same.
        let whole = UnsafeMutablePointer<UInt32>.allocate(capacity: baseValues)
        for number in 0..<baseValues { whole[number] = own[Int(map[number])] }
        own.deallocate()
        return Draft(store: store, base: base, map: whole)
    }

    /// A column that takes the first of several, or all, row by row.
    private func combined(_ number: Int, _ made: [Draft?]) -> Draft {
        if let draft = contextual(number, made) { return draft }
        let sources: [Int]
        let takesAll: Bool
        switch model.columns[number].origin {
        case .joined(let columns): (sources, takesAll) = (columns, true)
        case .either(let columns): (sources, takesAll) = (columns, false)
        case .headers, .taken, .held, .followed: (sources, takesAll) = ([], false)
        }
        let parts = sources.compactMap { made[$0] }
        let bases = parts.compactMap { made[$0.base]?.cells }
        let store = ValueStore()
        let output = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, rows))
        // One part present, by far the usual case, needs its value's number only once.
        var memo = parts.map { [UInt32](repeating: .max, count: $0.store.count) }
        func value(_ part: Int, _ row: Int) -> UInt32 {
            let base = bases[part][row]
            return parts[part].map.map { $0[Int(base)] } ?? base
        }
        func single(_ part: Int, _ value: UInt32) -> UInt32 {
            if memo[part][Int(value)] == .max {
                memo[part][Int(value)] = store.intern(parts[part].store[value])
            }
            return memo[part][Int(value)]
        }
        for row in 0..<rows {
            var number: UInt32 = 0
            var first = 0
            while first < parts.count, value(first, row) == 0 { first += 1 }
            if first < parts.count {
                let more = takesAll && (first + 1..<parts.count).contains { value($0, row) != 0 }
                if more {
                    let texts = (first..<parts.count).map { part in
                        Array(parts[part].store[value(part, row)])
                    }
                    let joined = Array(
                        texts.filter { !$0.isEmpty }.joined(separator: [0x20])
                            .prefix(ValueReading.longest))
                    number = joined.withUnsafeBufferPointer { store.intern($0) }
                } else {
                    number = single(first, value(first, row))
                }
            }
            output[row] = number
            store.countRow(number)
        }
        store.seal()
        return Draft(store: store, base: number, cells: output)
    }

    /// One column's values as plain pointers, by the row's place in the input.
    struct View {
        let cells: UnsafePointer<UInt32>
        let map: UnsafePointer<UInt32>?
        let hashes: UnsafePointer<UInt64>

        @inline(__always)
        subscript(_ row: Int) -> UInt32 { map.map { $0[Int(cells[row])] } ?? cells[row] }
    }

    /// Valid until `matrix`.
    func view(_ column: Int) -> View? {
        let draft = drafts[column]
        return drafts[draft.base].cells.map {
            View(
                cells: UnsafePointer($0), map: UnsafePointer(draft.map),
                hashes: UnsafePointer(draft.store.hashes))
        }
    }

    /// All values, row by row in the order given, column by column in a row. Gives back what the columns were made with.
    func matrix(_ rows: [UInt32]) -> UnsafeMutablePointer<UInt32> {
        let width = drafts.count
        let matrix = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, rows.count * width))
        let targets = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, rows.count))
        defer { targets.deallocate() }
        for (new, old) in rows.enumerated() { targets[Int(old)] = UInt32(new) }
        let sources = drafts.indices.map { view($0) }
        // In the input's order: values are numbered by their first rows, so most look-ups go forward.
        let parts = Parallel.parts(rows.count, 16)
        Parallel.forEach(parts.count, threads: 2) { part in
            for (column, source) in sources.enumerated() {
                guard let source else { continue }
                for row in parts[part] { matrix[Int(targets[row]) * width + column] = source[row] }
            }
        }
        for index in drafts.indices {
            drafts[index].map?.deallocate()
            drafts[index].cells?.deallocate()
            drafts[index].map = nil
            drafts[index].cells = nil
        }
        return matrix
    }
}
