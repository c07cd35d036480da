/// Tests on the letters of two values, each the same in both directions.
enum LetterTests {
    static func isPrefix(_ left: Letters, _ right: Letters) -> Bool {
        let count = min(left.count, right.count)
        for index in 0..<count where left[index] != right[index] { return false }
        return count > 0
    }

    static func contains(_ left: Letters, _ right: Letters) -> Bool {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        if short.isEmpty { return false }
        search: for start in 0...(long.count - short.count) where long[start] == short[0] {
            for index in 1..<max(1, short.count) where index < short.count {
                if long[start + index] != short[index] { continue search }
            }
            return true
        }
        return false
    }

    /// Whether one of them is masked, and they are equal wherever neither is.
    /// - Parameter seen: letters that neither hides, at least.
    static func isMaskOf(_ left: Letters, _ right: Letters, seen: Int = 1) -> Bool {
        guard left.count == right.count, !left.isEmpty else { return false }
        var masked = 0
        for index in 0..<left.count {
            if left[index] == 0x2A || right[index] == 0x2A {
                masked += 1
            } else if left[index] != right[index] {
                return false
            }
        }
        return masked > 0 && left.count - masked >= seen && masked * 4 <= left.count * 3
    }

    /// Dice's coefficient on pairs of neighbouring letters, each pair counted as often as it occurs; any value below
    /// `least` where it is below. O(*n* × *m*) for up to 64 pairs, O(*n* log *n*) beyond.
    static func bigrams(_ left: Letters, _ right: Letters, least: Double = 0) -> Double {
        let n = left.count - 1
        let m = right.count - 1
        if n < 1 || m < 1 { return n == m && left.first == right.first ? 1 : 0 }
        let enough = least * Double(n + m) / 2
        if Double(min(n, m)) < enough { return 0 }
        guard m <= 64 else { return sortedBigrams(left, right) }
        var free: UInt64 = m == 64 ? .max : 1 << UInt64(m) - 1
        var common = 0
        for i in 0..<n {
            if Double(common + n - i) < enough { return 0 }
            var rest = free
            while rest != 0 {
                let j = rest.trailingZeroBitCount
                if right[j] == left[i], right[j + 1] == left[i + 1] {
                    free &= ~(1 << UInt64(j))
                    common += 1
                    break
                }
                rest &= rest - 1
            }
        }
        return 2 * Double(common) / Double(n + m)
    }

    private static func sortedBigrams(_ left: Letters, _ right: Letters) -> Double {
        let n = left.count - 1
        let m = right.count - 1
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: n + m) { pairs in
            for i in 0..<n { pairs[i] = UInt32(left[i]) << 16 | UInt32(left[i + 1]) }
            for j in 0..<m { pairs[n + j] = UInt32(right[j]) << 16 | UInt32(right[j + 1]) }
            pairs[0..<n].sort()
            pairs[n..<(n + m)].sort()
            var common = 0
            var i = 0
            var j = n
            while i < n, j < n + m {
                if pairs[i] == pairs[j] {
                    common += 1
                    i += 1
                    j += 1
                } else if pairs[i] < pairs[j] {
                    i += 1
                } else {
                    j += 1
                }
            }
            return 2 * Double(common) / Double(n + m)
        }
    }

    /// Whether day and month changed places.
    static func isDaySwap(_ left: Letters, _ right: Letters) -> Bool {
        guard let a = DateLetters.parts(left), let b = DateLetters.parts(right) else {
            return false
        }
        return a.year == b.year && a.month == b.day && a.day == b.month
    }

    static func daysBetween(_ left: Letters, _ right: Letters) -> Int? {
        guard let a = DateLetters.parts(left), let b = DateLetters.parts(right),
            a.month > 0, b.month > 0, a.day > 0, b.day > 0
        else { return nil }
        return abs(DateLetters.dayNumber(a) - DateLetters.dayNumber(b))
    }

    static func yearsBetween(_ left: Letters, _ right: Letters) -> Int? {
        guard let a = DateLetters.parts(left), let b = DateLetters.parts(right) else { return nil }
        return abs(a.year - b.year)
    }
}
