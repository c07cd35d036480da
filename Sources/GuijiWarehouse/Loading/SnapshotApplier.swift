import GRDB
import GuijiContract
import GuijiModel

/// A full snapshot: an unchanged row costs a look-up and no write, a changed one closes the old version and adds a
/// new one, a vanished key is closed.
final class SnapshotApplier: RowApplier {
    private let keys: any KeyState
    private let writer: RowWriter
    private let close: RawStatement
    private let comparison: KeyComparison
    private let run: RunID

    init(
        _ db: Database, table: FeedTable, contract: FeedContract, run: RunID, writer: RowWriter,
        keys: any KeyState
    ) throws {
        self.keys = keys
        self.writer = writer
        self.run = run
        close = try RawStatement(
            db, "UPDATE \(table.name) SET valid_to_run = ? WHERE record_id = ?")
        comparison = try KeyComparison(db, table: table, contract: contract)
    }

    func apply(_ batch: borrowing ShapedBatch, row: Int, cursor: RowWriter.Cursor) throws
        -> RowResult
    {
        let keyHash = batch.keyHashes[row]
        let rowHash = batch.rowHashes[row]
        guard let entry = try keys.find(keyHash) else {
            try insert(batch, row, cursor, keyHash, rowHash)
            return .inserted
        }
        if entry.rowHash == rowHash {
            if entry.isSeen { return .repeated }
            try keys.markSeen(keyHash, entry)
            return .unchanged
        }
        guard try comparison.isEqual(batch, row: row, recordID: entry.recordID) else {
            return .refused(
                .keyHashCollision, found: "a key with the same hash as record \(entry.recordID)",
                expected: "different hashes for different keys")
        }
        if entry.isSeen {
            return .refused(
                .dupKey, found: "the key of record \(entry.recordID), with other values",
                expected: "each key once in a snapshot")
        }
        close.bind(1, run.rawValue)
        close.bind(2, entry.recordID)
        try close.execute()
        try insert(batch, row, cursor, keyHash, rowHash)
        return .updated
    }

    private func insert(
        _ batch: borrowing ShapedBatch, _ row: Int, _ cursor: RowWriter.Cursor, _ keyHash: UInt64,
        _ rowHash: UInt64
    ) throws {
        let recordID = try writer.insert(
            cursor, row: row, batch: batch, keyHash: keyHash, rowHash: rowHash, isClosed: false)
        try keys.put(keyHash, rowHash: rowHash, recordID: recordID)
    }

    func passOver(keyHash: UInt64) throws {
        if let entry = try keys.find(keyHash), !entry.isSeen { try keys.markSeen(keyHash, entry) }
    }

    func finish() throws -> Int64 {
        var count: Int64 = 0
        try keys.forEachUnseen { recordID in
            close.bind(1, run.rawValue)
            close.bind(2, recordID)
            try close.execute()
            count += 1
        }
        return count
    }
}
