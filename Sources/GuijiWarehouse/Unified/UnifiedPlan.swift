import GuijiContract
import GuijiModel

/// How one unified table is filled: which mentions of which feeds state which of its columns.
struct UnifiedPlan {
    let table: UnifiedTable
    let sources: [Source]
    /// SQLite's storage class of each column.
    let types: [String]

    /// One mention of one feed.
    struct Source {
        let contract: FeedContract
        let mention: MentionSpec
        /// Index into `UnifiedPlan.origins`.
        let origin: Int
        /// For each unified column: the field that states it, and the place of the feed's department in the column's
        /// order of trust (the number of listed departments where it is not listed).
        let fields: [Field?]
        let ranks: [UInt16]
        /// The field that says when the record changed, where the contract names one.
        let changeTime: Field?
        let requires: Field?
    }

    /// A field of a feed table, or of the items of the mention's group.
    struct Field {
        let name: String
        let isInGroup: Bool
        let kind: FieldKind

        /// The value in SQL, where `f` is the feed table and `j` the group's items.
        var sql: String {
            isInGroup
                ? "json_extract(j.value, \(quotedText("$.\"" + name + "\"")))"
                : "f.\(quotedName(name))"
        }
    }

    /// Feeds and roles, ascending.
    var origins: [MentionOrigin] { sources.map(\.id) }

    init(_ table: UnifiedTable, _ schema: SchemaSet) throws {
        self.table = table
        var found: [(MentionOrigin, FeedContract, MentionSpec)] = []
        for contract in schema.contracts {
            for mention in contract.mentions where mention.kind == table.kind {
                let origin = MentionOrigin(feed: contract.feed, role: mention.role)
                guard !found.contains(where: { $0.0 == origin }) else {
                    throw UnifyError.roleRepeated(
                        feed: contract.feed.rawValue, kind: table.kind.rawValue, role: mention.role)
                }
                found.append((origin, contract, mention))
            }
        }
        found.sort { $0.0 < $1.0 }
        let sources = found.enumerated()
            .map { number, item in
                Source(item.1, item.2, origin: number, columns: table.columns)
            }
        self.sources = sources
        types = table.columns.indices.map { column in
            UnifiedPlan.storage(sources.compactMap { $0.fields[column]?.kind })
        }
    }

    /// A column takes the type that all fields agree on; where they differ, text holds any of them.
    private static func storage(_ kinds: [FieldKind]) -> String {
        guard !kinds.isEmpty else { return "TEXT" }
        let types = Set(kinds.map(\.storageClass))
        if types.count == 1 { return types.first ?? "TEXT" }
        return types == ["INTEGER", "REAL"] ? "REAL" : "TEXT"
    }

    /// The columns as the resolver sees them.
    var mentionColumns: [MentionSet.Column] {
        table.columns.map { MentionSet.Column(name: $0.name, part: $0.mentionPart(of: table.kind)) }
    }
}

extension UnifiedPlan.Source {
    var id: MentionOrigin { MentionOrigin(feed: contract.feed, role: mention.role) }

    init(
        _ contract: FeedContract, _ mention: MentionSpec, origin: Int, columns: [UnifiedColumn]
    ) {
        self.contract = contract
        self.mention = mention
        self.origin = origin
        let group = mention.group.flatMap { name in contract.groups.first { $0.name == name } }
        func field(_ name: String) -> UnifiedPlan.Field? {
            if let inGroup = group?.fields.first(where: { $0.name == name }) {
                return UnifiedPlan.Field(name: name, isInGroup: true, kind: inGroup.kind)
            }
            return contract.fields.first { $0.name == name }
                .map { UnifiedPlan.Field(name: name, isInGroup: false, kind: $0.kind) }
        }
        fields = columns.map { mention.attributes[$0.name].flatMap(field) }
        ranks = columns.map { column in
            let rank = column.survivorship.firstIndex(of: contract.department)
            return UInt16(clamping: rank ?? column.survivorship.count)
        }
        requires = mention.requires.flatMap(field)
        var order: Int?
        switch contract.load {
        case .snapshot: break
        case .delta(_, _, let index): order = index
        case .event(let index): order = index
        }
        changeTime = order.flatMap { index in
            let field = contract.fields[index]
            switch field.kind {
            case .date, .timestamp:
                return UnifiedPlan.Field(name: field.name, isInGroup: false, kind: field.kind)
            default: return nil
            }
        }
    }
}

extension UnifiedColumn {
    /// The part and form in resolution. The form follows from the standard that the column names.
    func mentionPart(of kind: MentionSpec.Kind) -> MentionSet.Column.Part {
        switch part {
        case .none: .attribute
        case .identifier: .identifier(identifierForm(of: kind))
        case .canonical:
            switch kind {
            case .person: .canonical(.personName)
            case .organization: .canonical(.organizationName)
            case .address: .canonical(.address)
            }
        }
    }

    private func identifierForm(of kind: MentionSpec.Kind) -> IdentifierForm {
        if let standard {
            if standard.contains("11643") { return .residentID }
            if standard.contains("32100") { return .creditCode }
            return .any
        }
        switch (kind, name) {
        case (.person, "id_number"): return .residentID
        case (.organization, "uscc"), (.organization, "credit_code"): return .creditCode
        default: return .any
        }
    }
}
