/// How many of which letters a value has, in one number: enough to see that two values are far apart without their
/// letters, which lie elsewhere in memory.
///
/// Letters fall into 14 classes; a class has a bit for the first, second, third and fourth letter of it. The uppermost
/// eight bits are the length, at most 255. One edit sets or clears at most one bit on either side.
struct LetterSignature {
    private let bits: UInt64
    private static let classes: UInt16 = 14
    private static let counts: UInt64 = 1 << 56 - 1

    init(_ value: Letters) {
        var bits: UInt64 = 0
        for letter in value {
            let place = UInt64(letter % LetterSignature.classes) * 4
            bits |= (bits & 0b111 << place) << 1 | 1 << place
        }
        self.bits = bits | UInt64(min(255, value.count)) << 56
    }

    @inline(__always)
    private var length: Int { Int(bits >> 56) }

    /// Letters that the other value certainly lacks.
    @inline(__always)
    private func missing(from other: LetterSignature) -> Int {
        (bits & ~other.bits & LetterSignature.counts).nonzeroBitCount
    }

    /// At least so many edits lie between the two.
    @inline(__always)
    func leastEdits(to other: LetterSignature) -> Int {
        max(
            abs(length - other.length), missing(from: other), other.missing(from: self))
    }

    /// At most so many letters of the two can be paired with an equal one; `nil` for very long values.
    @inline(__always)
    private func mostCommon(with other: LetterSignature) -> Int? {
        if length == 255 || other.length == 255 { return nil }
        return min(length - missing(from: other), other.length - other.missing(from: self))
    }

    /// Whether Dice's coefficient on pairs of letters can reach `least`: each common pair has a first letter of its own.
    @inline(__always)
    func canReachBigrams(_ least: Double, with other: LetterSignature) -> Bool {
        guard let common = mostCommon(with: other) else { return true }
        if length < 2 || other.length < 2 { return true }
        return 2 * Double(common) >= least * Double(length + other.length - 2)
    }

    /// Whether the Jaro–Winkler similarity can reach `least`, with no letter displaced and the best beginning.
    @inline(__always)
    func canReachJaroWinkler(_ least: Double, with other: LetterSignature) -> Bool {
        guard length <= 128, other.length <= 128, let common = mostCommon(with: other) else {
            return true
        }
        if common == 0 { return least <= 0 }
        let c = Double(common)
        let jaro = (c / Double(length) + c / Double(other.length) + 1) / 3
        return jaro + 0.4 * (1 - jaro) >= least
    }

    /// Whether `similarity` can reach `least`.
    @inline(__always)
    func canReachSimilarity(_ least: Double, with other: LetterSignature) -> Bool {
        if length == 255 || other.length == 255 { return true }
        let longer = Double(max(length, other.length))
        return longer - Double(leastEdits(to: other)) >= least * longer - 1e-9
    }

    /// Whether the shorter of the two can be a part of the longer.
    @inline(__always)
    func canBePart(of other: LetterSignature) -> Bool {
        if length == other.length { return length == 255 }
        return length < other.length
            ? missing(from: other) == 0 : other.missing(from: self) == 0
    }
}
