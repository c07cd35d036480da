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

    init(_ table: UnifiedTable, _ deriver: (any MentionDeriver)?) {
        guard let deriver else { return }
        // In the order of mention: the first source that tells a value gives it, and a column that is derived itself
        // is filled before others are derived from it.
        var sources: [String] = []
        for name in table.columns.flatMap(\.derivedFrom) where !sources.contains(name) {
            sources.append(name)
        }
        for name in sources {
            guard let source = table.index(of: name) else { continue }
            let filled = table.columns.indices.filter {
                table.columns[$0].derivedFrom.contains(name)
            }
            let places = [source] + filled
            let names = places.map { table.columns[$0].name }
            if let rule = deriver.derivation(of: names, from: name, in: table.name) {
                all.append(Derivation(source: source, columns: places, rule: rule))
            }
        }
    }
}
