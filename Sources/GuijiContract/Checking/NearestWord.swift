/// The word that somebody probably meant.
package enum NearestWord {
    /// The nearest of the known words, where one is near enough: at most a third of the letters differ (at least one,
    /// at most three may), or it differs in case and separators only.
    package static func of(_ word: String, in known: some Sequence<String>) -> String? {
        let folded = fold(word)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let distance = self.distance(folded, fold(candidate))
            let allowed = min(3, max(1, max(folded.count, candidate.count) / 3))
            if distance <= allowed, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    private static func fold(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two words: optimal string alignment. O(*n* *m*).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let same = left[i - 1] == right[j - 1]
                var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    cost = min(cost, beforeLast[j - 2] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
