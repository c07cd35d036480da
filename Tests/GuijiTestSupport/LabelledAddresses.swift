import Foundation

/// The addresses with BIO labels of the set in `addresses/address-parse-labelled-dev.txt`.
///
/// The set is split by its order: the first 1,000 are there to be looked at while writing the parser, the other 1,985
/// are not, and scores are those of the others.
package struct LabelledAddresses: Sendable {
    package struct Span: Hashable, Sendable {
        package var label: String
        /// Bytes of the text's UTF-8, half-open.
        package var start: Int
        package var end: Int

        package init(label: String, start: Int, end: Int) {
            self.label = label
            self.start = start
            self.end = end
        }
    }

    package struct Address: Sendable {
        package var text: String
        package var spans: [Span]
    }

    package static let file = "addresses/address-parse-labelled-dev.txt"
    package static let lookedAt = 1000

    package var seen: [Address]
    package var unseen: [Address]

    /// Reads the set.
    package init() throws {
        let text = String(decoding: try SharedData.bytes(LabelledAddresses.file), as: UTF8.self)
        var all: [Address] = []
        var current = Address(text: "", spans: [])
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = line.split(separator: " ")
            if cells.isEmpty {
                if !current.text.isEmpty { all.append(current) }
                current = Address(text: "", spans: [])
                continue
            }
            guard cells.count == 2 else { continue }
            let start = current.text.utf8.count
            current.text += cells[0]
            let end = current.text.utf8.count
            let label = LabelledAddresses.merged(String(cells[1].dropFirst(2)))
            if cells[1].hasPrefix("I-"), let last = current.spans.last, last.label == label {
                current.spans[current.spans.count - 1].end = end
            } else {
                current.spans.append(Span(label: label, start: start, end: end))
            }
        }
        if !current.text.isEmpty { all.append(current) }
        seen = Array(all.prefix(LabelledAddresses.lookedAt))
        unseen = Array(all.dropFirst(LabelledAddresses.lookedAt))
    }

    /// The set writes some labels in two ways.
    private static func merged(_ label: String) -> String {
        switch label {
        case "subroad": "subRoad"
        case "devzone": "devZone"
        default: label
        }
    }
}

/// Right, found and wanted spans of each label.
package struct SpanScore: Sendable {
    package struct Count: Sendable {
        package var right = 0
        package var found = 0
        package var wanted = 0

        package var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
        package var recall: Double { wanted == 0 ? 0 : Double(right) / Double(wanted) }
        /// The harmonic mean of precision and recall: 2·right / (found + wanted).
        package var f1: Double {
            found + wanted == 0 ? 0 : 2 * Double(right) / Double(found + wanted)
        }
    }

    package private(set) var counts: [String: Count] = [:]

    package init() {}

    /// Counts one address. A span is right if label, start and end are.
    package mutating func add(found: [LabelledAddresses.Span], wanted: [LabelledAddresses.Span]) {
        let want = Set(wanted)
        for span in found {
            counts[span.label, default: Count()].found += 1
            if want.contains(span) { counts[span.label, default: Count()].right += 1 }
        }
        for span in wanted { counts[span.label, default: Count()].wanted += 1 }
    }

    package func f1(_ label: String) -> Double { counts[label]?.f1 ?? 0 }
}
