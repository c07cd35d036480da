import GuijiModel
import GuijiReporting
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

    /// A header and a line a finding.
    static func csv(_ findings: [FindingRow]) -> [String] {
        let header = [
            "run", "feed", "file", "record", "line", "byte_offset", "byte_length", "rule",
            "severity",
            "field", "found", "expected",
        ]
        let rows = findings.map { finding in
            [
                String(finding.run), finding.feed, finding.path, text(finding.record),
                text(finding.line), text(finding.byteOffset), text(finding.byteLength),
                finding.rule, finding.severity, finding.field ?? "", finding.found,
                finding.expected,
            ]
        }
        return ([header] + rows).map(CSVText.line)
    }

    private static func text(_ number: Int64?) -> String { number.map(String.init) ?? "" }
}
