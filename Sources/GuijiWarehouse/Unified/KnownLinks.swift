import GRDB
import GuijiModel

/// What `T_source` says: to which entity each mention belonged so far.
struct KnownLinks {
    /// A link in force.
    struct Link {
        var entity: Int64
        var record: Int64
        var rule: Int32
        var score: Double
        var since: Int64
    }

    /// A link in force whose mention is gone.
    struct Orphan {
        var link: Link
        var role: String
        var item: Int64
    }

    /// The link in force of each mention; entity 0 where there is none.
    var open: [Link]
    var orphans: [Orphan] = []
    /// Links that ended, in the order of time.
    var past: [(mention: Int, entity: Int64, since: Int64, until: Int64)] = []
    /// Names of the rules met, by the number in `Link.rule`.
    var ruleNames: [String] = []

    /// Reads all links. One pass over the table.
    init(_ db: Database, _ tables: UnifiedTables, _ mentions: MentionTable) throws {
        open = Array(
            repeating: Link(entity: 0, record: 0, rule: -1, score: 0, since: 0),
            count: mentions.set.count)
        let statement = try RawStatement(
            db,
            """
            SELECT \(quotedName(tables.key)), record_id, feed, key_hash, role, item, rule, score,
                since_run, until_run FROM \(quotedName(tables.source))
            """)
        var origins: [UInt64: Int] = [:]
        for (number, origin) in mentions.set.origins.enumerated() {
            origins[KnownLinks.hash(origin)] = number
        }
        var ruleNumbers: [UInt64: Int32] = [:]
        while try statement.step() {
            let entity = statement.integer(0)
            let ruleHash = KnownLinks.hash(statement.bytes(6), nil)
            if ruleNumbers[ruleHash] == nil {
                ruleNumbers[ruleHash] = Int32(ruleNames.count)
                ruleNames.append(statement.string(6) ?? "")
            }
            let link = Link(
                entity: entity, record: statement.integer(1), rule: ruleNumbers[ruleHash] ?? -1,
                score: statement.double(7), since: statement.integer(8))
            let origin = origins[KnownLinks.hash(statement.bytes(2), statement.bytes(4))]
            let mention = origin.flatMap {
                mentions.number(
                    origin: UInt32($0), keyHash: UInt64(bitPattern: statement.integer(3)),
                    item: Int32(truncatingIfNeeded: statement.integer(5)))
            }
            switch (mention, statement.isNull(9)) {
            case (let mention?, true): open[mention] = link
            case (let mention?, false):
                past.append((mention, entity, link.since, statement.integer(9)))
            case (nil, true):
                orphans.append(
                    Orphan(
                        link: link, role: statement.string(4) ?? "", item: statement.integer(5)))
            case (nil, false): break
            }
        }
        past.sort { ($0.since, $0.until, $0.entity) < ($1.since, $1.until, $1.entity) }
    }

    static func hash(_ origin: MentionOrigin) -> UInt64 {
        var feed = origin.feed.rawValue
        var role = origin.role
        return feed.withUTF8 { feed in
            role.withUTF8 { role in
                hash(UnsafeRawBufferPointer(feed), UnsafeRawBufferPointer(role))
            }
        }
    }

    static func hash(_ left: UnsafeRawBufferPointer?, _ right: UnsafeRawBufferPointer?)
        -> UInt64
    {
        var hash = StableHash()
        if let left { hash.add(left) }
        if let right { hash.add(right) }
        return hash.value
    }
}
