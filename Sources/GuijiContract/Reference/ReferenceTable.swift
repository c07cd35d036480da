/// A table of reference data under `Schemas/codelists/` that has more columns than a code list: fixed by name, read by
/// a reader of its own. Same comments in front (`# source:`, `# licence:`), one row a line, no quotes.
struct ReferenceTable {
    /// The tables there are. Any other file in the folder is a code list.
    enum Name: String, CaseIterable {
        case divisions, towns, places

        var columns: [String] {
            switch self {
            case .divisions:
                [
                    "code", "name", "level", "kind", "valid_from", "valid_to", "predecessors",
                    "successors", "parent", "same_as", "aliases",
                ]
            case .towns: ["county", "towns"]
            case .places:
                ["kind", "name", "division", "same_as", "relation", "numbers", "houses"]
            }
        }
    }

    var rows: [Row] = []
    var problems: [ContractProblem] = []

    /// One line's cells, in the order of `Name.columns`.
    struct Row {
        var line: Int
        var cells: [Substring]

        /// A cell's parts between `|`.
        func list(_ index: Int) -> [Substring] { cells[index].split(separator: "|") }
    }

    /// Reads the table's lines; what is wrong with their form is in `problems`. O(bytes).
    init(_ text: String, _ name: Name, file: String) {
        self.file = file
        var comments: [String: String] = [:]
        var hasHeader = false
        let columns = name.columns.joined(separator: ",")
        var number = 0
        for raw in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let bytes = raw.last == 0x0D ? raw.dropLast() : raw
            guard let first = bytes.first else { continue }
            let line = Substring(bytes)
            if first == UInt8(ascii: "#") {
                if let colon = line.firstIndex(of: ":") {
                    comments[String(line.dropFirst()[..<colon]).trimmed.lowercased()] =
                        String(line[line.index(after: colon)...]).trimmed
                }
            } else if !hasHeader {
                hasHeader = true
                if line != columns {
                    problem(
                        number, "The header is '\(line)'; expected '\(columns)'.",
                        "Write the header after the comments.")
                    return
                }
            } else {
                let cells = bytes.split(separator: 0x2C, omittingEmptySubsequences: false)
                if cells.count != name.columns.count || bytes.contains(0x22) {
                    problem(
                        number,
                        "The row has \(cells.count) cells; expected \(name.columns.count), without quotes.",
                        "Separate the parts of a cell by '|'.")
                } else {
                    rows.append(Row(line: number, cells: cells.map { Substring($0) }))
                }
            }
        }
        for key in ["source", "licence"] where comments[key]?.isEmpty ?? true {
            problem(0, "The table has no \(key).", "Begin with '# \(key): …'.")
        }
    }

    private let file: String

    mutating func problem(_ line: Int, _ message: String, _ suggestion: String?) {
        problems.append(
            ContractProblem(
                file: file, line: line, column: line == 0 ? 0 : 1,
                rule: ContractRule.referenceTable.rawValue, message: message,
                suggestion: suggestion))
    }
}
