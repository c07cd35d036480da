import GRDB
package import GuijiContract
package import GuijiModel

/// Mentions as the resolver sees them, for explaining what it decided.
package struct MentionView {
    /// With the decisions in force about the mentions at hand.
    package let set: MentionSet
    /// Whether all mentions of the table are here. Of a part, what depends on others (a telephone that many hold) is
    /// judged too mildly.
    package let isWhole: Bool
    private let table: MentionTable

    fileprivate init(_ table: MentionTable, isWhole: Bool) {
        self.table = table
        self.isWhole = isWhole
        set = table.set
    }

    /// The number of a mention in `set`; `nil` where it is not there.
    package func number(of mention: EntityMention) -> Int? {
        let origin = MentionOrigin(feed: FeedID(mention.feed), role: mention.role)
        guard let number = set.origins.firstIndex(of: origin) else { return nil }
        return table.number(
            origin: UInt32(number), keyHash: UInt64(bitPattern: mention.keyHash),
            item: Int32(truncatingIfNeeded: mention.item))
    }
}

extension Warehouse {
    /// The mentions of a table, all of them or only those of some records.
    ///
    /// All: one pass over the table's feeds, as when it is unified. Some: look-ups by record.
    package func mentionView(
        _ table: UnifiedTable, schemas: SchemaSet, deriver: (any MentionDeriver)?,
        only mentions: [EntityMention]? = nil
    ) throws -> MentionView {
        try read { db in
            let tables = UnifiedTables(plan: try UnifiedPlan(table, schemas))
            var records: [MentionOrigin: [Int64]]?
            if let mentions {
                records = Dictionary(
                    grouping: mentions,
                    by: { MentionOrigin(feed: FeedID($0.feed), role: $0.role) }
                ).mapValues { Set($0.map(\.record)).sorted() }
            }
            var read = try MentionTable(
                db, tables.plan, links: mentions == nil ? tables.plan.entityLinks(db) : [:],
                deriver: deriver, records: records)
            if try db.tableExists("steward_decision") {
                read.set.decisions = try MatchNotes(db: db, tables: tables, run: RunID(0))
                    .decisions(read)
            }
            return MentionView(read, isWhole: mentions == nil)
        }
    }
}
