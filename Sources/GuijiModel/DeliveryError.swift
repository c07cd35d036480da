/// Why a delivery cannot be read to its end. The delivery fails as a whole; the other feeds go on.
package struct DeliveryError: Error, Sendable, Equatable {
    package var rule: RuleID
    /// Where reading stopped, as far as known.
    package var position: RecordPosition?
    package var found: String
    package var expected: String

    package init(rule: RuleID, position: RecordPosition? = nil, found: String, expected: String) {
        self.rule = rule
        self.position = position
        self.found = found
        self.expected = expected
    }

    /// The same facts as a finding about the whole file.
    package var finding: Finding {
        Finding(rule: rule, severity: .error, position: position, found: found, expected: expected)
    }
}
