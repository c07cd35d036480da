/// A named rule that decides about two rows from their answers, before any score is asked.
///
/// The first rule of a model that holds decides. Rules are how a domain says what no number should outvote: the same
/// valid number makes one person, different ones never do.
package struct DecisionRule: Sendable, Equatable {
    package enum Decision: String, Sendable, CaseIterable {
        /// The two are the same.
        case link
        /// The row that lacks what the rule's `lacking` names goes to the other's entity, but moves none of its values.
        case attach
        /// A person must decide; kept apart meanwhile.
        case review
        /// Never the same, nor are any two clusters that hold such a pair.
        case never
    }

    /// On the side of the row that lacks something, how many entities may come into question.
    package enum Uniqueness: String, Sendable, CaseIterable {
        /// One by this rule or a better one of its group; weaker candidates do not count.
        case best
        /// One by any rule of its group.
        case alone
    }

    /// Answers to one comparison, one bit each: bit 0 for "not asked", then the levels from 1.
    package struct Condition: Sendable, Equatable {
        package var comparison: Int
        package var answers: UInt16
        package init(comparison: Int, answers: UInt16) {
            self.comparison = comparison
            self.answers = answers
        }

        /// Whether a pair's answers fit.
        @inlinable
        package func holds(_ pattern: UInt64) -> Bool {
            answers >> UInt16(pattern >> UInt64(4 * comparison) & 15) & 1 == 1
        }
    }

    /// As stored with every decision: P1.
    package var id: String
    /// What it says, in English and in Chinese.
    package var title: String
    package var chineseTitle: String
    package var decision: Decision
    /// How sure it is, 0 to 1; rules with a higher score are obeyed first.
    package var score: Double
    /// All of these, and where there are alternatives, all of one of them.
    package var all: [Condition]
    package var anyOf: [[Condition]]
    /// Columns that the uncertain row has no value in. Of a rule that links, the two rows then have different parts.
    package var lacking: [Int] = []
    package var unique: Uniqueness?
    /// Rules that count one another's candidates.
    package var group: String?
    /// Two uncertain rows that the rule fits are linked. Without, they prove nothing to one another.
    package var together = false
    /// What is noted about the less trusted record where the rule was used: NAME_SPELLING.
    package var issue: String?
    /// The column whose value does not belong to the less trusted of the two.
    package var voids: Int?

    package init(
        id: String, title: String, chineseTitle: String, decision: Decision, score: Double,
        all: [Condition], anyOf: [[Condition]] = []
    ) {
        self.id = id
        self.title = title
        self.chineseTitle = chineseTitle
        self.decision = decision
        self.score = score
        self.all = all
        self.anyOf = anyOf
    }

    /// Whether it holds for a pair's answers.
    package func holds(_ pattern: UInt64) -> Bool {
        for condition in all where !condition.holds(pattern) { return false }
        if anyOf.isEmpty { return true }
        return anyOf.contains { $0.allSatisfy { $0.holds(pattern) } }
    }
}
