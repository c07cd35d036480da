package import GuijiContract

/// Why two rows are, or are not, taken for the same: the odds before any question, and what each answer adds.
package struct Waterfall: Sendable, Equatable {
    package struct Step: Sendable, Equatable {
        /// The comparison, or what else changes the odds.
        package var name: String
        /// The answer given.
        package var answer: String
        /// Bits added to the odds of being the same against strangers.
        package var bits: Double
        /// The values, first row and second.
        package var values: [(String, String)]

        package static func == (a: Step, b: Step) -> Bool {
            a.name == b.name && a.answer == b.answer && a.bits == b.bits
        }
    }

    package var steps: [Step]
    package var bits: Double
    package var probability: Double
}

extension Linker {
    /// The waterfall of two rows, with the numbers of a run.
    package func explain(_ left: Int, _ right: Int, numbers: LearnedNumbers) -> Waterfall {
        let scorer = scorer(numbers)
        let (pattern, total) = scorer.score(left, right)
        let kinds = numbers.pairs.count
        var steps = [
            Waterfall.Step(
                name: "before", answer: "any two rows",
                bits: Logarithm.binary(numbers.pairs[0] / possiblePairs), values: [])
        ]
        for (index, comparison) in model.comparisons.enumerated() {
            let answer = Int(pattern >> UInt64(4 * index) & 15)
            let values = comparison.columns.map { column in
                (
                    table.columns[column].text(table.value(left, column)),
                    table.columns[column].text(table.value(right, column))
                )
            }
            guard answer > 0 else {
                steps.append(
                    .init(name: comparison.name, answer: "missing", bits: 0, values: values))
                continue
            }
            let level = comparison.levels[answer - 1]
            var bits = Logarithm.binary(
                numbers.probabilities[0][index][answer - 1]
                    / numbers.probabilities[kinds][index][answer - 1])
            if let column = level.frequencyColumn {
                bits -= Logarithm.binary(scorer.frequencyRatio(left, column))
            }
            steps.append(
                .init(name: comparison.name, answer: level.label, bits: bits, values: values))
        }
        let rest = total - steps.reduce(0) { $0 + $1.bits }
        if abs(rest) > 0.001 {
            let names =
                model.relations.map(\.name) + (model.cannotLink.isEmpty ? [] : ["contradiction"])
            steps.append(
                .init(
                    name: "instead", answer: "may be " + names.joined(separator: " or "),
                    bits: rest, values: []))
        }
        let odds = Logarithm.power(total)
        return Waterfall(
            steps: steps, bits: total, probability: odds.isInfinite ? 1 : odds / (1 + odds))
    }
}
