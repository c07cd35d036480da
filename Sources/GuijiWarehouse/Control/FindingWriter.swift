import GRDB
import GuijiModel

/// Writes rows of `finding` for one delivery.
final class FindingWriter {
    private let statement: Statement
    private let run: RunID
    private let delivery: DeliveryID
    private let firstRecordID: Int64?

    /// - Parameter firstRecordID: the delivery's first record id; `nil` where its records get none (held, failed).
    init(_ db: Database, run: RunID, delivery: DeliveryID, firstRecordID: Int64?) throws {
        statement = try db.cachedStatement(
            sql: """
                INSERT INTO finding (run_id, delivery_id, record_id, rule, severity, field, ordinal, line,
                    byte_offset, byte_length, found, expected)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        self.run = run
        self.delivery = delivery
        self.firstRecordID = firstRecordID
    }

    func write(_ finding: Finding) throws {
        let position = finding.position
        let recordID = position.flatMap { place in firstRecordID.map { $0 + place.ordinal } }
        try statement.execute(arguments: [
            run.rawValue, delivery.rawValue, recordID, finding.rule.rawValue,
            finding.severity.rawValue,
            finding.field, position?.ordinal, position?.line, position?.byteOffset,
            position?.byteLength,
            finding.found, finding.expected,
        ])
    }
}
