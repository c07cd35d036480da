import GuijiContract

/// Decides by a model's rules alone which rows belong together.
///
/// 1. Pairs that a blocking rule brings together get the first rule that holds for their answers.
/// 2. Rules that are sure enough make cores. Whatever is uncertain is judged by how many cores it fits.
/// 3. The other links follow by falling score; each asks whole clusters whether anything forbids it.
/// 4. What is too weak to be merged is attached to the one cluster it fits.
///
/// The answer does not depend on the rows' order in the input, because `RowTable` has an order of its own.
final class RuleEngine {
    /// Links at least so sure make cores: those by identifiers.
    static let coreScore = 0.95

    let model: MatchingModel
    let table: RowTable
    private let threads: Int
    let comparer: PairComparer
    /// Pairs of rows a steward decided about, the smaller row first: whether they are the same.
    private let decided: [UInt64: Bool]
    private var word = StewardWord([:]) { _, _ in -1 }
    private let memory: PairMemory
    private let patterns: RulePatterns

    init(
        model: MatchingModel, table: RowTable, decided: [UInt64: Bool] = [:], threads: Int = 2
    ) {
        self.model = model
        self.table = table
        self.threads = threads
        self.decided = decided
        comparer = PairComparer(model: model, table: table)
        memory = PairMemory(comparisons: model.comparisons.count)
        patterns = RulePatterns(model.rules)
    }

    static func pair(_ left: Int, _ right: Int) -> UInt64 {
        UInt64(min(left, right)) << 32 | UInt64(max(left, right))
    }

    /// The rule that holds for two rows, and their answers; -1 for none.
    func rule(_ left: Int, _ right: Int) -> (rule: Int, pattern: UInt64) {
        let pattern = comparer.pattern(min(left, right), max(left, right), memory)
        return (patterns.rule(pattern), pattern)
    }

    /// The rule that keeps two rows apart; `RuleDecisions.steward` for a person's word.
    private func forbids(_ left: Int, _ right: Int) -> Int? {
        if !decided.isEmpty, let isSame = decided[RuleEngine.pair(left, right)] {
            return isSame ? nil : Int(RuleDecisions.steward)
        }
        let rule = never(left, right)
        return rule >= 0 && !word.excuses(left, right, rule: rule) ? rule : nil
    }

    /// The rule that by itself keeps two rows apart, whatever anybody decided; -1 for none.
    func never(_ left: Int, _ right: Int) -> Int {
        let rule = rule(left, right).rule
        return rule >= 0 && model.rules[rule].decision == .never ? rule : -1
    }

    /// - Parameters:
    ///   - weights: mentions behind each row, to tell an identifier's owner.
    ///   - trust: the best place of each row's departments in the order of trust.
    func run(weights: [Int], trust: [UInt16]) -> RuleDecisions {
        var work = RuleWork(
            model: model, rows: table.count, weights: weights, trust: trust,
            lacks: { self.lacks($0, $1) }, forbids: { self.forbids($0, $1) })
        for (pair, isSame) in decided.sorted(by: { $0.key < $1.key }) where isSame {
            work.obey(UInt32(pair >> 32), UInt32(truncatingIfNeeded: pair))
        }
        word = StewardWord(decided) { self.never($0, $1) }
        let edges = edges(trust)
        word.hear(edges) { self.model.rules[Int($0)].decision == .link }
        work.decide(edges)
        for rule in model.rules.compactMap(\.voids).uniqued() {
            work.findOwners(
                of: { self.table.value($0, rule) }, values: table.columns[rule].store.count)
        }
        var decisions = work.decisions()
        decisions.drop(reviewsAnsweredBy: decided)
        return decisions
    }

    private func lacks(_ row: Int, _ columns: [Int]) -> Bool {
        columns.allSatisfy { table.value(row, $0) == 0 }
    }

    /// All pairs for which a rule holds, those it forbids among them only where the rule tells something.
    private func edges(_ trust: [UInt16]) -> [RuleEdge] {
        let blocks = Blocks(model: model, table: table, threads: threads)
        let candidates = CandidatePairs(
            blocks: blocks, table: table, sourcesAreUnique: model.sourcesAreUnique)
        let found = candidates.map(
            threads: threads,
            state: {
                (
                    PairMemory(comparisons: self.model.comparisons.count),
                    RulePatterns(self.model.rules)
                )
            }
        ) { tools, piece in
            let (memory, patterns) = tools
            var edges: [RuleEdge] = []
            candidates.forEach(in: piece, sampleOf: 1) { left, right in
                let rule = patterns.rule(self.comparer.pattern(left, right, memory))
                guard rule >= 0 else { return }
                let spec = self.model.rules[rule]
                if spec.decision == .never, spec.issue == nil, spec.voids == nil { return }
                edges.append(
                    RuleEdge(left: UInt32(left), right: UInt32(right), rule: Int16(rule)))
            }
            return edges
        }
        return inOrder(found, trust)
    }
}

extension RuleEngine {
    /// By falling score, then rule, then how trusted the two records are together, then rows: what says little goes to
    /// the register's person, not to whoever uses his number. Sorted as numbers, because there are millions.
    private func inOrder(_ edges: [[RuleEdge]], _ trust: [UInt16]) -> [RuleEdge] {
        let order = model.rules.indices.sorted {
            let (x, y) = (model.rules[$0].score, model.rules[$1].score)
            return x != y ? x > y : $0 < $1
        }
        var rank = [UInt64](repeating: 0, count: order.count)
        for (place, rule) in order.enumerated() { rank[rule] = UInt64(place) }
        let bits: UInt64 = 26
        precondition(table.count < 1 << bits, "more rows than edges can name")
        let mask: UInt64 = 1 << bits - 1
        var keys: [UInt64] = []
        keys.reserveCapacity(edges.reduce(0) { $0 + $1.count })
        for edge in edges.joined() {
            let sum = min(63, UInt64(trust[Int(edge.left)]) + UInt64(trust[Int(edge.right)]))
            let place = rank[Int(edge.rule)] << 6 | sum
            keys.append(place << (2 * bits) | UInt64(edge.left) << bits | UInt64(edge.right))
        }
        keys.sort()
        return keys.map { key in
            RuleEdge(
                left: UInt32(key >> bits & mask), right: UInt32(key & mask),
                rule: Int16(order[Int(key >> (2 * bits + 6))]))
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, at its first place.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
