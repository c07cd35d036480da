import GRDB
import GuijiModel

/// Brings `T`, `T_source` and `T_lineage` to what a night decided, writing differences only.
struct UnifiedWriter {
    let db: Database
    let tables: UnifiedTables
    let golden: GoldenRecords
    let run: Int64
    /// The day on which the layer holds, ISO text: relations that ended by then are not current.
    let day: [UInt8]

    private var columnCount: Int { tables.columns.count }

    /// Entities whose row must change, by what must change.
    private struct Changes {
        var values: [Int32] = []
        var lineage: [Int32] = []
        var changed: Set<Int64> = []
        var retired: [Int64] = []
        var created: [Int32] = []
        /// Sticky values that stay although nobody states them any more: cluster and column.
        var kept: Set<Cell> = []
        var current: Int64 = 0
    }

    private struct Cell: Hashable {
        var cluster: Int32
        var column: Int
    }

    /// The columns with `choose: sticky`.
    private var stickyColumns: [Int] {
        tables.plan.table.columns.indices.filter {
            tables.plan.table.columns[$0].choose == .sticky
        }
    }

    func write(_ report: inout UnifiedTableReport) throws {
        let changes = try golden.mentions.set.bytes.withUnsafeBytes { bytes in
            let changes = try compare(bytes)
            try insert(changes.created, bytes)
            try update(changes, bytes)
            return changes
        }
        report.current = changes.current
        report.created = Int64(changes.created.count)
        report.changed = Int64(changes.changed.count)
        report.retired = Int64(changes.retired.count)
    }

    /// Reads the table beside the night's clusters, both by ascending id.
    private func compare(_ bytes: UnsafeRawBufferPointer) throws -> Changes {
        var changes = Changes()
        let names = tables.columns.map(quotedName)
        let key = quotedName(tables.key)
        let selected =
            ["e.\(key)", "e.is_current"] + names.map { "e.\($0)" } + names.map { "l.\($0)" }
        let rows = try RawStatement(
            db,
            """
            SELECT \(selected.joined(separator: ", ")) FROM \(quotedName(tables.name)) AS e
            LEFT JOIN \(quotedName(tables.lineage)) AS l USING (\(key)) ORDER BY e.\(key)
            """)
        let isTimeline = tables.plan.table.timeline != nil
        let rules = tables.plan.table.columns.map { SurvivorshipRule($0) }
        var next = 0
        while try rows.step() {
            let id = rows.integer(0)
            let isCurrent = rows.integer(1) == 1
            guard next < golden.order.count,
                golden.entityOf[Int(golden.order[next])] == id
            else {
                if isCurrent || isTimeline { changes.retired.append(id) }
                continue
            }
            let cluster = golden.order[next]
            next += 1
            let holds = golden.isCurrent(Int(cluster), on: day, in: bytes)
            if holds { changes.current += 1 }
            var valuesDiffer = holds != isCurrent
            var lineageDiffers = false
            for column in 0..<columnCount {
                let place = Int32(2 + column)
                let supplier = place + Int32(columnCount)
                let survivor = golden.survivor(Int(cluster), column, in: bytes)
                if let stored = rows.bytes(place),
                    rules[column].choose == .sticky,
                    stays(stored, against: survivor, column, bytes)
                {
                    changes.kept.insert(Cell(cluster: cluster, column: column))
                    continue
                }
                guard let survivor else {
                    valuesDiffer = valuesDiffer || !rows.isNull(place)
                    lineageDiffers = lineageDiffers || !rows.isNull(supplier)
                    continue
                }
                let value = UnsafeRawBufferPointer(rebasing: bytes[survivor.slice.range])
                if !valuesDiffer {
                    valuesDiffer = rows.bytes(place).map { !$0.elementsEqual(value) } ?? true
                }
                lineageDiffers =
                    lineageDiffers || rows.isNull(supplier)
                    || rows.integer(supplier) != golden.mentions.recordIDs[survivor.mention]
            }
            if valuesDiffer { changes.values.append(cluster) }
            if lineageDiffers { changes.lineage.append(cluster) }
            if valuesDiffer || lineageDiffers { changes.changed.insert(id) }
        }
        // What follows has a greater id than any in the table.
        changes.created = Array(golden.order[next...])
        for cluster in changes.created
        where golden.isCurrent(Int(cluster), on: day, in: bytes) { changes.current += 1 }
        return changes
    }

    /// Whether a sticky value stays as it is stored: nobody states another, or only somebody who may not.
    private func stays(
        _ stored: UnsafeRawBufferPointer, against survivor: GoldenRecords.Survivor?, _ column: Int,
        _ bytes: UnsafeRawBufferPointer
    ) -> Bool {
        let rule = SurvivorshipRule(tables.plan.table.columns[column])
        guard rule.holds(stored) else { return false }
        guard let survivor else { return true }
        let value = UnsafeRawBufferPointer(rebasing: bytes[survivor.slice.range])
        // A value that holds as well takes the place in the ordinary way; so does the first department's word.
        if rule.holds(value) { return false }
        let origin = Int(golden.mentions.set.originOf[survivor.mention])
        return tables.plan.sources[origin].ranks[column] != 0
    }

    private func insert(_ clusters: [Int32], _ bytes: UnsafeRawBufferPointer) throws {
        guard !clusters.isEmpty else { return }
        let names = tables.columns.map(quotedName)
        let key = quotedName(tables.key)
        func insert(_ table: String, _ columns: [String]) throws -> RawStatement {
            let marks = columns.map { _ in "?" }.joined(separator: ", ")
            return try RawStatement(
                db,
                "INSERT INTO \(quotedName(table)) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
            )
        }
        let entity = try insert(
            tables.name, [key] + names + ["first_seen_run", "last_seen_run", "is_current"])
        let lineage = try insert(tables.lineage, [key] + names)
        for cluster in clusters {
            let id = golden.entityOf[Int(cluster)]
            entity.bind(1, id)
            lineage.bind(1, id)
            bind(cluster, entity, lineage, from: 2, [], bytes)
            let last = Int32(2 + columnCount)
            entity.bind(last, run)
            entity.bind(last + 1, run)
            entity.bind(
                last + 2, golden.isCurrent(Int(cluster), on: day, in: bytes) ? 1 : 0 as Int64)
            try entity.execute()
            try lineage.execute()
        }
    }

    private func update(_ changes: Changes, _ bytes: UnsafeRawBufferPointer) throws {
        let names = tables.columns.map(quotedName)
        let key = quotedName(tables.key)
        // A sticky column keeps what it has where a further parameter says so.
        let sticky = stickyColumns
        let sets = names.enumerated().map { column, name in
            let mark = "?\(column + 1)"
            return sticky.firstIndex(of: column).map { number in
                "\(name) = iif(?\(columnCount + number + 4), \(name), \(mark))"
            } ?? "\(name) = \(mark)"
        }
        let place = Int32(1 + columnCount)
        let entity = try RawStatement(
            db,
            """
            UPDATE \(quotedName(tables.name))
            SET \((sets + ["last_seen_run = ?\(place)", "is_current = ?\(place + 1)"]).joined(separator: ", "))
            WHERE \(key) = ?\(place + 2)
            """)
        for cluster in changes.values {
            bind(cluster, entity, nil, from: 1, changes.kept, bytes)
            entity.bind(place, run)
            entity.bind(
                place + 1, golden.isCurrent(Int(cluster), on: day, in: bytes) ? 1 : 0 as Int64)
            entity.bind(place + 2, golden.entityOf[Int(cluster)])
            try entity.execute()
        }
        let lineage = try RawStatement(
            db,
            """
            UPDATE \(quotedName(tables.lineage)) SET \(sets.joined(separator: ", "))
            WHERE \(key) = ?\(place + 2)
            """)
        for cluster in changes.lineage {
            bind(cluster, nil, lineage, from: 1, changes.kept, bytes)
            lineage.bind(place + 2, golden.entityOf[Int(cluster)])
            try lineage.execute()
        }
        try retire(changes.retired)
    }

    /// Marks rows that nothing states any more. An interval that events no longer give is taken away: it would look
    /// like one that ended.
    private func retire(_ ids: [Int64]) throws {
        let key = quotedName(tables.key)
        let statements =
            tables.plan.table.timeline == nil
            ? ["UPDATE \(quotedName(tables.name)) SET is_current = 0 WHERE \(key) = ?"]
            : [tables.name, tables.lineage].map {
                "DELETE FROM \(quotedName($0)) WHERE \(key) = ?"
            }
        for sql in statements {
            let statement = try RawStatement(db, sql)
            for id in ids {
                statement.bind(1, id)
                try statement.execute()
            }
        }
    }

    /// Binds the survivors of a cluster to an entity statement and their records to a lineage statement.
    private func bind(
        _ cluster: Int32, _ entity: RawStatement?, _ lineage: RawStatement?, from first: Int32,
        _ kept: Set<Cell>, _ bytes: UnsafeRawBufferPointer
    ) {
        for column in 0..<columnCount {
            let place = first + Int32(column)
            guard let survivor = golden.survivor(Int(cluster), column, in: bytes) else {
                entity?.bindNull(place)
                lineage?.bindNull(place)
                continue
            }
            entity?.bind(place, UnsafeRawBufferPointer(rebasing: bytes[survivor.slice.range]))
            lineage?.bind(place, golden.mentions.recordIDs[survivor.mention])
        }
        guard first == 1 else { return }
        for (number, column) in stickyColumns.enumerated() {
            let isKept = kept.contains(Cell(cluster: cluster, column: column))
            entity?.bind(Int32(columnCount + number + 4), isKept ? 1 : 0 as Int64)
            lineage?.bind(Int32(columnCount + number + 4), isKept ? 1 : 0 as Int64)
        }
    }
}
