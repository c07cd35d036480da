/// The checks on files under `Schemas/`, by their stable names. Never renamed; listed in the Contracts article.
enum ContractRule: String, CaseIterable {
    // The file.
    case fileUnreadable = "file-unreadable"
    case fileName = "file-name"
    case yamlSyntax = "yaml-syntax"
    // Keys and values.
    case missingKey = "missing-key"
    case unknownKey = "unknown-key"
    case wrongType = "wrong-type"
    case unknownValue = "unknown-value"
    case emptyRange = "empty-range"
    // The contract as a whole.
    case version
    case feedID = "feed-id"
    case department
    case table
    case path
    case noCheck = "no-check"
    case notChecked = "not-checked"
    // Columns.
    case columnName = "column-name"
    case duplicateColumn = "duplicate-column"
    case columnType = "column-type"
    case key
    case sensitivity
    // Where values come from.
    case source
    case sharedSource = "shared-source"
    case namespacePrefix = "namespace-prefix"
    case records
    case containerOption = "container-option"
    // What values must satisfy.
    case pattern
    case dateFormat = "date-format"
    case unit
    case words
    case example
    // References.
    case unknownField = "unknown-field"
    case unknownGroup = "unknown-group"
    case unknownShape = "unknown-shape"
    case unknownAttribute = "unknown-attribute"
    case unknownCodeList = "unknown-code-list"
    case relationship
    // Meaning.
    case load
    case mention
    case coordinates
    case fact
    // Several files.
    case duplicateFeed = "duplicate-feed"
    case overlappingPaths = "overlapping-paths"
    // Code lists and unified tables.
    case codeList = "code-list"
    case referenceTable = "reference-table"
    case unifiedTable = "unified-table"
}
