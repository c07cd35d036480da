/// A department's code, such as `D02`.
package struct DepartmentID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// A feed's id, such as `D02-syrk`: the department's code, a hyphen, and a name unique within the department.
package struct FeedID: Hashable, Sendable, CustomStringConvertible, Comparable {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    /// The feed's table in the warehouse: `feed_` and the id in snake_case (`feed_d02_syrk`).
    package var tableName: String {
        "feed_" + String(rawValue.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    package static func < (left: FeedID, right: FeedID) -> Bool { left.rawValue < right.rawValue }
}

/// The number of a run in the warehouse's `run` table.
package struct RunID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
    package var description: String { String(rawValue) }
}

/// The number of a delivery in the warehouse's `delivery` table.
package struct DeliveryID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
    package var description: String { String(rawValue) }
}

/// The number of a record, unique in a warehouse. A delivery's records have contiguous numbers, in file order.
package struct RecordID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
    package var description: String { String(rawValue) }
}
