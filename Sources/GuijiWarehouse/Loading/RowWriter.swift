import CSQLite
import GRDB
import GuijiContract
import GuijiModel

/// Inserts rows of a shaped batch into a feed table: raw binds, straight from the batch's bytes.
final class RowWriter {
    private let statement: RawStatement
    private let shapeNames: [[UInt8]]
    private let run: Int64
    private let delivery: Int64
    private let firstRecordID: Int64
    /// The first contract column's parameter.
    private let firstColumn: Int32

    init(
        _ db: Database, table: FeedTable, contract: FeedContract, run: RunID, delivery: DeliveryID,
        firstRecordID: Int64
    ) throws {
        statement = try RawStatement(db, table.insert)
        shapeNames = contract.shapes.map { Array($0.name.utf8) }
        self.run = run.rawValue
        self.delivery = delivery.rawValue
        self.firstRecordID = firstRecordID
        firstColumn = Int32(FeedTable.lineageColumns.count) + (table.hasShapes ? 2 : 1)
        statement.bind(2, delivery.rawValue)
        statement.bind(6, run.rawValue)
    }

    /// Where one column's values stand. The pointers are into arrays of the batch, which outlives them.
    fileprivate enum Source {
        case text(UnsafePointer<FieldSlice>)
        case integer(UnsafePointer<Int64>, UnsafePointer<UInt8>)
        case real(UnsafePointer<Double>, UnsafePointer<UInt8>)
    }

    /// The batch's columns, ready to be bound row by row.
    struct Cursor {
        fileprivate var bytes: UnsafeRawPointer
        fileprivate var sources: [Source]
    }

    /// Calls `body` with a cursor over the batch. The cursor must not leave `body`.
    func withCursor<Value>(
        _ batch: borrowing ShapedBatch, _ body: (Cursor) throws -> Value
    ) rethrows -> Value {
        let columns = batch.columns
        return try batch.bytes.withUnsafeBytes { bytes in
            var sources: [Source] = []
            return try collect(columns[...], &sources) { sources in
                try body(Cursor(bytes: bytes.baseAddress ?? RowWriter.nowhere, sources: sources))
            }
        }
    }

    /// Nests one `withUnsafeBufferPointer` a column, so that every pointer is good for the whole of `body`.
    private func collect<Value>(
        _ columns: ArraySlice<ShapedColumn>, _ sources: inout [Source],
        _ body: ([Source]) throws -> Value
    ) rethrows -> Value {
        guard let column = columns.first else { return try body(sources) }
        let rest = columns.dropFirst()
        switch column {
        case .text(let slices):
            return try slices.withUnsafeBufferPointer { values in
                sources.append(.text(values.baseAddress ?? RowWriter.nothing()))
                return try collect(rest, &sources, body)
            }
        case .integer(let numbers, let isNull):
            return try numbers.withUnsafeBufferPointer { values in
                try isNull.withUnsafeBufferPointer { nulls in
                    sources.append(
                        .integer(
                            values.baseAddress ?? RowWriter.nothing(),
                            nulls.baseAddress ?? RowWriter.nothing()))
                    return try collect(rest, &sources, body)
                }
            }
        case .real(let numbers, let isNull):
            return try numbers.withUnsafeBufferPointer { values in
                try isNull.withUnsafeBufferPointer { nulls in
                    sources.append(
                        .real(
                            values.baseAddress ?? RowWriter.nothing(),
                            nulls.baseAddress ?? RowWriter.nothing()))
                    return try collect(rest, &sources, body)
                }
            }
        }
    }

    /// An address for what is empty; never read, because nothing empty has a row.
    nonisolated(unsafe) private static let nowhere =
        UnsafeRawPointer(bitPattern: 8) ?? UnsafeRawPointer(#dsohandle)

    private static func nothing<Value>() -> UnsafePointer<Value> {
        nowhere.assumingMemoryBound(to: Value.self)
    }

    /// Writes one row. `isClosed`: a version that never holds (a late one, a deletion).
    func insert(
        _ cursor: Cursor, row: Int, batch: borrowing ShapedBatch, keyHash: UInt64, rowHash: UInt64,
        isClosed: Bool
    ) throws -> Int64 {
        let position = batch.positions[row]
        let recordID = firstRecordID + position.ordinal
        let handle = statement.handle
        sqlite3_bind_int64(handle, 1, recordID)
        sqlite3_bind_int64(handle, 3, position.packed)
        sqlite3_bind_int64(handle, 4, Int64(bitPattern: keyHash))
        sqlite3_bind_int64(handle, 5, Int64(bitPattern: rowHash))
        if isClosed { sqlite3_bind_int64(handle, 7, run) } else { sqlite3_bind_null(handle, 7) }
        if firstColumn == 9 { bindShape(batch.shapes[row]) }
        var parameter = firstColumn
        for source in cursor.sources {
            switch source {
            case .text(let slices):
                let slice = slices[row]
                if slice.isAbsent {
                    sqlite3_bind_null(handle, parameter)
                } else {
                    // A nil destructor is SQLITE_STATIC: the batch outlives the step.
                    sqlite3_bind_text(
                        handle, parameter,
                        (cursor.bytes + Int(slice.offset)).assumingMemoryBound(to: CChar.self),
                        Int32(truncatingIfNeeded: slice.length), nil)
                }
            case .integer(let numbers, let isNull):
                if isNull[row] == 0 {
                    sqlite3_bind_int64(handle, parameter, numbers[row])
                } else {
                    sqlite3_bind_null(handle, parameter)
                }
            case .real(let numbers, let isNull):
                if isNull[row] == 0 {
                    sqlite3_bind_double(handle, parameter, numbers[row])
                } else {
                    sqlite3_bind_null(handle, parameter)
                }
            }
            parameter += 1
        }
        try statement.execute()
        return recordID
    }

    private func bindShape(_ shape: UInt8) {
        let name = shapeNames[Int(shape)]
        _ = name.withUnsafeBytes { bytes in
            // SQLITE_TRANSIENT: the name is copied.
            sqlite3_bind_text(
                statement.handle, 8, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(bytes.count),
                unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }
    }
}
