import ArgumentParser
import GuijiPipeline

extension ReviewCommand {
    /// `guiji review accept`.
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The two records of a review are one.",
            discussion: """
                EXAMPLES
                  guiji review accept 12 --by 张样 --why "same handwriting on both forms"
                  guiji review accept 14 --why "the police confirmed it" --against-rule --now

                The older id stays, the other leads to it. Where a rule keeps the two entities apart for good (two valid
                numbers), the decision needs --against-rule and then sets that rule aside for these two alone.
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption
        @OptionGroup var steward: StewardOption
        @OptionGroup var against: AgainstRuleOption

        @Argument(help: "The review's number.")
        var review: Int64

        func run() throws {
            let stewardship = try Stewardship(try place.open(), writes: true)
            let outcome = try stewardship.accept(
                review: review, steward.steward, againstRule: against.againstRule)
            try DecisionAnswer.show(outcome, stewardship, now: steward.now, json: format.json)
        }
    }

    /// `guiji review reject`.
    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The two records of a review are not one.",
            discussion: """
                EXAMPLES
                  guiji review reject 13 --why "cousins of one name"

                Whatever else is found later, no entity will hold both records.
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption
        @OptionGroup var steward: StewardOption

        @Argument(help: "The review's number.")
        var review: Int64

        func run() throws {
            let stewardship = try Stewardship(try place.open(), writes: true)
            let outcome = try stewardship.reject(review: review, steward.steward)
            try DecisionAnswer.show(outcome, stewardship, now: steward.now, json: format.json)
        }
    }

    /// `guiji review merge`.
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Two entities are one.",
            discussion: """
                EXAMPLES
                  guiji review merge person 4 9 --why "asked her"
                  guiji review merge organization 7 31 --by 张样 --why "renamed in 2019, see the register"
                  guiji review merge person 4 9 --against-rule --why "two numbers, one person: police letter 2020-17"
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption
        @OptionGroup var steward: StewardOption
        @OptionGroup var against: AgainstRuleOption

        @Argument(help: "person, organization, …")
        var table: String

        @Argument(help: "One entity.")
        var id: Int64

        @Argument(help: "The other.")
        var other: Int64

        func run() throws {
            let stewardship = try Stewardship(try place.open(), writes: true)
            let outcome = try stewardship.merge(
                try stewardship.table(table), id, other, steward.steward,
                againstRule: against.againstRule)
            try DecisionAnswer.show(outcome, stewardship, now: steward.now, json: format.json)
        }
    }

    /// `guiji review split`.
    struct Split: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A record does not belong to an entity.",
            discussion: """
                EXAMPLES
                  guiji review split person 4 --record 5512 --why "the clerk mistyped the number"
                  guiji review split person 4 --record 5512:mother --why "the mother's number, not the child's"

                'guiji explain person 4' lists the records. The record is kept apart from each other record that the
                entity has now; which of the two a new record joins is for the rules to say.
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption
        @OptionGroup var steward: StewardOption

        @Argument(help: "person, organization, …")
        var table: String

        @Argument(help: "The entity.")
        var id: Int64

        @Option(
            help: ArgumentHelp(
                "The record; its role and item behind it where it speaks of the entity more than once.",
                valueName: "record[:role[:item]]"))
        var record: String

        func validate() throws {
            if RecordPlace(record) == nil {
                throw ValidationError("--record \(record): expected 5512 or 5512:mother")
            }
        }

        func run() throws {
            guard let place = RecordPlace(record) else { return }
            let stewardship = try Stewardship(try self.place.open(), writes: true)
            let outcome = try stewardship.split(
                try stewardship.table(table), id, place, steward.steward)
            try DecisionAnswer.show(outcome, stewardship, now: steward.now, json: format.json)
        }
    }
}
