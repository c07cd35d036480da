/// How well clusters agree with the truth: pairs of rows, and row by row (B-cubed; Bagga and Baldwin 1998).
package struct ClusterScores: Sendable, Equatable, Encodable {
    package var rows = 0
    package var truePairs = 0
    package var foundPairs = 0
    package var rightPairs = 0
    package var pairPrecision = 0.0
    package var pairRecall = 0.0
    package var pairF1 = 0.0
    package var bCubedPrecision = 0.0
    package var bCubedRecall = 0.0
    package var bCubedF1 = 0.0
    package var clusters = 0
    package var trueClusters = 0
    package var largestCluster = 0

    /// - Parameters: number of each row's cluster, found and true; numbers from 0. O(*n*).
    package init(found: [Int], truth: [Int]) {
        precondition(found.count == truth.count)
        rows = found.count
        var foundSizes: [Int: Int] = [:]
        var trueSizes: [Int: Int] = [:]
        var common: [Cell: Int] = [:]
        for row in 0..<rows {
            foundSizes[found[row], default: 0] += 1
            trueSizes[truth[row], default: 0] += 1
            common[Cell(found: found[row], truth: truth[row]), default: 0] += 1
        }
        func pairs(_ size: Int) -> Int { size * (size - 1) / 2 }
        foundPairs = foundSizes.values.reduce(0) { $0 + pairs($1) }
        truePairs = trueSizes.values.reduce(0) { $0 + pairs($1) }
        rightPairs = common.values.reduce(0) { $0 + pairs($1) }
        clusters = foundSizes.count
        trueClusters = trueSizes.count
        largestCluster = foundSizes.values.max() ?? 0
        pairPrecision = foundPairs > 0 ? Double(rightPairs) / Double(foundPairs) : 1
        pairRecall = truePairs > 0 ? Double(rightPairs) / Double(truePairs) : 1
        pairF1 = ClusterScores.f1(pairPrecision, pairRecall)
        var precision = 0.0
        var recall = 0.0
        for (cell, count) in common {
            let square = Double(count) * Double(count)
            precision += square / Double(foundSizes[cell.found] ?? 1)
            recall += square / Double(trueSizes[cell.truth] ?? 1)
        }
        bCubedPrecision = rows > 0 ? precision / Double(rows) : 1
        bCubedRecall = rows > 0 ? recall / Double(rows) : 1
        bCubedF1 = ClusterScores.f1(bCubedPrecision, bCubedRecall)
    }

    private struct Cell: Hashable {
        var found: Int
        var truth: Int
    }

    private static func f1(_ precision: Double, _ recall: Double) -> Double {
        precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
}
