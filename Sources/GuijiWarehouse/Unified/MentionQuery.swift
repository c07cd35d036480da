import GRDB
import GuijiContract

/// The query that reads one feed's statements in one role.
///
/// Columns: record, delivery, key hash, item, change time, then the stated unified columns.
struct MentionQuery {
    var sql: String
    /// For each unified column its place in the result; -1 where this statement never states it, or by a link.
    var places: [Int]

    /// - Parameter ofOneRecord: reads one record's statement only, current or not (bound as `?1`; the item as `?2`).
    /// - Returns: `nil` where the feed table does not exist yet or states nothing.
    init?(_ db: Database, _ source: UnifiedSource, ofOneRecord: Bool = false) throws {
        let table = source.contract.feed.tableName
        guard try db.tableExists(table) else { return nil }
        let known = Set(try db.columns(in: table).map(\.name))
        let group = source.spec.group
        if let group, !known.contains(group) { return nil }
        func usable(_ field: UnifiedSource.Field?) -> UnifiedSource.Field? {
            guard let field, field.isInGroup || known.contains(field.name) else { return nil }
            return field
        }
        var selected = [
            "f.record_id", "f.delivery_id", "f.key_hash", group == nil ? "0" : "j.key",
            usable(source.changeTime)?.sql ?? "NULL",
        ]
        var stated: [String] = []
        places = source.columns.map { column in
            switch column {
            case .nothing, .link: return -1
            case .constant(let text): selected.append(quotedText(text))
            case .field(let field):
                guard let field = usable(field) else { return -1 }
                selected.append(field.sql)
                stated.append(field.sql)
            case .translated(let field, let values):
                guard let field = usable(field) else { return -1 }
                selected.append(MentionQuery.translation(field.sql, values))
                stated.append(field.sql)
            }
            return selected.count - 1
        }
        var holds: [String] = []
        if source.spec.requires != nil {
            guard let requires = usable(source.requires) else { return nil }
            holds.append("\(requires.sql) IS NOT NULL")
        } else if MentionSpec.Kind(rawValue: source.spec.table) != nil {
            // A mention must say something; whether a fact does is a question of its key.
            guard !stated.isEmpty else { return nil }
            holds.append("(" + stated.map { "\($0) IS NOT NULL" }.joined(separator: " OR ") + ")")
        }
        if let when = source.spec.when {
            guard let field = usable(source.condition) else { return nil }
            let words = when.values.map(quotedText).joined(separator: ", ")
            holds.append("CAST(\(field.sql) AS TEXT) \(when.excludes ? "NOT IN" : "IN") (\(words))")
        }
        let from =
            "\(quotedName(table)) AS f"
            + (group.map { ", json_each(f.\(quotedName($0))) AS j" } ?? "")
        let which =
            ofOneRecord
            ? "f.record_id = ?1 AND \(group == nil ? "?2 = 0" : "j.key = ?2")"
            : "f.valid_to_run IS NULL"
        sql =
            "SELECT \(selected.joined(separator: ", ")) FROM \(from) WHERE "
            + ([which] + holds).joined(separator: " AND ")
            + (ofOneRecord ? "" : " ORDER BY f.record_id")
    }

    private static func translation(_ field: String, _ values: [String: String]) -> String {
        let cases = values.sorted { $0.key < $1.key }
            .map { "WHEN \(quotedText($0.key)) THEN \(quotedText($0.value))" }
        return "CASE CAST(\(field) AS TEXT) \(cases.joined(separator: " ")) END"
    }
}
