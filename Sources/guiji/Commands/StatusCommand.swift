import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

/// `guiji status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Per feed: the last delivery, what holds, what was set aside or held, and who is late.",
        discussion: """
            EXAMPLES
              guiji status
              guiji status --date 2020-11-20 --json

            A feed is late where it is due every day and nothing of the business date (default: yesterday in China,
            or the last run's) was loaded.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var format: FormatOption

    @Option(help: ArgumentHelp("The business date to judge by.", valueName: "yyyy-mm-dd"))
    var date: String?

    func validate() throws {
        if let date, BusinessDate.parse(date) == nil {
            throw ValidationError("--date \(date): expected a day such as 2020-11-20")
        }
    }

    private struct Answer: Encodable {
        struct Feed: Encodable {
            var title: String
            var timeliness: String
            var status: FeedStatus
        }
        var run: RunStatus?
        var businessDate: String
        var feeds: [Feed]
    }

    func run() throws {
        let workspace = try place.open()
        let schemas = try CheckedSchemas.load(workspace.schemas)
        let warehouse = try Warehouse.openForReading(path: workspace.warehouse.path)
        let last = try warehouse.lastRun()
        let day = date ?? last?.businessDate ?? BusinessDate.yesterday()
        let contracts = schemas.contracts.sorted { $0.feed < $1.feed }
        let states = try warehouse.status(feeds: contracts.map(\.feed))
        let feeds = zip(contracts, states).map { contract, state in
            Answer.Feed(
                title: contract.title,
                timeliness: contract.freshness.timeliness(
                    loadedThrough: state.loadedThrough, on: day),
                status: state)
        }
        guard !format.json else {
            return try Output.json(Answer(run: last, businessDate: day, feeds: feeds))
        }
        if let last { Output.line("Run \(last.run), \(last.state): \(last.message ?? "")") }
        let table = TextTable(
            headers: [
                "feed", "name", "loaded to", "is", "rows", "set aside", "last delivery", "", "why",
            ],
            rows: feeds.map { feed in
                let state = feed.status
                return [
                    state.feed, feed.title, state.loadedThrough ?? "never", feed.timeliness,
                    String(state.rows),
                    String(state.setAside), state.lastPath ?? "", state.lastState ?? "",
                    state.lastReason ?? "",
                ]
            })
        for line in table.lines { Output.line(line) }
    }
}
