package import GuijiModel

/// A table of the unified layer, from `Schemas/unified/NAME.yaml`.
package struct UnifiedTable: Sendable {
    /// How its rows are told apart.
    package enum Kind: String, Sendable, CaseIterable {
        /// Entities found by matching mentions.
        case person, organization, address
        /// Entities with a code: rows with equal key columns are one.
        case coded
        /// What holds between entities, and what happened or was measured: by key columns.
        case relation, fact

        /// The kind of mention that makes up the entities; `nil` where keys do.
        package var mention: MentionSpec.Kind? { MentionSpec.Kind(rawValue: rawValue) }
    }

    package var name: String
    package var title: String
    package var summary: String
    package var kind: Kind
    package var columns: [UnifiedColumn]
    /// Key columns by alternatives: a statement's first alternative of which all columns have a value counts. Empty for
    /// entities found by matching.
    package var key: [[String]]
    package var timeline: TimelineSpec?
    /// Two columns of which the smaller entity id stands first, because the relation holds both ways.
    package var symmetry: SymmetrySpec?
    /// Statements that every mention of a kind makes without a contract's saying so.
    package var collects: [CollectSpec]

    package init(
        name: String, title: String = "", summary: String = "", kind: Kind,
        columns: [UnifiedColumn], key: [[String]] = [], timeline: TimelineSpec? = nil,
        symmetry: SymmetrySpec? = nil, collects: [CollectSpec] = []
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.kind = kind
        self.columns = columns
        self.key = key
        self.timeline = timeline
        self.symmetry = symmetry
        self.collects = collects
    }

    /// How many columns the table stores; behind these stands the evidence.
    package var storedCount: Int { columns.firstIndex { $0.isEvidence } ?? columns.count }

    /// The place of a column.
    package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}

/// How events become intervals: a statement with an event and a date opens, closes or voids one.
package struct TimelineSpec: Sendable, Equatable {
    /// The columns of the event's word and of its date.
    package var event: String
    package var date: String
    package var opens: [String]
    package var closes: [String]
    package var voids: [String]
    /// Events that belong to the interval of their day and change nothing.
    package var ignores: [String]
    /// An opening event ends what is open for the same value in one of these columns. The columns of one list share
    /// their values (both spouses); lists do not.
    package var scopes: [[String]]

    package init(
        event: String, date: String, opens: [String], closes: [String] = [], voids: [String] = [],
        ignores: [String] = [], scopes: [[String]] = []
    ) {
        self.event = event
        self.date = date
        self.opens = opens
        self.closes = closes
        self.voids = voids
        self.ignores = ignores
        self.scopes = scopes
    }
}

/// A relation that holds both ways where a column has a given value.
package struct SymmetrySpec: Sendable, Equatable {
    package var columns: [String]
    package var conditionColumn: String
    package var conditionValue: String

    package init(columns: [String], conditionColumn: String, conditionValue: String) {
        self.columns = columns
        self.conditionColumn = conditionColumn
        self.conditionValue = conditionValue
    }
}

/// A statement taken from every mention of a kind that has the attributes.
package struct CollectSpec: Sendable, Equatable {
    package var kind: MentionSpec.Kind
    /// The column that holds the mention's entity.
    package var link: String
    /// Column to attribute of the mention, in whatever way the contract states it. A mention must state those in the
    /// key.
    package var values: [String: String]
    /// Where the mention states nothing for the column.
    package var constants: [String: String]
    /// Column to what follows from the rule that linked the mention; it comes before what is stated.
    package var rules: [String: [String: String]]

    package init(
        kind: MentionSpec.Kind, link: String, values: [String: String],
        constants: [String: String] = [:], rules: [String: [String: String]] = [:]
    ) {
        self.rules = rules
        self.kind = kind
        self.link = link
        self.values = values
        self.constants = constants
    }
}

/// A column of a unified table, with the order of departments whose value survives.
package struct UnifiedColumn: Sendable {
    package var name: String
    package var title: String
    package var summary: String
    /// The standard that the values follow (GB/T 2261.1), where there is one.
    package var standard: String?
    package var unit: String?
    package var sensitivity: Sensitivity
    /// Departments from most to least trusted for this column (domain.md section 5). Others come after, equal.
    package var survivorship: [DepartmentID]
    /// What the column does in resolution.
    package var part: ResolutionPart
    /// Stated for those who match and for derivations, and stored nowhere.
    package var isEvidence = false
    /// What is asked before the departments' order.
    package var choose: Choice = .rank
    /// With `choose: sticky`: the values that stay; empty: any. With `choose: ordered`: from best to worst.
    package var hold: [String] = []
    /// Departments whose word counts for a time only.
    package var fresh: Freshness?
    /// The column that a mention must have a value in for its value here to come before others, whoever states them.
    package var prefer: String?
    /// The table whose ids the column holds.
    package var references: String?
    /// Where the file says so, for checks across files.
    var referencesPlace: (line: Int, column: Int)?
    /// The columns from whose text the values are derived where no field states them: the first that tells one.
    package var derivedFrom: [String] = []
    /// The storage class where all fields fit it.
    package var type: Storage?
    /// A form to which values are brought.
    package var form: Form?
    /// What is derived takes the place of what is stated: a number that fails its check is verified by nobody.
    package var isCorrected = false

    /// What these departments changed more than so many days before the business date comes after everybody else's.
    package struct Freshness: Sendable, Equatable {
        package var departments: [DepartmentID]
        package var days: Int

        package init(departments: [DepartmentID], days: Int) {
            self.departments = departments
            self.days = days
        }
    }

    package enum ResolutionPart: String, Sendable, CaseIterable {
        /// Plays no part in deciding who is who.
        case none
        /// A valid value decides: equal, the same entity.
        case identifier
        /// Equal canonical forms (all columns with this mark together) decide where the contract's mention has no
        /// identifier.
        case canonical
    }

    /// What decides between two values before the rank of their departments.
    package enum Choice: String, Sendable, CaseIterable {
        /// Nothing: the rank decides.
        case rank
        /// The more recent statement, among listed departments first.
        case latest
        /// The greater or smaller text (dates, codes of equal length).
        case highest, lowest
        /// A value to hold beats others, and stays when the records that stated it no longer do, until the first
        /// department says otherwise.
        case sticky
        /// The value that stands first under `hold`; others come after those.
        case ordered
    }

    package enum Storage: String, Sendable, CaseIterable { case text, integer, real }

    package enum Form: String, Sendable, CaseIterable {
        /// `50%`, `0.5` and `2/4` become `1/2`.
        case fraction
        /// The day of a timestamp.
        case day
    }

    package init(
        name: String, title: String = "", summary: String = "", standard: String? = nil,
        unit: String? = nil, sensitivity: Sensitivity = .internal2,
        survivorship: [DepartmentID] = [], part: ResolutionPart = .none
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.standard = standard
        self.unit = unit
        self.sensitivity = sensitivity
        self.survivorship = survivorship
        self.part = part
    }
}
