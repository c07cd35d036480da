/// How much a finding matters. An `error` sets its record aside (or, on a whole file, holds the delivery).
package enum Severity: String, Sendable, CaseIterable, Comparable {
    case info, warning, error

    private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A rule's stable name, as stored in `finding.rule` (`DATE_IMPOSSIBLE`). Never renamed.
package struct RuleID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}

/// Something wrong or noteworthy about a record or a file. A value: it is stored, counted and queried, never thrown.
package struct Finding: Sendable, Equatable {
    package var rule: RuleID
    package var severity: Severity
    /// The record, or `nil` for the file as a whole.
    package var position: RecordPosition?
    /// The field's name in the feed table, or `nil` for the record as a whole.
    package var field: String?
    /// What stood there. Personal data: mask before showing (`Masking.mask`).
    package var found: String
    /// What was expected, in words for a person.
    package var expected: String

    package init(
        rule: RuleID, severity: Severity, position: RecordPosition? = nil, field: String? = nil,
        found: String, expected: String
    ) {
        self.rule = rule
        self.severity = severity
        self.position = position
        self.field = field
        self.found = found
        self.expected = expected
    }
}
