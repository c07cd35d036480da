import Foundation
import GuijiContract
import GuijiModel
package import GuijiResolution

/// Drafts a matching model for tables that nobody has described.
package struct DraftRun {
    package let draft: ModelDraft
    package let profiles: [ColumnProfile]
    package let rows: Int
    /// Rows that the draft is made from.
    package let sampledRows: Int
    static let sampleSize = 100_000

    /// Reads the first hundred thousand rows, and counts the others.
    package init(files: [String]) throws {
        let tables = try files.map { try TableFile(path: $0) }
        var headers: [String] = []
        for table in tables {
            for header in table.headers where !header.isEmpty && !headers.contains(header) {
                headers.append(header)
            }
        }
        var profiles = headers.map { ColumnProfile(header: $0) }
        var rows = 0
        for table in tables {
            try table.forEachBatch(headers.map { [$0] }) { batch in
                if rows < DraftRun.sampleSize {
                    for row in 0..<batch.count {
                        for column in headers.indices {
                            profiles[column].add(batch.text(column: column, row: row))
                        }
                    }
                }
                rows += batch.count
            }
        }
        guard rows > 1 else {
            throw GuijiError.table(
                path: files.joined(separator: ", "), what: "there are no two rows to compare")
        }
        let name = URL(filePath: files[0]).deletingPathExtension().lastPathComponent
        var draft = ModelDraft(name: name, profiles: profiles)
        guard !draft.model.comparisons.isEmpty else {
            throw GuijiError.table(
                path: files.joined(separator: ", "),
                what: "no column can be compared: all are ids or have one value only")
        }
        let builder = RowTableBuilder(model: draft.model, usesIDs: false)
        for table in tables {
            try table.forEachBatch(builder.headers) { batch in
                if builder.rowCount < DraftRun.sampleSize {
                    builder.append(batch, idColumn: nil, sourceColumn: nil, fallbackSource: "")
                }
            }
        }
        sampledRows = builder.rowCount
        let reports = BlockReport.count(model: draft.candidates, table: try builder.finish())
        draft.choose(reports, rows: rows, sampled: sampledRows)
        guard !draft.model.blocking.isEmpty else {
            throw GuijiError.table(
                path: files.joined(separator: ", "),
                what:
                    "no rule brings a bearable number of rows together; write the blocking by hand")
        }
        self.draft = draft
        self.profiles = profiles
        self.rows = rows
    }
}
