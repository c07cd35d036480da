/// A pattern as a set of positions in one machine word: Glushkov's automaton, run bit-parallel.
///
/// Each character set in the pattern (repetitions written out) is one position, at most 64. Bit *p* of the state says
/// that the text so far may end at position *p*; one character takes the state to "all that may follow, and accept
/// this character". Linear in the text whatever the pattern, no backtracking, no allocation. (Glushkov 1961; Navarro
/// and Raffinot, "Flexible Pattern Matching in Strings", chapter 5.)
struct ByteAutomaton {
    private var follow: [UInt64] = []
    private var first: UInt64 = 0
    private var last: UInt64 = 0
    private var matchesEmpty = false
    /// For each ASCII character, the positions that accept it.
    private var ascii = [UInt64](repeating: 0, count: 128)
    /// The sets of the positions, for other characters.
    private var sets: [ScalarSet] = []

    /// `nil` where the pattern needs more than 64 positions.
    init?(_ node: PatternNode) {
        guard let whole = add(node) else { return nil }
        first = whole.first
        last = whole.last
        matchesEmpty = whole.isNullable
        for (position, set) in sets.enumerated() {
            for value in 0..<128 where set.contains(UInt32(value)) {
                ascii[value] |= 1 << UInt64(position)
            }
        }
    }

    /// Whether the whole text matches.
    func matches(_ text: Bytes) -> Bool {
        guard !text.isEmpty else { return matchesEmpty }
        var allowed = first
        var state: UInt64 = 0
        var at = 0
        while at < text.count {
            let byte = text[at]
            if byte < 0x80 {
                state = allowed & ascii[Int(byte)]
                at &+= 1
            } else {
                let scalar = Scalar(text, at: at)
                state = accepting(scalar.value, among: allowed)
                at &+= scalar.length
            }
            if state == 0 { return false }
            allowed = 0
            var rest = state
            while rest != 0 {
                allowed |= follow[rest.trailingZeroBitCount]
                rest &= rest &- 1
            }
        }
        return state & last != 0
    }

    private func accepting(_ value: UInt32, among positions: UInt64) -> UInt64 {
        var result: UInt64 = 0
        var rest = positions
        while rest != 0 {
            let position = rest.trailingZeroBitCount
            if sets[position].contains(value) { result |= 1 << UInt64(position) }
            rest &= rest &- 1
        }
        return result
    }

    private struct Part {
        var first: UInt64 = 0
        var last: UInt64 = 0
        var isNullable = true
    }

    private mutating func add(_ node: PatternNode) -> Part? {
        switch node {
        case .empty: return Part()
        case .set(let set):
            guard sets.count < 64 else { return nil }
            let bit = UInt64(1) << UInt64(sets.count)
            sets.append(set)
            follow.append(0)
            return Part(first: bit, last: bit, isNullable: false)
        case .sequence(let nodes):
            var whole = Part()
            for node in nodes {
                guard let part = add(node) else { return nil }
                whole = join(whole, part)
            }
            return whole
        case .choice(let nodes):
            var whole = Part(isNullable: false)
            for node in nodes {
                guard let part = add(node) else { return nil }
                whole.first |= part.first
                whole.last |= part.last
                whole.isNullable = whole.isNullable || part.isNullable
            }
            return whole
        case .repetition(let node, let least, let most):
            return addRepetition(node, least, most)
        }
    }

    /// `x{2,4}` is written out as `x x x? x?`, `x{2,}` as `x x+`.
    private mutating func addRepetition(_ node: PatternNode, _ least: Int, _ most: Int?) -> Part? {
        var whole = Part()
        let copies = most ?? max(least, 1)
        for copy in 0..<copies {
            guard var part = add(node) else { return nil }
            if most == nil, copy == copies - 1 { link(part.last, part.first) }
            if copy >= least { part.isNullable = true }
            whole = join(whole, part)
        }
        return whole
    }

    private mutating func join(_ left: Part, _ right: Part) -> Part {
        link(left.last, right.first)
        return Part(
            first: left.isNullable ? left.first | right.first : left.first,
            last: right.isNullable ? left.last | right.last : right.last,
            isNullable: left.isNullable && right.isNullable)
    }

    private mutating func link(_ from: UInt64, _ to: UInt64) {
        var rest = from
        while rest != 0 {
            follow[rest.trailingZeroBitCount] |= to
            rest &= rest &- 1
        }
    }
}
