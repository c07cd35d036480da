/// What a column of a feed table may be called.
enum ColumnNames {
    /// Columns that every feed table has beside the contract's.
    static let lineage: Set<String> = [
        "record_id", "delivery_id", "position", "key_hash", "row_hash", "valid_from_run",
        "valid_to_run", "record_shape",
    ]

    /// Names that SQLite gives to the row's number.
    private static let rowNumber: Set<String> = ["rowid", "oid", "_rowid_"]

    /// Words that SQLite takes for its own even where a column is expected (those that its parser does not fall back
    /// to an identifier; https://www.sqlite.org/lang_keywords.html). An analyst would have to quote them every time.
    static let keywords: Set<String> = [
        "add", "all", "alter", "and", "as", "autoincrement", "between", "case", "check",
        "collate", "commit", "constraint", "create", "default", "deferrable", "delete",
        "distinct", "drop", "else", "escape", "exists", "foreign", "from", "group", "having",
        "in", "index", "insert", "intersect", "into", "is", "isnull", "join", "limit", "not",
        "nothing", "notnull", "null", "on", "or", "order", "primary", "references", "returning",
        "select", "set", "table", "then", "to", "transaction", "union", "unique", "update",
        "using", "values", "when", "where",
    ]

    /// Whether the text is ASCII snake_case: lower-case letters, digits and single underscores, a letter first.
    static func isSnakeCase(_ name: String) -> Bool {
        guard let first = name.utf8.first, first &- 0x61 < 26, name.utf8.last != 0x5F else {
            return false
        }
        var last: UInt8 = 0
        for byte in name.utf8 {
            let isUnderscore = byte == 0x5F
            guard byte &- 0x61 < 26 || byte &- 0x30 < 10 || isUnderscore else { return false }
            if isUnderscore, last == 0x5F { return false }
            last = byte
        }
        return true
    }

    /// Why a name cannot be a column's, and what to do; `nil` where it can.
    static func objection(to name: String) -> (message: String, suggestion: String)? {
        if !isSnakeCase(name) {
            return (
                "The name '\(name)' is not ASCII snake_case.",
                snakeCase(name).map { "Write '\($0)'." }
                    ?? "Use lower-case letters, digits and '_'; the Chinese name goes into 'businessName'."
            )
        }
        if lineage.contains(name) {
            return (
                "The name '\(name)' is one of the columns that every feed table has.",
                "Choose another, such as 'source_\(name)'."
            )
        }
        if keywords.contains(name) || rowNumber.contains(name) {
            return (
                "The name '\(name)' is a word of SQL: every query would have to quote it.",
                "Choose another, such as '\(name)_value'."
            )
        }
        return nil
    }

    /// The name in snake_case, where it has ASCII letters to make one of: `personNo` → `person_no`.
    static func snakeCase(_ name: String) -> String? {
        var result = ""
        var lastWasLower = false
        for character in name {
            guard character.isASCII else { return nil }
            if character.isLetter || character.isNumber {
                if character.isUppercase, lastWasLower { result += "_" }
                result += character.lowercased()
                lastWasLower = !character.isUppercase
            } else if !result.isEmpty, result.last != "_" {
                result += "_"
                lastWasLower = false
            }
        }
        while result.last == "_" { result.removeLast() }
        return isSnakeCase(result) ? result : nil
    }
}
