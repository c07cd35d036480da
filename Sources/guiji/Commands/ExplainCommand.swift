import ArgumentParser
import GuijiModel
import GuijiPipeline
import GuijiResolution
import GuijiWarehouse

/// `guiji explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why records are one entity, or two: rules and answers, in Chinese and English.",
        discussion: """
            EXAMPLES
              guiji explain person 4                       its records, each with its rule
              guiji explain person 4 9                     why the two are apart, and what is missing
              guiji explain person --records 5512 871      two records
              guiji explain organization 7 --lang zh

            Values are masked unless --show-values asks for them. Two entities are compared by the two of their records
            that speak most for their being one.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var format: FormatOption
    @OptionGroup var language: LanguageOption

    @Argument(help: "person, organization, …")
    var table: String = "person"

    @Argument(help: "One entity, or two.")
    var ids: [Int64] = []

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "Two records, each with its role where it speaks of several.",
            valueName: "record[:role]"))
    var records: [String] = []

    @Option(
        help: ArgumentHelp(
            "For a pair: read the whole table, or only the part that speaks of the two (default: whole up to 200,000 records).",
            valueName: "whole|part"))
    var reach: Stewardship.Reach?

    @Flag(help: "Show values as they stand, unmasked.")
    var showValues = false

    func validate() throws {
        let isPair = records.count == 2 && ids.isEmpty
        guard isPair || records.isEmpty && (1...2).contains(ids.count) else {
            throw ValidationError(
                "Name one entity or two (guiji explain person 4 9), or two records (--records 5512 871)"
            )
        }
        for record in records where RecordPlace(record) == nil {
            throw ValidationError("--records \(record): expected 5512 or 5512:mother")
        }
    }

    func run() throws {
        let stewardship = try Stewardship(try place.open(), writes: false)
        let table = try stewardship.table(self.table)
        let places = records.compactMap { RecordPlace($0) }
        if places.count == 2 {
            try show(stewardship.explain(table, records: (places[0], places[1]), reach: reach))
        } else if ids.count == 2 {
            try show(stewardship.explain(table, ids[0], ids[1], reach: reach))
        } else {
            try show(stewardship.explain(table, ids[0]))
        }
    }

    private func show(_ report: PairReport) throws {
        let shown = showValues ? report : report.masked
        guard !format.json else { return try Output.json(shown) }
        let table = PairTable(report: shown, language: language)
        for (number, part) in [table.records, table.answers, table.verdict].enumerated() {
            if number > 0 { Output.line() }
            for line in part { Output.line(line) }
        }
    }

    private func show(_ explanation: EntityExplanation) throws {
        var shown = explanation
        if !showValues { shown.mentions = shown.mentions.map(\.masked) }
        guard !format.json else { return try Output.json(shown) }
        if let asked = shown.forwardedFrom {
            Output.line("\(shown.table) \(asked) was merged into \(shown.table) \(shown.entity).")
        }
        Output.line(Output.heading("\(shown.table) \(shown.entity)"))
        guard !shown.mentions.isEmpty else {
            return Output.line(language.choose(zh: "现无记录。", en: "No current record."))
        }
        let table = TextTable(
            headers: ["record", "feed", "as", "rule", "score", "says"],
            rows: shown.mentions.map { explained in
                let mention = explained.mention
                return [
                    "\(mention.record)" + (mention.item > 0 ? "[\(mention.item)]" : ""),
                    mention.feed, mention.role, mention.rule ?? "",
                    mention.score.map { String(format: "%.2f", $0) } ?? "",
                    explained.says.prefix(5).map(\.value).joined(separator: " | "),
                ]
            })
        Output.line(table.text(indent: 2))
        var rules: [PairExplanation.RuleText] = []
        for rule in shown.mentions.compactMap(\.rule) where !rules.contains(rule) {
            rules.append(rule)
        }
        for rule in rules {
            Output.line("\(rule.id): " + language.choose(zh: rule.zh, en: rule.en))
        }
        for act in shown.acts {
            Output.line(
                language.choose(zh: "裁定", en: "decision")
                    + " \(act.act) (\(language.word(act.verb.rawValue))): \(act.by), \(act.at): \(act.reason)"
            )
        }
    }
}

extension Stewardship.Reach: ExpressibleByArgument {}
