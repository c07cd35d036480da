import GuijiContract
import GuijiModel

/// The keys of the statements for a table whose rows are told apart by key columns: one a statement and alternative.
struct StatementKeys {
    /// By alternative, then by statement; none where a column of it has no value.
    private(set) var keys: [[Key128]]
    /// The first alternative that a statement has whole.
    private(set) var primary: [UInt8]

    /// - Parameter interval: what sets the intervals of a timeline apart, one a statement; empty without one.
    init(_ mentions: MentionTable, _ alternatives: [[Int]], interval: [UInt64]) {
        let set = mentions.set
        keys = alternatives.map { _ in [] }
        primary = Array(repeating: 0, count: set.count)
        set.bytes.withUnsafeBytes { bytes in
            for (number, columns) in alternatives.enumerated() {
                keys[number].reserveCapacity(set.count)
                for row in 0..<set.count {
                    var hash = KeyHash(alternative: number)
                    for column in columns {
                        let slice = set.columns[column].slices[row]
                        hash.add(
                            slice.isAbsent
                                ? nil : UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
                    }
                    if !interval.isEmpty { hash.add(interval[row]) }
                    keys[number].append(hash.key)
                }
            }
        }
        for row in 0..<set.count {
            primary[row] = UInt8(
                clamping: keys.firstIndex { !$0[row].isNone } ?? 0)
        }
    }

    /// Statements with the same key are one row. A statement with a lesser alternative joins the row that has it too,
    /// if exactly one row with a better one does; the answer does not depend on the order of the statements.
    func clusters() -> Clustering {
        let count = primary.count
        var clusterOf = [Int32](repeating: -1, count: count)
        var rules = [UInt8](repeating: 0, count: count)
        var clusterCount: Int32 = 0
        for alternative in keys.indices {
            var table = KeyTable(expecting: count)
            // By key: the one row of better keyed statements that has it; -1 for none, -2 for several.
            var better: [Int32] = []
            var own: [Int32] = []
            func grow() {
                better.append(-1)
                own.append(-1)
            }
            if alternative > 0 {
                for row in 0..<count where clusterOf[row] >= 0 && !keys[alternative][row].isNone {
                    let number = table.number(keys[alternative][row])
                    if number == better.count { grow() }
                    if better[number] == -1 {
                        better[number] = clusterOf[row]
                    } else if better[number] != clusterOf[row] {
                        better[number] = -2
                    }
                }
            }
            for row in 0..<count where Int(primary[row]) == alternative && clusterOf[row] < 0 {
                let number = table.number(keys[alternative][row])
                if number == better.count { grow() }
                rules[row] = UInt8(clamping: alternative)
                if better[number] >= 0 {
                    clusterOf[row] = better[number]
                } else {
                    if own[number] < 0 {
                        own[number] = clusterCount
                        clusterCount += 1
                    }
                    clusterOf[row] = own[number]
                }
            }
        }
        return Clustering(
            clusterOf: clusterOf, clusterCount: Int(clusterCount),
            ruleNames: keys.indices.map { $0 == 0 ? "KEY" : "KEY\($0 + 1)" }, rules: rules,
            scores: Array(repeating: 1, count: count))
    }
}

/// Builds a key of several values.
struct KeyHash {
    private var first = StableHash()
    private var second = StableHash()
    private var isWhole = true

    init(alternative: Int) {
        first.add(UInt64(alternative))
        second.add(~UInt64(alternative))
    }

    @inline(__always)
    mutating func add(_ value: UnsafeRawBufferPointer?) {
        guard let value, !value.isEmpty else {
            isWhole = false
            return
        }
        first.add(value)
        second.add(value)
    }

    mutating func add(_ value: UInt64) {
        first.add(value)
        second.add(~value)
    }

    /// The key; none where a value was missing.
    var key: Key128 {
        isWhole ? Key128(high: first.value, low: second.value | 1) : .none
    }
}
