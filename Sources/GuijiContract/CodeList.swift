/// A code list: what feeds write, and the standard's code for it. From `Schemas/codelists/NAME.csv` with the columns
/// `code,name,aliases` (aliases separated by `|`).
package struct CodeList: Sendable {
    package var name: CodeListName
    /// Every accepted spelling (codes, names, aliases) to the code.
    package var codes: [String: String]

    package init(name: CodeListName, codes: [String: String]) {
        self.name = name
        self.codes = codes
    }
}
