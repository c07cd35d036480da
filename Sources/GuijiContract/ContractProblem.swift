/// Something wrong in a file under `Schemas/`. All problems of all files are reported together.
package struct ContractProblem: Error, Sendable, Equatable, Comparable {
    package enum Severity: String, Sendable { case warning, error }
    package var file: String
    /// From 1; 0 where the problem is about the file as a whole.
    package var line: Int
    package var column: Int
    package var severity: Severity
    /// Stable name of the check, such as `unknown-key`.
    package var rule: String
    package var message: String
    /// What to do about it.
    package var suggestion: String?

    package init(
        file: String, line: Int, column: Int, severity: Severity = .error, rule: String,
        message: String, suggestion: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.rule = rule
        self.message = message
        self.suggestion = suggestion
    }

    package static func < (left: ContractProblem, right: ContractProblem) -> Bool {
        (left.file, left.line, left.column, left.message) < (
            right.file, right.line, right.column, right.message
        )
    }
}

extension ContractProblem: CustomStringConvertible {
    /// `Schemas/…/syrk.odcs.yaml:12:9: error: … [unknown-key]`, and the suggestion on a line of its own.
    package var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        let text = "\(place): \(severity.rawValue): \(message) [\(rule)]"
        return suggestion.map { "\(text)\n    \($0)" } ?? text
    }
}
