package import GuijiModel
package import GuijiWarehouse

/// What a run did, for people and programs.
package struct RunSummary: Sendable, Encodable {
    package struct Delivery: Sendable, Encodable {
        package var feed: String
        package var path: String
        package var businessDate: String
        package var state: String
        package var records: Int64
        package var inserted: Int64
        package var updated: Int64
        package var closed: Int64
        package var unchanged: Int64
        package var setAside: Int64
        package var findings: Int64
        package var reason: String?

        package init(feed: FeedID, path: String, businessDate: String, report: DeliveryReport) {
            self.feed = feed.rawValue
            self.path = path
            self.businessDate = businessDate
            state = report.state.rawValue
            records = report.records
            inserted = report.inserted
            updated = report.updated
            closed = report.closed
            unchanged = report.unchanged
            setAside = report.setAside
            findings = report.findings
            reason = report.reason
        }
    }

    package struct Entities: Sendable, Encodable {
        package var table: String
        package var current: Int64
        package var created: Int64
        package var changed: Int64

        package init(table: String, current: Int64, created: Int64, changed: Int64) {
            self.table = table
            self.current = current
            self.created = created
            self.changed = changed
        }
    }

    package var run: Int64?
    package var businessDate: String
    package var isDryRun: Bool
    package var deliveries: [Delivery] = []
    package var entities: [Entities] = []
    /// Feeds that were due on the business date and did not come.
    package var missing: [String] = []
    /// Files that no contract takes.
    package var unexpected: [String] = []
    /// Files left alone because their sender had not finished.
    package var stillWriting: [String] = []
    package var seconds: Double = 0

    package init(run: Int64?, businessDate: String, isDryRun: Bool) {
        self.run = run
        self.businessDate = businessDate
        self.isDryRun = isDryRun
    }

    /// Deliveries that were not applied.
    package var troubled: [Delivery] {
        deliveries.filter {
            $0.state == DeliveryState.held.rawValue || $0.state == DeliveryState.failed.rawValue
        }
    }

    /// 0 where every expected delivery was loaded, 2 where one was held, failed or missing.
    package var exitCode: Int32 { troubled.isEmpty && missing.isEmpty ? 0 : 2 }
}
