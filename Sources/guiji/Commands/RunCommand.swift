import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiReporting

/// `guiji run`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Load the deliveries in the inbox. Made for cron.",
        discussion: """
            EXAMPLES
              guiji run                            last night's files
              guiji run --date 2020-11-20          files of a business date
              guiji run --feed D02-syrk --dry-run  read and judge one feed, write nothing

            A delivery is loaded whole or not at all, and leaves the inbox once it is. A held or failed one stays
            there and is tried again by the next run. The last line says what came of the night.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var format: FormatOption

    @Option(
        help: ArgumentHelp(
            "The business date (default: yesterday in China).", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(name: .long, help: ArgumentHelp("Only this feed; may be repeated.", valueName: "id"))
    var feed: [String] = []

    @Flag(name: .long, help: "Read and judge every delivery, write nothing.")
    var dryRun = false

    func validate() throws {
        if let date, BusinessDate.parse(date) == nil {
            throw ValidationError("--date \(date): expected a day such as 2020-11-20")
        }
    }

    func run() throws {
        let workspace = try place.open()
        let schemas = try CheckedSchemas.load(workspace.schemas)
        let options = RunOptions(
            date: date ?? BusinessDate.yesterday(), feeds: feed.map { FeedID($0) }, isDryRun: dryRun
        )
        let bar = ProgressBar()
        let summary = try NightlyRun(
            workspace: workspace, schemas: schemas, options: options, onProgress: { bar.show($0) }
        ).perform()
        bar.clear()
        if format.json {
            try Output.json(summary)
        } else {
            for line in summary.details { Output.line(line) }
            Output.line(summary.line)
        }
        if summary.exitCode != 0 { throw ExitCode(summary.exitCode) }
    }
}
