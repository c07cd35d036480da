import GuijiModel

extension ContractDescription {
    /// A contract for programs: what `guiji contract show --json` prints. Keys are stable.
    package struct Document: Encodable, Sendable {
        package struct Named: Encodable, Sendable {
            var code: String
            var name: String
        }

        package struct Column: Encodable, Sendable {
            var name: String
            var title: String
            var summary: String?
            var sources: [String]
            /// The type in words, as `guiji contract show` prints it.
            var type: String
            var unit: String?
            /// The place in the key, from 1.
            var keyPosition: Int?
            var required: Bool
            var rules: [String]
            var sensitivity: String
            var shapes: [String]
            var examples: [String]
        }

        package struct Group: Encodable, Sendable {
            var name: String
            var title: String
            var source: String
            var columns: [Column]
        }

        package struct Shape: Encodable, Sendable {
            var name: String
            var path: String
            var whenSource: String?
            var whenEquals: String?
        }

        package struct Mention: Encodable, Sendable {
            var kind: String
            var role: String
            var group: String?
            var requires: String?
            var attributes: [String: String]
        }

        var feed: String
        var title: String
        var status: String
        var version: String
        var file: String
        var contentHash: String
        var table: String
        var department: Named
        var owner: String?
        var purpose: String?
        var sensitivity: String
        var freshness: String
        var files: [String]
        var format: String
        var encoding: String
        var shapes: [Shape]
        var columns: [Column]
        var groups: [Group]
        var key: [String]
        var load: String
        var guards: [String]
        var coordinates: [String]?
        var mentions: [Mention]
    }

    /// The contract as a value that a JSON encoder takes.
    package static func json(_ contract: FeedContract, _ set: SchemaSet) -> Document {
        func column(_ field: FieldSpec, _ position: Int?) -> Document.Column {
            Document.Column(
                name: field.name, title: field.title,
                summary: field.summary.isEmpty ? nil : field.summary, sources: field.sources,
                type: Wording.type(field, set), unit: field.unit, keyPosition: position,
                required: field.required, rules: Wording.rules(field),
                sensitivity: field.sensitivity.label, shapes: field.shapes,
                examples: field.examples)
        }
        let load =
            switch contract.load {
            case .snapshot: "snapshot"
            case .delta: "delta"
            case .event: "event"
            }
        return Document(
            feed: contract.feed.rawValue, title: contract.title, status: contract.status.rawValue,
            version: contract.version, file: contract.file, contentHash: contract.contentHash,
            table: contract.feed.tableName,
            department: .init(code: contract.department.rawValue, name: contract.departmentName),
            owner: contract.owner, purpose: contract.purpose,
            sensitivity: contract.sensitivity.label, freshness: contract.freshness.rawValue,
            files: contract.patterns, format: contract.container.format.rawValue,
            encoding: contract.container.encoding.rawValue,
            shapes: contract.shapes.map {
                .init(
                    name: $0.name, path: $0.path, whenSource: $0.when?.source,
                    whenEquals: $0.when?.equals)
            },
            columns: contract.fields.enumerated().map { index, field in
                column(field, contract.key.firstIndex(of: index).map { $0 + 1 })
            },
            groups: contract.groups.map { group in
                .init(
                    name: group.name, title: group.title, source: group.source,
                    columns: group.fields.map { column($0, nil) })
            },
            key: contract.key.map { contract.fields[$0].name }, load: load,
            guards: Wording.guards(contract),
            coordinates: contract.coordinates.isEmpty
                ? nil : contract.coordinates.map { Wording.coordinates($0, contract) },
            mentions: contract.mentions.map {
                .init(
                    kind: $0.kind.rawValue, role: $0.role, group: $0.group, requires: $0.requires,
                    attributes: $0.attributes)
            })
    }
}
