import Foundation
import ArgumentParser
import GuijiModel
import GuijiPipeline
import GuijiResolution

extension LinkCommand {
    /// `guiji link score OUT.csv --truth T.csv`.
    struct Score: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "score", abstract: "Compare clusters with the truth.",
            discussion: """
                EXAMPLES
                  guiji link score out.csv --truth people.csv --truth-column true_id
                  guiji link score out.csv --truth truth.csv --errors 10 --edges edges.csv
                  guiji link score out.csv --truth truth.csv --json
                """)

        @Argument(help: "What 'guiji link' wrote.")
        var clusters: String

        @Option(
            name: .long,
            help: ArgumentHelp("CSV with the id and the true group of rows.", valueName: "file"))
        var truth: String

        @Option(name: .long, help: ArgumentHelp("Column of the true group.", valueName: "column"))
        var truthColumn: String?

        @Option(
            name: .long, help: ArgumentHelp("Column of the id in the truth.", valueName: "column"))
        var truthID: String?

        @Option(name: .long, help: "Show so many of the worst mistakes.")
        var errors = 0

        @Option(
            name: .long,
            help: ArgumentHelp("Edge file of 'guiji link', for evidence.", valueName: "file"))
        var edges: String?

        @OptionGroup var format: FormatOption

        private struct Answer: Encodable {
            var scores: ClusterScores
            var withoutTruth: Int
            var mistakes: [LinkScoring.Mistake]
        }

        func run() throws {
            let scoring = try LinkScoring(
                found: clusters, truth: truth, truthColumn: truthColumn, truthID: truthID,
                edges: edges, errors: errors)
            let scores = scoring.scores
            if format.json {
                return try Output.json(
                    Answer(
                        scores: scores, withoutTruth: scoring.withoutTruth,
                        mistakes: scoring.mistakes))
            }
            func share(_ value: Double) -> String { String(format: "%.4f", value) }
            let table = TextTable(
                headers: ["", "precision", "recall", "F1"],
                rows: [
                    [
                        "pairs", share(scores.pairPrecision), share(scores.pairRecall),
                        share(scores.pairF1),
                    ],
                    [
                        "B-cubed", share(scores.bCubedPrecision), share(scores.bCubedRecall),
                        share(scores.bCubedF1),
                    ],
                ])
            Output.line(table.text())
            Output.line(
                "\(scores.rows) rows; \(scores.clusters) clusters found, \(scores.trueClusters) true; "
                    + "\(scores.rightPairs) of \(scores.foundPairs) pairs right, \(scores.truePairs) true; the largest "
                    + "cluster has \(scores.largestCluster).")
            if scoring.withoutTruth > 0 {
                Output.line("\(scoring.withoutTruth) rows have no truth and are left out.")
            }
            for mistake in scoring.mistakes {
                let what = mistake.kind == .merged ? "wrongly together" : "wrongly apart"
                Output.line(Output.heading("\(mistake.pairs) pairs \(what)"))
                for group in mistake.groups.prefix(8) {
                    Output.line("  " + group.prefix(8).joined(separator: " "))
                }
                if !mistake.evidence.isEmpty {
                    Output.line("    " + mistake.evidence.joined(separator: "; "))
                }
            }
        }
    }
}
