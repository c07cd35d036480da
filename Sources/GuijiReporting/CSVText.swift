/// Lines of CSV for people's spreadsheets (RFC 4180, comma, UTF-8).
///
/// A cell that a spreadsheet would run as a formula (`=`, `@`, a tab, and `+` or `-` where no number follows) gets an
/// apostrophe in front, as OWASP's page on CSV injection has it.
package enum CSVText {
    package static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",")
    }

    static func cell(_ text: String) -> String {
        let safe = isFormula(text) ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains {
            $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
        }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }

    private static func isFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first {
        case "=", "@", "\t", "\r": true
        case "+", "-": Double(text) == nil && text.unicodeScalars.count > 1
        default: false
        }
    }
}
