/// Jaro–Winkler similarity (Winkler 1990): letters in common near their place, swaps counted half, a common beginning of
/// up to four letters rewarded by a tenth each.
enum JaroWinkler {
    /// 0…1. Values longer than 128 letters are compared by their first 128. O(*n* × window).
    static func similarity(_ left: Letters, _ right: Letters) -> Double {
        let n = min(left.count, 128)
        let m = min(right.count, 128)
        if n == 0 || m == 0 { return n == m ? 1 : 0 }
        let window = max(0, max(n, m) / 2 - 1)
        var usedLow: UInt64 = 0
        var usedHigh: UInt64 = 0
        var matches = 0
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: n) { matched in
            for i in 0..<n {
                let from = max(0, i - window)
                let to = min(m - 1, i + window)
                if from > to { continue }
                let letter = left[i]
                for j in from...to where right[j] == letter {
                    let isUsed =
                        j < 64
                        ? usedLow >> UInt64(j) & 1 == 1 : usedHigh >> UInt64(j - 64) & 1 == 1
                    if isUsed { continue }
                    if j < 64 { usedLow |= 1 << UInt64(j) } else { usedHigh |= 1 << UInt64(j - 64) }
                    matched[matches] = letter
                    matches += 1
                    break
                }
            }
            if matches == 0 { return 0 }
            var displaced = 0
            var place = 0
            for j in 0..<m {
                let isUsed =
                    j < 64 ? usedLow >> UInt64(j) & 1 == 1 : usedHigh >> UInt64(j - 64) & 1 == 1
                guard isUsed else { continue }
                if right[j] != matched[place] { displaced += 1 }
                place += 1
            }
            let c = Double(matches)
            let jaro = (c / Double(n) + c / Double(m) + (c - Double(displaced / 2)) / c) / 3
            var prefix = 0
            while prefix < min(4, n, m), left[prefix] == right[prefix] { prefix += 1 }
            return jaro + Double(prefix) * 0.1 * (1 - jaro)
        }
    }
}
