import GuijiModel
import GuijiWarehouse

/// Findings as a table for people.
enum FindingTable {
    static func lines(_ findings: [FindingRow], showsFeed: Bool = false) -> [String] {
        let headers =
            (showsFeed ? ["feed"] : []) + [
                "line", "rule", "severity", "field", "found", "expected",
            ]
        let rows = findings.map { finding in
            (showsFeed ? [finding.feed] : []) + [
                finding.line.map(String.init) ?? "", finding.rule, finding.severity,
                finding.field ?? "",
                finding.found, finding.expected,
            ]
        }
        return TextTable(headers: headers, rows: rows, maxCellWidth: 44).lines
    }
}
