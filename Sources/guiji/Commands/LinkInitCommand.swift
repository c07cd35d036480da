import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiResolution

extension LinkCommand {
    /// `guiji link init FILE… -o M.yaml`.
    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "Draft a model from the data.",
            discussion: """
                EXAMPLES
                  guiji link init people.csv -o model.yaml
                  guiji link init tax.csv health.csv -o model.yaml

                Looks at what the columns hold, and chooses rules by the pairs that each would give. The draft runs as it
                is; then look at its mistakes ('guiji link score --errors') and edit it.
                """)

        @Argument(help: "Tables (CSV with a header).")
        var files: [String]

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("Where the model goes.", valueName: "file"))
        var output: String

        @Flag(name: .long, help: "Replace the file if it is there.")
        var force = false

        func run() throws {
            guard force || !FileManager.default.fileExists(atPath: output) else {
                throw GuijiError.table(
                    path: output, what: "the file is there already; say --force to replace it")
            }
            let run = try DraftRun(files: files)
            try MatchingModels.write(run.draft.model, to: output)
            let table = TextTable(
                headers: ["column", "kind", "filled", "different"],
                rows: run.profiles.map { profile in
                    let isUsed = run.draft.model.columns.contains { $0.name == profile.header }
                    return [
                        profile.header,
                        isUsed
                            ? profile.kind.rawValue
                            : profile.header == run.draft.model.idColumn ? "(id)" : "(left out)",
                        String(format: "%.0f %%", profile.filledShare * 100),
                        String(profile.distinctCount),
                    ]
                })
            Output.line(table.text())
            for note in run.draft.notes { Output.line(note) }
            let rules = TextTable(
                headers: ["rows are compared that share", "pairs, about"],
                rows: run.draft.rules.map {
                    [$0.columns.joined(separator: " + "), String(Int($0.pairs))]
                })
            Output.line(rules.text())
            Output.line(
                "\(output) is a model for \(run.rows) rows. Next: guiji link \(files.joined(separator: " ")) --model "
                    + "\(output) -o out.csv")
        }
    }
}
