/// How a department's export tool writes a feed, beyond what its contract says.
package struct FeedLayout: Sendable {
    /// CSV: every field in quotes, not only those that need them.
    package var quotesAll = false
    /// The end of a line; `nil`: CRLF for GB18030, LF otherwise.
    package var lineEnd: String?
    package var writesByteOrderMark = false
    /// CSV: rows before the header, as they stand (the contract's `skipRows`). Missing ones are made up.
    package var titleRows: [String] = []
    /// CSV: the lines of a merged header, by the joined text that the contract names.
    package var headerLines: [String: [String]] = [:]
    /// CSV: cells of the rows at the end (the contract's `skipFooterRows`). Missing ones are made up.
    package var footerRows: [[String]] = []
    /// Columns or members that stand in the file though the contract reads them from nowhere.
    package var extraSources: [String] = []
    /// JSON and XML: values beside the records, by absolute path, as they stand (`("$.code", "0")`,
    /// `("/root/@year", "2020")`). Those that the contract's guards name are written anyway.
    package var envelope: [(path: String, literal: String)] = []
    /// JSON: members of each record that are the same in all (`"type":"Feature"`).
    package var constantMembers: [(name: String, literal: String)] = []
    /// JSON: `null` for what was not set, instead of no member.
    package var writesNulls = false
    /// XML: `<x xsi:nil="true"/>` for `.null`.
    package var writesNil = false
    /// XML: attributes of the root, beside the namespaces.
    package var rootAttributes: [(name: String, value: String)] = []
    /// The file's name below the department's folder, `*` for the date; `nil`: the contract's first pattern.
    package var fileName: String?

    package init() {}
}
