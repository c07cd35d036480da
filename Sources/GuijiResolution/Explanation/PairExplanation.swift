package import GuijiContract

/// Why a model's rules put two mentions together, or do not.
package struct PairExplanation: Sendable, Encodable {
    /// A rule as a person reads it.
    package struct RuleText: Sendable, Encodable, Hashable {
        package var id: String
        package var en: String
        package var zh: String
        package var decision: String
        package var score: Double

        package init(_ rule: DecisionRule) {
            id = rule.id
            en = rule.title
            zh = rule.chineseTitle
            decision = rule.decision.rawValue
            score = rule.score
        }

        package init(id: String, en: String, zh: String, decision: String, score: Double) {
            self.id = id
            self.en = en
            self.zh = zh
            self.decision = decision
            self.score = score
        }
    }

    /// The answer to one comparison, with the values of its columns.
    package struct Answer: Sendable, Encodable {
        package struct Value: Sendable, Encodable {
            package var column: String
            package var left: String
            package var right: String
        }
        package var comparison: String
        /// A level's label, or `missing`.
        package var answer: String
        package var values: [Value]
    }

    /// A rule that would have spoken for the two, and what keeps it from holding.
    package struct NearRule: Sendable, Encodable {
        /// Something that is not as the rule needs it; one of `wanted` would do.
        package struct Lack: Sendable, Encodable {
            package struct Wish: Sendable, Encodable {
                package var comparison: String
                package var answer: String
                package var wanted: [String]
            }
            package var either: [Wish]
        }
        package var rule: RuleText
        /// Every one of these. Empty where the rule holds, but one before it decides.
        package var lacks: [Lack]
        /// Columns that exactly one of the two must lack, where that is not so.
        package var mustLack: [String]
        /// The rule asks that no other entity fits; that is not to be seen from two mentions.
        package var isUnique: Bool
    }

    package var answers: [Answer]
    /// The first rule that holds; it decides.
    package var rule: RuleText?
    /// What a steward decided about these very two: the same, or different.
    package var steward: Bool?
    /// Nearest first.
    package var nearly: [NearRule]
}

/// Two mentions that must not be in one entity.
package struct ForbiddenPair: Sendable {
    /// `nil`: a steward's word.
    package var rule: PairExplanation.RuleText?
    package var left: Int
    package var right: Int
}
