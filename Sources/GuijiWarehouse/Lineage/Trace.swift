/// Where the values of one row came from.
package struct Trace: Sendable, Encodable {
    package var table: String
    package var id: Int64
    /// The id asked for, where a merge has forwarded it to `id`.
    package var forwardedFrom: Int64?
    package var cells: [Cell]

    /// One value and its origin.
    package struct Cell: Sendable, Encodable {
        package var column: String
        package var value: String?
        /// By what rule the value is the one that holds.
        package var rule: String?
        package var origin: Origin?
        /// What other records say, and were not chosen for.
        package var others: [Statement] = []
    }

    /// A record, and where it stands in the file it came in. Offsets count bytes of the file as it arrived.
    package struct Origin: Sendable, Encodable {
        package var record: Int64
        package var feed: String
        package var contractVersion: String
        /// The field of the feed table, and where the feed has it.
        package var field: String?
        package var source: String?
        /// The role in which the record speaks of the entity, and by what rule it was linked.
        package var role: String?
        package var linkRule: String?
        package var score: Double?
        package var run: Int64
        package var path: String
        package var sha256: String
        package var businessDate: String
        package var encoding: String?
        /// The record's number in the file, from 1.
        package var number: Int64
        package var byteOffset: Int64
        package var byteLength: Int64
    }

    /// What one record says of a column.
    package struct Statement: Sendable, Encodable, Equatable {
        package var value: String
        package var feed: String
        package var role: String
        package var record: Int64
        /// Why another value was chosen, or that it is the same.
        package var reason: String
    }
}
