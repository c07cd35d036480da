import GuijiContract

/// The weight of a pair: the binary logarithm of the odds that it is the same, against all other classes together.
///
/// A pattern's rates are computed once and looked up. Where a level is adjusted by frequency, the strangers' rate is
/// multiplied by how much rarer or commoner the value at hand is than values on average.
final class Scorer {
    private struct Rates {
        var pattern: UInt64
        var same: Double
        /// Strangers, then each relation.
        var others: [Double]
        /// Comparisons whose answer is adjusted by frequency, with the column.
        var adjusted: [(comparison: Int, column: Int)]
    }

    private let model: MatchingModel
    private let numbers: LearnedNumbers
    private let possiblePairs: Double
    private let table: RowTable
    private let comparer: PairComparer
    private let vetoes: [Veto]
    /// By column: one over the mean frequency of an equal value.
    private var inverseRates: [Int: Double] = [:]
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 13)
    private var known: [Rates] = []
    let memory: PairMemory

    private struct Veto {
        var columns: [Int]
        var edits: Int
        var weight: Double
    }

    /// The weight of a pair that must not be linked.
    static let never = -1000.0

    init(
        model: MatchingModel, numbers: LearnedNumbers, possiblePairs: Double, table: RowTable,
        comparer: PairComparer
    ) {
        self.model = model
        self.numbers = numbers
        self.possiblePairs = possiblePairs
        self.table = table
        self.comparer = comparer
        memory = PairMemory(comparisons: model.comparisons.count)
        vetoes = model.cannotLink.map {
            Veto(columns: $0.columns, edits: $0.edits, weight: $0.weight ?? -Scorer.never)
        }
        for level in model.comparisons.flatMap(\.levels) {
            if let column = level.frequencyColumn, inverseRates[column] == nil {
                inverseRates[column] = 1 / StrangerRates.equalRate(table.columns[column])
            }
        }
    }

    /// The pattern and weight of two rows.
    func score(_ left: Int, _ right: Int) -> (pattern: UInt64, weight: Double) {
        let pattern = comparer.pattern(left, right, memory)
        return (pattern, weight(left, right, pattern))
    }

    func weight(_ left: Int, _ right: Int, _ pattern: UInt64) -> Double {
        let rates = known[rates(pattern)]
        var others = rates.others[0]
        if rates.adjusted.isEmpty {
            for relation in 1..<rates.others.count { others += rates.others[relation] }
        } else {
            var relationRates = rates.others
            for (comparison, column) in rates.adjusted {
                let ratio = frequencyRatio(left, column)
                relationRates[0] *= ratio
                for (number, relation) in model.relations.enumerated()
                where relation.likely[model.comparisons[comparison].name] == nil {
                    relationRates[number + 1] *= ratio
                }
            }
            others = relationRates.reduce(0, +)
        }
        var weight = Logarithm.binary(rates.same / max(others, .leastNormalMagnitude))
        for veto in vetoes where contradicts(veto, left, right) { weight -= veto.weight }
        return weight
    }

    /// How much commoner than on average the value of a row is.
    func frequencyRatio(_ row: Int, _ column: Int) -> Double {
        let prepared = table.columns[column]
        let value = table.value(row, column)
        guard value != 0, let inverse = inverseRates[column] else { return 1 }
        let share = Double(prepared.store.frequencies[Int(value)]) / Double(max(1, table.count))
        return min(1000, max(1e-4, share * inverse))
    }

    private func contradicts(_ veto: Veto, _ left: Int, _ right: Int) -> Bool {
        for column in veto.columns {
            let a = table.value(left, column)
            let b = table.value(right, column)
            if a == 0 || b == 0 || a == b { return false }
            let store = table.columns[column].store
            if veto.edits > 0,
                EditDistance.bounded(store[a], store[b], limit: veto.edits) <= veto.edits
            {
                return false
            }
        }
        return true
    }

    private func rates(_ pattern: UInt64) -> Int {
        var slot =
            Int(truncatingIfNeeded: (pattern &* 0x9E37_79B9_7F4A_7C15) >> 32)
            & (slots.count - 1)
        while slots[slot] >= 0 {
            if known[Int(slots[slot])].pattern == pattern { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        var adjusted: [(comparison: Int, column: Int)] = []
        Learning.forEachAnswer(pattern, model.comparisons.count) { comparison, level in
            if let column = model.comparisons[comparison].levels[level].frequencyColumn {
                adjusted.append((comparison, column))
            }
        }
        let kinds = numbers.pairs.count
        let strangers =
            possiblePairs * Learning.likelihood(pattern, numbers.probabilities[kinds])
        known.append(
            Rates(
                pattern: pattern,
                same: numbers.pairs[0] * Learning.likelihood(pattern, numbers.probabilities[0]),
                others: [strangers]
                    + (1..<max(1, kinds)).filter { $0 < kinds }.map {
                        numbers.pairs[$0]
                            * Learning.likelihood(pattern, numbers.probabilities[$0])
                    },
                adjusted: adjusted))
        slots[slot] = Int32(known.count - 1)
        if known.count * 2 > slots.count { growSlots() }
        return known.count - 1
    }

    private func growSlots() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (index, rates) in known.enumerated() {
            var slot =
                Int(truncatingIfNeeded: (rates.pattern &* 0x9E37_79B9_7F4A_7C15) >> 32)
                & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }
}
