import GuijiModel

/// Collects what is noted about the records of one batch, and which of them are set aside.
struct FindingSink {
    private struct Entry {
        var row: Int
        /// The order within the row: first the reader's, then by column.
        var order: Int
        var finding: Finding
    }

    private let positions: [RecordPosition]
    private var entries: [Entry] = []
    private(set) var outcomes: [RecordOutcome]
    /// Records that the reader found broken: what their values look like says nothing more. Empty where none is.
    private var isBroken: [Bool] = []

    /// Starts with what the reader found.
    init(count: Int, positions: [RecordPosition], problems: [RecordProblem]) {
        self.positions = positions
        outcomes = Array(repeating: .load, count: count)
        for problem in problems where problem.row < count {
            entries.append(
                Entry(
                    row: problem.row, order: -1,
                    finding: Finding(
                        rule: problem.rule, severity: problem.severity,
                        position: position(problem.row), found: FindingSink.cut(problem.found),
                        expected: problem.expected)))
            guard problem.severity == .error else { continue }
            outcomes[problem.row] = .setAside
            if isBroken.isEmpty { isBroken = Array(repeating: false, count: count) }
            isBroken[problem.row] = true
        }
    }

    private func position(_ row: Int) -> RecordPosition? {
        row < positions.count ? positions[row] : nil
    }

    mutating func add(
        row: Int, order: Int, rule: RuleID, severity: Severity, field: String?, found: Bytes,
        expected: String
    ) {
        if !isBroken.isEmpty, isBroken[row] { return }
        if severity == .error { outcomes[row] = .setAside }
        entries.append(
            Entry(
                row: row, order: order,
                finding: Finding(
                    rule: rule, severity: severity, position: position(row), field: field,
                    found: FindingSink.cut(found), expected: expected)))
    }

    /// All findings, by record, then by column.
    consuming func findings() -> [Finding] {
        // Stable: entries of one value keep the order in which they were added.
        let order = entries.indices.sorted {
            (entries[$0].row, entries[$0].order, $0) < (entries[$1].row, entries[$1].order, $1)
        }
        return order.map { entries[$0].finding }
    }

    /// What stands in `found`: at most 200 characters.
    private static func cut(_ bytes: Bytes) -> String {
        // A character is one byte at least, four at most.
        let enough = bytes.count > 800 ? bytes.part(0, 800) : bytes
        return cut(String(decoding: enough, as: UTF8.self))
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= 200 ? text : String(text.prefix(200))
    }
}
