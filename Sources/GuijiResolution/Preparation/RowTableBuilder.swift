package import GuijiContract
package import GuijiModel

/// Gathers the rows of all files, batch by batch, into a `RowTable`.
///
/// Values are prepared as they arrive, columns in two threads. Memory: four bytes a cell, and the distinct values.
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
    /// The columns of `headers`.
    private let headerColumns: [Int]
    private let stores: [ValueStore]
    private let readings: [ValueReading]
    private let groups: [ValueGroup]
    private var cells: [UnsafeMutablePointer<UInt32>] = []
    private var capacity = 1 << 14
    private var count = 0
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
        stores = numbers.map { _ in ValueStore() }
        readings = numbers.map { ValueReading(column: model.columns[$0]) }
        groups = numbers.map { _ in ValueGroup(longest: 2 * ValueReading.longest) }
        cells = numbers.map { _ in .allocate(capacity: 1 << 14) }
    }

    deinit { cells.forEach { $0.deallocate() } }

    /// Rows so far.
    package var rowCount: Int { count }

    /// Adds a batch. Its columns are `headers` in order, then the id, then the source, where there are such.
    /// - Parameters:
    ///   - fallbackSource: the source of rows without one, such as the file's name.
    ///   - meanwhile: what can be done at the same time, such as reading the next batch.
    package func append(
        _ batch: RawBatch, idColumn: Int?, sourceColumn: Int?, fallbackSource: String,
        meanwhile: () -> Void = {}
    ) {
        reserve(count + batch.count)
        let width = headers.count
        batch.bytes.withUnsafeBufferPointer { bytes in
            Parallel.forEach(width + 2, threads: 2) { piece in
                switch piece {
                case 0: meanwhile()
                case 1...width: read(piece - 1, of: batch, bytes)
                default:
                    readIDs(of: batch, bytes, idColumn)
                    readSources(of: batch, bytes, sourceColumn, fallbackSource)
                }
            }
        }
        count += batch.count
    }

    private func read(_ column: Int, of batch: RawBatch, _ bytes: UnsafeBufferPointer<UInt8>) {
        let reading = readings[column]
        let store = stores[column]
        let group = groups[column]
        let output = cells[column] + count
        let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        var done = 0
        func finishGroup() {
            store.intern(group, to: output + done)
            for row in done..<(done + group.count) { store.countRow(output[row]) }
            done += group.count
            group.removeAll()
        }
        for row in 0..<batch.count {
            let slice = batch[column, row]
            reading.read(
                slice.isAbsent ? none : UnsafeBufferPointer(rebasing: bytes[slice.range]),
                into: group)
            if group.isFull { finishGroup() }
        }
        finishGroup()
    }

    private func readIDs(
        of batch: RawBatch, _ bytes: UnsafeBufferPointer<UInt8>, _ idColumn: Int?
    ) {
        var ids = RowIDs()
        swap(&ids, &self.ids)
        for row in 0..<batch.count {
            if let idColumn {
                let slice = batch[idColumn, row]
                let range = slice.isAbsent ? 0..<0 : slice.range
                ids.append(UnsafeBufferPointer(rebasing: trimmed(bytes, range)))
            } else {
                let number = Array(String(count + row + 1).utf8)
                number.withUnsafeBufferPointer { ids.append($0) }
            }
        }
        swap(&ids, &self.ids)
    }

    private func readSources(
        of batch: RawBatch, _ bytes: UnsafeBufferPointer<UInt8>, _ sourceColumn: Int?,
        _ fallbackSource: String
    ) {
        let fallback = sourceNumber(Array(fallbackSource.utf8))
        guard let sourceColumn else {
            sources.append(contentsOf: repeatElement(fallback, count: batch.count))
            return
        }
        for row in 0..<batch.count {
            let slice = batch[sourceColumn, row]
            sources.append(
                slice.isAbsent ? fallback : sourceNumber(Array(bytes[slice.range])))
        }
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
        let larger = max(wanted, capacity + capacity / 2)
        for column in cells.indices {
            let new = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
            new.moveInitialize(from: cells[column], count: count)
            cells[column].deallocate()
            cells[column] = new
        }
        capacity = larger
    }

    /// The table of all rows.
    /// - Throws: `DuplicateID` where ids are used and two rows of one source share one.
    package func finish() throws -> RowTable {
        stores.forEach { $0.seal() }
        var read: [Int: (store: ValueStore, cells: UnsafeMutablePointer<UInt32>)] = [:]
        for (slot, number) in headerColumns.enumerated() {
            read[number] = (stores[slot], cells[slot])
        }
        cells = []
        let columns = ColumnMaking(model: model, rows: count, read: read)
        let order = RowOrder(
            columns: columns, model: model, sources: sources, sourceNames: sourceNames,
            ids: usesIDs ? ids : nil)
        if usesIDs, let (row, duplicates) = order.duplicates() {
            throw DuplicateID(id: ids.text(row), count: duplicates)
        }
        let rows = order.sorted()
        columns.drafts.forEach { $0.store.dropHashes() }
        return RowTable(
            columns: columns.prepared, count: count, width: columns.drafts.count,
            cells: columns.matrix(rows), inputPositions: rows,
            sources: rows.map { sources[Int($0)] }, sourceNames: sourceNames, ids: ids,
            names: names)
    }
}
