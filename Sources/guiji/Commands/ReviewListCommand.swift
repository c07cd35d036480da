import ArgumentParser
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

extension ReviewCommand {
    /// `guiji review list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What waits for a decision, the surest and largest first.",
            discussion: """
                EXAMPLES
                  guiji review list
                  guiji review list --table person --rule P8r --limit 50
                  guiji review list --json

                REASON says why the two are apart: the rule that forbids it, 'several' where more than one entity fits,
                'asked' where the rule itself wants a person's word. RECORDS counts those of both entities together,
                ALSO further reviews of the same two entities, which one decision answers.
                Names are masked unless --show-values asks for them.
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption

        @Option(help: ArgumentHelp("Only this table.", valueName: "table"))
        var table: String?

        @Option(help: ArgumentHelp("Only reviews by this rule.", valueName: "rule"))
        var rule: String?

        @Option(
            help: ArgumentHelp("At most so many (default: 20; all as JSON).", valueName: "n"))
        var limit: Int?

        @Flag(help: "Show values as they stand, unmasked.")
        var showValues = false

        private struct Answer: Encodable {
            var counts: [ReviewCount]
            var decided: Int
            var reviews: [OpenReview]
        }

        func run() throws {
            let stewardship = try Stewardship(try place.open(), writes: false)
            if let table { _ = try stewardship.table(table) }
            let filter = ReviewFilter(
                table: table, rule: rule, limit: limit ?? (format.json ? .max : 20))
            var list = try stewardship.warehouse.openReviews(
                filter, schemas: stewardship.schemas)
            if !showValues { list.reviews = list.reviews.map(\.masked) }
            if format.json {
                return try Output.json(
                    Answer(counts: list.counts, decided: list.decided, reviews: list.reviews))
            }
            show(list)
        }

        private func show(_ list: ReviewList) {
            let total = list.counts.reduce(0) { $0 + $1.count }
            if total == 0 {
                Output.line("Nothing to review.")
            } else {
                let table = TextTable(
                    headers: [
                        "review", "rule", "reason", "score", "records", "entity", "name", "record",
                        "other", "name", "record", "also",
                    ], rows: list.reviews.map(row), maxCellWidth: 32)
                for line in table.lines { Output.line(line) }
                if list.reviews.count < total {
                    Output.line("… \(total - list.reviews.count) more (--limit)")
                }
                Output.line()
                let summary = TextTable(
                    headers: ["table", "rule", "reason", "open"],
                    rows: list.counts.map { [$0.table, $0.rule, $0.reason, String($0.count)] })
                for line in summary.lines { Output.line(line) }
            }
            if list.decided > 0 {
                Output.line("\(list.decided) decided, in effect from the next run on.")
            }
        }

        private func row(_ review: OpenReview) -> [String] {
            func entity(_ mention: EntityMention) -> String {
                mention.entity.map { "\(review.table) \($0)" } ?? "gone"
            }
            return [
                String(review.review), review.rule, review.reason,
                String(format: "%.2f", review.score), String(review.mentions),
                entity(review.left), review.leftName ?? "", PairTable.place(review.left),
                entity(review.right), review.rightName ?? "", PairTable.place(review.right),
                review.alike.isEmpty ? "" : "+\(review.alike.count)",
            ]
        }
    }

    /// `guiji review show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Both records of a review side by side, and what a decision would do.",
            discussion: """
                EXAMPLES
                  guiji review show 12
                  guiji review show 12 --lang zh
                  guiji review show 12 --show-values
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption
        @OptionGroup var language: LanguageOption

        @Argument(help: "The review's number.")
        var review: Int64

        @Flag(help: "Show values as they stand, unmasked.")
        var showValues = false

        private struct Answer: Encodable {
            var review: OpenReview
            var explanation: PairReport
        }

        func run() throws {
            let stewardship = try Stewardship(try place.open(), writes: false)
            let review = try stewardship.warehouse.review(
                self.review, schemas: stewardship.schemas)
            let report = try stewardship.explain(
                try stewardship.table(review.table), review.left, review.right)
            let shown = showValues ? report : report.masked
            if format.json {
                return try Output.json(
                    Answer(review: showValues ? review : review.masked, explanation: shown))
            }
            let rule = stewardship.rule(review.rule, of: review.table)
            Output.line(
                Output.heading("review \(review.review): ")
                    + "\(review.rule) \(language.choose(zh: rule.zh, en: rule.en)) (\(String(format: "%.2f", review.score)))"
            )
            Output.line(
                language.choose(zh: "未合并的原因", en: "Kept apart because") + ": "
                    + reason(review, stewardship))
            let table = PairTable(report: shown, language: language)
            for part in [table.records, table.answers, table.verdict] {
                Output.line()
                for line in part { Output.line(line) }
            }
            Output.line()
            for line in effect(review, report) { Output.line(line) }
        }

        private func reason(_ review: OpenReview, _ stewardship: Stewardship) -> String {
            switch review.reason {
            case "asked", "several": return language.word(review.reason)
            default:
                let rule = stewardship.rule(review.reason, of: review.table)
                return "\(review.reason) " + language.choose(zh: rule.zh, en: rule.en)
            }
        }

        /// What accepting would do.
        private func effect(_ review: OpenReview, _ report: PairReport) -> [String] {
            guard let left = review.left.entity, let right = review.right.entity, left != right
            else {
                return [language.choose(zh: "接受不改变实体。", en: "Accepting would change no entity.")]
            }
            let (older, newer) = (min(left, right), max(left, right))
            let count = report.leftCount + report.rightCount
            var lines = [
                language.choose(
                    zh: "若接受：\(review.table) \(newer) 并入 \(older)，共 \(count) 条记录；旧号仍可查到。",
                    en:
                        "On accept: \(review.table) \(newer) becomes part of \(older), \(count) records together; the number \(newer) goes on leading there."
                )
            ]
            let rules = report.obstacles.map(\.rule.id).filter { $0 != "STEWARD" }
            if !rules.isEmpty {
                let list = rules.joined(separator: ", ")
                lines.append(
                    language.choose(
                        zh: "与规则 \(list) 相抵，须加 --against-rule。",
                        en: "Against \(list): needs --against-rule."))
            }
            return lines
        }
    }
}

extension OpenReview {
    /// The same with the names hidden.
    fileprivate var masked: OpenReview {
        var review = self
        review.leftName = leftName.map(Masking.mask)
        review.rightName = rightName.map(Masking.mask)
        return review
    }
}
