import GRDB
import GuijiContract
import GuijiModel

/// Rows of `delivery` and `contract_version`.
enum DeliveryLedger {
    /// Adds a delivery with its counts.
    static func insert(
        _ db: Database, file: DeliveryFile, contract: FeedContract, run: RunID,
        report: DeliveryReport,
        encoding: String? = nil, firstRecordID: Int64? = nil
    ) throws -> DeliveryID {
        let version = try contractVersion(db, contract, run)
        try db.execute(
            sql: """
                INSERT INTO delivery (run_id, feed, path, sha256, bytes, business_date, state,
                    contract_version_id, encoding, first_record_id, record_count, inserted, updated, closed,
                    unchanged, historical, set_aside, findings, reason, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                run.rawValue, file.feed.rawValue, file.path, file.sha256, file.byteCount,
                file.businessDate,
                report.state.rawValue, version, encoding, firstRecordID, report.records,
                report.inserted,
                report.updated, report.closed, report.unchanged, report.historical, report.setAside,
                report.findings, report.reason, Warehouse.now(),
            ])
        return DeliveryID(db.lastInsertedRowID)
    }

    /// Puts the final counts on a delivery that was added before its records.
    static func update(_ db: Database, _ report: DeliveryReport, encoding: String?) throws {
        try db.execute(
            sql: """
                UPDATE delivery SET state = ?, record_count = ?, inserted = ?, updated = ?, closed = ?,
                    unchanged = ?, historical = ?, set_aside = ?, findings = ?, reason = ?, encoding = ?
                WHERE delivery_id = ?
                """,
            arguments: [
                report.state.rawValue, report.records, report.inserted, report.updated,
                report.closed,
                report.unchanged, report.historical, report.setAside, report.findings,
                report.reason,
                encoding, report.delivery.rawValue,
            ])
    }

    /// The first free record id: ids of a delivery follow those of the one before.
    static func nextRecordID(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT first_record_id + record_count FROM delivery WHERE state = 'loaded'
                ORDER BY first_record_id DESC LIMIT 1
                """) ?? 1
    }

    private static func contractVersion(_ db: Database, _ contract: FeedContract, _ run: RunID)
        throws -> Int64
    {
        try db.execute(
            sql: """
                INSERT INTO contract_version (feed, version, content_sha256, first_run) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [
                contract.feed.rawValue, contract.version, contract.contentHash, run.rawValue,
            ])
        return try Int64.fetchOne(
            db,
            sql: """
                SELECT contract_version_id FROM contract_version
                WHERE feed = ? AND version = ? AND content_sha256 = ?
                """,
            arguments: [contract.feed.rawValue, contract.version, contract.contentHash]) ?? 0
    }

    /// Why a delivery failed, for a person.
    static func words(_ error: DeliveryError) -> String {
        var text = "\(error.rule): \(error.found); expected \(error.expected)"
        if let position = error.position {
            text += " (line \(position.line), byte \(position.byteOffset))"
        }
        return text
    }
}
