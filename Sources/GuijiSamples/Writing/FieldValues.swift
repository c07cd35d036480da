/// The values of a record or of an item of a group, set by the paths that the contract names.
package struct FieldValues {
    let table: SourceTable
    var values: [RawValue]
    /// The first path that is not the contract's: an error of the producer, thrown by the writer.
    var unknown: String?

    init(table: SourceTable) {
        self.table = table
        values = Array(repeating: .unset, count: table.paths.count)
    }

    /// Text at a path; `nil` leaves the place empty.
    package subscript(path: String) -> String? {
        get { table.slot(path).map { values[$0].plain } }
        set { set(path, newValue.map { .text($0) } ?? .unset) }
    }

    /// Any value at a path.
    package mutating func set(_ path: String, _ value: RawValue) {
        if let slot = table.slot(path) {
            values[slot] = value
        } else if unknown == nil {
            unknown = path
        }
    }

    /// A number, in JSON without quotes.
    package mutating func set(_ path: String, number: Int) { set(path, .literal(String(number))) }

    /// A number with so many digits after the point, in JSON without quotes.
    package mutating func set(_ path: String, number: Double, places: Int) {
        set(path, .literal(Digits.decimal(number, places)))
    }

    mutating func clear() {
        for slot in values.indices { values[slot] = .unset }
    }
}
