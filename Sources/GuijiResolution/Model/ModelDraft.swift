package import GuijiContract

/// Drafts a model from what columns look like: columns with what can be taken of them, comparisons, and blocking rules
/// chosen among many by the pairs that each would give.
package struct ModelDraft {
    /// A rule that was considered, with the pairs it gives in the whole table, as estimated.
    package struct Rule: Sendable {
        package var columns: [String]
        package var pairs: Double
        package var isChosen: Bool
    }

    package private(set) var model: MatchingModel
    package private(set) var rules: [Rule] = []
    /// What was left out, for people.
    package private(set) var notes: [String] = []

    private let profiles: [ColumnProfile]
    private let isOfPersons: Bool
    /// Features to block by: column and the base column they hang on.
    private var features: [(column: Int, base: Int)] = []
    /// Word rules are for few rows: a common word makes a large block.
    private var worded: [Int] = []

    /// Decides on columns and comparisons; `choose` then decides on the blocking rules.
    package init(name: String, profiles: [ColumnProfile]) {
        self.profiles = profiles
        model = MatchingModel(name: name, columns: [], blocking: [], comparisons: [])
        model.description = "Drafted from the data; learn it, look at its mistakes, and edit it."
        isOfPersons = profiles.contains { profile in
            switch profile.role {
            case .birth, .givenName, .surname, .sex, .age: true
            default: profile.kind == .residentID || (profile.kind == .personName && profile.isHan)
            }
        }
        let ids = ModelDraft.ids(profiles)
        model.idColumn = ids.first
        model.otherIDColumns = Array(ids.dropFirst())
        // What two columns both say would count twice.
        let roles = profiles.map(\.role)
        let hasNameParts = roles.contains(.givenName) && roles.contains(.surname)
        var names: [Int] = []
        for profile in profiles {
            if ids.contains(profile.header) { continue }
            if profiles.contains(where: { $0.files.count > 1 }), profile.isID {
                notes.append("'\(profile.header)' is left out: it numbers rows.")
            } else if profile.isFullName, hasNameParts {
                notes.append(
                    "'\(profile.header)' is left out: given name and surname are there too.")
            } else if profile.isTruth {
                notes.append(
                    "'\(profile.header)' is left out: its name says that it is the answer.")
            } else if profile.isSource {
                notes.append(
                    "'\(profile.header)' is left out: it tells lists apart (see --source).")
            } else if profile.distinctCount < 2 {
                notes.append("'\(profile.header)' is left out: it has no two different values.")
            } else {
                let column = add(profile)
                if kind(of: profile) == .personName { names.append(column) }
            }
        }
        for profile in profiles {
            guard let column = model.column(named: profile.header) else { continue }
            model.comparisons.append(comparison(column, profile, names))
        }
        model.comparisons = Array(model.comparisons.prefix(16))
        addRelation()
        model.linkThreshold = 0.9
        model.reviewThreshold = 0.5
    }

    /// Headers that name rows, no two of one file.
    private static func ids(_ profiles: [ColumnProfile]) -> [String] {
        var chosen: [ColumnProfile] = []
        for profile in profiles where profile.isID && !profile.isTruth {
            if chosen.allSatisfy({ $0.files.isDisjoint(with: profile.files) }) {
                chosen.append(profile)
            }
        }
        let all = profiles.reduce(into: Set<Int>()) { $0.formUnion($1.files) }
        let covered = chosen.reduce(into: Set<Int>()) { $0.formUnion($1.files) }
        return covered == all ? chosen.map(\.header) : []
    }

    /// A column that is just called "name" names persons only where others tell of persons.
    private func kind(of profile: ColumnProfile) -> MatchingColumn.Kind {
        let kind = profile.kind
        if kind == .personName, profile.role == .name, !isOfPersons { return .text }
        return kind
    }

    private mutating func add(_ profile: ColumnProfile) -> Int {
        let header = profile.header
        let base = model.columns.count
        model.columns.append(
            MatchingColumn(
                name: header, kind: kind(of: profile), origin: .headers(profile.headers)))
        features.append((base, base))
        func take(_ suffix: String, _ transform: MatchingColumn.Transform) {
            model.columns.append(
                MatchingColumn(
                    name: "\(header) \(suffix)", kind: .code, origin: .taken(of: base, transform)))
            features.append((model.columns.count - 1, base))
        }
        switch kind(of: profile) {
        case .personName where profile.isHan:
            take("sound", .pinyin)
            take("surname", .surname)
            take("given", .givenName)
        case .personName:
            take("sound", .soundex)
            take("begin", .first(3))
            if profile.isFullName {
                take("words", .sortedWords)
                worded.append(base)
            }
        case .date:
            take("year", .year)
            take("month", .yearMonth)
            take("day", .monthDay)
        case .residentID: take("birth", .slice(6, 14))
        case .digits, .phone:
            if profile.meanLetters >= 5 {
                take("begin", .first(4))
                take("end", .last(4))
            }
        case .text, .freeText:
            if profile.isHan {
                take("place", .words)
                take("house", .numbers)
            } else {
                take("begin", .first(5))
                if profile.isAddress { take("house", .numbers) }
                if profile.meanWords >= 1.5 {
                    take("first", .firstWord)
                    worded.append(base)
                }
            }
        case .code: if profile.role == .sex { take("letter", .first(1)) }
        case .number: break
        }
        return base
    }

    // MARK: Comparisons

    private func comparison(_ column: Int, _ profile: ColumnProfile, _ names: [Int]) -> Comparison {
        typealias Level = Comparison.Level
        func part(_ suffix: String) -> Int? { model.column(named: "\(profile.header) \(suffix)") }
        func one(
            _ label: String, _ operation: ComparisonTest.Operation, _ on: Int, _ limit: Double = 0,
            frequency: Bool = false
        ) -> Level {
            Level(
                label: label, anyOf: [[ComparisonTest(operation, columns: [on], limit: limit)]],
                frequencyColumn: frequency ? on : nil)
        }
        var levels = [one("same", .equal, column, frequency: true)]
        switch kind(of: profile) {
        case .personName:
            if let other = names.first(where: { $0 != column }), names.count == 2 {
                levels.append(
                    Level(
                        label: "in the other name",
                        anyOf: [[ComparisonTest(.crossed, columns: [column, other])]]))
            }
            if let sound = part("sound"), let surname = part("surname"),
                let given = part("given")
            {
                levels.append(one("same sound", .equal, sound, frequency: true))
                levels.append(
                    Level(
                        label: "same surname and one character",
                        anyOf: [
                            [
                                ComparisonTest(.equal, columns: [surname]),
                                ComparisonTest(.edits, columns: [column], limit: 1),
                            ]
                        ]))
                levels.append(one("same given name", .equal, given, frequency: true))
                levels.append(one("same surname", .equal, surname, frequency: true))
            } else if profile.isFullName, let words = part("words") {
                levels += [
                    one("same words", .equal, words, frequency: true),
                    one("one letter", .edits, words, 1),
                    one("similar", .jaroWinkler, words, 0.92),
                    one("most rare words", .cosine, column, 0.75),
                    one("some rare words", .cosine, column, 0.4),
                    one("somewhat similar", .jaroWinkler, words, 0.8),
                ]
            } else {
                levels += [
                    one("one letter", .edits, column, 1),
                    one("similar", .jaroWinkler, column, 0.88),
                    one("begins with the other", .prefix, column),
                    one("somewhat similar", .jaroWinkler, column, 0.75),
                ]
            }
        case .date:
            levels.append(one("one digit", .edits, column, 1))
            if let month = part("month") {
                levels.append(
                    Level(
                        label: "day and month swapped, or same month",
                        anyOf: [
                            [ComparisonTest(.daySwap, columns: [column])],
                            [ComparisonTest(.equal, columns: [month])],
                        ]))
            }
            levels.append(one("two digits", .edits, column, 2))
            if let year = part("year") { levels.append(one("same year", .equal, year)) }
        case .residentID:
            levels += [
                one("one digit", .edits, column, 1), one("masked", .masked, column),
                one("two digits", .edits, column, 2),
            ]
        case .phone, .digits:
            levels.append(one("one digit", .edits, column, 1))
            if profile.meanLetters >= 6 { levels.append(one("two digits", .edits, column, 2)) }
        case .number where profile.isYear || profile.role == .age:
            levels += [
                one("within 1", .within, column, 1), one("within 3", .within, column, 3),
                one("within 10", .within, column, 10),
            ]
        case .number:
            levels += [
                one("within 1 %", .withinShare, column, 0.01),
                one("within 10 %", .withinShare, column, 0.1),
            ]
        case .code:
            if profile.role == .sex, let letter = part("letter") {
                levels = [one("same", .equal, letter, frequency: true)]
            } else if profile.meanLetters >= 6 {
                levels.append(one("similar", .similarity, column, 0.8))
            } else if profile.distinctCount > 5, profile.meanLetters >= 2 {
                levels.append(one("one letter", .edits, column, 1))
            }
        case .text, .freeText:
            if profile.isHan, let place = part("place"), let house = part("house") {
                levels.append(
                    Level(
                        label: "same numbers, similar words",
                        anyOf: [
                            [
                                ComparisonTest(.equal, columns: [house]),
                                ComparisonTest(.bigrams, columns: [place], limit: 0.5),
                            ]
                        ]))
                levels.append(one("same words", .equal, place))
            } else {
                levels.append(one("nearly the same", .similarity, column, 0.85))
                if profile.isAddress, let house = part("house") {
                    levels.append(
                        Level(
                            label: "same numbers, similar words",
                            anyOf: [
                                [
                                    ComparisonTest(.equal, columns: [house]),
                                    ComparisonTest(.bigrams, columns: [column], limit: 0.6),
                                ]
                            ]))
                }
            }
            if profile.meanWords >= 1.5 {
                levels += [
                    one("most rare words", .cosine, column, 0.75),
                    one("some rare words", .cosine, column, 0.4),
                ]
            }
            levels.append(one("similar", .bigrams, column, 0.6))
        }
        levels.append(Level(label: "different", anyOf: []))
        return Comparison(name: profile.header, columns: [column], levels: levels)
    }

    /// Pairs that share much and are yet not the same: people of one family or house, firms at one address, works of one
    /// author. Without such a class, what they share would be taken for evidence of identity.
    private mutating func addRelation() {
        var likely: [String: [String]] = [:]
        var hasDifference = false
        var isShared = false
        for profile in profiles where model.column(named: profile.header) != nil {
            let header = profile.header
            switch kind(of: profile) {
            case .personName where profile.isHan: likely[header] = ["same surname", "different"]
            case .personName where profile.role == .surname: likely[header] = ["same"]
            case .personName where profile.isFullName:
                likely[header] = ["some rare words", "somewhat similar", "different"]
            case .personName: likely[header] = ["different"]
            case .phone: likely[header] = ["same"]
            case .text where profile.role == .author: likely[header] = ["same"]
            case .text where profile.isHan:
                likely[header] = ["same", "same numbers, similar words"]
            case .text where profile.isAddress:
                likely[header] = ["same", "nearly the same", "same numbers, similar words"]
            default: continue
            }
            if kind(of: profile) == .personName {
                if profile.role != .surname { hasDifference = true }
            } else {
                isShared = true
            }
        }
        if !hasDifference, let main = mainText {
            likely[main] = ["different"]
            hasDifference = true
        }
        if hasDifference, isShared {
            model.relations = [
                .init(name: isOfPersons ? "household" : "neighbours", likely: likely)
            ]
        }
    }

    /// The text that tells things apart best: a firm's name, a title.
    private var mainText: String? {
        let texts = profiles.filter {
            kind(of: $0) == .text && !$0.isAddress && model.column(named: $0.header) != nil
        }
        let named = texts.first {
            $0.role == .organization || $0.role == .name || $0.role == .title
        }
        return (named ?? texts.max { $0.distinctCount < $1.distinctCount })?.header
    }

    // MARK: Blocking

    /// A model with every rule worth considering, whose blocks tell how many pairs each gives.
    package var candidates: MatchingModel {
        var all = model
        all.blocking = features.map { BlockingRule(columns: [$0.column]) }
        for (number, first) in features.enumerated() {
            for second in features[(number + 1)...] where second.base != first.base {
                all.blocking.append(BlockingRule(columns: [first.column, second.column]))
            }
        }
        all.largestBlock = .max
        return all
    }

    /// Chooses the rules: loose ones first, for they miss least, as long as all together stay below a budget.
    /// - Parameters:
    ///   - reports: of the rules of `candidates`, in order.
    ///   - rows: in the table; `sampled`: in the sample the reports are from.
    package mutating func choose(_ reports: [BlockReport], rows: Int, sampled: Int) {
        let scale = Double(rows) / Double(max(1, sampled))
        let specs = candidates.blocking
        // A single column may give more pairs than a conjunction: it is the only way to rows that share nothing else.
        let budget = Double(rows) * 12 + 20_000
        var left = budget
        var usedPairs = Set<[Int]>()
        var chosen: [BlockingRule] = []
        let order = specs.indices.sorted {
            let (a, b) = (reports[$0].pairs, reports[$1].pairs)
            return a != b ? a > b : $0 < $1
        }
        for singles in [true, false] {
            for index in order where (specs[index].columns.count == 1) == singles {
                let pairs = Double(reports[index].pairs) * scale * scale
                let limit = singles ? budget / 8 : budget / 12
                let bases = specs[index].columns.map { column in
                    features.first { $0.column == column }?.base ?? column
                }.sorted()
                if pairs < 1 || pairs > limit || pairs > left || chosen.count >= 20 { continue }
                if usedPairs.contains(bases) { continue }
                // What a chosen single rule brings together, a conjunction with it adds nothing to.
                if !singles,
                    chosen.contains(where: { rule in
                        rule.columns.count == 1 && specs[index].columns.contains(rule.columns[0])
                    })
                {
                    continue
                }
                usedPairs.insert(bases)
                chosen.append(specs[index])
                left -= pairs
                rules.append(
                    Rule(
                        columns: specs[index].columns.map { model.columns[$0].name }, pairs: pairs,
                        isChosen: true))
            }
        }
        if rows <= 200_000 {
            for column in worded { chosen.append(BlockingRule(columns: [column], byWord: true)) }
        }
        model.blocking = chosen
        model.largestBlock = rows <= 20_000 ? 200 : 500
        dropUnused()
    }

    /// Removes columns that nothing uses.
    private mutating func dropUnused() {
        var used = Set(model.blocking.flatMap(\.columns))
        for comparison in model.comparisons {
            used.formUnion(comparison.columns)
            for level in comparison.levels {
                used.formUnion(level.anyOf.flatMap { $0 }.flatMap(\.columns))
            }
        }
        for column in model.columns {
            if case .taken(let base, _) = column.origin { used.insert(base) }
        }
        var numbers: [Int: Int] = [:]
        var kept: [MatchingColumn] = []
        for (number, column) in model.columns.enumerated() where used.contains(number) {
            numbers[number] = kept.count
            var column = column
            if case .taken(let base, let transform) = column.origin {
                column.origin = .taken(of: numbers[base] ?? base, transform)
            }
            kept.append(column)
        }
        func new(_ columns: [Int]) -> [Int] { columns.map { numbers[$0] ?? $0 } }
        model.columns = kept
        for rule in model.blocking.indices {
            model.blocking[rule].columns = new(model.blocking[rule].columns)
        }
        for index in model.comparisons.indices {
            model.comparisons[index].columns = new(model.comparisons[index].columns)
            for level in model.comparisons[index].levels.indices {
                var own = model.comparisons[index].levels[level]
                own.frequencyColumn = own.frequencyColumn.map { numbers[$0] ?? $0 }
                own.anyOf = own.anyOf.map { tests in
                    tests.map { test in
                        var test = test
                        test.columns = new(test.columns)
                        return test
                    }
                }
                model.comparisons[index].levels[level] = own
            }
        }
    }
}
