/// All that a reader needs of a contract: the container and which sources fill which columns.
package struct ReadPlan: Sendable {
    package var container: Container
    package var shapes: [RecordShape]
    /// Sources of each column of a `RawBatch`, by alternatives.
    package var columns: [Column]
    package var groups: [Group]
    /// Absolute paths of values beside the records, wanted by guards.
    package var envelopePaths: [String]

    package struct Column: Sendable {
        package var sources: [String]
        /// A column that must be in the file (key or required); its absence is an error, not a warning.
        package var isEssential: Bool
        package init(sources: [String], isEssential: Bool = false) {
            self.sources = sources
            self.isEssential = isEssential
        }
    }

    package struct Group: Sendable {
        package var source: String
        package var columns: [Column]
        package init(source: String, columns: [Column]) {
            self.source = source
            self.columns = columns
        }
    }

    package init(
        container: Container, shapes: [RecordShape] = [RecordShape(name: "")], columns: [Column],
        groups: [Group] = [], envelopePaths: [String] = []
    ) {
        self.container = container
        self.shapes = shapes
        self.columns = columns
        self.groups = groups
        self.envelopePaths = envelopePaths
    }
}

extension FeedContract {
    /// The plan for this feed's readers.
    package var readPlan: ReadPlan {
        func column(_ field: FieldSpec, _ isKey: Bool) -> ReadPlan.Column {
            ReadPlan.Column(sources: field.sources, isEssential: field.required || isKey)
        }
        return ReadPlan(
            container: container, shapes: shapes,
            columns: fields.enumerated().map { column($1, key.contains($0)) },
            groups: groups.map { group in
                ReadPlan.Group(
                    source: group.source, columns: group.fields.map { column($0, false) })
            },
            envelopePaths: guards.envelope.map(\.path))
    }
}
