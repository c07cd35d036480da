import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

/// `guiji review`: what a person must decide about who is who.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Decide who is who where the rules cannot: list, accept, reject, merge, split.",
        discussion: """
            EXAMPLES
              guiji review list                                      what waits for a decision
              guiji review show 12                                   both records side by side
              guiji review accept 12 --why "same handwriting on both forms"
              guiji review reject 13 --by 张样 --why "cousins"
              guiji review merge person 4 9 --why "asked her"
              guiji review split person 4 --record 5512 --why "the clerk mistyped the number"
              guiji review decisions                                 what was decided
              guiji review withdraw 3 --why "decided about the wrong pair"

            A decision binds every later run and the next delivery of the same records. It takes effect with the next
            'guiji run', or at once with --now. Nothing is ever erased: a withdrawn decision stays in the books.
            """,
        subcommands: [
            List.self, Show.self, Accept.self, Reject.self, Merge.self, Split.self, Decisions.self,
            Withdraw.self,
        ])
}

/// Who decides and why, for the verbs that decide.
struct StewardOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who decides (default: $GUIJI_STEWARD, else the login name).", valueName: "who"))
    var by: String?

    @Option(name: .long, help: ArgumentHelp("Why; kept with the decision.", valueName: "text"))
    var why: String

    @Flag(name: .long, help: "Resolve anew at once, as a run of its own.")
    var now = false

    func validate() throws {
        guard !why.allSatisfy(\.isWhitespace) else {
            throw ValidationError("--why must say something: it is what the next steward reads")
        }
    }

    /// Says on standard error whose name it took where nobody gave one.
    var steward: Steward {
        let named = by ?? ProcessInfo.processInfo.environment["GUIJI_STEWARD"]
        if let named, !named.allSatisfy(\.isWhitespace) { return Steward(name: named, reason: why) }
        let login = NSUserName()
        FileHandle.standardError.write(
            Data("guiji: decided in the name of '\(login)'; set --by or GUIJI_STEWARD\n".utf8))
        return Steward(name: login, reason: why)
    }
}

/// `--against-rule`, for decisions that put two together.
struct AgainstRuleOption: ParsableArguments {
    @Flag(
        name: .long,
        help: "Decide so although a rule keeps the two apart, such as two valid numbers.")
    var againstRule = false
}

/// What came of a decision, for people and programs.
struct DecisionAnswer: Encodable {
    var outcome: StewardOutcome
    var run: Int64?

    static func show(_ outcome: StewardOutcome, _ stewardship: Stewardship, now: Bool, json: Bool)
        throws
    {
        let run = now ? try stewardship.unifyNow().run : nil
        if json { return try Output.json(DecisionAnswer(outcome: outcome, run: run)) }
        let entities = outcome.entities.map(String.init).joined(separator: " and ")
        Output.line(
            "Decision \(outcome.act): \(outcome.verb) \(outcome.table) \(entities), "
                + "\(outcome.pairs) \(outcome.pairs == 1 ? "pair" : "pairs") of records.")
        if !outcome.againstRules.isEmpty {
            Output.line("Against \(outcome.againstRules.joined(separator: ", ")).")
        }
        for act in outcome.againstActs {
            Output.line("Against decision \(act), which said otherwise: the later one counts.")
        }
        effect(run)
    }

    static func effect(_ run: Int64?) {
        Output.line(
            run.map { "In effect since run \($0)." }
                ?? "In effect from the next 'guiji run' on (--now: at once).")
    }
}
