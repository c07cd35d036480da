import Foundation
package import GuijiContract
import GuijiModel
package import GuijiReporting
import GuijiResolution
import GuijiWarehouse

/// A night: every delivery in the inbox read, shaped and loaded, then the unified layer moved on.
///
/// Each delivery commits by itself and leaves the inbox only afterwards, so that a run killed at any instruction is
/// carried on by the next one. The unified layer changes in one transaction at the end.
package struct NightlyRun {
    let workspace: Workspace
    let schemas: SchemaSet
    let options: RunOptions
    let onProgress: ((RunProgress) -> Void)?

    package init(
        workspace: Workspace, schemas: SchemaSet, options: RunOptions,
        onProgress: ((RunProgress) -> Void)? = nil
    ) {
        self.workspace = workspace
        self.schemas = schemas
        self.options = options
        self.onProgress = onProgress
    }

    /// Does the night's work. Throws only where the run as a whole cannot go on; the warehouse then holds whatever
    /// deliveries had been committed, and the next run carries on.
    package func perform() throws -> RunSummary {
        for feed in options.feeds { _ = try schemas.requiredContract(feed) }
        let lock = try RunLock(path: workspace.lockFile.path)
        defer { withExtendedLifetime(lock) {} }
        let started = Date()
        let entries = try Inbox(root: workspace.inbox)
            .entries(contracts: schemas.contracts, runDate: options.date)
            .filter { isWanted($0) }
        var summary =
            options.isDryRun ? try rehearse(entries) : try load(entries)
        summary.unexpected = entries.filter { $0.standing == .unexpected }.map(\.path)
        summary.stillWriting = entries.filter { $0.standing == .stillWriting }.map(\.path)
        summary.seconds = Date().timeIntervalSince(started)
        return summary
    }

    private func isWanted(_ entry: InboxEntry) -> Bool {
        guard !options.feeds.isEmpty else { return true }
        return entry.feed.map { options.feeds.contains($0) } ?? false
    }

    private func load(_ entries: [InboxEntry]) throws -> RunSummary {
        let archive = Archive(root: workspace.archive)
        archive.removePartials()
        let warehouse = try Warehouse.open(path: workspace.warehouse.path)
        let run = try warehouse.beginRun(businessDate: options.date)
        var summary = RunSummary(run: run.rawValue, businessDate: options.date, isDryRun: false)
        do {
            try warehouse.writeDictionary(schemas)
            let intake = Intake(
                workspace: workspace, schemas: schemas, warehouse: warehouse, archive: archive,
                run: run)
            let ready = entries.filter { $0.standing == .ready || $0.standing == .notAFile }
            for (index, entry) in ready.enumerated() {
                let report = try intake.take(entry) { position in
                    onProgress?(
                        RunProgress(
                            delivery: index + 1, deliveries: ready.count, path: entry.path,
                            bytesDone: position.byteOffset + position.byteLength,
                            bytesInAll: entry.byteCount))
                }
                if let delivery = report { summary.deliveries.append(delivery) }
            }
            summary.entities = try warehouse.unify(
                run: run, schemas: schemas,
                resolver: RuleResolver(
                    models: schemas.matching, names: NameTables(codeLists: schemas.codeLists)),
                deriver: SchemaDeriver(
                    schemas, businessDate: options.date,
                    places: warehouse.placeStatements(schemas.contracts))
            ).map {
                RunSummary.Entities(
                    table: $0.table, current: $0.current, created: $0.created, changed: $0.changed)
            }
            summary.missing = try missingFeeds(warehouse)
            try warehouse.endRun(
                run, state: .done, exitCode: summary.exitCode, message: summary.line)
        } catch {
            // The failure itself matters more than a failure to write it down.
            try? warehouse.endRun(run, state: .failed, exitCode: 1, message: "\(error)")
            throw error
        }
        return summary
    }

    /// Feeds due on the business date for which no delivery of that date has been loaded, tonight or before.
    private func missingFeeds(_ warehouse: Warehouse) throws -> [String] {
        try schemas.contracts.filter { contract in
            guard contract.freshness == .nightly || contract.freshness == .hourly else {
                return false
            }
            guard options.feeds.isEmpty || options.feeds.contains(contract.feed) else {
                return false
            }
            return try !warehouse.hasDelivery(feed: contract.feed, businessDate: options.date)
        }.map(\.feed.rawValue)
    }

    /// Everything but the writing: each delivery goes into a warehouse that is thrown away.
    private func rehearse(_ entries: [InboxEntry]) throws -> RunSummary {
        var summary = RunSummary(run: nil, businessDate: options.date, isDryRun: true)
        for entry in entries where entry.standing == .ready {
            guard let feed = entry.feed, let contract = schemas.contract(feed) else { continue }
            let verdict = try Rehearsal.judge(
                file: workspace.inbox.appending(path: entry.path).path, shownAs: entry.path,
                contract: contract, codeLists: schemas.codeLists, businessDate: entry.businessDate)
            summary.deliveries.append(verdict.delivery)
        }
        return summary
    }
}
