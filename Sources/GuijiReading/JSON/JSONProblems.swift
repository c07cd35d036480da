import CSimdjson
import GuijiModel

/// The wording of what can be wrong with JSON deliveries.
enum JSONProblems {
    static let noMemory = DeliveryError(
        rule: .fileUnreadable, found: "not enough memory to hold the JSON document",
        expected: "a smaller file; ask the sender to deliver it as JSON Lines")

    static func notAPath(_ text: String) -> DeliveryError {
        DeliveryError(
            rule: .fileUnreadable, found: "\(text) in the contract",
            expected: "a JSON path; see the Contracts article, Sources")
    }

    static func tooLarge(_ size: Int64) -> DeliveryError {
        DeliveryError(
            rule: .fileUnreadable, found: "one JSON document of \(size) bytes",
            expected: "a document of less than 4 GiB; deliver it as JSON Lines")
    }

    static let empty = DeliveryError(
        rule: .fileEmpty, found: "nothing but white space", expected: "a JSON document")

    static let linesInDocument = """
        one JSON document; this looks like JSON Lines: declare format: jsonl in the contract
        """
    static let documentInLines = """
        one JSON value a line; this looks like one JSON document: declare format: json in the contract
        """

    /// A document that is not JSON.
    static func refused(_ fault: guiji_json_fault, position: RecordPosition, looksLikeLines: Bool)
        -> DeliveryError
    {
        let reason = String(cString: fault.reason)
        switch fault.status {
        case GUIJI_JSON_EMPTY: return empty
        case GUIJI_JSON_TRUNCATED:
            return DeliveryError(
                rule: .fileTruncated, position: position, found: reason,
                expected: "a complete JSON document; ask the sender for the file again")
        default:
            return DeliveryError(
                rule: .fileMalformed, position: position, found: reason,
                expected: looksLikeLines ? linesInDocument : "one JSON document (RFC 8259)")
        }
    }

    static func record(_ problem: guiji_json_problem, text: String?) -> RecordProblem {
        let row = Int(problem.row)
        func make(
            _ rule: RuleID, _ found: String, _ expected: String, _ severity: Severity = .error
        )
            -> RecordProblem
        {
            RecordProblem(
                row: row, rule: rule, severity: severity, found: found, expected: expected)
        }
        switch problem.kind {
        case GUIJI_JSON_PROBLEM_MALFORMED:
            return make(
                .recordMalformed, "\(String(cString: problem.reason)), at byte \(problem.at)",
                "one JSON value on the line (RFC 8259)")
        case GUIJI_JSON_PROBLEM_UNDECODABLE:
            return undecodable(row: row, at: problem.at)
        case GUIJI_JSON_PROBLEM_SURROGATE:
            return make(
                .recordMalformed, "half of a surrogate pair (\\uD800 to \\uDFFF)",
                "whole characters")
        case GUIJI_JSON_PROBLEM_DUPLICATE:
            return make(
                .recordMalformed, "the key \(text ?? "") twice; its first value was taken",
                "each key once in an object", .warning)
        case GUIJI_JSON_PROBLEM_TOO_LONG: return tooLong(row: row, length: problem.at)
        case GUIJI_JSON_PROBLEM_SHAPE:
            return make(
                .recordShapeUnknown, problem.at < 0 ? "no value" : text ?? "",
                "a value that the contract's shapes name")
        default:
            return make(
                .recordRagged,
                problem.at < 0 ? "a record that is no array" : "\(problem.at) values",
                "as many values as there are column names")
        }
    }

    static func undecodable(row: Int, at offset: Int64) -> RecordProblem {
        RecordProblem(
            row: row, rule: .recordUndecodable, severity: .error,
            found: "bytes without a character, at byte \(offset) of the record",
            expected: "text in the file's encoding")
    }

    static func tooLong(row: Int, length: Int64) -> RecordProblem {
        RecordProblem(
            row: row, rule: .recordTooLong, severity: .error, found: "\(length) bytes",
            expected: "a record of less than 16 MiB")
    }
}
