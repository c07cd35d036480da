import GRDB
package import GuijiContract
package import GuijiModel

extension Warehouse {
    /// Builds the unified layer from the current rows of the feed tables: one transaction, so that a reader sees the
    /// whole of one night or the whole of the next.
    ///
    /// Costs a table look-up where no delivery was loaded and no schema changed since the last time; else one pass
    /// over the current rows and the unified tables. Only differences are written.
    /// - Throws: `UnifyError`, `WarehouseError`, or what the resolver throws; nothing was changed then.
    package func unify(
        run: RunID, schemas: SchemaSet, resolver: any EntityResolver
    ) throws -> [UnifiedTableReport] {
        try write { db in
            let fingerprint = try UnifiedState.fingerprint(db, schemas, resolver)
            if try UnifiedState.stored(db) == fingerprint {
                return try schemas.unified.map { try Warehouse.unchanged(db, $0) }
            }
            let all = try schemas.unified
                .map { UnifiedTables(plan: try UnifiedPlan($0, schemas)) }
            var isNew = try !db.viewExists("cell_lineage")
            for tables in all { isNew = try tables.prepare(db) || isNew }
            if isNew { try UnifiedTables.createView(db, all) }
            let reports = try all.map { tables in
                try Warehouse.unify(db, tables, run: run, resolver: resolver)
            }
            try UnifiedState.store(db, fingerprint, run)
            return reports
        }
    }

    private static func unchanged(_ db: Database, _ table: UnifiedTable) throws
        -> UnifiedTableReport
    {
        var report = UnifiedTableReport(table: table.name)
        report.isSkipped = true
        report.current =
            try Int64.fetchOne(
                db, sql: "SELECT count(*) FROM \(quotedName(table.name)) WHERE is_current = 1") ?? 0
        return report
    }

    private static func unify(
        _ db: Database, _ tables: UnifiedTables, run: RunID, resolver: any EntityResolver
    ) throws -> UnifiedTableReport {
        var report = UnifiedTableReport(table: tables.name)
        var mentions = try MentionTable(db, tables.plan)
        report.mentions = Int64(mentions.set.count)
        let links = try KnownLinks(db, tables, mentions)
        let state = try identityState(db, tables, &mentions, links)
        let clustering = try resolver.resolve(mentions.set)
        let identity = resolver.identify(clustering, of: mentions.set, knowing: state)
        let golden = GoldenRecords(mentions, clustering, identity.entityOf)
        try UnifiedWriter(db: db, tables: tables, golden: golden, run: run.rawValue).write(&report)
        let writer = LinkWriter(db: db, tables: tables, run: run.rawValue)
        try writer.write(golden, clustering, links, &report)
        try writer.write(identity, &report)
        return report
    }

    /// Tells each mention to which entity it belonged last, and adds the entities that no mention speaks of.
    private static func identityState(
        _ db: Database, _ tables: UnifiedTables, _ mentions: inout MentionTable, _ links: KnownLinks
    ) throws -> IdentityState {
        let last =
            try Int64.fetchOne(
                db, sql: "SELECT max(\(quotedName(tables.key))) FROM \(quotedName(tables.name))")
            ?? 0
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

    /// Adds the entities without mentions: those already retired, and those that lost their last mention tonight.
    private static func remember(
        _ db: Database, _ tables: UnifiedTables, _ mentions: inout MentionTable,
        _ links: KnownLinks,
        _ state: IdentityState, _ isSpokenOf: [Bool]
    ) throws {
        let key = quotedName(tables.key)
        let names = tables.columns.map(quotedName).joined(separator: ", ")
        let select = "SELECT \(key), \(names) FROM \(quotedName(tables.name)) WHERE "
        func add(_ row: RawStatement) throws {
            let id = row.integer(0)
            guard !isSpokenOf[Int(id)], state.forwards[id] == nil else { return }
            try mentions.remember(id) { row.bytes(Int32($0 + 1)) }
        }
        let retired = try RawStatement(db, select + "is_current = 0")
        while try retired.step() { try add(retired) }
        let orphaned = try RawStatement(db, select + "\(key) = ? AND is_current = 1")
        for id in Set(links.orphans.map(\.link.entity)) {
            orphaned.bind(1, id)
            if try orphaned.step() { try add(orphaned) }
            orphaned.reset()
        }
    }
}
