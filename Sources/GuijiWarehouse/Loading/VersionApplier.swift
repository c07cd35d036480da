import CSQLite
import GRDB
import GuijiContract
import GuijiModel

/// Deltas and events: of all versions of a key that ever came, the greatest holds, in whichever order they came.
///
/// Versions are compared by order value, then deletions before the rest, then row hash: a total order, so the state
/// depends only on the set of records. A version that does not hold (late, or a deletion) is stored as history,
/// `valid_to_run = valid_from_run`. A record that is there already is ignored. An event without an order column is
/// the exception: its latest arrival holds.
final class VersionApplier: RowApplier {
    private let writer: RowWriter
    private let versions: RawStatement
    private let close: RawStatement
    private let comparison: KeyComparison
    private let run: RunID
    private let orderColumn: Int?
    private let operations: [[UInt8]: RecordOperation]

    private struct Version {
        var order: Int64
        var isDeletion: Bool
        var rowHash: UInt64

        static func < (left: Version, right: Version) -> Bool {
            if left.order != right.order { return left.order < right.order }
            if left.isDeletion != right.isDeletion { return right.isDeletion }
            return left.rowHash < right.rowHash
        }
    }

    init(
        _ db: Database, table: FeedTable, contract: FeedContract, run: RunID, writer: RowWriter
    ) throws {
        self.writer = writer
        self.run = run
        let orderColumn: Int?
        var operationColumn: Int?
        switch contract.load {
        case .delta(let operation, let words, let order):
            (orderColumn, operationColumn) = (order, operation)
            operations = Dictionary(
                uniqueKeysWithValues: words.map { (Array($0.key.utf8), $0.value) })
        case .event(let order):
            orderColumn = order
            operations = [:]
        case .snapshot:
            orderColumn = nil
            operations = [:]
        }
        self.orderColumn = orderColumn
        func column(_ index: Int?) -> String {
            index.map { "\"\(table.columns[$0].name)\"" } ?? "NULL"
        }
        try db.execute(sql: table.createIndex)
        versions = try RawStatement(
            db,
            "SELECT record_id, row_hash, valid_to_run IS NULL, \(column(orderColumn)), \(column(operationColumn)) "
                + "FROM \(table.name) INDEXED BY \(table.indexName) WHERE key_hash = ?")
        close = try RawStatement(
            db, "UPDATE \(table.name) SET valid_to_run = ? WHERE record_id = ?")
        comparison = try KeyComparison(db, table: table, contract: contract)
    }

    func apply(_ batch: borrowing ShapedBatch, row: Int, cursor: RowWriter.Cursor) throws
        -> RowResult
    {
        let keyHash = batch.keyHashes[row]
        let rowHash = batch.rowHashes[row]
        let isDeletion = !batch.operations.isEmpty && batch.operations[row] == .delete
        let mine = Version(order: order(batch, row), isDeletion: isDeletion, rowHash: rowHash)
        var greatest: Version?
        var holding: Int64?
        var any: Int64?
        versions.bind(1, Int64(bitPattern: keyHash))
        while try versions.step() {
            let recordID = versions.integer(0)
            let version = stored()
            if version.rowHash == rowHash {
                versions.reset()
                return .unchanged
            }
            any = recordID
            if versions.integer(2) == 1 { holding = recordID }
            if greatest.map({ $0 < version }) ?? true { greatest = version }
        }
        versions.reset()
        if let any, try !comparison.isEqual(batch, row: row, recordID: any) {
            return .refused(
                .keyHashCollision, found: "a key with the same hash as record \(any)",
                expected: "different hashes for different keys")
        }
        let holds = orderColumn == nil || greatest.map { $0 < mine } ?? true
        if holds, let holding {
            close.bind(1, run.rawValue)
            close.bind(2, holding)
            try close.execute()
        }
        _ = try writer.insert(
            cursor, row: row, batch: batch, keyHash: keyHash, rowHash: rowHash,
            isClosed: !holds || isDeletion)
        guard holds else { return .historical }
        if isDeletion { return holding == nil ? .historical : .closed }
        return holding == nil ? .inserted : .updated
    }

    /// The order value of a batch's row: the same reading of the same canonical form as `stored`.
    private func order(_ batch: borrowing ShapedBatch, _ row: Int) -> Int64 {
        guard let orderColumn else { return 0 }
        switch batch.columns[orderColumn] {
        case .text(let slices):
            let slice = slices[row]
            guard !slice.isAbsent else { return .min }
            return batch.bytes.withUnsafeBytes { bytes in
                OrderValue.milliseconds(UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
                    ?? .min
            }
        case .integer(let numbers, let isNull): return isNull[row] == 0 ? numbers[row] : .min
        case .real: return .min
        }
    }

    /// The version in the statement's current row.
    private func stored() -> Version {
        var order: Int64 = 0
        if orderColumn != nil {
            if sqlite3_column_type(versions.handle, 3) == SQLITE_INTEGER {
                order = versions.integer(3)
            } else {
                order = versions.bytes(3).flatMap(OrderValue.milliseconds) ?? .min
            }
        }
        let operation = versions.bytes(4).flatMap { operations[Array($0)] }
        return Version(
            order: order, isDeletion: operation == .delete,
            rowHash: UInt64(bitPattern: versions.integer(1)))
    }

    func passOver(keyHash: UInt64) {}

    func finish() -> Int64 { 0 }
}
