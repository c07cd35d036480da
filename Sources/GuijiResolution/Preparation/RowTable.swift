package import GuijiContract
import GuijiModel

/// The rows of all files, prepared for comparison.
///
/// `cells[row * width + slot]` is the number of a base column's value in its `ValueStore`; derived columns hang on the
/// values of a base column, not on rows. Rows stand in an order that depends on what they are (their source and id),
/// not on where they stood in the files, so that everything after this is independent of the input's order.
package final class RowTable {
    package let columns: [PreparedColumn]
    package let count: Int
    /// Base columns.
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
        columns[column].value(in: cells + row * width)
    }

    /// The id of a row as the file has it.
    package func id(_ row: Int) -> String { ids.text(Int(inputPositions[row])) }

    /// The bytes of a row's id.
    package func idBytes(_ row: Int) -> ArraySlice<UInt8> { ids.bytes(Int(inputPositions[row])) }
}

/// One column of the table: its values, and how to get from a row to one.
package final class PreparedColumn {
    package let spec: MatchingColumn
    let store: ValueStore
    /// The base column's place in a row.
    let slot: Int
    /// The base column's value → this column's value; `nil` where the column is a base column.
    let map: UnsafeMutablePointer<UInt32>?
    /// Values of the base column, where `map` is set.
    let baseCount: Int?
    /// The words of each value, where a comparison or a rule needs them.
    var words: WordSets?
    /// Each value as a number, where a comparison needs it.
    private(set) var numbers: UnsafeMutablePointer<Double>?

    init(
        spec: MatchingColumn, store: ValueStore, slot: Int,
        map: UnsafeMutablePointer<UInt32>? = nil, baseCount: Int? = nil
    ) {
        self.spec = spec
        self.store = store
        self.slot = slot
        self.map = map
        self.baseCount = baseCount
    }

    deinit {
        map?.deallocate()
        numbers?.deallocate()
    }

    @inline(__always)
    func value(in row: UnsafePointer<UInt32>) -> UInt32 {
        let base = row[slot]
        return map.map { $0[Int(base)] } ?? base
    }

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
    private var ends: [UInt32] = []

    var count: Int { ends.count }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        arena.append(contentsOf: bytes)
        ends.append(UInt32(arena.count))
    }

    func bytes(_ position: Int) -> ArraySlice<UInt8> {
        arena[(position == 0 ? 0 : Int(ends[position - 1]))..<Int(ends[position])]
    }

    func text(_ position: Int) -> String { String(decoding: bytes(position), as: UTF8.self) }
}
