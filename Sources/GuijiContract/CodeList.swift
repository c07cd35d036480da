/// A code list: what feeds write, and the standard's code for it. From `Schemas/codelists/NAME.csv` with the columns
/// `code,name,aliases` (aliases separated by `|`).
package struct CodeList: Sendable {
    package var name: CodeListName
    /// Every accepted spelling (codes, names, aliases) to the code.
    package var codes: [String: String]
    /// Each code's name for people, in the file's order.
    package var names: [(code: String, name: String)]
    /// Where the codes come from, and on what terms (the `# source:` and `# licence:` lines of the file).
    package var source: String
    package var licence: String

    package init(
        name: CodeListName, codes: [String: String], names: [(code: String, name: String)] = [],
        source: String = "", licence: String = ""
    ) {
        self.name = name
        self.codes = codes
        self.names = names
        self.source = source
        self.licence = licence
    }
}
