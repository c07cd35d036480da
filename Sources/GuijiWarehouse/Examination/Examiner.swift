import GRDB
package import GuijiContract
import GuijiModel

extension Warehouse {
    /// Looks for damage: what the program promises of every warehouse, checked in the file itself.
    ///
    /// Reads every table once or twice, so it takes minutes where there are many million rows. Changes nothing.
    package func examine(_ schemas: SchemaSet) throws -> Examination {
        try read { db in
            let examiner = try Examiner(db, schemas)
            var result = Examination()
            result.checks = [
                try examiner.file(), try examiner.ranges(), try examiner.outcomes(),
                try examiner.keys(), try examiner.lineage(), try examiner.links(),
                try examiner.references(), try examiner.forwards(),
            ]
            return result
        }
    }

    /// The SHA-256 and path of each delivery in force, whose bytes the archive must hold.
    package func loadedFiles() throws -> [(sha256: String, path: String)] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT sha256, path FROM delivery WHERE state = 'loaded' ORDER BY delivery_id"
            ).map { ($0[0], $0[1]) }
        }
    }
}

/// The checks on the control and feed layers; those on the unified layer stand beside it.
struct Examiner {
    let db: Database
    let schemas: SchemaSet
    /// The unified tables that there are.
    let unified: [UnifiedTable]
    private let deliveries: [Delivery]

    private struct Delivery {
        var id: Int64
        var feed: FeedID
        var first: Int64
        var records: Int64
        var unchanged: Int64
        var setAside: Int64
        var name: String { "delivery \(id) of \(feed)" }
    }

    init(_ db: Database, _ schemas: SchemaSet) throws {
        self.db = db
        self.schemas = schemas
        unified = try schemas.unified.filter { table in
            try [table.name, table.name + "_lineage", table.name + "_source"]
                .allSatisfy { try db.tableExists($0) }
        }
        deliveries = try Row.fetchAll(
            db,
            sql: """
                SELECT delivery_id, feed, first_record_id, record_count, unchanged, set_aside
                FROM delivery WHERE state = 'loaded' ORDER BY first_record_id, delivery_id
                """
        ).map {
            Delivery(
                id: $0[0], feed: FeedID($0[1]), first: $0[2] ?? 0, records: $0[3],
                unchanged: $0[4], setAside: $0[5])
        }
    }

    func file() throws -> Examination.Check {
        var check = Examination.Check(
            name: "file", rule: "SQLite finds the file sound, and every foreign key leads somewhere"
        )
        check.examined = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
            check.complain(line)
        }
        for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
            let table: String = row[0]
            let target: String = row[2]
            check.complain("a row of \(table) refers to a row of \(target) that is not there")
        }
        return check
    }

    func ranges() throws -> Examination.Check {
        var check = Examination.Check(
            name: "ranges", rule: "no record id belongs to two deliveries")
        check.examined = Int64(deliveries.count)
        for (earlier, later) in zip(deliveries, deliveries.dropFirst())
        where later.first < earlier.first + earlier.records {
            check.complain(
                "\(later.name) begins at record \(later.first), within \(earlier.name) "
                    + "(records \(earlier.first) to \(earlier.first + earlier.records - 1))")
        }
        return check
    }

    func outcomes() throws -> Examination.Check {
        var check = Examination.Check(
            name: "outcomes",
            rule: "every record of a delivery was loaded, set aside, or known already: one of these"
        )
        for delivery in deliveries {
            check.examined += delivery.records
            let range: StatementArguments = [
                delivery.id, delivery.first, delivery.first + delivery.records,
            ]
            let table = delivery.feed.tableName
            guard try db.tableExists(table) else {
                check.complain("\(delivery.name): the table \(table) is not there")
                continue
            }
            let rows = try count(
                "\(quotedName(table)) WHERE delivery_id = ?1 AND record_id >= ?2 AND record_id < ?3",
                range)
            let astray = try count(
                "\(quotedName(table)) WHERE delivery_id = ?1 AND NOT (record_id >= ?2 AND record_id < ?3)",
                range)
            let aside = try count(
                "set_aside WHERE delivery_id = ?1 AND record_id >= ?2 AND record_id < ?3", range)
            let expected = delivery.records - delivery.unchanged - delivery.setAside
            if rows != expected {
                check.complain(
                    "\(delivery.name): \(rows) rows in \(table); the delivery's counts say \(expected)"
                )
            }
            if aside != delivery.setAside {
                check.complain(
                    "\(delivery.name): \(aside) records set aside; its counts say \(delivery.setAside)"
                )
            }
            if astray > 0 {
                check.complain(
                    "\(delivery.name): \(astray) rows of \(table) have record ids of another delivery"
                )
            }
            let both = try count(
                "\(quotedName(table)) WHERE delivery_id = ?1 AND record_id IN (SELECT record_id FROM set_aside)",
                [delivery.id])
            if both > 0 {
                check.complain(
                    "\(delivery.name): \(both) records are both loaded and set aside")
            }
        }
        return check
    }

    func keys() throws -> Examination.Check {
        var check = Examination.Check(
            name: "keys", rule: "a key has one current version in its feed table")
        for contract in schemas.contracts where !contract.key.isEmpty {
            let table = contract.feed.tableName
            guard try db.tableExists(table) else { continue }
            check.examined += try count("\(quotedName(table)) WHERE valid_to_run IS NULL", [])
            let repeated = try Row.fetchAll(
                db,
                sql: """
                    SELECT count(*), min(record_id), max(record_id) FROM \(quotedName(table))
                    WHERE valid_to_run IS NULL GROUP BY key_hash HAVING count(*) > 1 LIMIT 20
                    """)
            for row in repeated {
                let (number, first, last): (Int64, Int64, Int64) = (row[0], row[1], row[2])
                check.complain(
                    "\(table): \(number) current rows of one key, records \(first) and \(last) among them"
                )
            }
        }
        return check
    }

    func count(_ from: String, _ arguments: StatementArguments) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT count(*) FROM \(from)", arguments: arguments) ?? 0
    }
}
