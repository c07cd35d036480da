package import GuijiModel

/// Everything under `Schemas/`, checked: the contracts, the code lists and the unified tables.
package struct SchemaSet: Sendable {
    package var contracts: [FeedContract]
    package var codeLists: [CodeListName: CodeList]
    package var unified: [UnifiedTable]

    package init(
        contracts: [FeedContract] = [], codeLists: [CodeListName: CodeList] = [:],
        unified: [UnifiedTable] = []
    ) {
        self.contracts = contracts
        self.codeLists = codeLists
        self.unified = unified
    }

    /// The contract of a feed.
    package func contract(_ feed: FeedID) -> FeedContract? { contracts.first { $0.feed == feed } }
}
