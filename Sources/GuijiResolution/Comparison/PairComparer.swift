import GuijiContract

/// Compares two rows: the answers to all comparisons in one 64-bit number, four bits each, 0 for "not asked", else the
/// level from 1.
///
/// The model's levels are compiled to flat lists of tests on plain pointers. One value may be shared by threads, each
/// with its own `PairMemory`.
final class PairComparer {
    struct Test {
        var operation: ComparisonTest.Operation
        var first: Int
        var second: Int
        var limit: Double
        var count: Int
        /// The last test of its alternative.
        var endsAlternative: Bool
    }

    struct Level {
        var start: Int
        var end: Int
    }

    struct Question {
        var levelStart: Int
        var levelEnd: Int
        var askedStart: Int
        var askedEnd: Int
        /// The base column all tests hang on, or -1: answers can then be remembered by its two values.
        var onlySlot: Int
        /// Whether answers are worth remembering: of many different values, no pair comes again.
        var isRemembered: Bool
    }

    let views: UnsafeMutableBufferPointer<ColumnView>
    let tests: UnsafeMutableBufferPointer<Test>
    let levels: UnsafeMutableBufferPointer<Level>
    let questions: UnsafeMutableBufferPointer<Question>
    private let asked: UnsafeMutableBufferPointer<Int>
    private let table: RowTable

    init(model: MatchingModel, table: RowTable) {
        self.table = table
        for test in model.comparisons.flatMap(\.levels).flatMap(\.anyOf).flatMap({ $0 }) {
            for column in test.columns {
                switch test.operation {
                case .jaccard, .overlap, .cosine: table.columns[column].prepareWords()
                case .within, .withinShare: table.columns[column].prepareNumbers()
                case .nameLevel:
                    if let names = table.names { table.columns[column].preparePeople(names) }
                case .swapped, .crossed: table.columns[column].store.prepareHashes()
                default: break
                }
            }
        }
        PairComparer.prepareSignatures(model, table)
        let columns = table.columns.map { ColumnView($0) }
        var tests: [Test] = []
        var levels: [Level] = []
        var questions: [Question] = []
        var asked: [Int] = []
        for comparison in model.comparisons {
            let levelStart = levels.count
            var slots = Set<Int>()
            for level in comparison.levels {
                let start = tests.count
                for alternative in level.anyOf {
                    for (index, test) in alternative.enumerated() {
                        slots.formUnion(test.columns.map { columns[$0].base })
                        tests.append(
                            Test(
                                operation: test.operation, first: test.columns[0],
                                second: test.columns.last ?? 0, limit: test.limit - 1e-9,
                                count: Int(test.limit.rounded()),
                                endsAlternative: index == alternative.count - 1))
                    }
                }
                levels.append(Level(start: start, end: tests.count))
            }
            slots.formUnion(comparison.columns.map { columns[$0].base })
            questions.append(
                Question(
                    levelStart: levelStart, levelEnd: levels.count, askedStart: asked.count,
                    askedEnd: asked.count + comparison.columns.count,
                    onlySlot: slots.count == 1 ? slots.first ?? -1 : -1,
                    isRemembered: comparison.columns.allSatisfy {
                        table.columns[$0].store.count <= PairMemory.mostValues
                    }))
            asked += comparison.columns
        }
        views = PairComparer.copy(columns)
        self.tests = PairComparer.copy(tests)
        self.levels = PairComparer.copy(levels)
        self.questions = PairComparer.copy(questions)
        self.asked = PairComparer.copy(asked)
    }

    private static func prepareSignatures(_ model: MatchingModel, _ table: RowTable) {
        var wanted = Set<Int>()
        for test in model.comparisons.flatMap(\.levels).flatMap(\.anyOf).flatMap({ $0 }) {
            switch test.operation {
            case .edits, .jaroWinkler, .similarity, .bigrams, .contains, .prefix:
                wanted.formUnion(test.columns)
            default: break
            }
        }
        let columns = wanted.sorted().map { table.columns[$0].store }
        Parallel.forEach(columns.count, threads: 2) { columns[$0].prepareSignatures() }
    }

    deinit {
        views.deallocate()
        tests.deallocate()
        levels.deallocate()
        questions.deallocate()
        asked.deallocate()
    }

    private static func copy<Element>(_ array: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
        _ = buffer.initialize(from: array)
        return buffer
    }

    /// The answers about two rows of the table.
    func pattern(_ left: Int, _ right: Int, _ memory: PairMemory) -> UInt64 {
        let a = UnsafePointer(table.cells + left * table.width)
        let b = UnsafePointer(table.cells + right * table.width)
        var pattern: UInt64 = 0
        for index in 0..<questions.count {
            pattern |= answer(index, a, b, memory) << UInt64(4 * index)
        }
        return pattern
    }

    @inline(__always)
    private func answer(
        _ index: Int, _ a: UnsafePointer<UInt32>, _ b: UnsafePointer<UInt32>, _ memory: PairMemory
    ) -> UInt64 {
        let question = questions[index]
        if question.onlySlot >= 0 {
            let left = a[question.onlySlot]
            let right = b[question.onlySlot]
            if left == 0 || right == 0 { return 0 }
            if left != right, question.isRemembered {
                let key = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
                if let known = memory.recall(index, key) { return known }
                let found = ask(question, a, b)
                memory.keep(index, key, found)
                return found
            }
        }
        return ask(question, a, b)
    }

    @inline(__always)
    private func ask(_ question: Question, _ a: UnsafePointer<UInt32>, _ b: UnsafePointer<UInt32>)
        -> UInt64
    {
        for place in question.askedStart..<question.askedEnd {
            if a[asked[place]] == 0 || b[asked[place]] == 0 { return 0 }
        }
        for number in question.levelStart..<question.levelEnd where holds(levels[number], a, b) {
            return UInt64(number - question.levelStart + 1)
        }
        return UInt64(question.levelEnd - question.levelStart)
    }

    private func holds(_ level: Level, _ a: UnsafePointer<UInt32>, _ b: UnsafePointer<UInt32>)
        -> Bool
    {
        if level.start == level.end { return true }
        var index = level.start
        while index < level.end {
            let test = tests[index]
            if holds(test, a, b) {
                if test.endsAlternative { return true }
                index += 1
            } else {
                while !tests[index].endsAlternative { index += 1 }
                index += 1
            }
        }
        return false
    }

    @inline(__always)
    private func holds(_ test: Test, _ a: UnsafePointer<UInt32>, _ b: UnsafePointer<UInt32>) -> Bool
    {
        let left = a[test.first]
        let right = b[test.first]
        if test.operation == .equal { return left == right && left != 0 }
        return holdsNearly(test, left, right, a, b)
    }

    private func holdsNearly(
        _ test: Test, _ left: UInt32, _ right: UInt32, _ a: UnsafePointer<UInt32>,
        _ b: UnsafePointer<UInt32>
    ) -> Bool {
        let view = views[test.first]
        switch test.operation {
        case .swapped, .crossed:
            let other = views[test.second]
            let (leftOther, rightOther) = (other.value(a), other.value(b))
            let forth =
                left != 0 && rightOther != 0
                && view.hashes[Int(left)] == other.hashes[Int(rightOther)]
            let back =
                right != 0 && leftOther != 0
                && view.hashes[Int(right)] == other.hashes[Int(leftOther)]
            return test.operation == .swapped ? forth && back : forth || back
        default: break
        }
        if left == 0 || right == 0 { return false }
        if test.operation == .nameLevel {
            guard let tables = table.names, let people = table.columns[test.first].people else {
                return false
            }
            let level = people[Int(left)].level(with: people[Int(right)], tables)
            return Int(level.rawValue) == test.count
        }
        if left == right { return test.operation != .daySwap && test.operation != .masked }
        if let signatures = view.signatures {
            let (one, other) = (signatures[Int(left)], signatures[Int(right)])
            switch test.operation {
            case .edits: if one.leastEdits(to: other) > test.count { return false }
            case .jaroWinkler:
                if !one.canReachJaroWinkler(test.limit, with: other) { return false }
            case .similarity:
                if !one.canReachSimilarity(test.limit, with: other) { return false }
            case .bigrams: if !one.canReachBigrams(test.limit, with: other) { return false }
            case .contains, .prefix: if !one.canBePart(of: other) { return false }
            default: break
            }
        }
        switch test.operation {
        case .equal, .swapped, .crossed, .nameLevel: return false
        case .edits:
            return EditDistance.bounded(view.text(left), view.text(right), limit: test.count)
                <= test.count
        case .jaroWinkler:
            return JaroWinkler.similarity(view.text(left), view.text(right)) >= test.limit
        case .similarity:
            return EditDistance.similarity(view.text(left), view.text(right), least: test.limit)
                >= test.limit
        case .bigrams:
            return LetterTests.bigrams(view.text(left), view.text(right), least: test.limit)
                >= test.limit
        case .prefix: return LetterTests.isPrefix(view.text(left), view.text(right))
        case .contains: return LetterTests.contains(view.text(left), view.text(right))
        case .masked:
            return LetterTests.isMaskOf(
                view.text(left), view.text(right), seen: max(1, test.count))
        case .daySwap: return LetterTests.isDaySwap(view.text(left), view.text(right))
        case .withinDays:
            return (LetterTests.daysBetween(view.text(left), view.text(right)) ?? .max)
                <= test.count
        case .withinYears:
            return (LetterTests.yearsBetween(view.text(left), view.text(right)) ?? .max)
                <= test.count
        case .jaccard, .overlap, .cosine: return holdsForWords(test, view, left, right)
        case .within, .withinShare:
            guard let numbers = view.numbers else { return false }
            let (x, y) = (numbers[Int(left)], numbers[Int(right)])
            let difference = abs(x - y)
            return test.operation == .within
                ? difference <= test.limit + 2e-9
                : difference <= (test.limit + 2e-9) * max(abs(x), abs(y))
        }
    }

    private func holdsForWords(
        _ test: Test, _ view: ColumnView, _ left: UInt32, _ right: UInt32
    ) -> Bool {
        let shared = view.overlap(left, right, weighed: test.operation == .cosine)
        if shared.common == 0 { return false }
        switch test.operation {
        case .jaccard:
            return Double(shared.common / (shared.left + shared.right - shared.common))
                >= test.limit
        case .overlap:
            return Double(shared.common / min(shared.left, shared.right)) >= test.limit
                && (shared.common >= 2 || shared.longest >= 5)
        default:
            return Double(shared.common / (shared.left * shared.right).squareRoot()) >= test.limit
        }
    }
}

/// Answers a thread has lately found, by comparison and pair of values. Direct-mapped: a new one takes an old one's place.
final class PairMemory {
    private static let size = 1 << 15
    static let mostValues = 20_000
    private let keys: UnsafeMutablePointer<UInt64>
    private let answers: UnsafeMutablePointer<UInt8>
    private let count: Int

    init(comparisons: Int) {
        count = comparisons * PairMemory.size
        keys = .allocate(capacity: max(1, count))
        answers = .allocate(capacity: max(1, count))
        keys.initialize(repeating: 0, count: count)
        answers.initialize(repeating: 0, count: count)
    }

    deinit {
        keys.deallocate()
        answers.deallocate()
    }

    @inline(__always)
    private func place(_ comparison: Int, _ key: UInt64) -> Int {
        comparison * PairMemory.size
            + Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 49)
    }

    @inline(__always)
    func recall(_ comparison: Int, _ key: UInt64) -> UInt64? {
        let place = place(comparison, key)
        return keys[place] == key ? UInt64(answers[place]) : nil
    }

    @inline(__always)
    func keep(_ comparison: Int, _ key: UInt64, _ answer: UInt64) {
        let place = place(comparison, key)
        keys[place] = key
        answers[place] = UInt8(truncatingIfNeeded: answer)
    }
}
