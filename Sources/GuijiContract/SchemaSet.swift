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

    /// How the mentions of a table are matched; models without a table, for `guiji link`, are not among them.
    package var matching: [MatchingModel] = []

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
