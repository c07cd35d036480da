import GuijiContract

/// The steps from rule edges to clusters.
struct RuleWork {
    private let model: MatchingModel
    private let weights: [Int]
    private let trust: [UInt16]
    private let lacks: (Int, [Int]) -> Bool
    private let forbids: (Int, Int) -> Int?
    private var clusters: RuleClusters
    private var rules: [Int16]
    private var attached: [Bool]
    private var voided: [Int: Int] = [:]
    private var reviews: Set<RuleDecisions.Note> = []
    private var issues: Set<RuleDecisions.Note> = []

    init(
        model: MatchingModel, rows: Int, weights: [Int], trust: [UInt16],
        lacks: @escaping (Int, [Int]) -> Bool, forbids: @escaping (Int, Int) -> Int?
    ) {
        self.model = model
        self.weights = weights
        self.trust = trust
        self.lacks = lacks
        self.forbids = forbids
        clusters = RuleClusters(rows: rows)
        rules = Array(repeating: -1, count: rows)
        attached = Array(repeating: false, count: rows)
    }

    /// A steward's word comes before every rule.
    mutating func obey(_ left: UInt32, _ right: UInt32) {
        _ = clusters.join(left, right) { _, _ in nil }
        rules[Int(left)] = RuleDecisions.steward
        rules[Int(right)] = RuleDecisions.steward
    }

    /// - Parameter edges: by falling score.
    mutating func decide(_ edges: [RuleEdge]) {
        let specs = model.rules
        func isCore(_ edge: RuleEdge) -> Bool {
            let rule = specs[Int(edge.rule)]
            return rule.decision == .link && rule.unique == nil
                && rule.score >= RuleEngine.coreScore
        }
        link(edges.filter(isCore))
        let settled = settle(edges.filter { specs[Int($0.rule)].group != nil })
        let rest = edges.filter { edge in
            let rule = specs[Int(edge.rule)]
            return rule.decision == .link && rule.group == nil && !isCore(edge)
        }
        link(
            (rest + settled).sorted { a, b in
                let (x, y) = (specs[Int(a.rule)].score, specs[Int(b.rule)].score)
                if x != y { return x > y }
                return (a.rule, a.left, a.right) < (b.rule, b.left, b.right)
            })
        attach(edges.filter { specs[Int($0.rule)].decision == .attach })
        for edge in edges where specs[Int(edge.rule)].decision == .review {
            if specs[Int(edge.rule)].group == nil { review(edge, RuleDecisions.asked) }
        }
        note(edges)
    }

    private mutating func link(_ edges: [RuleEdge]) {
        for edge in edges {
            if let forbidden = clusters.join(edge.left, edge.right, forbids: forbids) {
                review(edge, Int16(forbidden))
            } else if model.rules[Int(edge.rule)].issue != nil {
                // What the rule says is wrong is wrong with one of the two.
                use(edge.rule, doubtful(edge))
            } else {
                use(edge.rule, edge.left)
                use(edge.rule, edge.right)
            }
        }
    }

    /// Rules come by falling score: the first that is used says most.
    private mutating func use(_ rule: Int16, _ row: UInt32) {
        if rules[Int(row)] == -1 { rules[Int(row)] = rule }
    }

    private mutating func review(_ edge: RuleEdge, _ reason: Int16) {
        reviews.insert(
            .init(row: doubtful(edge), other: other(edge), rule: edge.rule, reason: reason))
    }

    /// The row whose record is less trusted: the one that lacks what the rule names, else the one of a department
    /// further down the order of trust.
    private func doubtful(_ edge: RuleEdge) -> UInt32 {
        let lacking = model.rules[Int(edge.rule)].lacking
        if !lacking.isEmpty {
            let left = lacks(Int(edge.left), lacking)
            if left != lacks(Int(edge.right), lacking) { return left ? edge.left : edge.right }
        }
        let (left, right) = (trust[Int(edge.left)], trust[Int(edge.right)])
        return left > right ? edge.left : edge.right
    }

    private func other(_ edge: RuleEdge) -> UInt32 {
        doubtful(edge) == edge.left ? edge.right : edge.left
    }

    /// Of the uncertain rows' candidates, the edges to those that are the only ones.
    private mutating func settle(_ edges: [RuleEdge]) -> [RuleEdge] {
        struct Candidate {
            var row: UInt32
            var group: String
            var edge: RuleEdge
            var root: UInt32
        }
        var candidates: [Candidate] = []
        var result: [RuleEdge] = []
        for edge in edges {
            let rule = model.rules[Int(edge.rule)]
            let left = lacks(Int(edge.left), rule.lacking)
            guard left != lacks(Int(edge.right), rule.lacking), let group = rule.group else {
                if left, rule.together { result.append(edge) }
                continue
            }
            candidates.append(
                Candidate(
                    row: left ? edge.left : edge.right, group: group, edge: edge,
                    root: clusters.find(left ? edge.right : edge.left)))
        }
        // A stable order: the edges came by falling score.
        let order = candidates.indices.sorted { a, b in
            let (x, y) = (candidates[a], candidates[b])
            if x.row != y.row { return x.row < y.row }
            return x.group != y.group ? x.group < y.group : a < b
        }
        var start = 0
        while start < order.count {
            let first = candidates[order[start]]
            var end = start
            while end < order.count, candidates[order[end]].row == first.row,
                candidates[order[end]].group == first.group
            {
                end += 1
            }
            let all = order[start..<end].map { candidates[$0] }
            start = end
            let best = model.rules[Int(first.edge.rule)]
            let counted =
                best.unique == .best ? all.filter { $0.edge.rule == first.edge.rule } : all
            if best.decision == .link, Set(counted.map(\.root)).count == 1 {
                result.append(first.edge)
            } else {
                for candidate in all {
                    review(
                        candidate.edge,
                        best.decision == .link ? RuleDecisions.several : RuleDecisions.asked)
                }
            }
        }
        return result
    }

    /// Brings weak rows together that speak of the same, and attaches each group to the one cluster that it fits.
    private mutating func attach(_ edges: [RuleEdge]) {
        var isWeak: Set<UInt32> = []
        var toStrong: [RuleEdge] = []
        for edge in edges {
            let lacking = model.rules[Int(edge.rule)].lacking
            let left = lacks(Int(edge.left), lacking)
            let right = lacks(Int(edge.right), lacking)
            if left { isWeak.insert(edge.left) }
            if right { isWeak.insert(edge.right) }
            if left != right {
                toStrong.append(edge)
            } else if left, model.rules[Int(edge.rule)].together,
                clusters.join(edge.left, edge.right, forbids: forbids) == nil
            {
                use(edge.rule, edge.left)
                use(edge.rule, edge.right)
            }
        }
        var targets: [UInt32: [RuleEdge]] = [:]
        for edge in toStrong {
            let weak = lacks(Int(edge.left), model.rules[Int(edge.rule)].lacking)
            targets[clusters.find(weak ? edge.left : edge.right), default: []].append(edge)
        }
        for (group, edges) in targets.sorted(by: { $0.key < $1.key }) {
            let home = clusters.find(group)
            var fits: [UInt32: Bool] = [:]
            for edge in edges {
                let root = clusters.find(strong(edge))
                guard fits[root] == nil else { continue }
                fits[root] = clusters.conflict(home, root, forbids: forbids) == nil
            }
            // What some rule keeps apart from them is no candidate, unless there is no other.
            let possible = edges.filter { fits[clusters.find(strong($0))] == true }
            let counted = possible.isEmpty ? edges : possible
            let roots = Set(counted.map { clusters.find(strong($0)) })
            guard roots.count == 1, let edge = counted.first else {
                for edge in counted { review(edge, RuleDecisions.several) }
                continue
            }
            if roots.contains(home) { continue }
            let rows = clusters.members(home)
            // A row that other rules have linked to something is not weak.
            guard rows.allSatisfy({ isWeak.contains($0) }) else { continue }
            if let forbidden = clusters.join(edge.left, edge.right, forbids: forbids) {
                review(edge, Int16(forbidden))
                continue
            }
            for row in rows {
                rules[Int(row)] = edge.rule
                attached[Int(row)] = true
            }
        }
    }

    private func strong(_ edge: RuleEdge) -> UInt32 {
        lacks(Int(edge.left), model.rules[Int(edge.rule)].lacking) ? edge.right : edge.left
    }

    /// What rules tell about a record, where they were used.
    private mutating func note(_ edges: [RuleEdge]) {
        for edge in edges {
            let rule = model.rules[Int(edge.rule)]
            guard rule.issue != nil else { continue }
            let isTogether = clusters.find(edge.left) == clusters.find(edge.right)
            guard isTogether == (rule.decision != .never) else { continue }
            issues.insert(
                .init(row: doubtful(edge), other: other(edge), rule: edge.rule, reason: 0))
        }
    }

    /// Where clusters that are kept apart hold one identifier, it belongs to the one with the most trusted record; of
    /// several, to the one with most mentions.
    mutating func findOwners(of value: (Int) -> UInt32, values: Int) {
        var first = [Int32](repeating: -1, count: values)
        var shared: Set<UInt32> = []
        for row in rules.indices {
            let number = value(row)
            guard number != 0 else { continue }
            let root = Int32(clusters.find(UInt32(row)))
            if first[Int(number)] == -1 {
                first[Int(number)] = root
            } else if first[Int(number)] != root {
                shared.insert(number)
            }
        }
        guard !shared.isEmpty else { return }
        struct Claim {
            var trust = UInt16.max
            var weight = 0
        }
        var claims: [UInt32: [UInt32: Claim]] = [:]
        for row in rules.indices where shared.contains(value(row)) {
            let root = clusters.find(UInt32(row))
            var claim = claims[value(row)]?[root] ?? Claim()
            claim.trust = min(claim.trust, trust[row])
            claim.weight += weights[row]
            claims[value(row), default: [:]][root] = claim
        }
        let owners = claims.mapValues { parts in
            parts.min { a, b in
                if a.value.trust != b.value.trust { return a.value.trust < b.value.trust }
                if a.value.weight != b.value.weight { return a.value.weight > b.value.weight }
                return a.key < b.key
            }?.key
        }
        let rule = model.rules.firstIndex { $0.voids != nil } ?? 0
        for row in rules.indices where shared.contains(value(row)) {
            if owners[value(row)] != clusters.find(UInt32(row)) { voided[row] = rule }
        }
    }

    mutating func decisions() -> RuleDecisions {
        RuleDecisions(
            roots: (0..<UInt32(rules.count)).map { clusters.find($0) }, rules: rules,
            attached: attached, voided: voided,
            // What came together by another way need not be looked at.
            reviews: reviews.filter { clusters.find($0.row) != clusters.find($0.other) }.sorted(),
            issues: issues.sorted())
    }
}

extension RuleDecisions.Note: Comparable {
    static func < (a: Self, b: Self) -> Bool {
        (a.row, a.other, a.rule, a.reason) < (b.row, b.other, b.rule, b.reason)
    }
}
