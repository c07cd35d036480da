import Foundation
import GRDB
import GuijiModel

/// Writes rows of `set_aside`: the raw bytes of records that were not loaded.
final class SetAsideWriter {
    private let statement: Statement
    private let delivery: DeliveryID

    init(_ db: Database, delivery: DeliveryID) throws {
        statement = try db.cachedStatement(
            sql: "INSERT INTO set_aside (record_id, delivery_id, rules, raw) VALUES (?, ?, ?, ?)")
        self.delivery = delivery
    }

    /// - Parameter rules: the rules of the errors, in order, without repetition.
    func write(recordID: Int64, rules: [RuleID], raw: [UInt8]) throws {
        try statement.execute(arguments: [
            recordID, delivery.rawValue, rules.map(\.rawValue).joined(separator: " "), Data(raw),
        ])
    }
}
