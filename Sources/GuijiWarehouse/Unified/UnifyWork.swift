import GRDB
import GuijiContract
import GuijiModel

/// The unification of one table on one night.
struct UnifyWork {
    let db: Database
    let tables: UnifiedTables
    let run: RunID
    let resolver: any EntityResolver
    let deriver: (any MentionDeriver)?
    let day: [UInt8]

    private var plan: UnifiedPlan { tables.plan }

    func unify() throws -> UnifiedTableReport {
        var report = UnifiedTableReport(table: tables.name)
        var mentions = try MentionTable(db, plan, links: try plan.entityLinks(db), deriver: deriver)
        report.mentions = Int64(mentions.set.count)
        report.incomplete = mentions.incomplete
        report.unlinked = mentions.unlinked
        let links = try KnownLinks(db, tables, mentions)
        let (golden, clustering, identity) =
            plan.key.isEmpty ? try match(&mentions, links) : try byKey(&mentions)
        let id = run.rawValue
        try UnifiedWriter(db: db, tables: tables, golden: golden, run: id, day: day).write(&report)
        let writer = LinkWriter(db: db, tables: tables, run: id)
        let touched = try writer.write(golden, clustering, links, &report)
        for number in touched {
            let origin = plan.sources[number].id
            let name = UnifiedState.linkName(tables.name, origin.feed, origin.role)
            try UnifiedState.store(db, name, String(id), run)
        }
        try writer.write(identity, &report)
        return report
    }

    private typealias Outcome = (GoldenRecords, Clustering, IdentityAssignment)

    /// Rows told apart by key columns.
    private func byKey(_ mentions: inout MentionTable) throws -> Outcome {
        if let symmetry = plan.table.symmetry { mentions.bringInOrder(symmetry) }
        let timeline = Timeline(plan, &mentions)
        let keys = StatementKeys(mentions, plan.key, interval: timeline?.marks ?? [])
        let clustering = keys.clusters()
        var forwards: [String: [Int64: Int64]] = [:]
        for target in Set(plan.table.columns.compactMap(\.references)) {
            forwards[target] = try UnifiedState.forwards(db, target)
        }
        let identity = try KeyIdentity(db: db, tables: tables, forwards: forwards)
            .assign(clustering, keys, mentions, timeline)
        let golden = GoldenRecords(
            mentions, clustering, identity.entityOf, table: plan.table, day: day, timeline: timeline
        )
        return (golden, clustering, identity)
    }

    /// Entities found by matching.
    private func match(_ mentions: inout MentionTable, _ links: KnownLinks) throws -> Outcome {
        let hasIdentifier = plan.table.columns.contains { $0.part == .identifier }
        let state =
            hasIdentifier
            ? try MatchState.ofMentions(db, tables, &mentions, links)
            : try MatchState.ofForms(db, tables, &mentions)
        let notes = MatchNotes(db: db, tables: tables, run: run)
        mentions.set.decisions = try notes.decisions(mentions)
        let clustering = try resolver.resolve(mentions.set)
        try notes.write(clustering, mentions)
        mentions.void(clustering.voided)
        let identity = resolver.identify(clustering, of: mentions.set, knowing: state)
        try linkWithin(&mentions, clustering, identity)
        try linkAncestors(&mentions, clustering, identity)
        let golden = GoldenRecords(
            mentions, clustering, identity.entityOf, table: plan.table, day: day)
        return (golden, clustering, identity)
    }

    /// The column that holds what an entity lies in: the smallest place around it of which anybody speaks. A place is
    /// never linked to one inside it.
    private func linkAncestors(
        _ mentions: inout MentionTable, _ clustering: Clustering, _ identity: IdentityAssignment
    ) throws {
        guard let form = plan.table.columns.firstIndex(where: { $0.part == .canonical }),
            let column = plan.table.columns.firstIndex(where: {
                $0.references == tables.name
                    && $0.derivedFrom.contains(plan.table.columns[form].name)
            }), !mentions.ancestors.isEmpty
        else { return }
        func key(_ slice: FieldSlice, _ end: Int) -> Key128 {
            mentions.set.bytes.withUnsafeBytes {
                Key128(UnsafeRawBufferPointer(rebasing: $0[slice.range].prefix(end)), column: 0)
            }
        }
        let slices = mentions.set.columns[form].slices
        var known = KeyTable(expecting: clustering.clusterCount)
        var entities: [Int64] = []
        for mention in 0..<mentions.set.count where !slices[mention].isAbsent {
            let number = known.number(key(slices[mention], Int(slices[mention].length)))
            guard number == entities.count else { continue }
            entities.append(identity.entityOf[Int(clustering.clusterOf[mention])])
        }
        for mention in 0..<mentions.set.count where !slices[mention].isAbsent {
            let ends = mentions.ancestors[mention]
            for place in ends.indices where ends[place] > 0 {
                guard let number = known.find(key(slices[mention], Int(ends[place]))) else {
                    continue
                }
                try mentions.link(mention, column, to: entities[number])
                break
            }
        }
    }

    /// Columns that hold entities of the table itself: the head of a branch.
    private func linkWithin(
        _ mentions: inout MentionTable, _ clustering: Clustering, _ identity: IdentityAssignment
    ) throws {
        var targets: [MentionOrigin: UInt32] = [:]
        for source in plan.sources { targets[source.id] = UInt32(source.origin) }
        for (number, source) in plan.sources.enumerated() {
            for (column, statement) in source.columns.enumerated() {
                guard case .link(let link) = statement, link.table == tables.name,
                    let origin = targets[MentionOrigin(feed: link.feed, role: link.role)]
                else { continue }
                for mention in 0..<mentions.set.count
                where mentions.set.originOf[mention] == UInt32(number) {
                    let target = mentions.number(
                        origin: origin, keyHash: mentions.set.keyHashes[mention],
                        item: link.isInGroup ? mentions.set.items[mention] : 0)
                    guard let target else { continue }
                    let cluster = Int(clustering.clusterOf[target])
                    try mentions.link(mention, column, to: identity.entityOf[cluster])
                }
            }
        }
    }
}
