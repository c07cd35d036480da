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
        var holders: [String: Set<Int>] = [:]
        for (number, table) in tables.enumerated() {
            for header in table.headers where !header.isEmpty {
                if holders[header] == nil { headers.append(header) }
                holders[header, default: []].insert(number)
            }
        }
        var (profiles, rows) = try DraftRun.look(
            at: tables, headers.map { ColumnProfile(headers: [$0], files: holders[$0] ?? []) })
        let groups = ColumnAlignment.groups(profiles)
        if groups.count < profiles.count { (profiles, _) = try DraftRun.look(at: tables, groups) }
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
        let share = max(1, DraftRun.sampleSize / tables.count)
        for table in tables {
            let start = builder.rowCount
            try table.forEachBatch(builder.headers) { batch in
                if builder.rowCount - start < share {
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

    /// Fills profiles from the first rows, each file's share of them, and counts all rows.
    private static func look(at tables: [TableFile], _ empty: [ColumnProfile]) throws -> (
        profiles: [ColumnProfile], rows: Int
    ) {
        var profiles = empty
        var rows = 0
        let share = max(1, sampleSize / max(1, tables.count))
        for (number, table) in tables.enumerated() {
            let own = profiles.indices.filter { profiles[$0].files.contains(number) }
            var seen = 0
            try table.forEachBatch(own.map { profiles[$0].headers }) { batch in
                if seen < share {
                    for row in 0..<batch.count {
                        for (place, column) in own.enumerated() {
                            profiles[column].add(batch.text(column: place, row: row))
                        }
                    }
                }
                seen += batch.count
            }
            rows += seen
        }
        return (profiles, rows)
    }
}
