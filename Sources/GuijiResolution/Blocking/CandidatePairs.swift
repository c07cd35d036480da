/// Goes through all pairs of rows that any rule brings together, each once.
///
/// The blocks are cut into pieces of about as many pairs; threads take the pieces, and what each piece gives is put
/// together in the order of the pieces, so that the number of threads changes nothing.
struct CandidatePairs {
    struct Piece {
        var rule: Int
        var blocks: Range<Int>
    }

    let blocks: Blocks
    let table: RowTable
    let sourcesAreUnique: Bool
    let pieces: [Piece]
    /// Pairs before those of earlier rules are taken off.
    let total: Int

    init(blocks: Blocks, table: RowTable, sourcesAreUnique: Bool) {
        self.blocks = blocks
        self.table = table
        self.sourcesAreUnique = sourcesAreUnique
        let total = blocks.rules.reduce(0) { $0 + $1.report.pairs }
        self.total = total
        let share = max(20_000, total / 64)
        var pieces: [Piece] = []
        for (number, rule) in blocks.rules.enumerated() {
            var start = 0
            var pairs = 0
            for block in 0..<(rule.starts.count - 1) {
                let size = rule.starts[block + 1] - rule.starts[block]
                pairs += size * (size - 1) / 2
                if pairs >= share {
                    pieces.append(Piece(rule: number, blocks: start..<(block + 1)))
                    start = block + 1
                    pairs = 0
                }
            }
            if start < rule.starts.count - 1 {
                pieces.append(Piece(rule: number, blocks: start..<(rule.starts.count - 1)))
            }
        }
        self.pieces = pieces
    }

    /// The pairs of a piece, the smaller row first. One of `sampleOf`, chosen by a hash of the two rows.
    @inline(__always)
    func forEach(in piece: Piece, sampleOf: UInt64, _ body: (Int, Int) -> Void) {
        let rule = blocks.rules[piece.rule]
        let byWord = blocks.isByWord(piece.rule)
        rule.rows.withUnsafeBufferPointer { rows in
            for block in piece.blocks {
                let start = rule.starts[block]
                let end = rule.starts[block + 1]
                for i in start..<(end - 1) {
                    for j in (i + 1)..<end {
                        let (first, second) = (Int(rows[i]), Int(rows[j]))
                        let left = min(first, second)
                        let right = max(first, second)
                        if sampleOf > 1, !CandidatePairs.isSampled(left, right, sampleOf) {
                            continue
                        }
                        if sourcesAreUnique, table.sources[left] == table.sources[right] {
                            continue
                        }
                        if !blocks.isWanted(piece.rule, left, right) { continue }
                        if blocks.isFoundEarlier(piece.rule, left, right) { continue }
                        // A pair that shares several words belongs to the smallest.
                        if byWord,
                            blocks.firstSharedKey(piece.rule, left, right) != rule.keys[block]
                        {
                            continue
                        }
                        body(left, right)
                    }
                }
            }
        }
    }

    @inline(__always)
    static func isSampled(_ left: Int, _ right: Int, _ sampleOf: UInt64) -> Bool {
        var x = UInt64(left) << 32 | UInt64(right)
        x = (x ^ (x >> 31)) &* 0x7FB5_D329_728E_A185
        x = (x ^ (x >> 27)) &* 0x81DA_DEF4_BC2D_D44D
        return (x ^ (x >> 33)) % sampleOf == 0
    }

    /// Runs `body` for each piece, with something that each thread has for itself, and returns the results in the order
    /// of the pieces.
    func map<State, Result>(
        threads: Int, state: () -> State, _ body: (State, Piece) -> Result
    ) -> [Result] {
        Parallel.map(pieces.count, threads: threads, state: state) { body($0, pieces[$1]) }
    }
}
