/// What a unification did to one table.
package struct UnifiedTableReport: Sendable, Equatable {
    package var table: String
    /// Entities that have a mention now.
    package var current: Int64 = 0
    /// Entities with a new id.
    package var created: Int64 = 0
    /// Known entities of which a value, its record, or the state was written.
    package var changed: Int64 = 0
    /// Known entities that no mention speaks of any more, merged ones among them.
    package var retired: Int64 = 0
    /// Mentions in the current rows of the feed tables; 0 where nothing had to be read.
    package var mentions: Int64 = 0
    /// Ids forwarded to another.
    package var merged: Int64 = 0
    /// Ids given back after a merge.
    package var restored: Int64 = 0
    /// Rows of `T_source` begun and ended.
    package var linksOpened: Int64 = 0
    package var linksClosed: Int64 = 0
    /// Statements left out because their key is not complete, and those among them that lack a linked entity.
    package var incomplete: Int64 = 0
    package var unlinked: Int64 = 0
    /// Nothing had changed since the last unification: nothing was read or written.
    package var isSkipped = false

    package init(table: String) { self.table = table }
}

/// Why a unification cannot be done. The warehouse stays as it was.
package enum UnifyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A feed's contract has the same role twice for one kind: mentions could not be told apart.
    case roleRepeated(feed: String, kind: String, role: String)
    /// A kind has more text than one set holds (4 GiB).
    case tooMuchText(table: String)

    /// What happened, and what to do next.
    package var description: String {
        switch self {
        case .roleRepeated(let feed, let kind, let role):
            "the contract of \(feed) has two mentions of kind \(kind) with the role \(role): "
                + "give each its own role under guijiMentions"
        case .tooMuchText(let table):
            "the mentions for \(table) hold more than 4 GiB of text: split the feeds over two warehouses"
        }
    }
}
