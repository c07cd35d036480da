import GuijiContract

/// The weight of a pair: the binary logarithm of the odds that it is the same, against all other classes together.
///
/// A pattern's rates are computed once and looked up. Where a level is adjusted by frequency, the strangers' rate is
/// multiplied by how much rarer or commoner the value at hand is than values on average.
final class Scorer {
    private struct Rates {
        var pattern: UInt64
        var same: Double
        /// Where the rates of the strangers, then of each relation, begin in `others`.
        var others: Int
        /// Comparisons whose answer is adjusted by frequency, in `adjustments`.
        var adjusted: Range<Int>
    }

    private struct Adjustment {
        var column: Int
        /// A bit for the strangers, then for each relation: whose rate is multiplied.
        var kinds: UInt64
    }

    private let model: MatchingModel
    private let numbers: LearnedNumbers
    private let possiblePairs: Double
    private let table: RowTable
    private let comparer: PairComparer
    private let vetoes: [Veto]
    /// By column: one over the mean frequency of an equal value; 0 where it is not asked for.
    private var inverseRates: [Double]
    private var others: [Double] = []
    private var adjustments: [Adjustment] = []
    private let kinds: Int
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
        kinds = max(1, numbers.pairs.count)
        inverseRates = Array(repeating: 0, count: table.columns.count)
        for level in model.comparisons.flatMap(\.levels) {
            if let column = level.frequencyColumn, inverseRates[column] == 0 {
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
        var others = 0.0
        if rates.adjusted.isEmpty {
            for kind in 0..<kinds { others += self.others[rates.others + kind] }
        } else {
            var ratios: (Double, Double, Double, Double) = (1, 1, 1, 1)
            withUnsafeMutableBytes(of: &ratios) { bytes in
                let ratios = bytes.bindMemory(to: Double.self)
                let asked = rates.adjusted.prefix(ratios.count)
                for place in asked {
                    ratios[place - asked.startIndex] = frequencyRatio(
                        left, adjustments[place].column)
                }
                for kind in 0..<kinds {
                    var rate = self.others[rates.others + kind]
                    for place in rates.adjusted
                    where adjustments[place].kinds >> UInt64(kind) & 1 == 1 {
                        rate *=
                            place - asked.startIndex < ratios.count
                            ? ratios[place - asked.startIndex]
                            : frequencyRatio(left, adjustments[place].column)
                    }
                    others += rate
                }
            }
        }
        var weight = Logarithm.binary(rates.same / max(others, .leastNormalMagnitude))
        for veto in vetoes where contradicts(veto, left, right) { weight -= veto.weight }
        return weight
    }

    /// How much commoner than on average the value of a row is.
    func frequencyRatio(_ row: Int, _ column: Int) -> Double {
        let value = table.value(row, column)
        let inverse = inverseRates[column]
        guard value != 0, inverse != 0 else { return 1 }
        let frequency = comparer.views[column].frequencies[Int(value)]
        let share = Double(frequency) / Double(max(1, table.count))
        return min(1000, max(1e-4, share * inverse))
    }

    private func contradicts(_ veto: Veto, _ left: Int, _ right: Int) -> Bool {
        for column in veto.columns {
            let a = table.value(left, column)
            let b = table.value(right, column)
            if a == 0 || b == 0 || a == b { return false }
            let view = comparer.views[column]
            if veto.edits > 0,
                EditDistance.bounded(view.text(a), view.text(b), limit: veto.edits) <= veto.edits
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
        let first = adjustments.count
        Learning.forEachAnswer(pattern, model.comparisons.count) { index, level in
            let comparison = model.comparisons[index]
            guard let column = comparison.levels[level].frequencyColumn else { return }
            var kinds: UInt64 = 1
            for (number, relation) in model.relations.enumerated()
            where relation.likely[comparison.name] == nil {
                kinds |= 2 << UInt64(number)
            }
            adjustments.append(Adjustment(column: column, kinds: kinds))
        }
        known.append(
            Rates(
                pattern: pattern,
                same: numbers.pairs[0] * Learning.likelihood(pattern, numbers.probabilities[0]),
                others: others.count, adjusted: first..<adjustments.count))
        others.append(
            possiblePairs
                * Learning.likelihood(pattern, numbers.probabilities[numbers.pairs.count]))
        for kind in 1..<max(1, kinds) where kind < kinds {
            others.append(
                numbers.pairs[kind] * Learning.likelihood(pattern, numbers.probabilities[kind]))
        }
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
