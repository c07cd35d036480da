/// Where mentions come from: one role of one feed.
package struct MentionOrigin: Hashable, Sendable, Comparable {
    package var feed: FeedID
    package var role: String

    package init(feed: FeedID, role: String) {
        self.feed = feed
        self.role = role
    }

    package static func < (left: MentionOrigin, right: MentionOrigin) -> Bool {
        (left.feed.rawValue, left.role) < (right.feed.rawValue, right.role)
    }
}

/// All that the records say about one kind of thing (persons, organizations or addresses), by column.
///
/// A mention is known from night to night by (origin, key hash, item), never by its record, so that a changed record
/// keeps its entity. Behind the `count` mentions follow `rememberedCount` rows for entities that no mention speaks of
/// any more: they take no part in deciding, but a mention that comes back finds its entity by them.
package struct MentionSet: Sendable {
    /// One unified column of the mentions.
    package struct Column: Sendable {
        /// What the column does in resolution.
        package enum Part: Hashable, Sendable {
            /// Nothing; a later engine may compare it.
            case attribute
            /// A valid value decides.
            case identifier(IdentifierForm)
            /// All canonical columns together, each brought to its form, decide where there is no identifier.
            case canonical(CanonicalForm)
        }

        package var name: String
        package var part: Part
        /// UTF-8 values in the set's bytes, one a row.
        package var slices: [FieldSlice] = []

        package init(name: String, part: Part) {
            self.name = name
            self.part = part
        }
    }

    /// What a steward decided about two mentions.
    package struct Decision: Sendable, Hashable {
        package var left: Int
        package var right: Int
        package var isSame: Bool
        package init(left: Int, right: Int, isSame: Bool) {
            self.left = left
            self.right = right
            self.isSame = isSame
        }
    }

    /// The unified table.
    package var table = ""
    /// The place of each origin's department in the identifier's order of trust; empty: all the same.
    package var trust: [UInt16] = []
    /// How mentions came to their canonical forms, and for each mention one more than its rule's place in the list, 0
    /// for none; `ruleOf` may be empty.
    package var rules: [MentionRule] = []
    package var ruleOf: [UInt8] = []
    /// What stewards decided; obeyed before any rule.
    package var decisions: [Decision] = []
    /// Ascending, without repetition.
    package var origins: [MentionOrigin]
    package var columns: [Column]
    /// The mentions, without the remembered entities.
    package var count = 0
    package var rememberedCount = 0
    /// UTF-8 text that the columns' slices point into. Less than 4 GiB.
    package var bytes: [UInt8] = []
    /// Index into `origins`, one a mention.
    package var originOf: [UInt32] = []
    /// The record's `key_hash`, one a mention.
    package var keyHashes: [UInt64] = []
    /// The item's number in its group, from 0; 0 outside groups. One a mention.
    package var items: [Int32] = []
    /// The entity that the mention belonged to last, 0 for none; for a remembered row, its own id. One a row.
    package var previous: [Int64] = []

    package init(origins: [MentionOrigin], columns: [Column]) {
        self.origins = origins
        self.columns = columns
    }

    /// Mentions and remembered rows.
    package var rowCount: Int { count + rememberedCount }

    /// Whether one mention's identity comes before another's: by feed, role, key hash and item, the same on every
    /// night and machine.
    package func precedes(_ left: Int, _ right: Int) -> Bool {
        if originOf[left] != originOf[right] { return originOf[left] < originOf[right] }
        if keyHashes[left] != keyHashes[right] { return keyHashes[left] < keyHashes[right] }
        return items[left] < items[right]
    }

    /// The value as text, for messages and tests; `nil` where absent.
    package func text(column: Int, row: Int) -> String? {
        let slice = columns[column].slices[row]
        return slice.isAbsent ? nil : String(decoding: bytes[slice.range], as: UTF8.self)
    }
}

/// How values of an identifier column are told valid and equal.
package enum IdentifierForm: String, Hashable, Sendable {
    /// 公民身份号码 and its kin, GB 11643-1999; 15 digits count as their 18-digit form.
    case residentID
    /// 统一社会信用代码, GB 32100-2015.
    case creditCode
    /// Any value identifies (the code of a standard address).
    case any
}

/// To which form texts are brought before they are compared for equality.
package enum CanonicalForm: String, Hashable, Sendable {
    case personName, organizationName, address
}
