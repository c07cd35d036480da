import GuijiContract

/// The places of a record by the paths that its contract names: one slot for each.
final class SourceTable: Sendable {
    /// The paths, by slot, in the order of the contract's fields.
    let paths: [String]
    private let slots: [String: Int]

    init(_ paths: [String]) {
        var unique: [String] = []
        var slots: [String: Int] = [:]
        for path in paths where slots[path] == nil {
            slots[path] = unique.count
            unique.append(path)
        }
        self.paths = unique
        self.slots = slots
    }

    func slot(_ path: String) -> Int? { slots[path] }
}

/// All that the writer must know of a contract: where values stand, and in what order.
final class WritePlan: Sendable {
    let contract: FeedContract
    let layout: FeedLayout
    let table: SourceTable
    /// One table of places for each group.
    let groups: [(source: String, table: SourceTable)]
    /// Slots of the key, and of what a delta or versioned event is ordered and decided by.
    let key: [Int]
    let order: Int?
    let operation: Int?

    /// Columns of a file without header, `#1` to the last; those that the contract does not read stay empty.
    private static func numbered(_ sources: [String]) -> [String] {
        let last = sources.compactMap { Int($0.dropFirst()) }.max() ?? 0
        return (0..<last).map { "#\($0 + 1)" }
    }

    init(contract: FeedContract, layout: FeedLayout) {
        self.contract = contract
        self.layout = layout
        // Values beside the records belong to the document, not to a record.
        let own = contract.fields.compactMap(\.sources.first).filter { !$0.hasPrefix("$.") }
        let table = SourceTable(
            contract.container.format == .csv && !contract.container.hasHeader
                ? WritePlan.numbered(own + layout.extraSources) : own + layout.extraSources)
        self.table = table
        groups = contract.groups.map { group in
            (group.source, SourceTable(group.fields.compactMap(\.sources.first)))
        }
        func slot(_ field: Int) -> Int? { contract.fields[field].sources.first.flatMap(table.slot) }
        key = contract.key.compactMap(slot)
        switch contract.load {
        case .snapshot:
            order = nil
            operation = nil
        case .delta(let operation, _, let order):
            self.order = slot(order)
            self.operation = slot(operation)
        case .event(let order):
            self.order = order.flatMap(slot)
            operation = nil
        }
    }
}
