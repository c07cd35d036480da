package import GuijiContract
import GuijiModel

/// Writes a matching model as the YAML that `MatchingModelReader` reads.
package enum MatchingModelText {
    /// The text; reading it gives the same model.
    package static func yaml(_ model: MatchingModel) -> String {
        let names = model.columns.map(\.name)
        var lines = ["model: \(quoted(model.name))"]
        if let text = model.description { lines.append("description: \(quoted(text))") }
        if let id = model.idColumn {
            let all = ([id] + model.otherIDColumns).map(quoted)
            lines.append("id: " + (all.count == 1 ? all[0] : "[\(all.joined(separator: ", "))]"))
        }
        if let source = model.sourceColumn { lines.append("source: \(quoted(source))") }
        if model.sourcesAreUnique { lines.append("sourcesAreUnique: true") }
        lines.append("columns:")
        for column in model.columns { lines.append("  - " + flow(column, names)) }
        lines.append("blocking:")
        for rule in model.blocking {
            let columns = rule.columns.map { quoted(names[$0]) }
            if rule.byWord {
                let with = columns.dropLast().joined(separator: ", ")
                lines.append(
                    "  - {" + (with.isEmpty ? "" : "with: [\(with)], ")
                        + "eachWord: \(columns.last ?? "")}")
            } else if let only = rule.onlyIf {
                lines.append(
                    "  - {with: [\(columns.joined(separator: ", "))], onlyIf: \(quoted(names[only]))}"
                )
            } else {
                lines.append("  - [\(columns.joined(separator: ", "))]")
            }
        }
        lines.append("largestBlock: \(model.largestBlock)")
        lines.append("comparisons:")
        for comparison in model.comparisons {
            lines.append("  - name: \(quoted(comparison.name))")
            lines.append(
                "    missing: [\(comparison.columns.map { quoted(names[$0]) }.joined(separator: ", "))]"
            )
            lines.append("    levels:")
            for level in comparison.levels.dropLast() {
                lines.append("      - " + flow(level, names))
            }
        }
        if !model.relations.isEmpty { lines.append("relations:") }
        for relation in model.relations {
            lines.append("  - name: \(quoted(relation.name))")
            lines.append("    likely:")
            for (comparison, labels) in relation.likely.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    "      \(quoted(comparison)): [\(labels.map(quoted).joined(separator: ", "))]")
            }
        }
        if !model.cannotLink.isEmpty { lines.append("cannotLink:") }
        for rule in model.cannotLink {
            let columns = rule.columns.map { quoted(names[$0]) }.joined(separator: ", ")
            let weight = rule.weight.map { ", weight: \($0)" } ?? ""
            lines.append("  - {differ: [\(columns)], edits: \(rule.edits)\(weight)}")
        }
        lines.append(
            "thresholds: {link: \(model.linkThreshold), review: \(model.reviewThreshold)}")
        if let learned = model.learned { lines += self.learned(learned, model) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func flow(_ column: MatchingColumn, _ names: [String]) -> String {
        var parts = ["name: \(quoted(column.name))", "kind: \(column.kind.rawValue)"]
        switch column.origin {
        case .headers(let headers):
            if headers != [column.name] {
                parts.append("from: [\(headers.map(quoted).joined(separator: ", "))]")
            }
        case .taken(let source, let transform):
            parts.append("of: \(quoted(names[source]))")
            parts.append("take: \(word(transform))")
        case .either(let columns):
            parts.append("either: [\(columns.map { quoted(names[$0]) }.joined(separator: ", "))]")
        case .joined(let columns):
            parts.append("join: [\(columns.map { quoted(names[$0]) }.joined(separator: ", "))]")
        case .held(let source, let by, let count):
            parts.append("of: \(quoted(names[source]))")
            parts.append("heldBy: \(quoted(names[by]))")
            parts.append("atMost: \(count)")
        case .followed(let source, let from, let to, let keeps):
            parts.append("of: \(quoted(names[source]))")
            parts.append("follow: {from: \(quoted(names[from])), to: \(quoted(names[to]))}")
            if !keeps { parts.append("else: none") }
        }
        if !column.replacements.isEmpty {
            let pairs = column.replacements.map { "\(quoted($0.from)): \(quoted($0.to))" }
            parts.append("replace: {\(pairs.joined(separator: ", "))}")
        }
        if !column.missing.isEmpty {
            parts.append("missing: [\(column.missing.map(quoted).joined(separator: ", "))]")
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private static func word(_ transform: MatchingColumn.Transform) -> String {
        switch transform {
        case .first(let count): "{first: \(count)}"
        case .last(let count): "{last: \(count)}"
        case .notEnding(let ends):
            "{notEnding: [\(ends.map(quoted).joined(separator: ", "))]}"
        case .slice(let from, let to): "{slice: [\(from), \(to)]}"
        default: "\(transform)"
        }
    }

    private static func flow(_ level: Comparison.Level, _ names: [String]) -> String {
        var parts: [String] = []
        if level.anyOf.count == 1 {
            parts.append(tests(level.anyOf[0], names))
        } else {
            let all = level.anyOf.map { "{\(tests($0, names))}" }
            parts.append("any: [\(all.joined(separator: ", "))]")
        }
        parts.append("label: \(quoted(level.label))")
        if let column = level.frequencyColumn {
            parts.append("frequency: \(quoted(names[column]))")
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private static func tests(_ tests: [ComparisonTest], _ names: [String]) -> String {
        func one(_ test: ComparisonTest) -> String {
            let columns = test.columns.map { quoted(names[$0]) }
            let value = columns.count == 1 ? columns[0] : "[\(columns.joined(separator: ", "))]"
            let text = "\(test.operation.rawValue): \(value)"
            switch test.operation {
            case .equal, .swapped, .crossed, .prefix, .contains, .daySwap: return text
            case .nameLevel: return text + ", is: \(NameLevel.allCases[Int(test.limit)])"
            case .edits, .withinDays, .withinYears, .within, .withinShare:
                return text + ", atMost: \(number(test.limit))"
            default: return text + ", atLeast: \(number(test.limit))"
            }
        }
        return tests.count == 1
            ? one(tests[0]) : "all: [\(tests.map { "{\(one($0))}" }.joined(separator: ", "))]"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    private static func learned(_ numbers: LearnedNumbers, _ model: MatchingModel) -> [String] {
        var lines = ["learned:", "  rows: \(numbers.rows)"]
        lines.append("  pairs: [\(numbers.pairs.map { "\($0)" }.joined(separator: ", "))]")
        lines.append(
            "  # the same, \((model.relations.map(\.name) + ["strangers"]).joined(separator: ", ")); comparison by comparison"
        )
        lines.append("  probabilities:")
        for kind in numbers.probabilities {
            lines.append("    -")
            for levels in kind {
                lines.append("      - [\(levels.map { "\($0)" }.joined(separator: ", "))]")
            }
        }
        return lines
    }

    /// A YAML scalar in double quotes.
    private static func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy {
            $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic)
        }
        let words: Set<String> = ["yes", "no", "true", "false", "null", "on", "off", "y", "n"]
        if plain, !text.isEmpty, !words.contains(text.lowercased()) { return text }
        return "\""
            + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
    }
}
