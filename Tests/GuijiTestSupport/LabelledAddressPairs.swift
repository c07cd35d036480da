import Foundation

/// Pairs of addresses that people labelled: 2 the same place, 1 partly, 0 not.
///
/// The set is split by its queries, in their order, so that no query is in two parts: three fifths to learn from, one
/// fifth to look at, and one fifth that nobody looks at, for the score.
package struct LabelledAddressPairs: Sendable {
    package struct Pair: Sendable {
        package var query: String
        package var candidate: String
        package var label: Int
    }

    package static let file = "addresses/address-pairs-labelled.tsv.gz"

    package private(set) var learning: [Pair] = []
    package private(set) var seen: [Pair] = []
    package private(set) var unseen: [Pair] = []

    /// Reads the set.
    package init() throws {
        let text = String(
            decoding: try SharedData.bytes(LabelledAddressPairs.file), as: UTF8.self)
        var queries: [Substring: Int] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 3, let label = Int(cells[2]) else { continue }
            let query = queries[cells[0]] ?? queries.count
            queries[cells[0]] = query
            let pair = Pair(query: String(cells[0]), candidate: String(cells[1]), label: label)
            switch query % 5 {
            case 0...2: learning.append(pair)
            case 3: seen.append(pair)
            default: unseen.append(pair)
            }
        }
    }
}
