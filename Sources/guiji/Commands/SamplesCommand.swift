import ArgumentParser
import Foundation
import GuijiContract
import GuijiModel
import GuijiPipeline
import GuijiSamples

/// `guiji samples`: a city with known truth, and how well it was resolved.
struct SamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Make deliveries of a fictitious city, with the truth about them.",
        discussion: """
            EXAMPLES
              guiji samples build/city --people 2000 --nights 2     write them
              guiji samples score build/city --workspace ws         compare what became of them with the truth
            """,
        subcommands: [Make.self, Score.self], defaultSubcommand: Make.self)
}

extension SamplesCommand {
    /// `guiji samples DIR`.
    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: "Make deliveries of a fictitious city (the default).",
            discussion: """
                EXAMPLES
                  guiji samples build/city --people 2000 --nights 2
                  guiji samples build/city --people 100000 --seed 7 --json
                  guiji samples build/syrk --people 5000 --feed D02-syrk --date 2020-11-19

                DIR/inbox-YYYY-MM-DD/ holds what departments deliver that night: copy it into a workspace's inbox. DIR/truth/
                says what must come of each delivery, whom every record speaks of, and what is true of them. The same seed
                gives the same bytes. All people, firms and cases are invented.

                Without --schemas the contracts come from $GUIJI_SCHEMAS, else from ./Schemas.
                """)

        @OptionGroup var format: FormatOption

        @Argument(help: "The folder to write to; empty, or not there yet.")
        var directory: String

        @Option(help: "How many people live in the city.")
        var people = 2000

        @Option(help: "How many nights to make.")
        var nights = 2

        @Option(help: "Another seed, another city.")
        var seed: UInt64 = 20_201_119

        @Option(
            help: ArgumentHelp("The business date of the first night.", valueName: "yyyy-mm-dd"))
        var date = "2020-11-19"

        @Option(
            name: .long, help: ArgumentHelp("Only this feed; may be repeated.", valueName: "id"))
        var feed: [String] = []

        @Option(name: .long, help: ArgumentHelp("Where the contracts are.", valueName: "dir"))
        var schemas: String?

        func validate() throws {
            if BusinessDate.parse(date) == nil {
                throw ValidationError("--date \(date): expected a day such as 2020-11-19")
            }
            if !(1...366).contains(nights) {
                throw ValidationError("--nights \(nights): expected 1 to 366")
            }
        }

        func run() throws {
            let place = schemas ?? ProcessInfo.processInfo.environment["GUIJI_SCHEMAS"] ?? "Schemas"
            let checked = try CheckedSchemas.load(URL(filePath: place))
            guard let day = BusinessDate.parse(date) else { return }
            let request = SampleRequest(
                directory: directory, contracts: checked.contracts, people: people, nights: nights,
                seed: seed, firstDay: DateText.day(day.year, day.month, day.day),
                feeds: feed.map { FeedID($0) })
            let bar = SamplesProgress()
            let summary = try SampleRun(request) { bar.show($0) }.perform()
            bar.clear()
            if format.json {
                try Output.json(summary)
            } else {
                show(summary)
            }
        }

        private func show(_ summary: SampleSummary) {
            for night in summary.nights {
                let records = night.deliveries.compactMap(\.records).reduce(0, +)
                let troubled = night.deliveries.filter { $0.state != "loaded" }
                Output.line(
                    "\(directory)/\(night.inbox): \(night.deliveries.count) deliveries, \(records) records"
                        + (troubled.isEmpty
                            ? ""
                            : "; "
                                + troubled.map { "\($0.feed) \($0.state)" }.joined(separator: ", "))
                )
            }
            Output.line(
                "\(summary.people) people, \(summary.organizations) organizations, \(summary.addresses) addresses; "
                    + "the truth is in \(directory)/truth.")
            if !summary.unproduced.isEmpty {
                Output.line("Not produced: " + summary.unproduced.joined(separator: ", "))
            }
        }
    }
}
