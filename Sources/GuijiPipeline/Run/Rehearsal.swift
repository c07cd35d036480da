import Foundation
package import GuijiContract
import GuijiModel
package import GuijiReporting
package import GuijiWarehouse

/// Judges a file exactly as a run would, in a warehouse that is thrown away. Guards that need yesterday's state
/// (a shrinking snapshot) see an empty feed.
package enum Rehearsal {
    package struct Verdict: Sendable {
        package var delivery: RunSummary.Delivery
        package var findings: [FindingRow]
    }

    package static func judge(
        file: String, shownAs: String, contract: FeedContract, codeLists: [CodeListName: CodeList],
        businessDate: String, findingLimit: Int = 10_000
    ) throws -> Verdict {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "guiji-rehearsal-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw GuijiError.io(
                path: folder.path, what: "make a folder for the rehearsal", errno: ENOSPC)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        let warehouse = try Warehouse.open(path: folder.appending(path: "warehouse.db").path)
        let run = try warehouse.beginRun(businessDate: businessDate)
        let facts = InboxFacts(path: file)
        let delivery = DeliveryFile(
            feed: contract.feed, path: shownAs, sha256: "", byteCount: facts.size,
            businessDate: businessDate)
        let source = try StagedDelivery(
            path: file, contract: contract, codeLists: codeLists, businessDate: businessDate)
        defer { source.cancel() }
        let report = try warehouse.load(
            file: delivery, contract: contract, run: run, source: source)
        let findings = try warehouse.findings(FindingFilter(limit: findingLimit))
        return Verdict(
            delivery: RunSummary.Delivery(
                feed: contract.feed, path: shownAs, businessDate: businessDate, report: report),
            findings: findings)
    }
}
