import Foundation
import GuijiContract
import GuijiModel
import GuijiReporting
import GuijiWarehouse

/// Takes single deliveries from the inbox into the warehouse and the archive.
struct Intake {
    let workspace: Workspace
    let schemas: SchemaSet
    let warehouse: Warehouse
    let archive: Archive
    let run: RunID

    /// Loads one inbox entry. The file leaves the inbox once its rows and its archived copy are safe; a held or
    /// failed one stays, so that the next night tries again after its contract or the file was mended.
    func take(_ entry: InboxEntry, progress: @escaping (RecordPosition) -> Void) throws
        -> RunSummary.Delivery?
    {
        guard let feed = entry.feed, let contract = schemas.contract(feed) else { return nil }
        let url = workspace.inbox.appending(path: entry.path)
        func summary(_ report: DeliveryReport) -> RunSummary.Delivery {
            RunSummary.Delivery(
                feed: feed, path: entry.path, businessDate: entry.businessDate, report: report)
        }
        var file = DeliveryFile(
            feed: feed, path: entry.path, sha256: "", byteCount: entry.byteCount,
            businessDate: entry.businessDate)
        if entry.standing == .notAFile {
            let problem = DeliveryError(
                rule: .fileUnreadable, found: "a folder or special file", expected: "a file")
            return summary(
                try warehouse.recordFailure(file: file, contract: contract, run: run, problem))
        }
        let source: StagedDelivery
        do {
            file.sha256 = try FileDigest.sha256(path: url.path)
            if try warehouse.deliveryKnown(feed: feed, sha256: file.sha256) != nil {
                let report = try warehouse.recordDuplicate(file: file, contract: contract, run: run)
                try remove(url)
                return summary(report)
            }
            if let newer = try newerSnapshot(than: entry, contract) {
                let report = try warehouse.recordSuperseded(
                    file: file, contract: contract, run: run, newer: newer)
                try archive.store(path: url.path, sha256: file.sha256)
                try remove(url)
                return summary(report)
            }
            source = try StagedDelivery(
                path: url.path, contract: contract, codeLists: schemas.codeLists,
                businessDate: entry.businessDate, archive: (archive, file.sha256),
                progress: progress)
        } catch GuijiError.io(let path, let what, let code) where path == url.path {
            // One file that cannot be read ends that delivery, not the other forty.
            let problem = DeliveryError(
                rule: .fileUnreadable, found: "cannot \(what): \(String(cString: strerror(code)))",
                expected: "a readable file")
            return summary(
                try warehouse.recordFailure(file: file, contract: contract, run: run, problem))
        }
        defer { source.cancel() }
        let report = try warehouse.load(file: file, contract: contract, run: run, source: source)
        if report.state == .loaded { try remove(url) }
        return summary(report)
    }

    /// The business date of a snapshot loaded before that is newer than this one: applying the older would undo it.
    private func newerSnapshot(than entry: InboxEntry, _ contract: FeedContract) throws -> String? {
        guard contract.load == .snapshot,
            let latest = try warehouse.latestBusinessDate(feed: contract.feed),
            latest > entry.businessDate
        else { return nil }
        return latest
    }

    private func remove(_ url: URL) throws {
        guard unlink(url.path) == 0 || errno == ENOENT else {
            throw GuijiError.io(path: url.path, what: "remove from the inbox", errno: errno)
        }
    }
}
