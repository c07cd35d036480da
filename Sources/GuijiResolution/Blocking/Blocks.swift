package import GuijiContract
import GuijiModel

/// What a blocking rule does with the rows at hand.
package struct BlockReport: Sendable, Equatable {
    /// The rule's columns.
    package var rule: String
    /// Pairs of rows that share a key, before pairs found by earlier rules are taken off.
    package var pairs: Int
    package var largestBlock: Int
    /// Blocks that are too large, with the rows in them and the pairs they would have given.
    package var skippedBlocks: Int
    package var skippedRows: Int
    package var skippedPairs: Int
}

/// The rows that share a key, rule by rule. Rows without a key, alone with it, or in too large a block are left out.
///
/// Keys are the numbers of the values side by side where they fit into 64 bits, else a hash of them (two values with one
/// hash would be compared needlessly, never lost), sorted by radix. Memory: four bytes a row in a block and rule, and
/// four a row and rule to tell pairs that an earlier rule has found.
final class Blocks {
    struct Rule {
        var rows: [UInt32] = []
        /// Where each block starts in `rows`, and the end.
        var starts: [Int] = [0]
        /// Each block's key, for rules by word.
        var keys: [UInt64] = []
        /// Keys of blocks that were too large, for rules by word.
        var skipped = Set<UInt64>()
        var report = BlockReport(
            rule: "", pairs: 0, largestBlock: 0, skippedBlocks: 0, skippedRows: 0, skippedPairs: 0)
    }

    let rules: [Rule]
    /// By row and rule: the block's number from 1, 0 for none.
    let marks: UnsafeMutablePointer<UInt32>
    private let table: RowTable
    private let specs: [BlockingRule]
    private let ruleCount: Int
    /// The first rule by word, or the number of rules.
    private let firstByWord: Int

    init(model: MatchingModel, table: RowTable, threads: Int) {
        self.table = table
        specs = model.blocking
        let count = model.blocking.count
        ruleCount = count
        firstByWord = model.blocking.firstIndex(where: \.byWord) ?? count
        let marks = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, table.count * count))
        marks.initialize(repeating: 0, count: table.count * count)
        for rule in model.blocking where rule.byWord {
            if let last = rule.columns.last { table.columns[last].prepareWords() }
        }
        rules = Parallel.map(count, threads: threads) { number in
            Blocks.rule(number, model, table, marks)
        }
        self.marks = marks
    }

    deinit { marks.deallocate() }

    private static func rule(
        _ number: Int, _ model: MatchingModel, _ table: RowTable,
        _ marks: UnsafeMutablePointer<UInt32>
    ) -> Rule {
        let spec = model.blocking[number]
        var keys: [UInt64] = []
        var rows: [UInt32] = []
        keys.reserveCapacity(table.count)
        rows.reserveCapacity(table.count)
        let width =
            spec.byWord
            ? gatherByWord(spec, table, &keys, &rows) : gather(spec, table, &keys, &rows)
        RadixSort.sort(&keys, &rows, width: width)
        var result = Rule()
        result.report.rule =
            (spec.byWord ? "each word of " : "")
            + spec.columns.map { table.columns[$0].spec.name }.joined(separator: " + ")
        keys.withUnsafeBufferPointer { keys in
            rows.withUnsafeBufferPointer { rows in
                cut(number, model, table, keys, rows, marks, into: &result)
            }
        }
        return result
    }

    /// Cuts sorted keys into blocks.
    private static func cut(
        _ number: Int, _ model: MatchingModel, _ table: RowTable,
        _ keys: UnsafeBufferPointer<UInt64>, _ rows: UnsafeBufferPointer<UInt32>,
        _ marks: UnsafeMutablePointer<UInt32>,
        into result: inout Rule
    ) {
        let spec = model.blocking[number]
        let byWord = spec.byWord
        let rules = model.blocking.count
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] == keys[start] { end += 1 }
            let size = end - start
            let pairs = size * (size - 1) / 2
            result.report.largestBlock = max(result.report.largestBlock, size)
            if size > model.largestBlock {
                result.report.skippedBlocks += 1
                result.report.skippedRows += size
                result.report.skippedPairs += pairs
                if byWord { result.skipped.insert(keys[start]) }
            } else if size > 1, spec.isWanted(rows[start..<end], table) {
                result.report.pairs += pairs
                result.rows.append(contentsOf: UnsafeBufferPointer(rebasing: rows[start..<end]))
                result.starts.append(result.rows.count)
                if byWord {
                    result.keys.append(keys[start])
                } else {
                    let mark = UInt32(result.starts.count - 1)
                    for place in start..<end { marks[Int(rows[place]) * rules + number] = mark }
                }
            }
            start = end
        }
    }

    /// Keys of a rule without words, and the rows that have one; returns the keys' width in bits. A row with a value that
    /// no other row has is left out.
    private static func gather(
        _ spec: BlockingRule, _ table: RowTable, _ keys: inout [UInt64], _ rows: inout [UInt32]
    ) -> Int {
        let columns = spec.columns.map { ColumnView(table.columns[$0]) }
        let shared = spec.columns.map { table.columns[$0].store.sharedValues() }
        defer { shared.forEach { $0.deallocate() } }
        let widths = spec.columns.map { table.columns[$0].store.count }.map {
            Int.bitWidth - $0.leadingZeroBitCount
        }
        let width = widths.reduce(0, +)
        next: for row in 0..<table.count {
            let cells = UnsafePointer(table.cells + row * table.width)
            var packed: UInt64 = 0
            for place in 0..<columns.count {
                let value = cells[columns[place].number]
                if shared[place][Int(value >> 6)] >> UInt64(value & 63) & 1 == 0 { continue next }
                packed = packed << UInt64(widths[place]) | UInt64(value)
            }
            if width > 64 {
                guard let hashed = key(cells, columns) else { continue }
                packed = hashed
            }
            keys.append(packed)
            rows.append(UInt32(row))
        }
        return min(64, width)
    }

    private static func gatherByWord(
        _ spec: BlockingRule, _ table: RowTable, _ keys: inout [UInt64], _ rows: inout [UInt32]
    ) -> Int {
        let plain = spec.columns.dropLast().map { ColumnView(table.columns[$0]) }
        guard let last = spec.columns.last, let words = table.columns[last].words else { return 0 }
        for row in 0..<table.count {
            let cells = UnsafePointer(table.cells + row * table.width)
            guard let key = key(cells, plain) else { continue }
            let value = Int(cells[last])
            for place in Int(words.starts[value])..<Int(words.starts[value + 1]) {
                keys.append(mix(key, words.hashes[Int(words.words[place])]))
                rows.append(UInt32(row))
            }
        }
        return 64
    }

    private static func mix(_ key: UInt64, _ part: UInt64) -> UInt64 {
        var hash = StableHash()
        hash.add(key)
        hash.add(part)
        return hash.value
    }

    @inline(__always)
    private static func key(_ cells: UnsafePointer<UInt32>, _ columns: [ColumnView]) -> UInt64? {
        var hash = StableHash()
        for column in columns {
            let value = column.value(cells)
            if value == 0 { return nil }
            hash.add(UInt64(value))
        }
        return hash.value
    }

    /// Whether a rule before `rule` (or, for a rule by word, an earlier word of it) brings the two rows together too.
    @inline(__always)
    func isFoundEarlier(_ rule: Int, _ left: Int, _ right: Int) -> Bool {
        let a = marks + left * ruleCount
        let b = marks + right * ruleCount
        for earlier in 0..<rule where a[earlier] == b[earlier] && a[earlier] != 0 {
            if specs[earlier].isWanted(left, right, table) { return true }
        }
        // A rule by word leaves no marks.
        for earlier in min(rule, firstByWord)..<rule where specs[earlier].byWord {
            if firstSharedKey(earlier, left, right) != nil { return true }
        }
        return false
    }

    /// For a rule by word: the smallest key that the rows share and that is not skipped.
    func firstSharedKey(_ rule: Int, _ left: Int, _ right: Int) -> UInt64? {
        let spec = specs[rule]
        guard let last = spec.columns.last, let words = table.columns[last].words else {
            return nil
        }
        let a = UnsafePointer(table.cells + left * table.width)
        let b = UnsafePointer(table.cells + right * table.width)
        let plain = spec.columns.dropLast().map { ColumnView(table.columns[$0]) }
        guard let key = Blocks.key(a, plain), Blocks.key(b, plain) == key else { return nil }
        let (x, y) = (Int(a[last]), Int(b[last]))
        var i = Int(words.starts[x])
        var j = Int(words.starts[y])
        var smallest: UInt64?
        while i < Int(words.starts[x + 1]), j < Int(words.starts[y + 1]) {
            let (p, q) = (words.words[i], words.words[j])
            if p == q {
                let shared = Blocks.mix(key, words.hashes[Int(p)])
                if !rules[rule].skipped.contains(shared) {
                    smallest = min(smallest ?? .max, shared)
                }
            }
            if p <= q { i += 1 }
            if q <= p { j += 1 }
        }
        return smallest
    }

    @inline(__always)
    func isWanted(_ rule: Int, _ left: Int, _ right: Int) -> Bool {
        specs[rule].isWanted(left, right, table)
    }

    /// Whether a rule's keys are single words.
    func isByWord(_ rule: Int) -> Bool { specs[rule].byWord }
}

extension BlockReport {
    /// What each rule of a model does with the rows of a table.
    package static func count(model: MatchingModel, table: RowTable) -> [BlockReport] {
        Blocks(model: model, table: table, threads: 2).rules.map(\.report)
    }
}

extension BlockingRule {
    /// Whether the rule brings two rows that share its key together.
    @inline(__always)
    func isWanted(_ left: Int, _ right: Int, _ table: RowTable) -> Bool {
        guard let onlyIf else { return true }
        return table.value(left, onlyIf) != 0 || table.value(right, onlyIf) != 0
    }

    /// Whether any pair of a block is wanted.
    fileprivate func isWanted(_ rows: Slice<UnsafeBufferPointer<UInt32>>, _ table: RowTable) -> Bool
    {
        guard let onlyIf else { return true }
        return rows.contains { table.value(Int($0), onlyIf) != 0 }
    }
}
