package import GuijiShaping

/// How often the comparison of two addresses says what people said.
package struct AddressPairScore {
    /// Wanted, then found.
    private var table = Array(repeating: [0, 0, 0], count: 3)
    /// Pairs of which something else was said, with the reasons.
    package private(set) var mistakes: [String] = []

    package init(_ pairs: [LabelledAddressPairs.Pair], _ parser: AddressParser) {
        for pair in pairs {
            let found = AddressComparison(
                AddressTexts(pair.query, parser), AddressTexts(pair.candidate, parser))
            let place = AddressComparison.Relation.allCases.firstIndex(of: found.relation) ?? 0
            table[pair.label][place] += 1
            guard pair.label != place else { continue }
            let reasons = found.reasons.prefix(4).map { "\($0.part) \($0.agreement)" }
            mistakes.append(
                "\(AddressComparison.Relation.allCases[pair.label]), found \(found.relation): "
                    + "\(pair.query) | \(pair.candidate) (\(reasons.joined(separator: ", ")))")
        }
    }

    package var count: Int { table.joined().reduce(0, +) }

    package var accuracy: Double {
        Double(table[0][0] + table[1][1] + table[2][2]) / Double(max(1, count))
    }

    package func f1(_ relation: AddressComparison.Relation) -> Double {
        guard let place = AddressComparison.Relation.allCases.firstIndex(of: relation) else {
            return 0
        }
        let wanted = table[place].reduce(0, +)
        let found = table.reduce(0) { $0 + $1[place] }
        return 2 * Double(table[place][place]) / Double(max(1, wanted + found))
    }

    /// The mean of the three.
    package var macroF1: Double {
        AddressComparison.Relation.allCases.map { f1($0) }.reduce(0, +) / 3
    }
}
