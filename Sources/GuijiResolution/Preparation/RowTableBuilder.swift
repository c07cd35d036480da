package import GuijiContract
package import GuijiModel

/// Gathers the rows of all files, batch by batch, into a `RowTable`.
///
/// Values are prepared as they arrive, base columns in two threads. Memory: four bytes a cell, and the distinct values.
package final class RowTableBuilder {
    /// Two rows have one id in one source; the id, as it stands.
    package struct DuplicateID: Error {
        package var id: String
        package var count: Int
    }

    private let model: MatchingModel
    private let usesIDs: Bool
    private let names: NameTables?
    /// Headers wanted of every file: alternatives, by base column read from files.
    package let headers: [[String]]
    private let headerColumns: [Int]
    private var stores: [ValueStore]
    private let readings: [ValueReading]
    var cells: [UnsafeMutablePointer<UInt32>] = []
    private var capacity = 1 << 14
    private(set) var count = 0
    private var ids = RowIDs()
    private var sources: [UInt16] = []
    private var sourceNames: [String] = []
    private var sourceNumbers: [[UInt8]: UInt16] = [:]

    /// - Parameter names: what is known of names' characters, for models that compare names by level.
    package init(model: MatchingModel, usesIDs: Bool, names: NameTables? = nil) {
        self.model = model
        self.names = names
        self.usesIDs = usesIDs
        var headers: [[String]] = []
        var numbers: [Int] = []
        for (number, column) in model.columns.enumerated() {
            if case .headers(let names) = column.origin {
                headers.append(names)
                numbers.append(number)
            }
        }
        self.headers = headers
        headerColumns = numbers
        let stores = numbers.map { _ in ValueStore() }
        self.stores = stores
        readings = zip(numbers, stores).map {
            ValueReading(column: model.columns[$0], store: $1)
        }
        cells = numbers.map { _ in .allocate(capacity: 1 << 14) }
    }

    deinit { cells.forEach { $0.deallocate() } }

    /// Rows so far.
    package var rowCount: Int { count }

    /// Adds a batch. Its columns are `headers` in order, then the id, then the source, where there are such.
    /// - Parameter fallbackSource: the source of rows without one, such as the file's name.
    package func append(
        _ batch: RawBatch, idColumn: Int?, sourceColumn: Int?, fallbackSource: String
    ) {
        reserve(count + batch.count)
        let width = headers.count
        let start = count
        batch.bytes.withUnsafeBufferPointer { bytes in
            Parallel.forEach(width, threads: 2) { column in
                let reading = readings[column]
                let store = stores[column]
                let output = cells[column] + start
                for row in 0..<batch.count {
                    let slice = batch[column, row]
                    let value =
                        slice.isAbsent
                        ? 0
                        : reading.value(of: UnsafeBufferPointer(rebasing: bytes[slice.range]))
                    output[row] = value
                    store.countRow(value)
                }
            }
            let fallback = sourceNumber(Array(fallbackSource.utf8))
            for row in 0..<batch.count {
                if let idColumn {
                    let slice = batch[idColumn, row]
                    let range = slice.isAbsent ? 0..<0 : slice.range
                    ids.append(UnsafeBufferPointer(rebasing: trimmed(bytes, range)))
                } else {
                    let number = Array(String(start + row + 1).utf8)
                    number.withUnsafeBufferPointer { ids.append($0) }
                }
                var source = fallback
                if let sourceColumn {
                    let slice = batch[sourceColumn, row]
                    if !slice.isAbsent { source = sourceNumber(Array(bytes[slice.range])) }
                }
                sources.append(source)
            }
        }
        count += batch.count
    }

    private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>)
        -> Slice<UnsafeBufferPointer<UInt8>>
    {
        var range = range
        while let first = range.first, bytes[first] == 0x20 {
            range = (first + 1)..<range.upperBound
        }
        while let last = range.last, bytes[last] == 0x20 { range = range.lowerBound..<last }
        return bytes[range]
    }

    private func sourceNumber(_ name: [UInt8]) -> UInt16 {
        if let known = sourceNumbers[name] { return known }
        let number = UInt16(clamping: sourceNames.count)
        sourceNames.append(String(decoding: name, as: UTF8.self))
        sourceNumbers[name] = number
        return number
    }

    private func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let larger = max(wanted, capacity * 2)
        for column in cells.indices {
            let new = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
            new.moveInitialize(from: cells[column], count: count)
            cells[column].deallocate()
            cells[column] = new
        }
        capacity = larger
    }

    // MARK: The end

    /// The table of all rows.
    /// - Throws: `DuplicateID` where ids are used and two rows of one source share one.
    package func finish() throws -> RowTable {
        stores.forEach { $0.seal() }
        var columns: [PreparedColumn?] = Array(repeating: nil, count: model.columns.count)
        for (slot, number) in headerColumns.enumerated() {
            columns[number] = PreparedColumn(
                spec: model.columns[number], store: stores[slot], slot: slot)
        }
        // Columns taken of others have nothing to do with one another, so each round's are made side by side.
        while let first = columns.firstIndex(where: { $0 == nil }) {
            let ready = model.columns.indices.filter { number in
                guard columns[number] == nil,
                    case .taken(let source, _) = model.columns[number].origin
                else { return false }
                return columns[source] != nil
            }
            if ready.isEmpty {
                columns[first] = combined(model.columns[first], columns)
                continue
            }
            let made = Parallel.map(ready.count, threads: 2) { index -> PreparedColumn? in
                let spec = model.columns[ready[index]]
                guard case .taken(let source, let transform) = spec.origin,
                    let base = columns[source]
                else { return nil }
                return RowTableBuilder.derive(spec, transform, from: base)
            }
            for (number, column) in zip(ready, made) { columns[number] = column }
        }
        return try ordered(columns.compactMap { $0 })
    }

    /// A column that takes the first of several or all, or whose values depend on other rows.
    private func combined(_ spec: MatchingColumn, _ columns: [PreparedColumn?]) -> PreparedColumn? {
        switch spec.origin {
        case .joined(let sources):
            combine(spec, sources.compactMap { columns[$0] }) {
                Array($0.filter { !$0.isEmpty }.joined(separator: [0x20]))
            }
        case .either(let sources):
            combine(spec, sources.compactMap { columns[$0] }) {
                $0.first { !$0.isEmpty } ?? []
            }
        case .held(let source, let by, let most):
            held(spec, columns[source], by: columns[by], atMost: most)
        case .followed(let source, let from, let to, let keeps):
            followed(spec, columns[source], from: columns[from], to: columns[to], keeps: keeps)
        case .headers, .taken: combine(spec, []) { _ in [] }
        }
    }

    private static func derive(
        _ spec: MatchingColumn, _ transform: MatchingColumn.Transform, from base: PreparedColumn
    ) -> PreparedColumn {
        let apply = ValueTransform(transform)
        let store = ValueStore()
        let output = UnsafeMutablePointer<UInt16>.allocate(capacity: ValueReading.longest * 8)
        defer { output.deallocate() }
        let own = UnsafeMutablePointer<UInt32>.allocate(capacity: base.store.count)
        own[0] = 0
        for number in 1..<max(1, base.store.count) where number < base.store.count {
            let count = apply.apply(base.store[UInt32(number)], to: output)
            own[number] = store.intern(Letters(start: output, count: count))
        }
        for number in 1..<max(1, base.store.count) where number < base.store.count {
            store.addRows(own[number], base.store.frequencies[number])
        }
        store.seal()
        guard let baseMap = base.map, let baseCount = base.baseCount else {
            return PreparedColumn(
                spec: spec, store: store, slot: base.slot, map: own, baseCount: base.store.count)
        }
        // A column of a derived column hangs on the base column all the same.
        let map = UnsafeMutablePointer<UInt32>.allocate(capacity: baseCount)
        for number in 0..<baseCount { map[number] = own[Int(baseMap[number])] }
        own.deallocate()
        return PreparedColumn(
            spec: spec, store: store, slot: base.slot, map: map, baseCount: baseCount)
    }

    /// A base column made of several, row by row.
    private func combine(
        _ spec: MatchingColumn, _ parts: [PreparedColumn], _ join: ([[UInt16]]) -> [UInt16]
    ) -> PreparedColumn {
        let store = ValueStore()
        let output = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
        // One part present, by far the usual case, needs its value's number only once.
        var memo = parts.map { [UInt32](repeating: .max, count: $0.store.count) }
        for row in 0..<count {
            var present: [(part: Int, value: UInt32)] = []
            for (part, column) in parts.enumerated() {
                let base = cells[column.slot][row]
                let value = column.map.map { $0[Int(base)] } ?? base
                if value == 0 { continue }
                present.append((part, value))
                if case .either = spec.origin { break }
            }
            var number: UInt32 = 0
            if present.count == 1 {
                let (part, value) = present[0]
                if memo[part][Int(value)] == .max {
                    memo[part][Int(value)] = store.intern(parts[part].store[value])
                }
                number = memo[part][Int(value)]
            } else if !present.isEmpty {
                let joined = join(present.map { Array(parts[$0.part].store[$0.value]) })
                number = joined.withUnsafeBufferPointer { store.intern($0) }
            }
            output[row] = number
            store.countRow(number)
        }
        store.seal()
        cells.append(output)
        return PreparedColumn(spec: spec, store: store, slot: cells.count - 1)
    }

    /// Puts the rows into an order of their own.
    private func ordered(_ columns: [PreparedColumn]) throws -> RowTable {
        let width = cells.count
        var keys = [UInt64](repeating: 0, count: count)
        let sourceHashes = sourceNames.map { name in
            var hash = StableHash()
            Array(name.utf8).withUnsafeBytes { hash.add($0) }
            return hash.value
        }
        let bases = columns.filter { $0.map == nil }
        for row in 0..<count {
            var hash = StableHash()
            hash.add(sourceHashes[Int(sources[row])])
            if usesIDs {
                ids.bytes(row).withUnsafeBytes { hash.add($0) }
            } else {
                for column in bases { hash.add(column.store.hashes[Int(cells[column.slot][row])]) }
            }
            keys[row] = hash.value
        }
        var rows = (0..<UInt32(count)).map { $0 }
        RadixSort.sort(&keys, &rows)
        if usesIDs { try refuseDuplicates(keys, rows) }
        let matrix = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count * width))
        for (new, old) in rows.enumerated() {
            for slot in 0..<width { matrix[new * width + slot] = cells[slot][Int(old)] }
        }
        cells.forEach { $0.deallocate() }
        cells = []
        return RowTable(
            columns: columns, count: count, width: width, cells: matrix, inputPositions: rows,
            sources: rows.map { sources[Int($0)] }, sourceNames: sourceNames, ids: ids,
            names: names)
    }

    private func refuseDuplicates(_ keys: [UInt64], _ rows: [UInt32]) throws {
        var duplicates = 0
        var first: String?
        for place in 1..<max(1, keys.count) where keys[place] == keys[place - 1] {
            duplicates += 1
            first = first ?? ids.text(Int(rows[place]))
        }
        if let first { throw DuplicateID(id: first, count: duplicates) }
    }
}
