import GuijiModel
import GuijiWarehouse

extension RunSummary {
    /// A line a delivery and a line an entity table, for people.
    package var details: [String] {
        let table = TextTable(
            headers: [
                "feed", "file", "", "records", "new", "changed", "closed", "same", "aside",
                "findings",
            ],
            rows: deliveries.map { delivery in
                [
                    delivery.feed, delivery.path, delivery.state, String(delivery.records),
                    String(delivery.inserted), String(delivery.updated), String(delivery.closed),
                    String(delivery.unchanged), String(delivery.setAside),
                    String(delivery.findings),
                ]
            })
        let reasons = troubled.map { "\($0.feed) \($0.state): \($0.reason ?? "")" }
        let absent = missing.map { "\($0) missing: nothing came for \(businessDate)" }
        let strangers = unexpected.map { "\($0): no contract takes this file; left in the inbox" }
        let unfinished = stillWriting.map { "\($0): still being written; left for the next run" }
        // Tables that no feed fills are left out.
        let people = entities.filter { $0.current + $0.created + $0.changed > 0 }.map {
            "\($0.table): \($0.current) (\($0.created) new, \($0.changed) changed)"
        }
        return table.lines + reasons + absent + strangers + unfinished + people
    }
}
