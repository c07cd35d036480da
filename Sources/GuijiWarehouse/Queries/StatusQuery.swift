import GRDB
package import GuijiModel

/// How one feed stands.
package struct FeedStatus: Sendable, Encodable {
    package var feed: String
    /// The newest delivery of any outcome; `nil` where none ever came.
    package var lastPath: String?
    package var lastState: String?
    package var lastReason: String?
    package var lastAt: String?
    /// The business date of the newest delivery loaded.
    package var loadedThrough: String?
    /// Keys that hold now.
    package var rows: Int64
    /// Records ever set aside.
    package var setAside: Int64
}

/// The newest run.
package struct RunStatus: Sendable, Encodable {
    package var run: Int64
    package var businessDate: String
    package var startedAt: String
    package var endedAt: String?
    package var state: String
    package var exitCode: Int64?
    package var message: String?
}

extension Warehouse {
    /// How feeds stand, in the order given.
    package func status(feeds: [FeedID]) throws -> [FeedStatus] {
        try read { db in
            try feeds.map { feed in
                let last = try Row.fetchOne(
                    db,
                    sql:
                        "SELECT path, state, reason, at FROM delivery WHERE feed = ? ORDER BY delivery_id DESC LIMIT 1",
                    arguments: [feed.rawValue])
                let sums = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT max(business_date), coalesce(sum(set_aside), 0) FROM delivery
                        WHERE feed = ? AND state = 'loaded'
                        """, arguments: [feed.rawValue])
                let table = feed.tableName
                let rows =
                    try db.tableExists(table)
                    ? Int64.fetchOne(
                        db, sql: "SELECT count(*) FROM \(table) WHERE valid_to_run IS NULL") ?? 0
                    : 0
                return FeedStatus(
                    feed: feed.rawValue, lastPath: last?["path"], lastState: last?["state"],
                    lastReason: last?["reason"], lastAt: last?["at"], loadedThrough: sums?[0],
                    rows: rows,
                    setAside: sums?[1] ?? 0)
            }
        }
    }

    /// The newest run; `nil` in a new warehouse.
    package func lastRun() throws -> RunStatus? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM run ORDER BY run_id DESC LIMIT 1").map {
                RunStatus(
                    run: $0["run_id"], businessDate: $0["business_date"],
                    startedAt: $0["started_at"],
                    endedAt: $0["ended_at"], state: $0["state"], exitCode: $0["exit_code"],
                    message: $0["message"])
            }
        }
    }
}
