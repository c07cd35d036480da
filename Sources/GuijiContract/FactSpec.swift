/// A statement that a record (or each item of a group) makes for one unified table: a relation, a fact, or an entity
/// with a code.
package struct FactSpec: Sendable, Equatable {
    /// Holds only where a field has one of these values, as stored; `excludes`: any value but these. A value with
    /// `*`, `?` or `[` is a pattern as the shell has them.
    package struct Condition: Sendable, Equatable {
        package var field: String
        package var values: [String]
        package var excludes: Bool

        package init(field: String, values: [String], excludes: Bool = false) {
            self.field = field
            self.values = values
            self.excludes = excludes
        }
    }

    /// A field's values translated; others state nothing.
    package struct Translation: Sendable, Equatable {
        package var field: String
        package var values: [String: String]

        package init(field: String, values: [String: String]) {
            self.field = field
            self.values = values
        }
    }

    /// One part of a text that is put together from several fields: what stands before the field's value, and after.
    package struct TextPart: Sendable, Equatable {
        package var before: String
        package var field: String
        package var after: String

        package init(before: String = "", field: String, after: String = "") {
            self.before = before
            self.field = field
            self.after = after
        }
    }

    /// A field of one item of a repeated group: the first that has it and meets the condition.
    package struct Pick: Sendable, Equatable {
        package var group: String
        package var field: String
        package var when: Condition?

        package init(group: String, field: String, when: Condition? = nil) {
            self.group = group
            self.field = field
            self.when = when
        }
    }

    /// Rules by which a mention was linked, each with the value that follows from it.
    package struct LinkRules: Sendable, Equatable {
        package var link: String
        package var values: [String: String]

        package init(link: String, values: [String: String]) {
            self.link = link
            self.values = values
        }
    }

    package var table: String
    /// Unique per table within the contract.
    package var role: String
    package var group: String?
    /// The statement holds only where this field has a value.
    package var requires: String?
    package var when: Condition?
    /// Entity column to the role of a mention or fact of the same record (or item).
    package var links: [String: String]
    /// Column to field.
    package var values: [String: String]
    /// Column to fixed text.
    package var constants: [String: String]
    package var maps: [String: Translation]
    /// Column to the parts of its text, in order. A part whose field has no value is left out whole; a text without
    /// any part is no value.
    package var texts: [String: [TextPart]]
    /// Column to what one item of a group says, in a statement of the whole record.
    package var picks: [String: Pick] = [:]
    /// Column to what follows from the rule that linked the mention of an entity column. Comes before what is stated.
    package var rules: [String: LinkRules] = [:]
    /// The field that says of what day the statement is, where that is not the record's change time.
    package var asOf: String?

    package init(
        table: String, role: String? = nil, group: String? = nil, requires: String? = nil,
        when: Condition? = nil, links: [String: String] = [:], values: [String: String] = [:],
        constants: [String: String] = [:], maps: [String: Translation] = [:],
        texts: [String: [TextPart]] = [:], asOf: String? = nil
    ) {
        self.table = table
        self.role = role ?? table
        self.group = group
        self.requires = requires
        self.when = when
        self.links = links
        self.values = values
        self.constants = constants
        self.maps = maps
        self.texts = texts
        self.asOf = asOf
    }
}
