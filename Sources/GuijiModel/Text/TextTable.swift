/// A table for people: columns aligned by display width, numbers to the right, no lines drawn.
package struct TextTable {
    /// Empty for a table without a header.
    package var headers: [String]
    package var rows: [[String]]
    /// Wider cells are cut.
    package var maxCellWidth: Int

    package init(headers: [String], rows: [[String]], maxCellWidth: Int = 60) {
        self.headers = headers
        self.rows = rows
        self.maxCellWidth = maxCellWidth
    }

    /// The header and the rows, without trailing blanks. No line at all for a table without rows.
    package var lines: [String] {
        guard !rows.isEmpty else { return [] }
        let cut = rows.map { row in
            row.map { DisplayWidth.cut(TextTable.oneLine($0), to: maxCellWidth) }
        }
        let columns = 0..<max(headers.count, cut.map(\.count).max() ?? 0)
        let isNumber = columns.map { column in
            cut.allSatisfy { row in column >= row.count || TextTable.isNumeric(row[column]) }
                && cut.contains { row in column < row.count && !row[column].isEmpty }
        }
        let widths = columns.map { column in
            ((column < headers.count ? [headers[column]] : [])
                + cut.map { column < $0.count ? $0[column] : "" }).map(DisplayWidth.of).max() ?? 0
        }
        return ((headers.isEmpty ? [] : [headers]) + cut).map { row in
            var line = row.enumerated().map { column, cell in
                DisplayWidth.pad(cell, to: widths[column], isRight: isNumber[column])
            }.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// The lines as one text, each moved to the right by so many blanks.
    package func text(indent: Int = 0) -> String {
        lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }

    private static func isNumeric(_ text: String) -> Bool {
        text.allSatisfy { $0.isASCII && ($0.isNumber || "-.,".contains($0)) }
    }

    /// Line ends and tabs would break the alignment.
    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
