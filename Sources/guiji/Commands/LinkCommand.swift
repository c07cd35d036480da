import ArgumentParser
import Foundation
import GuijiContract
import GuijiModel
import GuijiPipeline
import GuijiResolution

/// `guiji link`: find rows that speak of the same thing, in any table.
struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Find the rows of tables that speak of the same person, firm or thing.",
        discussion: """
            EXAMPLES
              guiji link init people.csv -o model.yaml               draft a model from the data
              guiji link people.csv --model model.yaml -o out.csv    each row's id with its cluster
              guiji link score out.csv --truth truth.csv             precision, recall, F1

            No workspace is needed.
            """,
        subcommands: [Run.self, Score.self, Init.self], defaultSubcommand: Run.self)
}

extension LinkCommand {
    /// `guiji link FILE… --model M.yaml -o OUT.csv`.
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Link tables by a model (the default).",
            discussion: """
                EXAMPLES
                  guiji link people.csv --model model.yaml -o out.csv --id rec_id
                  guiji link tax.csv health.csv --model model.yaml -o out.csv --id number
                  guiji link people.csv --model model.yaml -o out.csv --edges edges.csv --model-out learned.yaml
                  guiji link people.csv --model model.yaml --explain R1 R2

                OUT.csv has a line for every row: its id (or row number), the source where there are several, and the
                cluster, called by the smallest id in it. The answer depends neither on the order of the rows nor on
                the number of threads.
                """)

        @Argument(
            help: "Tables (CSV with a header). Several are linked with one another and within.")
        var files: [String]

        @Option(
            name: .long,
            help: ArgumentHelp(
                "The matching model: a file, or the name of one in Schemas/matching.",
                valueName: "file"))
        var model: String

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("Where the clusters go.", valueName: "file"))
        var output: String?

        @Option(name: .long, help: "Link from this probability on (default: the model's).")
        var threshold: Double?

        @Option(
            name: .long,
            help: ArgumentHelp(
                "Also write all pairs worth a look, with their evidence.", valueName: "file"))
        var edges: String?

        @Option(
            name: .long,
            help: ArgumentHelp(
                "Also write the model with the numbers it learned.", valueName: "file"))
        var modelOut: String?

        @Option(name: .long, help: ArgumentHelp("Column that names a row.", valueName: "column"))
        var id: String?

        @Option(
            name: .long,
            help: ArgumentHelp("Column that says which list a row comes from.", valueName: "column")
        )
        var source: String?

        @Option(
            name: .long, parsing: .upToNextOption,
            help: ArgumentHelp("Two ids: show why they are, or are not, the same.", valueName: "id")
        )
        var explain: [String] = []

        @Flag(name: .long, help: "With --explain: show values as they are, not masked.")
        var showValues = false

        @OptionGroup var language: LanguageOption

        @Option(name: .long, help: "Threads (the answer is the same with any number).")
        var threads = 2

        @Flag(name: .long, help: "Print the summary as JSON.")
        var json = false

        func validate() throws {
            guard output != nil || !explain.isEmpty else {
                throw ValidationError("Say where the clusters go: -o OUT.csv")
            }
            guard explain.isEmpty || explain.count == 2 else {
                throw ValidationError("--explain takes two ids: --explain R1 R2")
            }
            if let threshold, !(0...1).contains(threshold) {
                throw ValidationError("--threshold is a probability, 0 to 1")
            }
            guard (1...64).contains(threads) else {
                throw ValidationError("--threads is 1 to 64")
            }
        }

        func run() throws {
            let progress = StepLine()
            let model = try LinkRun.model(at: MatchingModels.path(self.model))
            var options = LinkRun.Options()
            options.threshold = threshold
            options.idColumn = id
            options.sourceColumn = source
            options.threads = threads
            let run = try LinkRun(files: files, model: model, options: options) {
                progress.show("reading: \($0) rows")
            }
            let result = run.linker.run(threshold: threshold) { progress.show($0.rawValue) }
            progress.show("writing")
            let writer = LinkOutput(run: run, result: result)
            if let output { try writer.writeClusters(to: output) }
            if let edges { try writer.writeEdges(to: edges) }
            if let modelOut {
                var learned = model
                learned.learned = result.numbers
                try MatchingModels.write(learned, to: modelOut)
            }
            progress.clear()
            try LinkSummary(run: run, result: result).show(json: json)
            if !explain.isEmpty { try explainPair(run, result) }
        }

        private func explainPair(_ run: LinkRun, _ result: Linker.Result) throws {
            let rows = run.rows(ofIDs: explain)
            guard let left = rows[0], let right = rows[1] else {
                let lacking = zip(explain, rows).filter { $0.1 == nil }.map(\.0)
                throw GuijiError.table(
                    path: files.joined(separator: ", "),
                    what:
                        "there is no row with the id \(lacking.joined(separator: ", ")); ids are in the column "
                        + "'\(run.idHeader)'")
            }
            let waterfall = run.linker.explain(left, right, numbers: result.numbers)
            let linked = result.clusters[left] == result.clusters[right]
            LinkSummary.show(
                waterfall, ids: explain, linked: linked, showsValues: showValues, language)
        }
    }
}

/// One line on standard error that says what is being done. Nothing where nobody watches.
final class StepLine {
    private let isShown = isatty(2) == 1
    private var last = Date.distantPast

    func show(_ text: String) {
        guard isShown, Date().timeIntervalSince(last) > 0.1 || !text.hasPrefix("reading") else {
            return
        }
        last = Date()
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    func clear() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

/// Matching models by file or by name.
enum MatchingModels {
    /// A file as given; else one of that name among the product's models.
    static func path(_ name: String) -> String {
        if FileManager.default.fileExists(atPath: name) || name.contains("/") { return name }
        let stem = name.hasSuffix(".yaml") ? name : name + ".yaml"
        let own = ProductSchemas.path + "/matching/" + stem
        return FileManager.default.fileExists(atPath: own) ? own : name
    }

    static func write(_ model: MatchingModel, to path: String) throws {
        do {
            try Data(MatchingModelText.yaml(model).utf8).write(
                to: URL(filePath: path), options: .atomic)
        } catch {
            throw GuijiError.io(path: path, what: "write the model", errno: errno)
        }
    }
}
