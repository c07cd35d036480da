import GuijiContract
import GuijiModel

/// How one unified table is filled: which statements of which feeds state which of its columns.
struct UnifiedPlan {
    let table: UnifiedTable
    let sources: [UnifiedSource]
    /// SQLite's storage class of each column.
    let types: [String]
    /// The places of the key's columns, by alternatives; empty for entities found by matching.
    let key: [[Int]]

    /// Feeds and roles, ascending.
    var origins: [MentionOrigin] { sources.map(\.id) }

    init(_ table: UnifiedTable, _ schema: SchemaSet) throws {
        self.table = table
        key = table.key.map { $0.compactMap(table.index) }
        var found: [(MentionOrigin, FeedContract, FactSpec)] = []
        for contract in schema.contracts {
            for spec in UnifiedPlan.statements(table, contract) {
                let origin = MentionOrigin(feed: contract.feed, role: spec.role)
                guard !found.contains(where: { $0.0 == origin }) else {
                    throw UnifyError.roleRepeated(
                        feed: contract.feed.rawValue, kind: table.name, role: spec.role)
                }
                found.append((origin, contract, spec))
            }
        }
        found.sort { $0.0 < $1.0 }
        let sources = found.enumerated()
            .map { number, item in
                UnifiedSource(item.1, item.2, origin: number, table: table, schema)
            }
        self.sources = sources
        types = table.columns.indices.map { column in
            UnifiedPlan.storage(
                sources.compactMap { $0.columns[column].storage }, table.columns[column])
        }
    }

    /// The statements of a contract for a table: its mentions or its facts, and what is collected from mentions.
    private static func statements(_ table: UnifiedTable, _ contract: FeedContract) -> [FactSpec] {
        if let kind = table.kind.mention {
            return contract.mentions.filter { $0.kind == kind }.map(\.statement)
        }
        var result = contract.facts.filter { $0.table == table.name }
        for collect in table.collects {
            for mention in contract.mentions where mention.kind == collect.kind {
                if let spec = collected(collect, mention, table) { result.append(spec) }
            }
        }
        return result
    }

    /// What a mention states of itself for another table; `nil` where it does not state the key. A role whose mentions
    /// several entries collect has a number from the second on.
    private static func collected(
        _ collect: CollectSpec, _ mention: MentionSpec, _ table: UnifiedTable
    ) -> FactSpec? {
        var spec = mention.statement
        spec.table = table.name
        let number = table.collects.filter { $0.kind == collect.kind }.firstIndex(of: collect) ?? 0
        spec.role = "of_\(mention.role)" + (number == 0 ? "" : "_\(number + 1)")
        spec.values = collect.values.compactMapValues { mention.attributes[$0] }
        spec.maps = collect.values.compactMapValues { mention.maps[$0] }
        spec.texts = collect.values.compactMapValues { mention.texts[$0] }
        spec.picks = collect.values.compactMapValues { mention.picks[$0] }
        let fixed = collect.values.compactMapValues { mention.constants[$0] }
        spec.links = [collect.link: mention.role]
        var stated = Set(spec.values.keys).union(spec.maps.keys).union(spec.texts.keys)
            .union(spec.picks.keys).union(fixed.keys)
        spec.constants = collect.constants.filter { !stated.contains($0.key) }
            .merging(fixed) { $1 }
        spec.rules = collect.rules.mapValues { FactSpec.LinkRules(link: collect.link, values: $0) }
        stated.formUnion(spec.constants.keys)
        stated.insert(collect.link)
        for column in table.columns where column.derivedFrom.contains(where: stated.contains) {
            stated.insert(column.name)
        }
        return table.key.contains { $0.allSatisfy(stated.contains) } ? spec : nil
    }

    /// A column takes the type that all statements agree on; where they differ, text holds any of them. A declared type
    /// counts where every statement fits it.
    private static func storage(_ stated: [String], _ column: UnifiedColumn) -> String {
        if column.references != nil { return "INTEGER" }
        var types = Set(stated)
        if let declared = column.type?.rawValue.uppercased() {
            types.insert(declared)
        }
        if types.count <= 1 { return types.first ?? "TEXT" }
        return types == ["INTEGER", "REAL"] ? "REAL" : "TEXT"
    }

    /// The columns as the resolver sees them.
    var mentionColumns: [MentionSet.Column] {
        table.columns.map { column in
            MentionSet.Column(
                name: column.name,
                part: table.kind.mention.map { column.mentionPart(of: $0) } ?? .attribute)
        }
    }
}

extension MentionSpec {
    /// The mention as a statement for the table of its kind.
    var statement: FactSpec {
        var spec = FactSpec(
            table: kind.rawValue, role: role, group: group, requires: requires, when: when,
            links: links, values: attributes, constants: constants, maps: maps,
            texts: texts, asOf: asOf)
        spec.picks = picks
        return spec
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
