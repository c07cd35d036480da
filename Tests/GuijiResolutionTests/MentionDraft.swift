import GuijiModel

/// A mention as a test writes it down.
struct MentionDraft: Hashable {
    var feed = "D02-a"
    var role = "subject"
    var key: UInt64
    var item: Int32 = 0
    var id: String?
    var form: String?
    var previous: Int64 = 0

    var identity: String { "\(feed)/\(role)/\(key)/\(item)" }
}

extension MentionSet {
    /// A set of drafts, in their order, with one identifier and one canonical column.
    init(
        _ drafts: [MentionDraft], remembered: [MentionDraft] = [],
        identifier: IdentifierForm = .residentID, canonical: CanonicalForm = .organizationName
    ) {
        let origins = Set(drafts.map { MentionOrigin(feed: FeedID($0.feed), role: $0.role) })
            .sorted()
        self.init(
            origins: origins,
            columns: [
                Column(name: "id_number", part: .identifier(identifier)),
                Column(name: "name", part: .canonical(canonical)),
            ])
        count = drafts.count
        rememberedCount = remembered.count
        for draft in drafts {
            let origin = MentionOrigin(feed: FeedID(draft.feed), role: draft.role)
            originOf.append(UInt32(origins.firstIndex(of: origin) ?? 0))
            keyHashes.append(draft.key)
            items.append(draft.item)
        }
        for draft in drafts + remembered {
            previous.append(draft.previous)
            for (column, text) in [draft.id, draft.form].enumerated() {
                guard let text else {
                    columns[column].slices.append(.absent)
                    continue
                }
                let start = bytes.count
                bytes.append(contentsOf: text.utf8)
                columns[column].slices.append(FieldSlice(start..<bytes.count))
            }
        }
    }
}

/// Numbers that repeat from a seed (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Fictitious resident numbers of 18 digits, valid: sequences 990 to 999.
func residentNumber(_ index: Int) -> String {
    let body = "3206251948\(10 + index % 3)\(10 + index / 3 % 19)99\(index / 57 % 10)"
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
    return body + String(Array("10X98765432")[sum % 11])
}
