import GRDB
import GuijiContract
import GuijiModel

/// Finds the ids of rows that are told apart by key columns: a row is what its key says, whichever records speak of it.
///
/// Stored references are followed to the entities of today, so that a merge of two persons brings their relations
/// together, and a split gives each its own back.
struct KeyIdentity {
    let db: Database
    let tables: UnifiedTables
    /// The forwards in force of each table referred to.
    let forwards: [String: [Int64: Int64]]

    private var table: UnifiedTable { tables.plan.table }

    /// One pass over the stored rows.
    func assign(
        _ clustering: Clustering, _ keys: StatementKeys, _ mentions: MentionTable,
        _ timeline: Timeline?
    ) throws -> IdentityAssignment {
        var numbers = KeyTable(expecting: keys.primary.count)
        // By key: its row; -2 where several have it.
        var clusterOf: [Int32] = []
        for alternative in keys.keys {
            for (row, key) in alternative.enumerated() where !key.isNone {
                let number = numbers.number(key)
                let cluster = clustering.clusterOf[row]
                if number == clusterOf.count {
                    clusterOf.append(cluster)
                } else if clusterOf[number] != cluster {
                    clusterOf[number] = -2
                }
            }
        }
        let known = try UnifiedState.forwards(db, tables.name)
        var result = IdentityAssignment(
            entityOf: Array(repeating: 0, count: clustering.clusterCount), opened: [], closed: [],
            nextID: 1 + (try lastLinked()))
        let stored = try StoredKeys(db, tables, forwards, timeline != nil)
        while let (id, key) = try stored.next() {
            result.nextID = max(result.nextID, id + 1)
            let cluster = numbers.find(key).map { Int(clusterOf[$0]) } ?? -1
            let forwarded = known[id]
            guard cluster >= 0 else { continue }
            let first = result.entityOf[cluster]
            if first == 0 {
                result.entityOf[cluster] = id
                if let forwarded { result.closed.append(.init(from: id, to: forwarded)) }
            } else if forwarded != first {
                if let forwarded { result.closed.append(.init(from: id, to: forwarded)) }
                result.opened.append(.init(from: id, to: first))
            }
        }
        number(clustering, mentions.set, &result)
        return result
    }

    /// The greatest id that a statement was ever linked to, of rows taken away since among them.
    private func lastLinked() throws -> Int64 {
        try Int64.fetchOne(
            db, sql: "SELECT max(\(quotedName(tables.key))) FROM \(quotedName(tables.source))") ?? 0
    }

    /// New rows are numbered by the first of their statements, which is the same whatever the order of loading.
    private func number(
        _ clustering: Clustering, _ set: MentionSet, _ result: inout IdentityAssignment
    ) {
        var first = [Int32](repeating: -1, count: clustering.clusterCount)
        for row in 0..<set.count {
            let cluster = Int(clustering.clusterOf[row])
            if result.entityOf[cluster] == 0,
                first[cluster] < 0 || set.precedes(row, Int(first[cluster]))
            {
                first[cluster] = Int32(row)
            }
        }
        let new = first.indices.filter { first[$0] >= 0 }
            .sorted { set.precedes(Int(first[$0]), Int(first[$1])) }
        for cluster in new {
            result.entityOf[cluster] = result.nextID
            result.nextID += 1
        }
    }
}

/// Reads the keys of a table's stored rows, by ascending id.
private struct StoredKeys {
    private let rows: RawStatement
    private let table: UnifiedTable
    private let alternatives: [[Int]]
    private let forwards: [Int: [Int64: Int64]]
    private let pair: (left: Int, right: Int, condition: Int, value: [UInt8])?
    private let interval: (event: Int, from: Int, to: Int)?

    init(
        _ db: Database, _ tables: UnifiedTables, _ forwards: [String: [Int64: Int64]],
        _ hasTimeline: Bool
    ) throws {
        table = tables.plan.table
        alternatives = tables.plan.key
        let names = tables.columns.map(quotedName).joined(separator: ", ")
        let key = quotedName(tables.key)
        rows = try RawStatement(
            db, "SELECT \(key), \(names) FROM \(quotedName(tables.name)) ORDER BY \(key)")
        var byColumn: [Int: [Int64: Int64]] = [:]
        for (number, column) in table.columns.enumerated() {
            if let target = column.references, let known = forwards[target], !known.isEmpty {
                byColumn[number] = known
            }
        }
        self.forwards = byColumn
        pair = table.symmetry.flatMap { symmetry in
            guard let left = tables.plan.table.index(of: symmetry.columns[0]),
                let right = tables.plan.table.index(of: symmetry.columns[1]),
                let condition = tables.plan.table.index(of: symmetry.conditionColumn)
            else { return nil }
            return (left, right, condition, Array(symmetry.conditionValue.utf8))
        }
        interval =
            hasTimeline
            ? table.timeline.flatMap { spec in
                guard let event = tables.plan.table.index(of: spec.event),
                    let from = tables.plan.table.index(of: "valid_from"),
                    let to = tables.plan.table.index(of: "valid_to")
                else { return nil }
                return (event, from, to)
            } : nil
    }

    /// The id and key of the next row; `nil` at the end.
    func next() throws -> (Int64, Key128)? {
        guard try rows.step() else { return nil }
        let isSwapped = isOutOfOrder
        for (number, columns) in alternatives.enumerated() {
            var hash = KeyHash(alternative: number)
            for column in columns {
                var place = column
                if isSwapped, let pair {
                    if column == pair.left { place = pair.right }
                    if column == pair.right { place = pair.left }
                }
                if let known = forwards[place], !rows.isNull(Int32(place + 1)),
                    known[rows.integer(Int32(place + 1))] != nil
                {
                    var text = String(current(place))
                    text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
                } else {
                    hash.add(rows.bytes(Int32(place + 1)))
                }
            }
            if let interval { hash.add(intervalMark(interval)) }
            let key = hash.key
            if !key.isNone { return (rows.integer(0), key) }
        }
        return (rows.integer(0), .none)
    }

    private func current(_ column: Int) -> Int64 {
        var id = rows.integer(Int32(column + 1))
        while let next = forwards[column]?[id] { id = next }
        return id
    }

    private var isOutOfOrder: Bool {
        guard let pair, let condition = rows.bytes(Int32(pair.condition + 1)),
            condition.elementsEqual(pair.value)
        else { return false }
        return current(pair.left) > current(pair.right)
    }

    private func intervalMark(_ interval: (event: Int, from: Int, to: Int)) -> UInt64 {
        let from = rows.bytes(Int32(interval.from + 1))
        let to = rows.bytes(Int32(interval.to + 1))
        // An event without a date, such as a vehicle's owner as of today, belongs to no interval.
        guard !rows.isNull(Int32(interval.event + 1)), from != nil || to != nil else {
            return Timeline.noInterval
        }
        return Timeline.mark(from: from, to: to)
    }
}
