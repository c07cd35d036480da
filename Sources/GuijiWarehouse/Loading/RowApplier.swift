import GuijiModel

/// What applying one record came to.
enum RowResult {
    /// A key that was not there.
    case inserted
    /// A new version of a key.
    case updated
    /// A key that ceased to exist.
    case closed
    /// Equal to what is there.
    case unchanged
    /// The same record stands in the delivery twice.
    case repeated
    /// A version older than what holds: history only.
    case historical
    /// Refused: the record is set aside for this reason.
    case refused(RuleID, found: String, expected: String)
}

/// Applies the records of a delivery to a feed table, by the feed's load mode.
protocol RowApplier: AnyObject {
    /// Applies one good record.
    func apply(_ batch: borrowing ShapedBatch, row: Int, cursor: RowWriter.Cursor) throws
        -> RowResult
    /// Notes a record that was set aside: its key, if it has one, did arrive.
    func passOver(keyHash: UInt64) throws
    /// Closes what vanished. Returns how many keys.
    func finish() throws -> Int64
}
