package import GuijiModel

/// Everything under `Schemas/`, checked: the contracts, the code lists, the reference tables and the
/// unified tables.
package struct SchemaSet: Sendable {
    package var contracts: [FeedContract]
    package var codeLists: [CodeListName: CodeList]
    package var unified: [UnifiedTable]
    /// The administrative divisions of all times, the towns of today, and the places known in the home county.
    package var divisions: [DivisionRecord]
    package var towns: [TownRecord]
    package var places: [PlaceRecord]

    package init(
        contracts: [FeedContract] = [], codeLists: [CodeListName: CodeList] = [:],
        unified: [UnifiedTable] = [], divisions: [DivisionRecord] = [],
        towns: [TownRecord] = [], places: [PlaceRecord] = []
    ) {
        self.contracts = contracts
        self.codeLists = codeLists
        self.unified = unified
        self.divisions = divisions
        self.towns = towns
        self.places = places
    }

    /// The contract of a feed.
    package func contract(_ feed: FeedID) -> FeedContract? { contracts.first { $0.feed == feed } }
}

/// A table of the unified layer, from `Schemas/unified/NAME.yaml`.
package struct UnifiedTable: Sendable {
    package var name: String
    package var title: String
    package var summary: String
    package var kind: MentionSpec.Kind
    package var columns: [UnifiedColumn]

    package init(
        name: String, title: String = "", summary: String = "", kind: MentionSpec.Kind,
        columns: [UnifiedColumn]
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.kind = kind
        self.columns = columns
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

    package enum ResolutionPart: String, Sendable, CaseIterable {
        /// Plays no part in deciding who is who.
        case none
        /// A valid value decides: equal, the same entity.
        case identifier
        /// Equal canonical forms (all columns with this mark together) decide where the contract's mention has no
        /// identifier.
        case canonical
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
