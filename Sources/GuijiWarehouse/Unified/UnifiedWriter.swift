import GRDB
import GuijiModel

/// Brings `T`, `T_source` and `T_lineage` to what a night decided, writing differences only.
struct UnifiedWriter {
    let db: Database
    let tables: UnifiedTables
    let golden: GoldenRecords
    let run: Int64

    private var columnCount: Int { tables.columns.count }

    /// Entities whose row must change, by what must change.
    private struct Changes {
        var values: [Int32] = []
        var lineage: [Int32] = []
        var changed: Set<Int64> = []
        var retired: [Int64] = []
        var created: [Int32] = []
    }

    func write(_ report: inout UnifiedTableReport) throws {
        let changes = try golden.mentions.set.bytes.withUnsafeBytes { bytes in
            let changes = try compare(bytes)
            try insert(changes.created, bytes)
            try update(changes, bytes)
            return changes
        }
        report.current = Int64(golden.order.count)
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
        var next = 0
        while try rows.step() {
            let id = rows.integer(0)
            let isCurrent = rows.integer(1) == 1
            guard next < golden.order.count,
                golden.entityOf[Int(golden.order[next])] == id
            else {
                if isCurrent { changes.retired.append(id) }
                continue
            }
            let cluster = golden.order[next]
            next += 1
            var valuesDiffer = !isCurrent
            var lineageDiffers = false
            for column in 0..<columnCount {
                let winner = golden.winner(Int(cluster), column, in: bytes)
                let place = Int32(2 + column)
                guard winner >= 0 else {
                    valuesDiffer = valuesDiffer || !rows.isNull(place)
                    lineageDiffers = lineageDiffers || !rows.isNull(place + Int32(columnCount))
                    continue
                }
                let slice = golden.mentions.set.columns[column].slices[winner]
                let value = UnsafeRawBufferPointer(rebasing: bytes[slice.range])
                if !valuesDiffer {
                    valuesDiffer = rows.bytes(place).map { !$0.elementsEqual(value) } ?? true
                }
                lineageDiffers =
                    lineageDiffers || rows.isNull(place + Int32(columnCount))
                    || rows.integer(place + Int32(columnCount))
                        != golden.mentions.recordIDs[winner]
            }
            if valuesDiffer { changes.values.append(cluster) }
            if lineageDiffers { changes.lineage.append(cluster) }
            if valuesDiffer || lineageDiffers { changes.changed.insert(id) }
        }
        // What follows has a greater id than any in the table.
        changes.created = Array(golden.order[next...])
        return changes
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
            bind(cluster, entity, lineage, from: 2, bytes)
            let last = Int32(2 + columnCount)
            entity.bind(last, run)
            entity.bind(last + 1, run)
            entity.bind(last + 2, 1 as Int64)
            try entity.execute()
            try lineage.execute()
        }
    }

    private func update(_ changes: Changes, _ bytes: UnsafeRawBufferPointer) throws {
        let names = tables.columns.map(quotedName)
        let key = quotedName(tables.key)
        let sets = names.map { "\($0) = ?" }
        let place = Int32(1 + columnCount)
        let entity = try RawStatement(
            db,
            """
            UPDATE \(quotedName(tables.name))
            SET \((sets + ["last_seen_run = ?", "is_current = 1"]).joined(separator: ", "))
            WHERE \(key) = ?
            """)
        for cluster in changes.values {
            bind(cluster, entity, nil, from: 1, bytes)
            entity.bind(place, run)
            entity.bind(place + 1, golden.entityOf[Int(cluster)])
            try entity.execute()
        }
        let lineage = try RawStatement(
            db,
            "UPDATE \(quotedName(tables.lineage)) SET \(sets.joined(separator: ", ")) WHERE \(key) = ?"
        )
        for cluster in changes.lineage {
            bind(cluster, nil, lineage, from: 1, bytes)
            lineage.bind(place, golden.entityOf[Int(cluster)])
            try lineage.execute()
        }
        let retire = try RawStatement(
            db, "UPDATE \(quotedName(tables.name)) SET is_current = 0 WHERE \(key) = ?")
        for id in changes.retired {
            retire.bind(1, id)
            try retire.execute()
        }
    }

    /// Binds the survivors of a cluster to an entity statement and their records to a lineage statement.
    private func bind(
        _ cluster: Int32, _ entity: RawStatement?, _ lineage: RawStatement?, from first: Int32,
        _ bytes: UnsafeRawBufferPointer
    ) {
        for column in 0..<columnCount {
            let place = first + Int32(column)
            let winner = golden.winner(Int(cluster), column, in: bytes)
            guard winner >= 0 else {
                entity?.bindNull(place)
                lineage?.bindNull(place)
                continue
            }
            let slice = golden.mentions.set.columns[column].slices[winner]
            entity?.bind(place, UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
            lineage?.bind(place, golden.mentions.recordIDs[winner])
        }
    }
}
