/// What must come of one delivery.
package struct ExpectedDelivery: Sendable, Codable {
    /// The business date.
    package var date: String
    package var feed: String
    /// Below the inbox; for a delivery that never came, what its name would be.
    package var path: String
    /// `loaded`, `held`, `failed`, `duplicate`; `missing` where no file was written.
    package var state: String
    /// Records in the file; `nil` where nobody can read them.
    package var records: Int?
    package var setAside: Int?
    /// How often each rule sets a record aside or marks the file.
    package var rules: [String: Int] = [:]
    /// Rows that hold in the feed's table after the night.
    package var current: Int = 0
}
