import ArgumentParser
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

extension ReviewCommand {
    /// `guiji review decisions`.
    struct Decisions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What stewards decided, the newest first.",
            discussion: """
                EXAMPLES
                  guiji review decisions
                  guiji review decisions --all --json      those withdrawn, too
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption

        @Option(help: ArgumentHelp("Only this table.", valueName: "table"))
        var table: String?

        @Flag(help: "Also those that were withdrawn.")
        var all = false

        func run() throws {
            let warehouse = try Warehouse.openForReading(path: try place.open().warehouse.path)
            let acts = try warehouse.acts(all: all, table: table)
            if format.json { return try Output.json(acts) }
            guard !acts.isEmpty else { return Output.line("No decisions.") }
            let table = TextTable(
                headers: ["decision", "verb", "table", "pairs", "against", "by", "at", "why"]
                    + (all ? ["withdrawn"] : []),
                rows: acts.map { act in
                    let withdrawn = act.withdrawnBy.map {
                        "by \($0) at \(act.withdrawnAt ?? ""): \(act.withdrawnReason ?? "")"
                    }
                    return [
                        String(act.act), act.verb.rawValue, act.table, String(act.pairs.count),
                        act.againstRule ?? "", act.by, act.at, act.reason,
                    ] + (all ? [withdrawn ?? ""] : [])
                })
            for line in table.lines { Output.line(line) }
        }
    }

    /// `guiji review withdraw`.
    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a decision back.",
            discussion: """
                EXAMPLES
                  guiji review withdraw 3 --why "decided about the wrong pair"

                The decision stays in the books with who withdrew it and why. Ids that a merge had put away come back.
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption
        @OptionGroup var steward: StewardOption

        @Argument(help: "The decision's number, as 'guiji review decisions' shows it.")
        var decision: Int64

        private struct Answer: Encodable {
            var withdrawn: Int64
            var run: Int64?
        }

        func run() throws {
            let workspace = try place.open()
            let who = steward.steward
            try Stewardship.withdraw(workspace, act: decision, who)
            let run = steward.now ? try Stewardship(workspace, writes: true).unifyNow().run : nil
            if format.json { return try Output.json(Answer(withdrawn: decision, run: run)) }
            Output.line("Decision \(decision) is withdrawn.")
            DecisionAnswer.effect(run)
        }
    }
}
