import GuijiContract
import GuijiModel

/// The derivations of one table: for each source column, what is filled from it.
struct ColumnDerivations {
    struct Derivation {
        /// Place of the source column, and of the columns filled; the source is the first of them.
        var source: Int
        var columns: [Int]
        private var rule: any MentionDerivation
        private(set) var values: DerivedValues
        var rules: [MentionRule] { rule.rules }

        init(source: Int, columns: [Int], rule: any MentionDerivation) {
            self.source = source
            self.columns = columns
            self.rule = rule
            values = DerivedValues(columnCount: columns.count)
        }

        mutating func derive(_ text: UnsafeRawBufferPointer) {
            values.reset()
            rule.derive(text, into: &values)
        }
    }

    var all: [Derivation] = []

    /// The column from which another is filled.
    func source(of column: Int) -> Int? {
        all.first { $0.columns.dropFirst().contains(column) }?.source
    }

    init(_ table: UnifiedTable, _ deriver: (any MentionDeriver)?) {
        guard let deriver else { return }
        for (source, column) in table.columns.enumerated() {
            let filled = table.columns.indices.filter {
                table.columns[$0].derivedFrom == column.name
            }
            guard !filled.isEmpty else { continue }
            let places = [source] + filled
            let names = places.map { table.columns[$0].name }
            if let rule = deriver.derivation(of: names, from: column.name, in: table.name) {
                all.append(Derivation(source: source, columns: places, rule: rule))
            }
        }
    }
}
