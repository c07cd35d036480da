import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

/// `guiji findings`.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "What was wrong with the data, by run, feed and rule.",
        discussion: """
            EXAMPLES
              guiji findings                           counts by feed and rule, then the first findings
              guiji findings --run 2 --feed D02-syrk
              guiji findings --rule ID_CHECKSUM --json
              guiji findings --severity error --show-values
              guiji findings --run 2 --format csv > findings.csv

            Personal values are masked unless --show-values asks for them.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var json: FormatOption

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

    @Option(help: ArgumentHelp("text, csv or json.", valueName: "format"))
    var format = Format.text

    @Option(name: .customLong("run"), help: ArgumentHelp("Only this run.", valueName: "n"))
    var runNumber: Int64?

    @Option(help: ArgumentHelp("Only this feed.", valueName: "id"))
    var feed: String?

    @Option(help: ArgumentHelp("Only this rule.", valueName: "rule"))
    var rule: String?

    @Option(
        help: ArgumentHelp("Only this severity: info, warning or error.", valueName: "severity"))
    var severity: String?

    @Option(
        help: ArgumentHelp(
            "At most so many findings (default: 20 as text, all as CSV or JSON).", valueName: "n"))
    var limit: Int?

    @Flag(help: "Show values as they stand, unmasked.")
    var showValues = false

    func validate() throws {
        if let severity, Severity(rawValue: severity) == nil {
            throw ValidationError("--severity \(severity): expected info, warning or error")
        }
    }

    private struct Answer: Encodable {
        var counts: [FindingCount]
        var findings: [FindingRow]
    }

    func run() throws {
        let warehouse = try Warehouse.openForReading(path: try place.open().warehouse.path)
        let filter = FindingFilter(
            run: runNumber, feed: feed, rule: rule,
            severity: severity.flatMap { Severity(rawValue: $0) },
            limit: limit ?? (format == .text && !json.json ? 20 : .max))
        try warehouse.check(filter)
        let counts = try warehouse.findingCounts(filter)
        let findings = try warehouse.findings(filter).map { showValues ? $0 : $0.masked }
        if json.json || format == .json {
            return try Output.json(Answer(counts: counts, findings: findings))
        }
        if format == .csv { return FindingTable.csv(findings).forEach { Output.line($0) } }
        guard !counts.isEmpty else { return Output.line("No findings.") }
        let table = TextTable(
            headers: ["feed", "rule", "severity", "field", "count"],
            rows: counts.map { [$0.feed, $0.rule, $0.severity, $0.field ?? "", String($0.count)] })
        for line in table.lines { Output.line(line) }
        Output.line()
        for line in FindingTable.lines(findings, showsFeed: true) { Output.line(line) }
        let total = counts.reduce(0) { $0 + $1.count }
        if total > findings.count {
            Output.line("… \(total - Int64(findings.count)) more (--limit)")
        }
    }
}
