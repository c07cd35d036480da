import GRDB
import GuijiModel

/// What a resolver needs to know of the entities of earlier nights.
enum MatchState {
    /// For entities without identifier, which are what their canonical form says: each is remembered by that form, so
    /// that a record which speaks of another address tomorrow does not take this one's id along.
    static func ofForms(_ db: Database, _ tables: UnifiedTables, _ mentions: inout MentionTable)
        throws -> IdentityState
    {
        let state = IdentityState(
            forwards: try UnifiedState.forwards(db, tables.name), nextID: try lastID(db, tables) + 1
        )
        let rows = try RawStatement(db, select(tables))
        while try rows.step() {
            guard state.forwards[rows.integer(0)] == nil else { continue }
            try mentions.remember(rows.integer(0)) { rows.bytes(Int32($0 + 1)) }
        }
        return state
    }

    /// Tells each mention to which entity it belonged last, and adds the entities that no mention speaks of.
    static func ofMentions(
        _ db: Database, _ tables: UnifiedTables, _ mentions: inout MentionTable, _ links: KnownLinks
    ) throws -> IdentityState {
        let last = try lastID(db, tables)
        let state = IdentityState(
            forwards: try UnifiedState.forwards(db, tables.name),
            history: links.past.map { ($0.mention, $0.entity) }, nextID: last + 1)
        // A mention that comes back belonged last to the entity of its latest link.
        var until = [Int: Int64]()
        for past in links.past where links.open[past.mention].entity == 0 {
            if past.until >= until[past.mention] ?? -1 {
                until[past.mention] = past.until
                mentions.set.previous[past.mention] = past.entity
            }
        }
        var isSpokenOf = [Bool](repeating: false, count: Int(last) + 1)
        for mention in 0..<mentions.set.count {
            if links.open[mention].entity != 0 {
                mentions.set.previous[mention] = links.open[mention].entity
            }
            let previous = state.current(mentions.set.previous[mention])
            if previous > 0 { isSpokenOf[Int(previous)] = true }
        }
        try remember(db, tables, &mentions, links, state, isSpokenOf)
        return state
    }

    private static func lastID(_ db: Database, _ tables: UnifiedTables) throws -> Int64 {
        try Int64.fetchOne(
            db, sql: "SELECT max(\(quotedName(tables.key))) FROM \(quotedName(tables.name))") ?? 0
    }

    private static func select(_ tables: UnifiedTables) -> String {
        let names = tables.columns.map(quotedName).joined(separator: ", ")
        return "SELECT \(quotedName(tables.key)), \(names) FROM \(quotedName(tables.name))"
    }

    /// Adds the entities without mentions: those already retired, and those that lost their last mention tonight.
    private static func remember(
        _ db: Database, _ tables: UnifiedTables, _ mentions: inout MentionTable,
        _ links: KnownLinks, _ state: IdentityState, _ isSpokenOf: [Bool]
    ) throws {
        func add(_ row: RawStatement) throws {
            let id = row.integer(0)
            guard !isSpokenOf[Int(id)], state.forwards[id] == nil else { return }
            try mentions.remember(id) { row.bytes(Int32($0 + 1)) }
        }
        let retired = try RawStatement(db, select(tables) + " WHERE is_current = 0")
        while try retired.step() { try add(retired) }
        let orphaned = try RawStatement(
            db, select(tables) + " WHERE \(quotedName(tables.key)) = ? AND is_current = 1")
        for id in Set(links.orphans.map(\.link.entity)) {
            orphaned.bind(1, id)
            if try orphaned.step() { try add(orphaned) }
            orphaned.reset()
        }
    }
}
