package import GuijiContract
import GuijiModel

/// The rows of all files, prepared for comparison.
///
/// `cells[row * width + column]` is the number of a value in its column's `ValueStore`, columns taken of others
/// included, so that a row's values lie side by side. Rows stand in an order that depends on what they are, not on where
/// they stood in the files, so that everything after this is independent of the input's order. Rows that agree in the
/// column which most blocking rules ask for are neighbours: pairs are then mostly near each other in memory.
package final class RowTable {
    package let columns: [PreparedColumn]
    package let count: Int
    /// Columns.
    package let width: Int
    let cells: UnsafeMutablePointer<UInt32>
    /// Position in the input of each row.
    package let inputPositions: [UInt32]
    /// Which source a row comes from; all 0 where there is one.
    package let sources: [UInt16]
    package let sourceNames: [String]
    let ids: RowIDs
    /// For comparisons of names by level.
    let names: NameTables?

    init(
        columns: [PreparedColumn], count: Int, width: Int, cells: UnsafeMutablePointer<UInt32>,
        inputPositions: [UInt32], sources: [UInt16], sourceNames: [String], ids: RowIDs,
        names: NameTables? = nil
    ) {
        self.names = names
        self.columns = columns
        self.count = count
        self.width = width
        self.cells = cells
        self.inputPositions = inputPositions
        self.sources = sources
        self.sourceNames = sourceNames
        self.ids = ids
    }

    deinit { cells.deallocate() }

    /// The number of a row's value in a column; 0 for none.
    @inline(__always)
    func value(_ row: Int, _ column: Int) -> UInt32 {
        cells[row * width + column]
    }

    /// The id of a row as the file has it.
    package func id(_ row: Int) -> String { ids.text(Int(inputPositions[row])) }

    /// The ids of all rows as bytes one after another, and where each ends, in the input's order.
    package func withIDs<Result>(
        _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>) throws
            -> Result
    ) rethrows -> Result {
        try ids.arena.withUnsafeBufferPointer { bytes in
            try ids.ends.withUnsafeBufferPointer { try body(bytes, $0) }
        }
    }
}

/// One column of the table: its values.
package final class PreparedColumn {
    package let spec: MatchingColumn
    let store: ValueStore
    /// The column's number, its place in a row.
    let number: Int
    /// The column that this one is taken of, itself where it is not: its value settles this one's.
    let base: Int
    /// The words of each value, where a comparison or a rule needs them.
    private(set) var words: WordSets?
    /// Each value as a number, where a comparison needs it.
    private(set) var numbers: UnsafeMutablePointer<Double>?

    init(spec: MatchingColumn, store: ValueStore, number: Int, base: Int) {
        self.spec = spec
        self.store = store
        self.number = number
        self.base = base
    }

    deinit { numbers?.deallocate() }

    /// The column's text in a row, for people.
    package func text(_ value: UInt32) -> String { store.text(value) }

    func prepareNumbers() {
        guard numbers == nil else { return }
        let all = UnsafeMutablePointer<Double>.allocate(capacity: store.count)
        for value in 0..<store.count {
            (all + value).initialize(to: Double(store.text(UInt32(value))) ?? .nan)
        }
        numbers = all
    }

    /// Each value as a person's name, where a comparison needs it.
    private(set) var people: [PersonName]?

    func preparePeople(_ tables: NameTables) {
        guard people == nil else { return }
        people = (0..<store.count).map { PersonName(store.text(UInt32($0)), tables) }
    }

    func prepareWords() {
        if words == nil { words = WordSets(store) }
    }
}

/// The ids of rows, as bytes one after another, in the input's order.
struct RowIDs {
    private(set) var arena: [UInt8] = []
    private(set) var ends: [UInt32] = []

    var count: Int { ends.count }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        arena.append(contentsOf: bytes)
        ends.append(UInt32(arena.count))
    }

    @inline(__always)
    func range(_ position: Int) -> Range<Int> {
        (position == 0 ? 0 : Int(ends[position - 1]))..<Int(ends[position])
    }

    func bytes(_ position: Int) -> ArraySlice<UInt8> { arena[range(position)] }

    func text(_ position: Int) -> String { String(decoding: bytes(position), as: UTF8.self) }
}
