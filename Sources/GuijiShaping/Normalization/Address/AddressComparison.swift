import Foundation

/// Whether two addresses speak of one place, of places of which one is part of the other or that have part in common, or
/// of different ones; with what spoke for it.
///
/// Each part of the two agrees in one of four ways, and the texts as wholes have some letters in common. What each of
/// these says was learned from labelled pairs by multinomial regression; `AddressComparisonWeights` holds the numbers.
package struct AddressComparison: Sendable {
    package enum Relation: String, CaseIterable, Sendable {
        case different, partly, same
    }

    /// How one part of two addresses agrees. A part that both lack says nothing.
    package enum Agreement: Int, CaseIterable, Sendable {
        /// Both have it, and it is the same.
        case equal
        /// One contains the other, half of the letters agree, or the other address has it in another place.
        case near
        case differ
        /// Only one has it.
        case one
    }

    package struct Reason: Sendable, Equatable {
        package var part: AddressPart
        package var agreement: Agreement
        /// What it adds in favour of "same" against "different", in natural logarithms of odds.
        package var weight: Double
    }

    package let relation: Relation
    /// By relation, in the order of `Relation.allCases`.
    package let probabilities: [Double]
    /// The parts that at least one has, the most telling first.
    package let reasons: [Reason]

    /// Parts that are compared.
    static let parts: [AddressPart] = [
        .province, .city, .county, .street, .community, .road, .doorNo, .subNo, .villageGroup,
        .estate, .building, .unit, .floor, .room, .poi,
    ]

    /// O(product of the lengths): some 20 µs.
    package init(_ left: AddressTexts, _ right: AddressTexts) {
        let agreements = AddressComparison.parts.map {
            AddressComparison.agreement($0, left, right)
        }
        let features = AddressComparison.features(agreements, left, right)
        let weights = AddressComparisonWeights.self
        let scores =
            [0]
            + [weights.partly, weights.same].map { row in
                zip(row, features).reduce(0) { $0 + $1.0 * $1.1 }
            }
        let most = scores.max() ?? 0
        let shares = scores.map { exp($0 - most) }
        let all = shares.reduce(0, +)
        probabilities = shares.map { $0 / all }
        let place = scores.firstIndex(of: most) ?? 0
        relation = Relation.allCases[place]
        var reasons: [Reason] = []
        for (number, agreement) in agreements.enumerated() {
            guard let agreement else { continue }
            reasons.append(
                Reason(
                    part: AddressComparison.parts[number], agreement: agreement,
                    weight: weights.same[
                        number * Agreement.allCases.count + agreement.rawValue]))
        }
        self.reasons = reasons.sorted {
            let (a, b) = (abs($0.weight), abs($1.weight))
            return a != b ? a > b : $0.part.rawValue < $1.part.rawValue
        }
    }

    // MARK: What is compared

    static func agreement(_ part: AddressPart, _ left: AddressTexts, _ right: AddressTexts)
        -> Agreement?
    {
        let (a, b) = (left[part], right[part])
        if a.isEmpty, b.isEmpty { return nil }
        if a == b { return .equal }
        if a.isEmpty || b.isEmpty {
            return left.holds(b) || right.holds(a) ? .near : .one
        }
        if common(a, b) >= 0.5 || left.holds(b) || right.holds(a) { return .near }
        return .differ
    }

    /// What the numbers are multiplied with.
    package static func features(_ left: AddressTexts, _ right: AddressTexts) -> [Double] {
        features(parts.map { agreement($0, left, right) }, left, right)
    }

    /// One of four for each part, then what the texts as wholes have in common, then 1.
    static func features(
        _ agreements: [Agreement?], _ left: AddressTexts, _ right: AddressTexts
    ) -> [Double] {
        var result: [Double] = []
        for agreement in agreements {
            for kind in Agreement.allCases { result.append(agreement == kind ? 1 : 0) }
        }
        let (a, b) = (left.whole, right.whole)
        let shorter = Double(max(1, min(a.count, b.count)))
        let longer = Double(max(1, max(a.count, b.count)))
        let dice = common(a, b)
        let pairs = commonPairs(a, b)
        let covered = min(1, pairs / max(1, shorter - 1))
        let run = Double(longestRun(a, b))
        let tail = common(Array(a.suffix(6)), Array(b.suffix(6)))
        let head = common(Array(a.prefix(6)), Array(b.prefix(6)))
        let poi = common(left[.poi], right[.poi])
        let shared = Double(left.numbers.intersection(right.numbers).count)
        let numbers = Double(left.numbers.union(right.numbers).count)
        result += [
            dice, dice * dice, covered, covered * covered, run / shorter, run / longer,
            min(run, 12) / 12, tail, head, poi, numbers == 0 ? 0 : shared / numbers,
            numbers == 0 ? 1 : 0, shared > 0 ? 1 : 0, shorter / longer, min(shorter, 30) / 30,
            min(longer, 30) / 30, covered * tail, dice * (numbers == 0 ? 0 : shared / numbers), 1,
        ]
        return result
    }

    private static func commonPairs(_ a: [UInt16], _ b: [UInt16]) -> Double {
        guard a.count > 1, b.count > 1 else { return 0 }
        var left: [UInt32: Int] = [:]
        for i in 1..<a.count { left[UInt32(a[i - 1]) << 16 | UInt32(a[i]), default: 0] += 1 }
        var count = 0
        for i in 1..<b.count {
            let pair = UInt32(b[i - 1]) << 16 | UInt32(b[i])
            if let rest = left[pair], rest > 0 {
                left[pair] = rest - 1
                count += 1
            }
        }
        return Double(count)
    }

    /// Dice's coefficient on pairs of neighbouring letters; of single letters whether they are equal.
    private static func common(_ a: [UInt16], _ b: [UInt16]) -> Double {
        if a.count < 2 || b.count < 2 { return !a.isEmpty && a == b ? 1 : 0 }
        return 2 * commonPairs(a, b) / Double(a.count + b.count - 2)
    }

    /// Letters of the longest part that both have.
    private static func longestRun(_ a: [UInt16], _ b: [UInt16]) -> Int {
        var last = [Int](repeating: 0, count: b.count + 1)
        var best = 0
        for letter in a {
            var diagonal = 0
            for j in 0..<b.count {
                let above = last[j + 1]
                last[j + 1] = letter == b[j] ? diagonal + 1 : 0
                best = max(best, last[j + 1])
                diagonal = above
            }
        }
        return best
    }
}
