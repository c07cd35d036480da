/// One typed column of a shaped batch, ready to be bound to a statement.
package enum ShapedColumn: Sendable {
    /// UTF-8 text in the batch's bytes; an absent slice is NULL.
    case text([FieldSlice])
    /// Integers; `isNull` has one byte a row, 1 for NULL.
    case integer([Int64], isNull: [UInt8])
    /// Binary floating point, for measured quantities only (coordinates), never for money.
    case real([Double], isNull: [UInt8])
}

/// What a delta record asks for.
package enum RecordOperation: UInt8, Sendable {
    /// Insert or update: the record states what holds now.
    case upsert = 0
    /// The key ceased to exist.
    case delete = 1
}

/// What becomes of a record.
package enum RecordOutcome: UInt8, Sendable {
    /// It goes into its feed table.
    case load = 0
    /// It has an error; its raw bytes go to `set_aside`.
    case setAside = 1
}

/// Records brought to their contract's types and canonical forms, with what was found on the way.
///
/// All arrays have `count` entries, in file order. `columns` follow the contract's `columns` (fields, then groups).
package struct ShapedBatch: Sendable {
    package var count: Int
    /// UTF-8 text of the text columns.
    package var bytes: [UInt8]
    package var columns: [ShapedColumn]
    package var positions: [RecordPosition]
    package var shapes: [UInt8]
    package var outcomes: [RecordOutcome]
    /// Hash of the key columns' values (`StableHash`); of the whole row where the contract has no key.
    package var keyHashes: [UInt64]
    /// Hash of all columns' values, so that an unchanged row is known without reading it.
    package var rowHashes: [UInt64]
    /// For a delta or a versioned event: the value that orders versions of one key (milliseconds since 1970 for
    /// times, the number itself for numbers; `Int64.min` where absent). Empty where the contract names no order.
    package var orders: [Int64]
    /// For a delta: what each record asks for. Empty otherwise.
    package var operations: [RecordOperation]
    package var findings: [Finding]

    package init(
        count: Int, bytes: [UInt8], columns: [ShapedColumn], positions: [RecordPosition],
        shapes: [UInt8], outcomes: [RecordOutcome], keyHashes: [UInt64], rowHashes: [UInt64],
        orders: [Int64] = [], operations: [RecordOperation] = [], findings: [Finding] = []
    ) {
        self.count = count
        self.bytes = bytes
        self.columns = columns
        self.positions = positions
        self.shapes = shapes
        self.outcomes = outcomes
        self.keyHashes = keyHashes
        self.rowHashes = rowHashes
        self.orders = orders
        self.operations = operations
        self.findings = findings
    }
}
