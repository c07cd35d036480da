import GRDB
package import GuijiContract
package import GuijiModel

extension Warehouse {
    /// Keys of a snapshot feed that are compared in memory: 48 bytes each at worst, so at most about 100 MB.
    static let residentKeyLimit = 3_000_000

    /// Loads one delivery: whole, in one transaction, or not at all.
    ///
    /// A delivery that its guards hold back, or that cannot be read to its end, leaves its feed as it was; its row in
    /// `delivery` says why, and its first 10,000 findings are kept.
    /// - Throws: `WarehouseError` or whatever the source threw that is no `DeliveryError`; nothing was changed then.
    package func load(
        file: DeliveryFile, contract: FeedContract, run: RunID, source: any ShapedSource
    ) throws -> DeliveryReport {
        try load(
            file: file, contract: contract, run: run, source: source,
            residentKeyLimit: Warehouse.residentKeyLimit)
    }

    /// The same with a limit of its own, for tests.
    func load(
        file: DeliveryFile, contract: FeedContract, run: RunID, source: any ShapedSource,
        residentKeyLimit: Int
    ) throws -> DeliveryReport {
        var load: FeedLoad?
        do {
            return try loading(bytes: file.byteCount) {
                try write { db in
                    let first = try DeliveryLedger.nextRecordID(db)
                    let id = try DeliveryLedger.insert(
                        db, file: file, contract: contract, run: run,
                        report: DeliveryReport(delivery: DeliveryID(0), state: .loaded),
                        firstRecordID: first)
                    let current = try FeedLoad(
                        db, file: file, contract: contract, run: run, delivery: id,
                        firstRecordID: first,
                        source: source, residentKeyLimit: residentKeyLimit)
                    load = current
                    if let refusal = try current.perform(db) { throw refusal }
                    try DeliveryLedger.update(db, current.report, encoding: source.encodingName)
                    return current.report
                }
            }
        } catch let refusal as Refusal {
            return try note(
                file, contract, run, refusal.state, refusal.reason, load?.kept ?? [],
                counts: load?.refusedReport)
        } catch let error as DeliveryError {
            return try note(
                file, contract, run, .failed, DeliveryLedger.words(error),
                (load?.kept ?? []) + [error.finding],
                counts: load?.refusedReport)
        }
    }
}

extension FeedLoad {
    /// The counts of a delivery that was not applied: what was read, and nothing that was undone.
    var refusedReport: DeliveryReport {
        var report = self.report
        (report.inserted, report.updated, report.closed, report.unchanged, report.historical) = (
            0, 0, 0, 0, 0
        )
        return report
    }
}
