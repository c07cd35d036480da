import GRDB
import GuijiContract
import GuijiModel

/// The statements for one table in the current rows of all feed tables, with what survivorship and lineage need.
struct MentionTable {
    var set: MentionSet
    /// One a mention.
    var recordIDs: [Int64] = []
    /// `Recency`, one a mention.
    var recency: [Int64] = []
    /// The quality of each identifier column's value (by `column`); empty for other columns.
    var quality: [[IdentifierValue.Quality]]
    /// Statements left out because the key is not complete, those among them for lack of a linked entity.
    private(set) var incomplete: Int64 = 0
    private(set) var unlinked: Int64 = 0
    /// `DerivedValues.ancestors` of each mention; empty where no derivation tells them.
    private(set) var ancestors: [SIMD8<UInt16>] = []
    private var numbers = MentionNumbers()
    private let plan: UnifiedPlan

    /// Reads all statements. One pass over each feed table for each of its statements.
    /// - Parameters:
    ///   - links: of the tables referred to, by name.
    ///   - deriver: fills columns from the text of others; `nil`: nothing is derived.
    ///   - records: reads only these, by origin; `nil`: all.
    init(
        _ db: Database, _ plan: UnifiedPlan, links: [String: EntityLinks] = [:],
        deriver: (any MentionDeriver)? = nil, records: [MentionOrigin: [Int64]]? = nil
    ) throws {
        self.plan = plan
        set = MentionSet(origins: plan.origins, columns: plan.mentionColumns)
        set.table = plan.table.name
        if let identifier = plan.table.columns.firstIndex(where: { $0.part == .identifier }) {
            set.trust = plan.sources.map { $0.ranks[identifier] }
        }
        quality = plan.table.columns.map { _ in [] }
        var derivations = ColumnDerivations(plan.table, deriver)
        set.rules = derivations.all.lazy.map(\.rules).first { !$0.isEmpty } ?? []
        for source in plan.sources {
            if let records, records[source.id] == nil { continue }
            let query = try MentionQuery(db, source, records: records?[source.id])
            if let query { try read(db, source, query, links, &derivations) }
        }
    }

    /// The number of the mention with this identity, if there is one.
    func number(origin: UInt32, keyHash: UInt64, item: Int32) -> Int? {
        numbers.find(MentionIdentity(origin: origin, keyHash: keyHash, item: item), in: set)
    }

    /// The candidate that a mention is for a column; `nil` where it states nothing. `bytes` are the set's.
    @inline(__always)
    func candidate(
        _ mention: Int, _ column: Int, by rule: SurvivorshipRule, in bytes: UnsafeRawBufferPointer
    ) -> SurvivorCandidate? {
        let slice = set.columns[column].slices[mention]
        guard !slice.isAbsent else { return nil }
        return SurvivorCandidate(
            quality: quality[column].isEmpty ? .valid : quality[column][mention],
            isPreferred: rule.preferred >= 0
                && !set.columns[rule.preferred].slices[mention].isAbsent,
            rank: rule.rank(
                plan.sources[Int(set.originOf[mention])].ranks[column], recency[mention]),
            recency: recency[mention], value: UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
    }

    /// The columns that hold entities of other tables, with the links in which to look them up.
    private struct LinkedColumn {
        var column: Int
        var links: EntityLinks
        var origin: UInt32
        var isInGroup: Bool
    }

    private func linkedColumns(_ source: UnifiedSource, _ links: [String: EntityLinks])
        -> [LinkedColumn]
    {
        source.columns.enumerated().compactMap { column, statement in
            guard case .link(let link) = statement, let known = links[link.table],
                let origin = known.number(of: MentionOrigin(feed: link.feed, role: link.role))
            else { return nil }
            return LinkedColumn(
                column: column, links: known, origin: origin, isInGroup: link.isInGroup)
        }
    }

    private mutating func read(
        _ db: Database, _ source: UnifiedSource, _ query: MentionQuery,
        _ links: [String: EntityLinks], _ derivations: inout ColumnDerivations
    ) throws {
        let statement = try RawStatement(db, query.sql)
        let linked = linkedColumns(source, links)
        let isLink = source.columns.map { if case .link = $0 { true } else { false } }
        var recencies = try Recency(db, source.contract)
        var entities = [Int64](repeating: 0, count: plan.table.columns.count)
        while try statement.step() {
            let identity = MentionIdentity(
                origin: UInt32(source.origin), keyHash: UInt64(bitPattern: statement.integer(2)),
                item: Int32(truncatingIfNeeded: statement.integer(3)))
            for link in linked {
                entities[link.column] = link.links.entity(
                    origin: link.origin, keyHash: identity.keyHash,
                    item: link.isInGroup ? identity.item : 0)
            }
            func states(_ column: Int) -> Bool {
                if isLink[column] { return entities[column] != 0 }
                let place = query.places[derivations.source(of: column) ?? column]
                return place >= 0 && !statement.isNull(Int32(place))
                    || query.places[column] >= 0 && !statement.isNull(Int32(query.places[column]))
            }
            if !plan.key.isEmpty, !plan.key.contains(where: { $0.allSatisfy(states) }) {
                incomplete += 1
                if linked.contains(where: { entities[$0.column] == 0 }) { unlinked += 1 }
                continue
            }
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
            for column in plan.table.columns.indices {
                if let text = ruled(column, source, linked, identity) {
                    try append(text, column)
                    continue
                }
                if isLink[column] {
                    try append(entities[column], column)
                    continue
                }
                let place = query.places[column]
                let text = place < 0 ? nil : statement.bytes(Int32(place))
                switch plan.table.columns[column].form {
                case .fraction: try appendFraction(text, column)
                // `2020-11-01T08:00:00+08:00`: the first ten characters.
                case .day: try append(text.map { .init(rebasing: $0.prefix(10)) }, column)
                case nil: try append(text, column)
                }
                if case .identifier(let form) = set.columns[column].part {
                    quality[column].append(
                        text.map { IdentifierValue.quality($0, as: form) } ?? .invalid)
                }
            }
            try derive(&derivations)
        }
    }

    /// What follows from the rule that linked a mention, as UTF-8.
    private func ruled(
        _ column: Int, _ source: UnifiedSource, _ linked: [LinkedColumn],
        _ identity: MentionIdentity
    ) -> String? {
        guard !source.spec.rules.isEmpty,
            let rules = source.spec.rules[plan.table.columns[column].name],
            let place = plan.table.index(of: rules.link),
            let link = linked.first(where: { $0.column == place })
        else { return nil }
        return link.links.rule(
            origin: link.origin, keyHash: identity.keyHash, item: link.isInGroup ? identity.item : 0
        ).flatMap { rules.values[$0] }
    }

    /// Adds a row behind the mentions for an entity that no mention speaks of any more.
    /// - Parameter values: the stored columns.
    mutating func remember(_ entity: Int64, _ values: (Int) -> UnsafeRawBufferPointer?) throws {
        for column in set.columns.indices {
            try append(column < plan.table.storedCount ? values(column) : nil, column)
        }
        set.previous.append(entity)
        set.rememberedCount += 1
    }

    /// Takes the identifier away from mentions that gave somebody else's.
    mutating func void(_ mentions: [Int32]) {
        for column in set.columns.indices {
            guard case .identifier = set.columns[column].part else { continue }
            for mention in mentions { set.columns[column].slices[Int(mention)] = .absent }
        }
    }

    /// Gives a mention the entity of its own table that it links to, once that is known.
    mutating func link(_ mention: Int, _ column: Int, to entity: Int64) throws {
        set.columns[column].slices[mention] = try store(String(entity))
    }

    /// Puts the smaller entity first where a relation holds both ways.
    mutating func bringInOrder(_ symmetry: SymmetrySpec) {
        guard let left = plan.table.index(of: symmetry.columns[0]),
            let right = plan.table.index(of: symmetry.columns[1]),
            let condition = plan.table.index(of: symmetry.conditionColumn)
        else { return }
        let value = Array(symmetry.conditionValue.utf8)
        for row in 0..<set.count {
            let stated = set.columns[condition].slices[row]
            let (first, second) = (set.columns[left].slices[row], set.columns[right].slices[row])
            guard !stated.isAbsent, !first.isAbsent, !second.isAbsent,
                set.bytes[stated.range].elementsEqual(value)
            else { continue }
            // Ids without leading zeros: the longer is the greater.
            let isGreater =
                first.length != second.length
                ? first.length > second.length
                : set.bytes[second.range].lexicographicallyPrecedes(set.bytes[first.range])
            if isGreater {
                set.columns[left].slices[row] = second
                set.columns[right].slices[row] = first
            }
        }
    }

    private mutating func append(_ text: UnsafeRawBufferPointer?, _ column: Int) throws {
        guard let text, !text.isEmpty else {
            set.columns[column].slices.append(.absent)
            return
        }
        set.columns[column].slices.append(try store(text))
    }

    private mutating func append(_ text: String, _ column: Int) throws {
        set.columns[column].slices.append(try store(text))
    }

    private mutating func append(_ entity: Int64, _ column: Int) throws {
        set.columns[column].slices.append(entity == 0 ? .absent : try store(String(entity)))
    }

    private mutating func appendFraction(_ text: UnsafeRawBufferPointer?, _ column: Int) throws {
        let start = set.bytes.count
        if let text, ShareFraction.append(text, to: &set.bytes) {
            set.columns[column].slices.append(FieldSlice(start..<set.bytes.count))
        } else {
            try append(text, column)
        }
    }

    private mutating func store(_ text: UnsafeRawBufferPointer) throws -> FieldSlice {
        let start = set.bytes.count
        guard start + text.count < Int(UInt32.max) else {
            throw UnifyError.tooMuchText(table: plan.table.name)
        }
        set.bytes.append(contentsOf: text)
        return FieldSlice(start..<start + text.count)
    }

    // Ids have at most 15 digits for a quadrillion entities: such a string is stored inline, without allocation.
    private mutating func store(_ text: String) throws -> FieldSlice {
        var text = text
        return try text.withUTF8 { try store(UnsafeRawBufferPointer($0)) }
    }

    /// Fills the columns of the last mention that are derived from others and that no field states.
    private mutating func derive(_ derivations: inout ColumnDerivations) throws {
        if !set.rules.isEmpty {
            set.ruleOf.append(0)
            ancestors.append(SIMD8(repeating: 0))
        }
        for index in derivations.all.indices {
            let slice = set.columns[derivations.all[index].source].slices[set.count - 1]
            guard !slice.isAbsent else { continue }
            set.bytes.withUnsafeBytes {
                derivations.all[index].derive(UnsafeRawBufferPointer(rebasing: $0[slice.range]))
            }
            let derived = derivations.all[index]
            if !derived.rules.isEmpty {
                set.ruleOf[set.count - 1] = derived.values.rule
                ancestors[set.count - 1] = derived.values.ancestors
            }
            for (place, column) in derived.columns.enumerated() {
                let value = derived.values.slices[place]
                guard !value.isAbsent, value.length > 0 else { continue }
                let isStated = !set.columns[column].slices[set.count - 1].isAbsent
                let gives =
                    !isStated || column == derived.source || plan.table.columns[column].isCorrected
                guard gives else { continue }
                // A floor called 夹层 is no number: the column stays without it.
                let fits = derived.values.bytes.withUnsafeBytes {
                    plan.types[column] != "INTEGER"
                        || MentionTable.isWhole(UnsafeRawBufferPointer(rebasing: $0[value.range]))
                }
                guard fits else { continue }
                let stored = try derived.values.bytes.withUnsafeBytes {
                    try store(UnsafeRawBufferPointer(rebasing: $0[value.range]))
                }
                set.columns[column].slices[set.count - 1] = stored
            }
        }
    }

    /// Whether a text is a whole number that SQLite stores as one.
    private static func isWhole(_ text: UnsafeRawBufferPointer) -> Bool {
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        return (1...18).contains(digits.count) && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
