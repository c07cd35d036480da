import GuijiContract
import GuijiModel

/// One statement of one feed for a unified table.
struct UnifiedSource {
    let contract: FeedContract
    let spec: FactSpec
    /// Index into `UnifiedPlan.origins`.
    let origin: Int
    /// For each unified column: what states it, and the place of the feed's department in the column's order of trust
    /// (the number of listed departments where it is not listed).
    let columns: [Statement]
    let ranks: [UInt16]
    /// Columns behind these are evidence: alone they mention nothing.
    let storedCount: Int
    /// The field that says of when the statement is, where the contract names one.
    let changeTime: Field?
    let requires: Field?
    let condition: Field?

    var id: MentionOrigin { MentionOrigin(feed: contract.feed, role: spec.role) }

    /// A field of a feed table, or of the items of the statement's group.
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

    /// One field of a text that is put together.
    struct Part {
        let before: String
        let field: Field
        let after: String
    }

    /// What states a column.
    enum Statement {
        case nothing
        case field(Field)
        case constant(String)
        case translated(Field, [String: String])
        case composed([Part])
        case picked(FactSpec.Pick)
        case link(Link)

        /// The storage class of what is stated.
        var storage: String? {
            switch self {
            case .nothing: nil
            case .field(let field): field.kind.storageClass
            case .constant, .translated, .composed, .picked: "TEXT"
            case .link: "INTEGER"
            }
        }
    }

    /// The way to an entity of the same record.
    struct Link: Hashable {
        let table: String
        let feed: FeedID
        let role: String
        /// Whether the entity belongs to the item, not to the record.
        let isInGroup: Bool
    }

    /// The links to other tables.
    var links: [Link] {
        columns.compactMap {
            if case .link(let link) = $0, link.table != spec.table { link } else { nil }
        }
    }

    init(
        _ contract: FeedContract, _ spec: FactSpec, origin: Int, table: UnifiedTable,
        _ schema: SchemaSet
    ) {
        self.contract = contract
        self.spec = spec
        self.origin = origin
        let group = spec.group.flatMap { name in contract.groups.first { $0.name == name } }
        func field(_ name: String) -> Field? {
            if let inGroup = group?.fields.first(where: { $0.name == name }) {
                return Field(name: name, isInGroup: true, kind: inGroup.kind)
            }
            return contract.fields.first { $0.name == name }
                .map { Field(name: name, isInGroup: false, kind: $0.kind) }
        }
        columns = table.columns.map { column in
            if let role = spec.links[column.name], let target = column.references {
                let kind = schema.unified.first { $0.name == target }?.kind.mention
                let inner =
                    kind.map { kind in
                        contract.mentions.first { $0.kind == kind && $0.role == role }?.group
                    } ?? contract.facts.first { $0.table == target && $0.role == role }?.group
                return .link(
                    Link(
                        table: target, feed: contract.feed, role: role,
                        isInGroup: (inner ?? nil) != nil))
            }
            if let text = spec.constants[column.name] { return .constant(text) }
            if let parts = spec.texts[column.name] {
                return .composed(
                    parts.compactMap { part in
                        field(part.field).map {
                            Part(before: part.before, field: $0, after: part.after)
                        }
                    })
            }
            if let pick = spec.picks[column.name] { return .picked(pick) }
            if let map = spec.maps[column.name], let field = field(map.field) {
                return .translated(field, map.values)
            }
            return spec.values[column.name].flatMap(field).map { .field($0) } ?? .nothing
        }
        storedCount = table.storedCount
        ranks = table.columns.map { column in
            let rank = column.survivorship.firstIndex(of: contract.department)
            return UInt16(clamping: rank ?? column.survivorship.count)
        }
        requires = spec.requires.flatMap(field)
        condition = spec.when.flatMap { field($0.field) }
        changeTime = UnifiedSource.changeTime(contract, spec.asOf.flatMap(field))
    }

    private static func changeTime(_ contract: FeedContract, _ asOf: Field?) -> Field? {
        if let asOf { return asOf }
        let order: Int? =
            switch contract.load {
            case .snapshot: nil
            case .delta(_, _, let index): index
            case .event(let index): index
            }
        return order.flatMap { index in
            let field = contract.fields[index]
            switch field.kind {
            case .date, .timestamp:
                return Field(name: field.name, isInGroup: false, kind: field.kind)
            default: return nil
            }
        }
    }
}
