/// What a contract may refer to outside its own file. `nil`: not known here, and so not checked.
package struct ContractContext: Sendable {
    package var codeLists: [CodeListName: CodeList]?
    package var unified: [UnifiedTable]?

    package init(codeLists: [CodeListName: CodeList]? = nil, unified: [UnifiedTable]? = nil) {
        self.codeLists = codeLists
        self.unified = unified
    }
}

/// A contract as read, with the places that checks across files report.
struct ReadContract {
    struct Place {
        var text: String
        var line: Int
        var column: Int

        init(_ text: String, _ node: YamlNode) {
            self.text = text
            line = node.line
            column = node.column
        }
    }

    var file: String
    /// `nil` where the file has errors.
    var contract: FeedContract?
    var problems: [ContractProblem]
    var id: Place?
    var table: String?
    var patterns: [Place] = []
    /// Relationships to other tables, `table.column`.
    var references: [Place] = []
    /// The columns read, with errors or without.
    var columns: Set<String> = []
}
