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
    /// Features to block by: column and the base column they hang on.
    private var features: [(column: Int, base: Int)] = []
    /// Word rules are for few rows: a common word makes a large block.
    private var worded: [Int] = []

    /// Decides on columns and comparisons; `choose` then decides on the blocking rules.
    package init(name: String, profiles: [ColumnProfile]) {
        self.profiles = profiles
        model = MatchingModel(name: name, columns: [], blocking: [], comparisons: [])
        model.description = "Drafted from the data; learn it, look at its mistakes, and edit it."
        model.idColumn = profiles.first(where: \.isID)?.header
        var names: [Int] = []
        for profile in profiles {
            if profile.header == model.idColumn { continue }
            if profile.isTruth {
                notes.append(
                    "'\(profile.header)' is left out: its name says that it is the answer.")
            } else if profile.isSource {
                notes.append(
                    "'\(profile.header)' is left out: it tells lists apart (see --source).")
            } else if profile.distinctCount < 2 {
                notes.append("'\(profile.header)' is left out: it has no two different values.")
            } else {
                let column = add(profile)
                if profile.kind == .personName { names.append(column) }
            }
        }
        for profile in profiles {
            guard let column = model.column(named: profile.header) else { continue }
            model.comparisons.append(comparison(column, profile, names))
        }
        model.comparisons = Array(model.comparisons.prefix(16))
        addHousehold()
        model.linkThreshold = 0.9
        model.reviewThreshold = 0.5
    }

    private mutating func add(_ profile: ColumnProfile) -> Int {
        let header = profile.header
        let base = model.columns.count
        model.columns.append(
            MatchingColumn(name: header, kind: profile.kind, origin: .headers([header])))
        features.append((base, base))
        func take(_ suffix: String, _ transform: MatchingColumn.Transform) {
            model.columns.append(
                MatchingColumn(
                    name: "\(header) \(suffix)", kind: .code, origin: .taken(of: base, transform)))
            features.append((model.columns.count - 1, base))
        }
        switch profile.kind {
        case .personName where profile.isHan:
            take("sound", .pinyin)
            take("surname", .surname)
            take("given", .givenName)
        case .personName:
            take("sound", .soundex)
            take("begin", .first(3))
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
                if profile.meanWords >= 1.5 {
                    take("first", .firstWord)
                    worded.append(base)
                }
            }
        case .code, .number: break
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
        switch profile.kind {
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
            } else {
                levels += [
                    one("one letter", .edits, column, 1),
                    one("similar", .jaroWinkler, column, 0.88),
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
        case .number:
            levels += [
                one("within 1 %", .withinShare, column, 0.01),
                one("within 10 %", .withinShare, column, 0.1),
            ]
        case .code:
            if profile.meanLetters >= 6 {
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

    /// People who share a phone or an address may be one family.
    private mutating func addHousehold() {
        var likely: [String: [String]] = [:]
        for profile in profiles where model.column(named: profile.header) != nil {
            if profile.kind == .personName, profile.isHan {
                likely[profile.header] = ["same surname", "different"]
            } else if profile.kind == .phone {
                likely[profile.header] = ["same"]
            } else if profile.isHan, profile.kind == .text {
                likely[profile.header] = ["same", "same numbers, similar words"]
            }
        }
        let hasNames = profiles.contains { likely[$0.header] != nil && $0.kind == .personName }
        if hasNames, likely.count > 1 {
            model.relations = [.init(name: "household", likely: likely)]
        }
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
