import GRDB
package import GuijiContract
package import GuijiModel

extension Warehouse {
    /// Builds the unified layer from the current rows of the feed tables: one transaction, so that a reader sees the
    /// whole of one night or the whole of the next.
    ///
    /// Tables come in the order of their references. A table costs a few look-ups where no delivery of its feeds was
    /// loaded, no schema changed, and no entity it links to; else one pass over the current rows and its own tables.
    /// Only differences are written.
    /// - Parameter deriver: fills columns declared `derivedFrom`; `nil`: they stay empty unless a field states them.
    /// - Throws: `UnifyError`, `WarehouseError`, or what the resolver throws; nothing was changed then.
    package func unify(
        run: RunID, schemas: SchemaSet, resolver: any EntityResolver,
        deriver: (any MentionDeriver)? = nil
    ) throws -> [UnifiedTableReport] {
        try write { db in
            let all = try schemas.unified.map { UnifiedTables(plan: try UnifiedPlan($0, schemas)) }
            var isNew = try !db.viewExists("cell_lineage")
            for tables in all { isNew = try tables.prepare(db) || isNew }
            if isNew { try UnifiedTables.createView(db, all) }
            let day =
                try String.fetchOne(
                    db, sql: "SELECT max(business_date) FROM delivery WHERE state = 'loaded'") ?? ""
            var reports: [String: UnifiedTableReport] = [:]
            for tables in UnifiedOrder.sorted(all) {
                let name = "fingerprint \(tables.name)"
                let fingerprint = try UnifiedState.fingerprint(
                    db, tables.plan, resolver, deriver, day: day)
                if try UnifiedState.stored(db, name) == fingerprint {
                    reports[tables.name] = try unchanged(db, tables, day: day)
                    continue
                }
                let work = UnifyWork(
                    db: db, tables: tables, run: run, resolver: resolver, deriver: deriver,
                    day: Array(day.utf8))
                reports[tables.name] = try work.unify()
                try UnifiedState.store(db, name, fingerprint, run)
            }
            return schemas.unified.compactMap { reports[$0.name] }
        }
    }

    /// Nothing was stated anew; but a relation may have ended since.
    private func unchanged(_ db: Database, _ tables: UnifiedTables, day: String) throws
        -> UnifiedTableReport
    {
        var report = UnifiedTableReport(table: tables.name)
        report.isSkipped = true
        let table = quotedName(tables.name)
        if tables.plan.table.kind == .relation, tables.columns.contains("valid_to") {
            try db.execute(
                sql: "UPDATE \(table) SET is_current = 0 WHERE is_current = 1 AND valid_to <= ?",
                arguments: [day])
            report.changed = Int64(db.changesCount)
        }
        report.current =
            try Int64.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE is_current = 1") ?? 0
        return report
    }
}

/// The order in which tables are unified: what a table refers to comes first.
enum UnifiedOrder {
    /// References in a circle (no schema on disk has them) are broken at the table that comes first by its place.
    static func sorted(_ tables: [UnifiedTables]) -> [UnifiedTables] {
        var byName: [String: UnifiedTables] = [:]
        for table in tables { byName[table.name] = table }
        var done: Set<String> = []
        var result: [UnifiedTables] = []
        func visit(_ table: UnifiedTables) {
            guard done.insert(table.name).inserted else { return }
            for target in table.plan.table.columns.compactMap(\.references) {
                if let next = byName[target] { visit(next) }
            }
            result.append(table)
        }
        for table in tables { visit(table) }
        return result
    }
}
