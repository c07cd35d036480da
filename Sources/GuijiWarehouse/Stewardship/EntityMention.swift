import GRDB

/// A mention as reviews and decisions name it: by feed, role, key and item, so that the next delivery of the record is
/// the same mention. `record` and `entity` say where it is today.
package struct EntityMention: Sendable, Hashable, Encodable {
    package var feed: String
    package var role: String
    package var item: Int64
    package var record: Int64
    /// `nil` where no current record is this mention.
    package var entity: Int64?
    /// By which rule it belongs to the entity, and how sure that is.
    package var rule: String?
    package var score: Double?
    /// The record's `key_hash`, as the warehouse stores it.
    package var keyHash: Int64

    // A number of 64 bits is no number to most readers of JSON, and says nothing to a person.
    private enum CodingKeys: CodingKey { case feed, role, item, record, entity, rule, score }

    /// Whether both are one mention, wherever they are.
    package func isSame(as other: EntityMention) -> Bool {
        feed == other.feed && role == other.role && item == other.item && keyHash == other.keyHash
    }

    /// The order of mentions that is the same on every night and machine.
    package func precedes(_ other: EntityMention) -> Bool {
        if (feed, role) != (other.feed, other.role) {
            return (feed, role) < (other.feed, other.role)
        }
        let (left, right) = (UInt64(bitPattern: keyHash), UInt64(bitPattern: other.keyHash))
        return left != right ? left < right : item < other.item
    }
}

extension Warehouse {
    /// The id that holds today for an entity.
    /// - Throws: `WarehouseError.notFound`.
    package func currentEntity(_ asked: Int64, in table: String) throws -> Int64 {
        try read { db in
            let id =
                try db.tableExists(table) ? UnifiedState.current(db, table, asked) : asked
            let exists =
                try db.tableExists(table)
                && Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM \(quotedName(table))
                            WHERE \(quotedName(table + "_id")) = ?)
                        """, arguments: [id]) ?? false
            guard exists else {
                throw WarehouseError.notFound(what: table, name: String(asked), nearest: [])
            }
            return id
        }
    }

    /// The mentions that belong to an entity now, in their order. A look-up by key.
    package func mentions(of entity: Int64, in table: String) throws -> [EntityMention] {
        try read { db in
            try EntityMention.fetch(db, table, where: "\(quotedName(table + "_id")) = ?", [entity])
        }
    }

    /// The mentions that a record makes now, in their order. One pass over the table's links.
    package func mentions(ofRecord record: Int64, in table: String) throws -> [EntityMention] {
        try read { db in try EntityMention.fetch(db, table, where: "record_id = ?", [record]) }
    }

    /// How many mentions a table's entities have now.
    package func mentionCount(in table: String) throws -> Int {
        try read { db in
            guard try db.tableExists(table + "_source") else { return 0 }
            return try Int.fetchOne(
                db,
                sql:
                    "SELECT count(*) FROM \(quotedName(table + "_source")) WHERE until_run IS NULL")
                ?? 0
        }
    }
}

extension EntityMention {
    fileprivate static func fetch(
        _ db: Database, _ table: String, where clause: String, _ arguments: StatementArguments
    ) throws -> [EntityMention] {
        guard try db.tableExists(table + "_source") else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT feed, role, item, record_id, \(quotedName(table + "_id")), rule, score, key_hash
                FROM \(quotedName(table + "_source")) WHERE until_run IS NULL AND \(clause)
                """, arguments: arguments
        ).map {
            EntityMention(
                feed: $0[0], role: $0[1], item: $0[2], record: $0[3], entity: $0[4], rule: $0[5],
                score: $0[6], keyHash: $0[7])
        }.sorted { $0.precedes($1) }
    }
}
