/// Fills columns of mentions from the text of another column before anything is decided: the parts of an address, the
/// compared form of a name.
///
/// What differs by country and language stands behind this protocol, so that the warehouse knows neither.
package protocol MentionDeriver: Sendable {
    /// The names, versions and parameters of a table's rules: another signature has the table derived again.
    func signature(of table: String) -> String

    /// A derivation of one source column, or `nil` where there is none.
    /// - Parameters:
    ///   - columns: what to fill, in the order of `DerivedValues`; the first is the source column itself, which the
    ///     derivation may bring to its canonical rendering.
    ///   - source: the column whose text is given.
    ///   - table: the unified table.
    func derivation(of columns: [String], from source: String, in table: String)
        -> (any MentionDerivation)?
}

/// Derives the values of one text after another. A value of its own for each table and night, so it may keep scratch
/// space and caches.
package protocol MentionDerivation {
    /// The rules by which a source column comes to its canonical rendering; a text's rule is `DerivedValues.rule`.
    var rules: [MentionRule] { get }

    /// Fills what `text` (UTF-8, as shaping left it) tells; the rest stays absent. No allocation a call but for what
    /// `values` must grow.
    mutating func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues)
}

extension MentionDerivation {
    package var rules: [MentionRule] { [] }
}

/// A rule by which mentions with the same canonical form are the same, as stored in `T_source`.
package struct MentionRule: Sendable, Hashable {
    package var name: String
    package var score: Double

    package init(_ name: String, score: Double) {
        self.name = name
        self.score = score
    }
}

/// The derived values of one text, by the columns asked for: slices of one buffer that is used again.
package struct DerivedValues: Sendable {
    package private(set) var bytes: [UInt8] = []
    package private(set) var slices: [FieldSlice]
    /// One more than the place of the text's rule among the derivation's `rules`; 0 for none.
    package var rule: UInt8 = 0
    /// Where the canonical renderings end of what the text's place lies in, as prefixes of its own rendering: from the
    /// smallest place to the largest, 0 behind the last.
    package var ancestors = SIMD8<UInt16>(repeating: 0)

    package init(columnCount: Int) {
        slices = Array(repeating: .absent, count: columnCount)
    }

    /// Forgets all values.
    package mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        rule = 0
        ancestors = SIMD8(repeating: 0)
        for index in slices.indices { slices[index] = .absent }
    }

    /// Sets the value of the column with this place in the list asked for.
    package mutating func set(_ column: Int, _ value: UnsafeRawBufferPointer) {
        let start = bytes.count
        bytes.append(contentsOf: value)
        slices[column] = FieldSlice(start..<bytes.count)
    }

    /// Sets a whole number as decimal text.
    package mutating func set(_ column: Int, _ value: Int) {
        var text = String(value)
        text.withUTF8 { set(column, UnsafeRawBufferPointer($0)) }
    }
}
