import GRDB
import GuijiContract
import GuijiModel

/// The mentions of one kind in the current rows of all feed tables, with what survivorship and lineage need.
struct MentionTable {
    var set: MentionSet
    /// One a mention.
    var recordIDs: [Int64] = []
    /// `Recency`, one a mention.
    var recency: [Int64] = []
    /// The quality of each identifier column's value (by `column`); empty for other columns.
    var quality: [[IdentifierValue.Quality]]
    private var numbers = MentionNumbers()
    private let plan: UnifiedPlan

    /// Reads all mentions. One pass over each feed table for each of its mentions.
    init(_ db: Database, _ plan: UnifiedPlan) throws {
        self.plan = plan
        set = MentionSet(origins: plan.origins, columns: plan.mentionColumns)
        quality = plan.table.columns.map { _ in [] }
        for source in plan.sources { try read(db, source) }
    }

    /// The number of the mention with this identity, if there is one.
    func number(origin: UInt32, keyHash: UInt64, item: Int32) -> Int? {
        numbers.find(MentionIdentity(origin: origin, keyHash: keyHash, item: item), in: set)
    }

    /// The candidate that a mention is for a column; `nil` where it states nothing. `bytes` are the set's.
    @inline(__always)
    func candidate(_ mention: Int, _ column: Int, in bytes: UnsafeRawBufferPointer)
        -> SurvivorCandidate?
    {
        let slice = set.columns[column].slices[mention]
        guard !slice.isAbsent else { return nil }
        return SurvivorCandidate(
            quality: quality[column].isEmpty ? .valid : quality[column][mention],
            rank: plan.sources[Int(set.originOf[mention])].ranks[column],
            recency: recency[mention], value: UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
    }

    private mutating func read(_ db: Database, _ source: UnifiedPlan.Source) throws {
        guard let query = try MentionQuery(db, source) else { return }
        let statement = try RawStatement(db, query.sql)
        var recencies = try Recency(db, source.contract)
        while try statement.step() {
            let columns = plan.table.columns.indices
            let identity = MentionIdentity(
                origin: UInt32(source.origin), keyHash: UInt64(bitPattern: statement.integer(2)),
                item: Int32(truncatingIfNeeded: statement.integer(3)))
            // A feed without a key may hold a row twice; both say the same.
            guard numbers.insert(identity, in: set) else { continue }
            set.originOf.append(identity.origin)
            set.keyHashes.append(identity.keyHash)
            set.items.append(identity.item)
            set.previous.append(0)
            set.count += 1
            recordIDs.append(statement.integer(0))
            let changed = statement.bytes(4).map(Recency.number) ?? 0
            recency.append(changed != 0 ? changed : recencies.ofDelivery(statement.integer(1)))
            for column in columns {
                let place = query.places[column]
                let text = place < 0 ? nil : statement.bytes(Int32(place))
                try append(text, column)
                if case .identifier(let form) = set.columns[column].part {
                    quality[column].append(
                        text.map { IdentifierValue.quality($0, as: form) } ?? .invalid)
                }
            }
        }
    }

    /// Adds a row behind the mentions for an entity that no mention speaks of any more.
    mutating func remember(_ entity: Int64, _ values: (Int) -> UnsafeRawBufferPointer?) throws {
        for column in set.columns.indices { try append(values(column), column) }
        set.previous.append(entity)
        set.rememberedCount += 1
    }

    private mutating func append(_ text: UnsafeRawBufferPointer?, _ column: Int) throws {
        guard let text, !text.isEmpty else {
            set.columns[column].slices.append(.absent)
            return
        }
        let start = set.bytes.count
        guard start + text.count < Int(UInt32.max) else {
            throw UnifyError.tooMuchText(table: plan.table.name)
        }
        set.bytes.append(contentsOf: text)
        set.columns[column].slices.append(FieldSlice(start..<start + text.count))
    }
}

/// The query that reads one feed's mentions in one role.
///
/// Columns: record, delivery, key hash, item, change time, then the stated unified columns.
struct MentionQuery {
    var sql: String
    /// For each unified column its place in the result; -1 where this mention never states it.
    var places: [Int]

    /// - Parameter record: reads one record's mention only, current or not (bound as `?1`; the item as `?2`).
    /// - Returns: `nil` where the feed table does not exist yet or states nothing.
    init?(_ db: Database, _ source: UnifiedPlan.Source, ofOneRecord: Bool = false) throws {
        let table = source.contract.feed.tableName
        guard try db.tableExists(table) else { return nil }
        let known = Set(try db.columns(in: table).map(\.name))
        let group = source.mention.group
        if let group, !known.contains(group) { return nil }
        func usable(_ field: UnifiedPlan.Field?) -> UnifiedPlan.Field? {
            guard let field, field.isInGroup || known.contains(field.name) else { return nil }
            return field
        }
        let fields = source.fields.map(usable)
        var selected = [
            "f.record_id", "f.delivery_id", "f.key_hash", group == nil ? "0" : "j.key",
            usable(source.changeTime)?.sql ?? "NULL",
        ]
        places = fields.map { field in
            guard let field else { return -1 }
            selected.append(field.sql)
            return selected.count - 1
        }
        let stated = fields.compactMap { $0?.sql }
        guard !stated.isEmpty else { return nil }
        let holds: String
        if source.mention.requires != nil {
            guard let requires = usable(source.requires) else { return nil }
            holds = "\(requires.sql) IS NOT NULL"
        } else {
            holds = "(" + stated.map { "\($0) IS NOT NULL" }.joined(separator: " OR ") + ")"
        }
        let from =
            "\(quotedName(table)) AS f"
            + (group.map { ", json_each(f.\(quotedName($0))) AS j" } ?? "")
        let which =
            ofOneRecord
            ? "f.record_id = ?1 AND \(group == nil ? "?2 = 0" : "j.key = ?2")"
            : "f.valid_to_run IS NULL"
        sql =
            "SELECT \(selected.joined(separator: ", ")) FROM \(from) WHERE \(which) AND \(holds)"
            + (ofOneRecord ? "" : " ORDER BY f.record_id")
    }
}

struct MentionIdentity: Hashable {
    var origin: UInt32
    var keyHash: UInt64
    var item: Int32
}

/// Mention numbers by identity: open addressing over the set's own columns, at most half full.
struct MentionNumbers {
    private var slots = [Int32](repeating: -1, count: 1024)
    private var count = 0

    private func slot(_ identity: MentionIdentity) -> Int {
        var hash = StableHash()
        hash.add(identity.keyHash)
        hash.add(UInt64(identity.origin) << 32 | UInt64(UInt32(bitPattern: identity.item)))
        return Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    }

    private func holds(_ slot: Int, _ identity: MentionIdentity, _ set: MentionSet) -> Bool {
        let mention = Int(slots[slot])
        return set.keyHashes[mention] == identity.keyHash
            && set.originOf[mention] == identity.origin && set.items[mention] == identity.item
    }

    func find(_ identity: MentionIdentity, in set: MentionSet) -> Int? {
        var slot = slot(identity)
        while slots[slot] >= 0 {
            if holds(slot, identity, set) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Takes the identity of the mention that is about to become the set's next.
    /// - Returns: false where there is one already.
    mutating func insert(_ identity: MentionIdentity, in set: MentionSet) -> Bool {
        if 2 * (count + 1) > slots.count { grow(set) }
        var slot = slot(identity)
        while slots[slot] >= 0 {
            if holds(slot, identity, set) { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(set.count)
        count += 1
        return true
    }

    private mutating func grow(_ set: MentionSet) {
        let mentions = slots.filter { $0 >= 0 }
        slots = Array(repeating: -1, count: 2 * slots.count)
        for mention in mentions {
            let number = Int(mention)
            var slot = slot(
                MentionIdentity(
                    origin: set.originOf[number], keyHash: set.keyHashes[number],
                    item: set.items[number]))
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = mention
        }
    }
}
