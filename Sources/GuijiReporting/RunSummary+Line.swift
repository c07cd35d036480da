import Foundation
import GuijiWarehouse

extension RunSummary {
    /// The one line a cron mail carries: what came of the night.
    package var line: String {
        func count(_ state: DeliveryState) -> Int {
            deliveries.count { $0.state == state.rawValue }
        }
        var parts: [String] = []
        let counted: [(Int, String)] = [
            (count(.loaded), "loaded"), (count(.duplicate), "known already"),
            (count(.held), "held"),
            (count(.failed), "failed"), (missing.count, "missing"),
            (stillWriting.count, "still being written"),
            (unexpected.count, "unexpected"),
        ]
        for (number, word) in counted where number > 0 { parts.append("\(number) \(word)") }
        if parts.isEmpty { parts.append("nothing to load") }
        let loaded = deliveries.filter { $0.state == DeliveryState.loaded.rawValue }
        func sum(_ value: KeyPath<Delivery, Int64>) -> Int64 {
            loaded.reduce(0) { $0 + $1[keyPath: value] }
        }
        let rows =
            "\(sum(\.records)) records: \(sum(\.inserted)) new, \(sum(\.updated)) changed, \(sum(\.closed)) closed, "
            + "\(sum(\.unchanged)) unchanged, \(sum(\.setAside)) set aside"
        let name = isDryRun ? "guiji run (dry)" : "guiji run \(run.map(String.init) ?? "-")"
        return "\(name) for \(businessDate): \(parts.joined(separator: ", ")); \(rows); "
            + String(format: "%.1f s", seconds)
    }
}
