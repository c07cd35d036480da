import GuijiModel
import GuijiPipeline
import GuijiResolution
import GuijiWarehouse

/// Two mentions, and why they are together or apart, for people.
struct PairTable {
    let report: PairReport
    let language: LanguageOption

    private func say(_ zh: String, _ en: String) -> String { language.choose(zh: zh, en: en) }

    private func rule(_ rule: PairExplanation.RuleText) -> String {
        "\(rule.id) " + say(rule.zh, rule.en)
    }

    static func place(_ mention: EntityMention) -> String {
        "\(mention.feed) \(mention.role) \(mention.record)"
            + (mention.item > 0 ? "[\(mention.item)]" : "")
    }

    /// The records side by side, column by column.
    var records: [String] {
        var columns: [String] = []
        for value in report.left.says + report.right.says where !columns.contains(value.column) {
            columns.append(value.column)
        }
        func value(_ mention: ExplainedMention, _ column: String) -> String {
            mention.says.first { $0.column == column }?.value ?? ""
        }
        func entity(_ mention: ExplainedMention) -> String {
            mention.mention.entity.map { "\(report.table) \($0)" } ?? ""
        }
        let rows =
            [
                ["", entity(report.left), entity(report.right)],
                ["", PairTable.place(report.left.mention), PairTable.place(report.right.mention)],
            ]
            + columns.map { [language.word($0), value(report.left, $0), value(report.right, $0)] }
        return TextTable(headers: [], rows: rows, maxCellWidth: 44).lines
    }

    /// The answer to each comparison.
    var answers: [String] {
        guard let explanation = report.explanation else {
            return [
                say(
                    "本表没有匹配规则，仅按标识与规范形式认定。",
                    "This table has no matching rules: identifiers and canonical forms alone decide."
                )
            ]
        }
        let table = TextTable(
            headers: [
                say("比较项", "comparison"), say("结果", "answer"), say("左", "left"), say("右", "right"),
            ],
            rows: explanation.answers.map { answer in
                [
                    language.word(answer.comparison), language.word(answer.answer),
                    answer.values.map(\.left).joined(separator: " | "),
                    answer.values.map(\.right).joined(separator: " | "),
                ]
            }, maxCellWidth: 44)
        return table.lines
    }

    /// Which rule holds, which nearly do, and what keeps the two apart.
    var verdict: [String] {
        var lines: [String] = []
        lines.append(
            report.isTogether
                ? say("二者属同一实体。", "The two are one entity.")
                : say("二者分属两个实体。", "The two are two entities."))
        if let steward = report.explanation?.steward {
            lines.append(
                steward
                    ? say("数据管理员认定二者同一。", "A steward decided that they are the same.")
                    : say("数据管理员认定二者不同。", "A steward decided that they are different."))
        }
        if let held = report.explanation?.rule {
            lines.append(
                say("成立的规则", "Rule that holds") + ": " + rule(held)
                    + " (\(language.word(held.decision)) \(number(held.score)))")
        } else if report.explanation != nil {
            lines.append(say("没有规则成立。", "No rule holds."))
        }
        for obstacle in report.obstacles {
            lines.append(
                say("禁止合并", "Kept apart by") + ": " + rule(obstacle.rule) + ": "
                    + PairTable.place(obstacle.left) + " — " + PairTable.place(obstacle.right))
        }
        // Where a rule has put them together, what else might have is no question.
        let isLinked = ["link", "attach"].contains(report.explanation?.rule?.decision)
        let near = isLinked ? [] : report.explanation?.nearly ?? []
        if !near.isEmpty {
            lines.append(say("接近成立的规则", "Rules that nearly hold") + ":")
            lines += near.map { "  " + rule($0.rule) + " — " + self.lacks($0) }
        }
        if !report.judgedInPart.isEmpty {
            lines.append(
                say(
                    "注意：下列各列取决于其他记录，此处仅按这两个实体的记录判断（--reach whole 读取全部）",
                    "Note: these columns depend on other records and were judged by those of the two entities alone (--reach whole reads all)"
                ) + ": " + report.judgedInPart.joined(separator: ", "))
        }
        return lines
    }

    private func number(_ score: Double) -> String {
        let hundredths = Int((score * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private func lacks(_ near: PairExplanation.NearRule) -> String {
        var parts = near.lacks.map { lack in
            lack.either.map { wish in
                say(
                    "\(MatchingWords.chinese[wish.comparison] ?? wish.comparison)为“\(MatchingWords.chinese[wish.answer] ?? wish.answer)”，须为\(wish.wanted.map { MatchingWords.chinese[$0] ?? $0 }.joined(separator: "、"))",
                    "\(wish.comparison) is '\(wish.answer)', needs \(wish.wanted.joined(separator: ", "))"
                )
            }.joined(separator: say(" 或 ", " or "))
        }
        if !near.mustLack.isEmpty {
            let names = near.mustLack.joined(separator: ", ")
            parts.append(
                say("须恰有一方没有 \(names)", "exactly one of the two must have no \(names)"))
        }
        if near.isUnique {
            parts.append(say("且不得另有相符的实体", "and no other entity may fit"))
        }
        return parts.isEmpty
            ? say("条件均符合，但在先的规则已作决定", "all its conditions hold, but a rule before it decides")
            : parts.joined(separator: "; ")
    }
}
