/// Edits between two values: insert, delete, replace, swap of neighbours, no place edited twice (optimal string
/// alignment).
enum EditDistance {
    /// The distance, or `limit + 1` where it is more. O(length × limit).
    static func bounded(_ left: Letters, _ right: Letters, limit: Int) -> Int {
        var a = left
        var b = right
        if a.count > b.count { swap(&a, &b) }
        if b.count - a.count > limit { return limit + 1 }
        // What both begin and end with takes no part in the distance.
        var start = 0
        while start < a.count, a[start] == b[start] { start += 1 }
        var end = 0
        while end < a.count - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let n = a.count - start - end
        let m = b.count - start - end
        if n == 0 { return m }
        if n == 1, m == 1 { return min(1, limit + 1) }
        if limit <= 2 {
            let first = a.baseAddress.unsafelyUnwrapped + start
            let second = b.baseAddress.unsafelyUnwrapped + start
            for edits in 1...max(1, limit) where edits <= limit {
                if isWithin(first, n, second, m, edits) { return edits }
            }
            return limit + 1
        }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * (m + 2)) { rows in
            var beforeLast = rows.baseAddress.unsafelyUnwrapped
            var last = beforeLast + (m + 2)
            var row = last + (m + 2)
            let far = Int32(limit + 1)
            for j in 0...m { last[j] = min(Int32(j), far) }
            for j in 0...m { beforeLast[j] = far }
            for i in 1...n {
                let low = max(1, i - limit)
                let high = min(m, i + limit)
                row[low - 1] = low == 1 ? min(Int32(i), far) : far
                var best = row[low - 1]
                let letter = a[start + i - 1]
                for j in low...max(low, high) where j <= high {
                    let other = b[start + j - 1]
                    var cost = last[j - 1] + (letter == other ? 0 : 1)
                    // Above the band the row before has no value yet.
                    let above = j < i + limit ? last[j] : far
                    cost = min(cost, above + 1, row[j - 1] + 1)
                    if i > 1, j > 1, letter == b[start + j - 2], a[start + i - 2] == other {
                        cost = min(cost, beforeLast[j - 2] + 1)
                    }
                    row[j] = min(cost, far)
                    best = min(best, row[j])
                }
                if high < m { row[high + 1] = far }
                if best > Int32(limit) { return limit + 1 }
                (beforeLast, last, row) = (last, row, beforeLast)
            }
            return Int(last[m])
        }
    }

    /// Whether two values are so few edits apart. What they begin with alike is passed over; then each way to go on is
    /// tried, which for one or two edits is much less than a table of all.
    private static func isWithin(
        _ a: UnsafePointer<UInt16>, _ n: Int, _ b: UnsafePointer<UInt16>, _ m: Int, _ edits: Int
    ) -> Bool {
        if abs(n - m) > edits { return false }
        var (a, n, b, m) = (a, n, b, m)
        while n > 0, m > 0, a[0] == b[0] {
            a += 1
            b += 1
            n -= 1
            m -= 1
        }
        if n == 0 || m == 0 { return n + m <= edits }
        if edits == 0 { return false }
        if n == m {
            if isWithin(a + 1, n - 1, b + 1, m - 1, edits - 1) { return true }
            if n > 1, a[0] == b[1], a[1] == b[0],
                isWithin(a + 2, n - 2, b + 2, m - 2, edits - 1)
            {
                return true
            }
            if edits == 1 { return false }
        } else {
            if edits > 1 {
                if isWithin(a + 1, n - 1, b + 1, m - 1, edits - 1) { return true }
                if n > 1, m > 1, a[0] == b[1], a[1] == b[0],
                    isWithin(a + 2, n - 2, b + 2, m - 2, edits - 1)
                {
                    return true
                }
            }
        }
        return isWithin(a + 1, n - 1, b, m, edits - 1) || isWithin(a, n, b + 1, m - 1, edits - 1)
    }

    /// One minus edits over the longer length, or 0 where it is below `least`.
    static func similarity(_ left: Letters, _ right: Letters, least: Double) -> Double {
        let longer = max(left.count, right.count)
        if longer == 0 { return 1 }
        let limit = Int((1 - least) * Double(longer) + 1e-9)
        let distance = bounded(left, right, limit: limit)
        return distance > limit ? 0 : 1 - Double(distance) / Double(longer)
    }
}
