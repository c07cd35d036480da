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
        for name in ColumnDerivations.order(table) {
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

    /// The sources in the order in which they are asked: of a column's own list one after the other, and a source that
    /// is derived itself after what it is derived from. What is asked in a circle comes last, in the order of mention.
    private static func order(_ table: UnifiedTable) -> [String] {
        var waiting: [String] = []
        var before: [String: Set<String>] = [:]
        for column in table.columns {
            for (place, source) in column.derivedFrom.enumerated() {
                if !waiting.contains(source) { waiting.append(source) }
                before[source, default: []].formUnion(column.derivedFrom[..<place])
                before[column.name, default: []].insert(source)
            }
        }
        var order: [String] = []
        while let next = waiting.firstIndex(where: { before[$0, default: []].isSubset(of: order) })
        {
            order.append(waiting.remove(at: next))
        }
        return order + waiting
    }
}
