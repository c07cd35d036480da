import GRDB

/// A mention and the entity it belongs to now.
package struct LinkedMention: Sendable {
    package var entity: Int64
    package var recordID: Int64
    package var feed: String
    /// The delivery that brought the record, as it was named below the inbox.
    package var delivery: String
    /// The record's place in that delivery, from 0.
    package var ordinal: Int
    package var role: String
    /// The item of the repeated group, from 0; 0 for a mention of the record itself.
    package var item: Int
}

extension Warehouse {
    /// All links in force of a table whose entities are found by matching, in no particular order. Nothing where the
    /// table isn't there.
    package func forEachLink(of table: String, _ body: (LinkedMention) throws -> Void) throws {
        try read { db in
            guard try db.tableExists(table + "_source") else { return }
            let deliveries = try Row.fetchAll(
                db,
                sql: """
                    SELECT first_record_id, path FROM delivery
                    WHERE state = 'loaded' AND first_record_id IS NOT NULL ORDER BY 1
                    """
            ).map { (first: $0[0] as Int64, path: $0[1] as String) }
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(quotedName(table + "_id")), record_id, feed, role, item
                    FROM \(quotedName(table + "_source")) WHERE until_run IS NULL
                    """)
            while let row = try rows.next() {
                let record: Int64 = row[1]
                var (low, high) = (0, deliveries.count)
                while low < high {
                    let middle = (low + high) / 2
                    if deliveries[middle].first <= record {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                guard low > 0 else { continue }
                try body(
                    LinkedMention(
                        entity: row[0], recordID: record, feed: row[2],
                        delivery: deliveries[low - 1].path,
                        ordinal: Int(record - deliveries[low - 1].first), role: row[3],
                        item: row[4]))
            }
        }
    }
}
