import GRDB
import GuijiContract
package import GuijiModel

/// Which findings are wanted.
package struct FindingFilter: Sendable {
    package var run: Int64?
    package var feed: String?
    package var rule: String?
    package var severity: Severity?
    package var limit: Int

    package init(
        run: Int64? = nil, feed: String? = nil, rule: String? = nil, severity: Severity? = nil,
        limit: Int = 100
    ) {
        self.run = run
        self.feed = feed
        self.rule = rule
        self.severity = severity
        self.limit = limit
    }
}

/// A finding as the warehouse holds it.
package struct FindingRow: Sendable, Encodable, Equatable {
    package var run: Int64
    package var feed: String
    package var path: String
    /// The record's number in the file, from 1; `nil` where the finding is about the file.
    package var record: Int64?
    package var line: Int64?
    package var byteOffset: Int64?
    package var byteLength: Int64?
    package var rule: String
    package var severity: String
    package var field: String?
    package var found: String
    package var expected: String

    /// The same with what stood in a record hidden. What is said of a file holds no personal value.
    package var masked: FindingRow {
        guard record != nil else { return self }
        var row = self
        row.found = Masking.mask(found)
        return row
    }
}

extension Warehouse {
    /// - Throws: `WarehouseError.notFound` where the filter names a run or a feed that never was, so that a slip of the
    ///   pen is not taken for good news.
    package func check(_ filter: FindingFilter) throws {
        try read { db in
            if let run = filter.run {
                let last = try Int64.fetchOne(db, sql: "SELECT max(run_id) FROM run") ?? 0
                guard (1...max(last, 1)).contains(run), last > 0 else {
                    throw WarehouseError.notFound(
                        what: "run", name: String(run), nearest: last > 0 ? [String(last)] : [])
                }
            }
            if let feed = filter.feed {
                let feeds = try String.fetchAll(db, sql: "SELECT DISTINCT feed FROM delivery")
                guard feeds.contains(feed) else {
                    throw WarehouseError.notFound(
                        what: "delivery of the feed", name: feed,
                        nearest: NearestWord.of(feed, in: feeds).map { [$0] } ?? [])
                }
            }
        }
    }

    /// Findings, newest run first, in file order.
    package func findings(_ filter: FindingFilter) throws -> [FindingRow] {
        let (clause, arguments) = Warehouse.conditions(filter)
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT f.run_id, d.feed, d.path, f.ordinal, f.line, f.byte_offset, f.byte_length, f.rule,
                        f.severity, f.field, f.found, f.expected
                    FROM finding f JOIN delivery d USING (delivery_id)
                    WHERE \(clause)
                    ORDER BY f.run_id DESC, f.delivery_id, f.finding_id LIMIT ?
                    """, arguments: arguments + [filter.limit]
            ).map { row in
                let ordinal: Int64? = row[3]
                return FindingRow(
                    run: row[0], feed: row[1], path: row[2], record: ordinal.map { $0 + 1 },
                    line: row[4],
                    byteOffset: row[5], byteLength: row[6], rule: row[7], severity: row[8],
                    field: row[9],
                    found: row[10], expected: row[11])
            }
        }
    }

    /// How many findings there are by feed, rule and field, most first.
    package func findingCounts(_ filter: FindingFilter) throws -> [FindingCount] {
        let (clause, arguments) = Warehouse.conditions(filter)
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT d.feed, f.rule, f.severity, f.field, count(*)
                    FROM finding f JOIN delivery d USING (delivery_id)
                    WHERE \(clause) GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 4
                    """, arguments: arguments
            ).map {
                FindingCount(feed: $0[0], rule: $0[1], severity: $0[2], field: $0[3], count: $0[4])
            }
        }
    }

    private static func conditions(_ filter: FindingFilter) -> (String, StatementArguments) {
        var clauses = ["1"]
        var arguments = StatementArguments()
        func add(_ clause: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            clauses.append(clause)
            arguments += [value]
        }
        add("f.run_id = ?", filter.run)
        add("d.feed = ?", filter.feed)
        add("f.rule = ?", filter.rule)
        add("f.severity = ?", filter.severity?.rawValue)
        return (clauses.joined(separator: " AND "), arguments)
    }
}

/// Findings of one kind, counted.
package struct FindingCount: Sendable, Encodable, Equatable {
    package var feed: String
    package var rule: String
    package var severity: String
    package var field: String?
    package var count: Int64
}
