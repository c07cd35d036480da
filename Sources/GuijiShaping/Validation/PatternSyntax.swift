/// The part of regular expressions that becomes an automaton: literals, classes, groups, alternatives, repetition.
indirect enum PatternNode {
    case empty
    case set(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` is `nil` for "any number".
    case repetition(PatternNode, least: Int, most: Int?)
}

/// Unicode scalars, as ranges.
struct ScalarSet {
    var ranges: [ClosedRange<UInt32>] = []

    func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }

    var inverted: ScalarSet {
        var result = ScalarSet()
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.ranges.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10_FFFF { result.ranges.append(next...0x10_FFFF) }
        return result
    }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let wordCharacters = ScalarSet(ranges: [
        0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A,
    ])
    static let blanks = ScalarSet(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000])
    static let lineEnds = ScalarSet(ranges: [
        0x0A...0x0A, 0x0D...0x0D, 0x85...0x85, 0x2028...0x2029,
    ])
}

/// Reads the syntax of a pattern. Gives up (`nil`) on anything beyond the part above, so that a complete engine takes
/// over; it never reads a pattern in another sense than that engine, but for `\d \w \s`, which mean ASCII here as in
/// JSON Schema (ECMA-262).
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private struct Unsupported: Error {}

    static func parse(_ pattern: String) -> PatternNode? {
        var scalars = Array(pattern.unicodeScalars)
        // The whole text must match in any case. An anchor elsewhere is not supported.
        if scalars.first == "^" { scalars.removeFirst() }
        if scalars.last == "$" {
            let slashes = scalars.dropLast().reversed().prefix { $0 == "\\" }.count
            if slashes % 2 == 0 { scalars.removeLast() }
        }
        var parser = PatternParser(scalars: scalars)
        guard let node = try? parser.choice(), parser.at == scalars.count else { return nil }
        return node
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func take() throws -> Unicode.Scalar {
        guard let scalar = next else { throw Unsupported() }
        at += 1
        return scalar
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        at += 1
        return true
    }

    private mutating func choice() throws -> PatternNode {
        var alternatives = [try sequence()]
        while skip("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" { parts.append(try repeated()) }
        return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repeated() throws -> PatternNode {
        let node = try atom()
        guard let (least, most) = try quantifier() else { return node }
        // Reluctant or greedy makes no difference to whether the whole matches.
        if !skip("?"), next == "+" { throw Unsupported() }
        if let next, "*+?{".unicodeScalars.contains(next) { throw Unsupported() }
        return .repetition(node, least: least, most: most)
    }

    private mutating func quantifier() throws -> (Int, Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard skip("{") else { return nil }
        let least = try number()
        var most: Int? = least
        if skip(",") { most = next == "}" ? nil : try number() }
        guard skip("}"), most.map({ $0 >= least }) ?? true else { throw Unsupported() }
        return (least, most)
    }

    private mutating func number() throws -> Int {
        var digits = ""
        while let scalar = next, (0x30...0x39).contains(scalar.value) {
            digits.unicodeScalars.append(scalar)
            at += 1
        }
        guard let value = Int(digits), value <= 1000 else { throw Unsupported() }
        return value
    }

    private mutating func atom() throws -> PatternNode {
        let scalar = try take()
        switch scalar {
        case "(":
            if skip("?") { guard skip(":") else { throw Unsupported() } }
            let node = try choice()
            guard skip(")") else { throw Unsupported() }
            return node
        case "[": return .set(try characterClass())
        case ".": return .set(ScalarSet.lineEnds.inverted)
        case "\\": return .set(try escape())
        case "^", "$", "*", "+", "?", "{", "}", "]", ")", "|": throw Unsupported()
        default: return .set(ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func escape() throws -> ScalarSet {
        let scalar = try take()
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .wordCharacters
        case "W": return ScalarSet.wordCharacters.inverted
        case "s": return .blanks
        case "S": return ScalarSet.blanks.inverted
        case "t": return ScalarSet(ranges: [9...9])
        case "n": return ScalarSet(ranges: [10...10])
        case "r": return ScalarSet(ranges: [13...13])
        case "u": return try hexadecimal(digits: 4)
        case "x": return try hexadecimal(digits: 2)
        default:
            // Letters and digits have meanings that are not supported; signs stand for themselves.
            let isSign =
                scalar.isASCII && !(48...57).contains(scalar.value)
                && !(65...90).contains(scalar.value) && !(97...122).contains(scalar.value)
            guard isSign else { throw Unsupported() }
            return ScalarSet(ranges: [scalar.value...scalar.value])
        }
    }

    private mutating func hexadecimal(digits: Int) throws -> ScalarSet {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = UInt32(String(try take()), radix: 16) else { throw Unsupported() }
            value = value * 16 + digit
        }
        return ScalarSet(ranges: [value...value])
    }

    /// After `[`.
    private mutating func characterClass() throws -> ScalarSet {
        let isInverted = skip("^")
        var set = ScalarSet()
        if next == "]" { throw Unsupported() }
        while !skip("]") {
            let low = try classMember()
            // `a-z`; a hyphen at the end stands for itself.
            let isRange = next == "-" && at + 1 < scalars.count && scalars[at + 1] != "]"
            guard isRange else {
                set.ranges += low.ranges
                continue
            }
            at += 1
            let high = try classMember()
            guard let from = low.single, let to = high.single, from <= to else {
                throw Unsupported()
            }
            set.ranges.append(from...to)
        }
        return isInverted ? set.inverted : set
    }

    private mutating func classMember() throws -> ScalarSet {
        let scalar = try take()
        if scalar == "\\" { return try escape() }
        // Nested classes and intersections are another syntax.
        if scalar == "[" || scalar == "&" && next == "&" { throw Unsupported() }
        return ScalarSet(ranges: [scalar.value...scalar.value])
    }
}

extension ScalarSet {
    fileprivate var single: UInt32? {
        guard ranges.count == 1, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }
}
