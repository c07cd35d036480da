import Foundation
import GRDB
package import GuijiContract
package import GuijiModel

/// How a run ended.
package enum RunState: String, Sendable {
    case running, done, failed, interrupted
}

extension Warehouse {
    /// Opens the book on a run. Runs still marked as running were killed (whoever calls holds the workspace's lock)
    /// and become `interrupted`.
    package func beginRun(businessDate: String) throws -> RunID {
        try write { db in
            try db.execute(
                sql: "UPDATE run SET state = 'interrupted', ended_at = ? WHERE state = 'running'",
                arguments: [Warehouse.now()])
            try db.execute(
                sql: """
                    INSERT INTO run (business_date, started_at, state, tool_version) VALUES (?, ?, 'running', ?)
                    """,
                arguments: [businessDate, Warehouse.now(), Tool.version])
            return RunID(db.lastInsertedRowID)
        }
    }

    /// Closes the book on a run.
    package func endRun(_ run: RunID, state: RunState, exitCode: Int32, message: String) throws {
        try write { db in
            try db.execute(
                sql:
                    "UPDATE run SET state = ?, exit_code = ?, message = ?, ended_at = ? WHERE run_id = ?",
                arguments: [state.rawValue, exitCode, message, Warehouse.now(), run.rawValue])
        }
    }

    /// The delivery that brought these very bytes for this feed, if one was loaded.
    package func deliveryKnown(feed: FeedID, sha256: String) throws -> DeliveryID? {
        try read { db in
            try Int64.fetchOne(
                db,
                sql:
                    "SELECT delivery_id FROM delivery WHERE feed = ? AND sha256 = ? AND state = 'loaded'",
                arguments: [feed.rawValue, sha256])
        }.map { DeliveryID($0) }
    }

    /// The business date of the newest delivery loaded for a feed.
    package func latestBusinessDate(feed: FeedID) throws -> String? {
        try read { db in
            try String.fetchOne(
                db,
                sql: "SELECT max(business_date) FROM delivery WHERE feed = ? AND state = 'loaded'",
                arguments: [feed.rawValue])
        }
    }

    /// Whether a delivery of a business date was loaded, or was known already.
    package func hasDelivery(feed: FeedID, businessDate: String) throws -> Bool {
        try read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM delivery WHERE feed = ? AND business_date = ?
                        AND state IN ('loaded', 'duplicate', 'held', 'failed'))
                    """,
                arguments: [feed.rawValue, businessDate]) ?? false
        }
    }

    /// Notes a delivery whose bytes were loaded before.
    package func recordDuplicate(file: DeliveryFile, contract: FeedContract, run: RunID) throws
        -> DeliveryReport
    {
        try note(file, contract, run, .duplicate, "the same bytes were loaded before", [])
    }

    /// Notes a snapshot that is older than one already loaded.
    package func recordSuperseded(
        file: DeliveryFile, contract: FeedContract, run: RunID, newer: String
    ) throws -> DeliveryReport {
        try note(
            file, contract, run, .superseded,
            "older than the snapshot of \(newer), which is loaded", [])
    }

    /// Notes a delivery that could not be read at all.
    package func recordFailure(
        file: DeliveryFile, contract: FeedContract, run: RunID, _ error: DeliveryError
    ) throws -> DeliveryReport {
        try note(file, contract, run, .failed, DeliveryLedger.words(error), [error.finding])
    }

    /// Writes the row of a delivery that changed nothing, with what was found about it.
    func note(
        _ file: DeliveryFile, _ contract: FeedContract, _ run: RunID, _ state: DeliveryState,
        _ reason: String, _ findings: [Finding], counts: DeliveryReport? = nil
    ) throws -> DeliveryReport {
        try write { db in
            var report = counts ?? DeliveryReport(delivery: DeliveryID(0), state: state)
            report.state = state
            report.reason = reason
            report.findings = max(report.findings, Int64(findings.count))
            let id = try DeliveryLedger.insert(
                db, file: file, contract: contract, run: run, report: report)
            report.delivery = id
            let writer = try FindingWriter(db, run: run, delivery: id, firstRecordID: nil)
            for finding in findings { try writer.write(finding) }
            return report
        }
    }

    /// Now, in the warehouse's clock: ISO, China's zone.
    static func now() -> String {
        var time = time_t(Date().timeIntervalSince1970) + 8 * 3600
        var parts = tm()
        gmtime_r(&time, &parts)
        return String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d+08:00", parts.tm_year + 1900, parts.tm_mon + 1,
            parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec)
    }
}
