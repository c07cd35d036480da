import CSQLite
import GRDB
import GuijiContract
import GuijiModel

/// Compares the key columns of a batch's row with those of a stored one, so that two keys which only share a hash are
/// never taken for one.
final class KeyComparison {
    private let stored: RawStatement
    private let key: [Int]

    init(_ db: Database, table: FeedTable, contract: FeedContract) throws {
        key = contract.key.isEmpty ? Array(table.columns.indices) : contract.key
        let names = key.map { "\"\(table.columns[$0].name)\"" }.joined(separator: ", ")
        stored = try RawStatement(db, "SELECT \(names) FROM \(table.name) WHERE record_id = ?")
    }

    func isEqual(_ batch: borrowing ShapedBatch, row: Int, recordID: Int64) throws -> Bool {
        stored.bind(1, recordID)
        defer { stored.reset() }
        guard try stored.step() else { return false }
        for (position, column) in key.enumerated() {
            let index = Int32(position)
            let isStoredNull = sqlite3_column_type(stored.handle, index) == SQLITE_NULL
            switch batch.columns[column] {
            case .text(let slices):
                let slice = slices[row]
                guard slice.isAbsent == isStoredNull else { return false }
                if let bytes = stored.bytes(index), !bytes.elementsEqual(batch.bytes[slice.range]) {
                    return false
                }
            case .integer(let numbers, let isNull):
                guard (isNull[row] != 0) == isStoredNull else { return false }
                if !isStoredNull && stored.integer(index) != numbers[row] { return false }
            case .real(let numbers, let isNull):
                guard (isNull[row] != 0) == isStoredNull else { return false }
                if !isStoredNull && sqlite3_column_double(stored.handle, index) != numbers[row] {
                    return false
                }
            }
        }
        return true
    }
}
