import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

extension SamplesCommand {
    /// `guiji samples score DIR`.
    struct Score: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "score",
            abstract:
                "Compare who is who in a warehouse with the truth of the city it was loaded from.",
            discussion: """
                EXAMPLES
                  guiji samples score build/city --workspace ws
                  guiji samples score build/city --workspace ws --errors 10
                  guiji samples score build/city --workspace ws --json

                The workspace must have run the nights that 'guiji samples' wrote to DIR. Mistakes name feed, record
                and role: 'guiji trace' shows a record's values.
                """)

        @Argument(help: "The folder that 'guiji samples' wrote to.")
        var directory: String

        @Option(name: .long, help: "Show so many of the worst mistakes of each kind.")
        var errors = 0

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption

        func run() throws {
            let warehouse = try Warehouse.openForReading(path: try place.open().warehouse.path)
            let scoring = try CityScoring(
                warehouse: warehouse, samples: directory, errors: errors)
            if format.json { return try Output.json(scoring) }
            for kind in scoring.kinds { show(kind) }
        }

        private func share(_ value: Double) -> String { String(format: "%.4f", value) }

        private func show(_ kind: CityScoring.Kind) {
            let scores = kind.scores
            Output.line(Output.heading(kind.kind))
            Output.line(
                "\(scores.rows) mentions; \(scores.clusters) entities found, \(scores.trueClusters) true; "
                    + "\(kind.falseMerges) false merges (\(String(format: "%.3f", kind.falseMergeShare * 100)) % of entities)."
            )
            Output.line(
                TextTable(
                    headers: ["", "precision", "recall", "F1"],
                    rows: [
                        [
                            "B-cubed", share(scores.bCubedPrecision), share(scores.bCubedRecall),
                            share(scores.bCubedF1),
                        ],
                        [
                            "pairs", share(scores.pairPrecision), share(scores.pairRecall),
                            share(scores.pairF1),
                        ],
                    ]
                ).text())
            let undecidable = kind.undecidable
            if undecidable.mentions > 0 {
                Output.line(
                    "\(undecidable.mentions) mentions that nobody could decide, not scored: \(undecidable.alone) by "
                        + "themselves, \(undecidable.right) with those they mean, \(undecidable.wrong) with others."
                )
            }
            if kind.withoutTruth > 0 {
                Output.line("\(kind.withoutTruth) mentions have no truth and are left out.")
            }
            if !kind.traps.isEmpty {
                Output.line(
                    TextTable(
                        headers: [
                            "trap", "mentions", "right", "wrongly merged", "wrongly apart",
                            "undecidable", "wrongly attached",
                        ],
                        rows: kind.traps.map {
                            [
                                $0.trap, String($0.mentions), String($0.right), String($0.merged),
                                String($0.apart), String($0.undecidable),
                                String($0.wronglyAttached),
                            ]
                        }
                    ).text())
            }
            for mistake in kind.mistakes {
                let what = mistake.kind == .merged ? "wrongly together" : "wrongly apart"
                Output.line(Output.heading("\(mistake.pairs) pairs \(what)"))
                for group in mistake.groups.prefix(6) {
                    let more = group.count > 4 ? ", and \(group.count - 4) more" : ""
                    Output.line("  " + group.prefix(4).joined(separator: ", ") + more)
                }
            }
            Output.line()
        }
    }
}
