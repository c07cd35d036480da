/// A statement that a record makes about one person, organization or address, in a role (`applicant`, `spouse_a`,
/// `legal_rep`, `residence`).
package struct MentionSpec: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable { case person, organization, address }

    package var kind: Kind
    package var role: String
    /// The repeated group whose items make one mention each; `nil`: one mention a record.
    package var group: String?
    /// Unified attribute (`name`, `id_number`, `phone_primary`, …) to the name of the field that states it. Within a
    /// group, fields of the group come first, then fields of the record.
    package var attributes: [String: String]
    /// The mention holds only where this field has a value; `nil`: where any attribute has.
    package var requires: String?
    /// As in `FactSpec`.
    package var when: FactSpec.Condition?
    package var links: [String: String] = [:]
    package var constants: [String: String] = [:]
    package var maps: [String: FactSpec.Translation] = [:]
    package var texts: [String: [FactSpec.TextPart]] = [:]
    package var picks: [String: FactSpec.Pick] = [:]
    package var asOf: String?

    package init(
        kind: Kind, role: String, group: String? = nil, attributes: [String: String],
        requires: String? = nil
    ) {
        self.kind = kind
        self.role = role
        self.group = group
        self.attributes = attributes
        self.requires = requires
    }
}
