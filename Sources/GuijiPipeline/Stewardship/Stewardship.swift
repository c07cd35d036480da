package import GuijiContract
import GuijiModel
package import GuijiReporting
package import GuijiResolution
package import GuijiWarehouse

/// What stewards ask of a warehouse and decide about it.
package struct Stewardship {
    package let workspace: Workspace
    package let schemas: SchemaSet
    package let warehouse: Warehouse

    /// How many of a table's mentions are read to explain a pair.
    package enum Reach: String, Sendable, CaseIterable {
        /// All of them.
        case whole
        /// Those of the two entities.
        case part
    }

    /// Above so many mentions only those in question are read to explain a pair.
    static let mostMentions = 200_000

    /// - Parameter writes: opens the warehouse for writing.
    package init(_ workspace: Workspace, writes: Bool) throws {
        self.workspace = workspace
        schemas = try CheckedSchemas.load(workspace.schemas)
        let path = workspace.warehouse.path
        // A decision is about what a run has found: there is none in a warehouse that is not there yet.
        let reading = try Warehouse.openForReading(path: path)
        warehouse = writes ? try Warehouse.open(path: path) : reading
    }

    /// The unified table of a name.
    /// - Throws: `GuijiError.decision` where it is not one whose entities are found by matching.
    package func table(_ name: String) throws -> UnifiedTable {
        let known = schemas.unified.filter { $0.kind.mention != nil }
        if let table = known.first(where: { $0.name == name }) { return table }
        throw GuijiError.decision(
            what: "\(name) is no table whose entities are found by matching; these are: "
                + known.map(\.name).joined(separator: ", ") + ".")
    }

    /// The matching model that resolves a table; `nil` where identifiers alone do.
    func model(_ table: UnifiedTable) -> MatchingModel? {
        schemas.matching.last { $0.table == table.name && !$0.rules.isEmpty }
    }

    /// A rule of a table, as a person reads it.
    package func rule(_ id: String, of table: String) -> PairExplanation.RuleText {
        let model = schemas.unified.first { $0.name == table }.flatMap(model)
        return RuleExplainer.text(ofRule: id, in: model)
    }

    /// A table's mentions for explaining: as asked, else all of them where they are not too many.
    func view(_ table: UnifiedTable, _ mentions: [EntityMention], _ reach: Reach?) throws
        -> MentionView
    {
        let isWhole =
            try reach.map { $0 == .whole }
            ?? (warehouse.mentionCount(in: table.name) <= Stewardship.mostMentions)
        return try warehouse.mentionView(
            table, schemas: schemas, deriver: try deriver(), only: isWhole ? nil : mentions)
    }

    /// Only some mentions, for showing what they say.
    func part(_ table: UnifiedTable, _ mentions: [EntityMention]) throws -> MentionView {
        try warehouse.mentionView(
            table, schemas: schemas, deriver: try deriver(), only: mentions)
    }

    private func deriver() throws -> SchemaDeriver {
        SchemaDeriver(schemas, businessDate: try businessDate())
    }

    /// The business date of the last run: what was derived then is derived alike.
    private func businessDate() throws -> String {
        try warehouse.lastRun()?.businessDate ?? BusinessDate.yesterday()
    }

    func explainer(_ table: UnifiedTable, _ view: MentionView) throws -> RuleExplainer? {
        try model(table).map {
            try RuleExplainer(
                view.set, model: $0, names: NameTables(codeLists: schemas.codeLists))
        }
    }

    /// Resolves anew at once, as a run of its own without deliveries.
    /// - Throws: `GuijiError.locked` where another run is under way.
    package func unifyNow() throws -> RunSummary {
        let lock = try RunLock(path: workspace.lockFile.path)
        defer { withExtendedLifetime(lock) {} }
        let date = try businessDate()
        let run = try warehouse.beginRun(businessDate: date)
        var summary = RunSummary(run: run.rawValue, businessDate: date, isDryRun: false)
        do {
            summary.entities = try Unification.perform(
                warehouse, schemas: schemas, run: run, businessDate: date)
            try warehouse.endRun(
                run, state: .done, exitCode: 0, message: "unified anew for a steward's decision")
        } catch {
            // The failure itself matters more than a failure to write it down.
            try? warehouse.endRun(run, state: .failed, exitCode: 1, message: "\(error)")
            throw error
        }
        return summary
    }
}
