/// A file under `Schemas/matching/`: how the rows of a table are compared, and when two speak of the same thing.
///
/// The structure of a Fellegi–Sunter model. The numbers are learned from the data; a model that `guiji link --model-out`
/// wrote also holds them, and is then used as it is.
package struct MatchingModel: Sendable, Equatable {
    package var name: String
    package var description: String?
    /// Header of the column that names a row, and of the one that says which list it comes from.
    package var idColumn: String?
    /// What the column is called in other files.
    package var otherIDColumns: [String] = []
    package var sourceColumn: String?
    /// Whether rows of one source are never the same thing.
    package var sourcesAreUnique = false
    package var columns: [MatchingColumn]
    package var blocking: [BlockingRule]
    /// Rows that share a key with more others than this are not compared by that rule.
    package var largestBlock = 500
    package var comparisons: [Comparison]
    package var relations: [Relation] = []
    package var cannotLink: [CannotLink] = []
    /// What is decided by name before any score. Where a model has rules, nothing but rules decides.
    package var rules: [DecisionRule] = []
    /// The unified table whose mentions the model resolves.
    package var table: String?
    /// SHA-256 of the file, in hex; empty for a model that was not read from one.
    package var contentHash = ""
    /// Probability from which two rows are linked, and from which a pair is worth a look.
    package var linkThreshold = 0.9
    package var reviewThreshold = 0.5
    package var learned: LearnedNumbers?

    package init(
        name: String, columns: [MatchingColumn], blocking: [BlockingRule],
        comparisons: [Comparison]
    ) {
        self.name = name
        self.columns = columns
        self.blocking = blocking
        self.comparisons = comparisons
    }

    /// The number of the column of a name.
    package func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// How pairs of rows can be related beside being the same or strangers: people of one household, branches of one
    /// firm. Learned as a class of its own, so that what relatives share is no evidence for identity.
    package struct Relation: Sendable, Equatable {
        package var name: String
        /// Comparison name → labels of the levels that are likely for such pairs.
        package var likely: [String: [String]]
        package init(name: String, likely: [String: [String]]) {
            self.name = name
            self.likely = likely
        }
    }

    /// Values that contradict one another: two rows, or two clusters, that hold such values are kept apart.
    package struct CannotLink: Sendable, Equatable {
        /// Both have a value in every one of these columns, and differ in all.
        package var columns: [Int]
        /// Values nearer than so many edits do not contradict one another: one may be a slip.
        package var edits: Int
        /// Bits taken from the evidence; `nil`: never linked.
        package var weight: Double?
        package init(columns: [Int], edits: Int, weight: Double?) {
            self.columns = columns
            self.edits = edits
            self.weight = weight
        }
    }
}

/// One prepared column of a matching model: how values are read, and what is taken of them.
package struct MatchingColumn: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Names of people, Latin or Han: width, case, accents, brackets and blanks between Han folded.
        case personName
        /// A date in any usual order; kept as eight digits.
        case date
        /// Digits only, as in phones; `+86` and `0086` removed.
        case phone
        /// Letters and digits without anything between; masks (`*`) kept.
        case digits
        /// A resident identity number: 17 digits without the check digit, 15 digits filled up; masks kept.
        case residentID
        /// Words: width, case and accents folded, punctuation to blanks.
        case text
        /// A code: trimmed, case folded, else as it is.
        case code
        case number
        /// As text, and compared by its words.
        case freeText
    }

    package enum Origin: Sendable, Equatable {
        /// Headers, of which the first with a value counts.
        case headers([String])
        /// Taken from another column, value by value.
        case taken(of: Int, Transform)
        /// The first of several columns that has a value.
        case either([Int])
        /// Several columns' values, one blank between.
        case joined([Int])
        /// A column's value where rows with at most so many different values of another column hold it: a telephone that
        /// one or two people share, not a whole office.
        case held(Int, by: Int, atMost: Int)
        /// A column's value, replaced by what rows say it became: where a row has a value in `from` and in `to`, the one
        /// leads to the other. A value that leads to several stays. Without `keeps`, values that lead nowhere are none.
        case followed(Int, from: Int, to: Int, keeps: Bool)
    }

    package enum Transform: Sendable, Equatable {
        case first(Int)
        case last(Int)
        /// Letters from–to, from 0, the end not included.
        case slice(Int, Int)
        case year, monthDay, yearMonth
        case pinyin, surname, givenName
        case soundex, sortedWords, firstWord, lastWord
        /// Groups of digits joined by a hyphen; everything but digits.
        case numbers, words
        /// The number where its check digit is right; the date in it.
        case validID, birthDate
        /// A value that does not end in one of these.
        case notEnding([String])
        /// A value that hides something behind `*`.
        case masked
        /// A unified social credit code whose check digits are right (GB 32100-2015).
        case validCode
        /// The sex in a resident identity number: 1 male, 2 female.
        case idSex
    }

    package var name: String
    package var kind: Kind
    package var origin: Origin
    /// Literal replacements after folding, the longest first at each place.
    package var replacements: [Replacement] = []
    /// Values that mean "none".
    package var missing: [String] = []

    package struct Replacement: Sendable, Equatable {
        package var from: String
        package var to: String
        package init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    package init(name: String, kind: Kind, origin: Origin) {
        self.name = name
        self.kind = kind
        self.origin = origin
    }
}

/// Rows that agree in all these columns are compared.
package struct BlockingRule: Sendable, Equatable {
    package var columns: [Int]
    /// The last column gives one key a word instead of one key a value.
    package var byWord: Bool
    /// Only pairs of which one row at least has a value in this column: what is masked meets what is not.
    package var onlyIf: Int?
    package init(columns: [Int], byWord: Bool = false, onlyIf: Int? = nil) {
        self.columns = columns
        self.byWord = byWord
        self.onlyIf = onlyIf
    }
}

/// One question asked about two rows, with its possible answers from the best to none.
package struct Comparison: Sendable, Equatable {
    package var name: String
    /// Where both rows lack a value in one of these, the question is not asked.
    package var columns: [Int]
    package var levels: [Level]

    package struct Level: Sendable, Equatable {
        package var label: String
        /// Any of these lists, all of whose tests hold. Empty for the last level, which always holds.
        package var anyOf: [[ComparisonTest]]
        /// The column whose value's frequency adjusts the weight.
        package var frequencyColumn: Int?
        package init(label: String, anyOf: [[ComparisonTest]], frequencyColumn: Int? = nil) {
            self.label = label
            self.anyOf = anyOf
            self.frequencyColumn = frequencyColumn
        }
    }

    package init(name: String, columns: [Int], levels: [Level]) {
        self.name = name
        self.columns = columns
        self.levels = levels
    }
}

/// One test on the values of two rows.
package struct ComparisonTest: Sendable, Equatable {
    package enum Operation: String, Sendable, CaseIterable {
        /// The same value.
        case equal
        /// Two columns: each has the other's value.
        case swapped
        /// Two columns: one row's value in the first is the other's in the second.
        case crossed
        /// Edits (insert, delete, replace, swap of neighbours), at most so many.
        case edits
        /// Jaro–Winkler similarity, at least so much.
        case jaroWinkler
        /// One minus edits over the longer length, at least so much.
        case similarity
        /// The words in common over all words, at least so much.
        case jaccard
        /// The words in common over the words of the shorter, at least so much; at least two words or one long one.
        case overlap
        /// Words in common weighed by their rarity, at least so much.
        case cosine
        /// Letter pairs in common over all letter pairs, at least so much.
        case bigrams
        /// One begins with the other.
        case prefix
        /// One lies within the other.
        case contains
        /// Equal where neither is masked by `*`; with a limit, at least so many letters are seen.
        case masked
        /// Names of people: how well they go together, as `NameLevel`.
        case nameLevel
        /// Dates: day and month changed places; within so many days; the difference in years at most.
        case daySwap, withinDays, withinYears
        /// Numbers: the difference at most so much; at most so much of the larger.
        case within, withinShare
    }

    package var operation: Operation
    package var columns: [Int]
    package var limit: Double
    package init(_ operation: Operation, columns: [Int], limit: Double = 0) {
        self.operation = operation
        self.columns = columns
        self.limit = limit
    }
}

/// The numbers of a model: per comparison and level the probability among pairs of each class.
package struct LearnedNumbers: Sendable, Equatable {
    /// Rows the numbers were learned from.
    package var rows: Int
    /// Expected pairs of each class: the same, then each relation. Strangers are all others.
    package var pairs: [Double]
    /// Class (the same, relations, strangers) → comparison → level.
    package var probabilities: [[[Double]]]
    package init(rows: Int, pairs: [Double], probabilities: [[[Double]]]) {
        self.rows = rows
        self.pairs = pairs
        self.probabilities = probabilities
    }
}
