import GRDB
import GuijiModel

/// To which entity each mention of some roles belongs: what a fact's links are looked up in.
///
/// One pass over `T_source`; 29 bytes a mention.
struct EntityLinks {
    private var set = MentionSet(origins: [], columns: [])
    private var numbers = MentionNumbers()
    private var entities: [Int64] = []
    /// Index into `ruleNames`, one a mention.
    private var rules: [UInt8] = []
    private var ruleNames: [String] = []
    private var originNumbers: [MentionOrigin: UInt32] = [:]

    /// Reads the links in force of some roles.
    init(_ db: Database, table: String, origins: Set<MentionOrigin>) throws {
        guard !origins.isEmpty, try db.tableExists("\(table)_source") else { return }
        var byHash: [UInt64: UInt32] = [:]
        for (number, origin) in origins.sorted().enumerated() {
            originNumbers[origin] = UInt32(number)
            byHash[KnownLinks.hash(origin)] = UInt32(number)
        }
        let rows = try RawStatement(
            db,
            """
            SELECT \(quotedName(table + "_id")), feed, role, key_hash, item, rule
            FROM \(quotedName(table + "_source")) WHERE until_run IS NULL
            """)
        var ruleNumbers: [UInt64: UInt8] = [:]
        while try rows.step() {
            guard let origin = byHash[KnownLinks.hash(rows.bytes(1), rows.bytes(2))] else {
                continue
            }
            let identity = MentionIdentity(
                origin: origin, keyHash: UInt64(bitPattern: rows.integer(3)),
                item: Int32(truncatingIfNeeded: rows.integer(4)))
            guard numbers.insert(identity, in: set) else { continue }
            set.originOf.append(identity.origin)
            set.keyHashes.append(identity.keyHash)
            set.items.append(identity.item)
            set.count += 1
            entities.append(rows.integer(0))
            let hash = KnownLinks.hash(rows.bytes(5), nil)
            if ruleNumbers[hash] == nil {
                ruleNumbers[hash] = UInt8(clamping: ruleNames.count)
                ruleNames.append(rows.string(5) ?? "")
            }
            rules.append(ruleNumbers[hash] ?? 0)
        }
    }

    func number(of origin: MentionOrigin) -> UInt32? { originNumbers[origin] }

    /// The entity of a mention; 0 where there is none.
    func entity(origin: UInt32, keyHash: UInt64, item: Int32) -> Int64 {
        numbers.find(
            MentionIdentity(origin: origin, keyHash: keyHash, item: item), in: set
        ).map { entities[$0] } ?? 0
    }

    /// The rule by which a mention was linked; `nil` where there is no mention.
    func rule(origin: UInt32, keyHash: UInt64, item: Int32) -> String? {
        numbers.find(
            MentionIdentity(origin: origin, keyHash: keyHash, item: item), in: set
        ).map { ruleNames[Int(rules[$0])] }
    }
}

extension UnifiedPlan {
    /// The links in force of the mentions that this table's statements link to.
    func entityLinks(_ db: Database) throws -> [String: EntityLinks] {
        var origins: [String: Set<MentionOrigin>] = [:]
        for link in links {
            origins[link.table, default: []]
                .insert(MentionOrigin(feed: link.feed, role: link.role))
        }
        var result: [String: EntityLinks] = [:]
        for (table, wanted) in origins {
            result[table] = try EntityLinks(db, table: table, origins: wanted)
        }
        return result
    }
}
