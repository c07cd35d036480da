/// A prepared column as plain pointers, for the loops over pairs. Valid as long as its `PreparedColumn` lives.
struct ColumnView {
    let number: Int
    let base: Int
    let letters: UnsafePointer<UInt16>
    let starts: UnsafePointer<UInt32>
    let hashes: UnsafePointer<UInt64>
    let frequencies: UnsafePointer<UInt32>
    let signatures: UnsafePointer<LetterSignature>?
    let words: Words?
    let numbers: UnsafePointer<Double>?

    struct Words {
        let words: UnsafePointer<UInt32>
        let starts: UnsafePointer<UInt32>
        let rarity: UnsafePointer<Float>
        let lengths: UnsafePointer<UInt16>
    }

    init(_ column: PreparedColumn) {
        number = column.number
        base = column.base
        letters = UnsafePointer(column.store.letters)
        starts = UnsafePointer(column.store.starts)
        hashes = UnsafePointer(column.store.hashes)
        frequencies = UnsafePointer(column.store.frequencies)
        signatures = UnsafePointer(column.store.signatures)
        words = column.words.map {
            Words(
                words: UnsafePointer($0.words), starts: UnsafePointer($0.starts),
                rarity: UnsafePointer($0.rarity), lengths: UnsafePointer($0.lengths))
        }
        numbers = column.numbers.map { UnsafePointer($0) }
    }

    @inline(__always)
    func value(_ row: UnsafePointer<UInt32>) -> UInt32 {
        row[number]
    }

    @inline(__always)
    func text(_ value: UInt32) -> Letters {
        let start = Int(starts[Int(value)])
        return Letters(start: letters + start, count: Int(starts[Int(value) + 1]) - start)
    }

    /// Words of both, of the left, of the right; with `weighed`, sums of squared rarity instead of numbers. Also the
    /// letters of the longest common word.
    func overlap(_ left: UInt32, _ right: UInt32, weighed: Bool) -> (
        common: Float, left: Float, right: Float, longest: Int
    ) {
        guard let words else { return (0, 0, 0, 0) }
        var i = Int(words.starts[Int(left)])
        let n = Int(words.starts[Int(left) + 1])
        var j = Int(words.starts[Int(right)])
        let m = Int(words.starts[Int(right) + 1])
        var result: (common: Float, left: Float, right: Float, longest: Int) = (0, 0, 0, 0)
        while i < n || j < m {
            let p = i < n ? words.words[i] : .max
            let q = j < m ? words.words[j] : .max
            let weight = weighed ? words.rarity[Int(min(p, q))] : 1
            if p == q {
                result.common += weight
                result.longest = max(result.longest, Int(words.lengths[Int(p)]))
            }
            if p <= q {
                result.left += weight
                i += 1
            }
            if q <= p {
                result.right += weight
                j += 1
            }
        }
        return result
    }
}
