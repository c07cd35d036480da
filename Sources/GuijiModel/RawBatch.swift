/// Some thousands of records as a reader found them: decoded to UTF-8, not yet interpreted.
///
/// Layout: `bytes` holds the text; `slices` says where each value is, by column
/// (`slices[column * capacity + row]`), with the columns in the order of the `ReadPlan`. Repeated groups hang beside
/// the records, each with its own items. No string is made on this path.
package struct RawBatch: Sendable {
    /// UTF-8 text that the slices point into. Less than 4 GiB.
    package var bytes: [UInt8]
    /// Records that fit into this batch.
    package let capacity: Int
    /// Records in this batch.
    package var count: Int = 0
    /// One slice a value, by column: `column * capacity + row`.
    package var slices: [FieldSlice]
    /// Position of each record.
    package var positions: [RecordPosition] = []
    /// For each record, which of the plan's record shapes it has.
    package var shapes: [UInt8] = []
    /// Repeated groups, in the plan's order.
    package var groups: [RawGroup]
    /// What the reader found wrong with single records. Sorted by row.
    package var problems: [RecordProblem] = []

    /// An empty batch for a plan of so many columns and groups.
    package init(
        columnCount: Int, groupColumnCounts: [Int] = [], capacity: Int, byteCapacity: Int = 0
    ) {
        self.capacity = capacity
        bytes = []
        bytes.reserveCapacity(byteCapacity)
        slices = Array(repeating: .absent, count: columnCount * capacity)
        positions.reserveCapacity(capacity)
        shapes.reserveCapacity(capacity)
        groups = groupColumnCounts.map { RawGroup(columnCount: $0) }
    }

    /// The slice of one value.
    @inlinable
    package subscript(column: Int, row: Int) -> FieldSlice {
        get { slices[column * capacity + row] }
        set { slices[column * capacity + row] = newValue }
    }

    /// The value as text, for messages and tests; `nil` where absent.
    package func text(column: Int, row: Int) -> String? { text(self[column, row]) }

    /// The text of any slice of this batch; `nil` where absent.
    package func text(_ slice: FieldSlice) -> String? {
        slice.isAbsent ? nil : String(decoding: bytes[slice.range], as: UTF8.self)
    }
}

/// The items of one repeated group (`guardians[]`) for the records of a batch.
package struct RawGroup: Sendable {
    package let columnCount: Int
    /// For each record, the number of its first item; one entry more than there are records.
    package var itemStarts: [UInt32] = [0]
    /// One slice a value, by item: `item * columnCount + column`.
    package var slices: [FieldSlice] = []

    package init(columnCount: Int) { self.columnCount = columnCount }

    /// The items of one record.
    package func items(ofRow row: Int) -> Range<Int> {
        Int(itemStarts[row])..<Int(itemStarts[row + 1])
    }
}

/// Something wrong with one record that only its reader can see (a ragged row, a stray quote).
package struct RecordProblem: Sendable, Equatable {
    /// The record's row in its batch.
    package var row: Int
    package var rule: RuleID
    package var severity: Severity
    package var found: String
    package var expected: String

    package init(row: Int, rule: RuleID, severity: Severity, found: String, expected: String) {
        self.row = row
        self.rule = rule
        self.severity = severity
        self.found = found
        self.expected = expected
    }
}
