import GRDB
import GuijiContract

/// The query that reads one feed's statements in one role.
///
/// Columns: record, delivery, key hash, item, change time, then the stated unified columns.
struct MentionQuery {
    var sql: String
    /// For each unified column its place in the result; -1 where this statement never states it, or by a link.
    var places: [Int]

    /// - Parameters:
    ///   - ofOneRecord: reads one record's statement only, current or not (bound as `?1`; the item as `?2`).
    ///   - records: reads only these of the current records; `nil`: all.
    /// - Returns: `nil` where the feed table does not exist yet or states nothing.
    init?(
        _ db: Database, _ source: UnifiedSource, ofOneRecord: Bool = false,
        records: [Int64]? = nil
    ) throws {
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
        places = source.columns.enumerated().map { number, column in
            let isStored = number < source.storedCount
            switch column {
            case .nothing, .link: return -1
            case .constant(let text): selected.append(quotedText(text))
            case .field(let field):
                guard let field = usable(field) else { return -1 }
                selected.append(field.sql)
                if isStored { stated.append(field.sql) }
            case .translated(let field, let values):
                guard let field = usable(field) else { return -1 }
                selected.append(MentionQuery.translation(field.sql, values))
                if isStored { stated.append(field.sql) }
            case .picked(let pick):
                guard known.contains(pick.group) else { return -1 }
                let sql = MentionQuery.pick(pick)
                selected.append(sql)
                if isStored { stated.append(sql) }
            case .composed(let parts):
                let parts = parts.filter { usable($0.field) != nil }
                guard !parts.isEmpty else { return -1 }
                selected.append(MentionQuery.composition(parts))
                if isStored { stated += parts.map(\.field.sql) }
            }
            return selected.count - 1
        }
        var holds: [String] = []
        if source.spec.requires != nil {
            guard let requires = usable(source.requires) else { return nil }
            holds.append("\(requires.sql) IS NOT NULL")
        } else if MentionSpec.Kind(rawValue: source.spec.table) != nil {
            // A mention must say something beside evidence; whether a fact does is a question of its key.
            guard !stated.isEmpty else { return nil }
            holds.append("(" + stated.map { "\($0) IS NOT NULL" }.joined(separator: " OR ") + ")")
        }
        if let when = source.spec.when {
            guard let field = usable(source.condition) else { return nil }
            holds.append(MentionQuery.condition(field.sql, when))
        }
        let from =
            "\(quotedName(table)) AS f"
            + (group.map { ", json_each(f.\(quotedName($0))) AS j" } ?? "")
        let which =
            ofOneRecord
            ? "f.record_id = ?1 AND \(group == nil ? "?2 = 0" : "j.key = ?2")"
            : (records.map {
                "f.record_id IN (\($0.map(String.init).joined(separator: ", "))) AND "
            }
                ?? "") + "f.valid_to_run IS NULL"
        sql =
            "SELECT \(selected.joined(separator: ", ")) FROM \(from) WHERE "
            + ([which] + holds).joined(separator: " AND ")
            + (ofOneRecord ? "" : " ORDER BY f.record_id")
    }

    /// Words are compared as they are; what has `*`, `?` or `[` is a pattern of the shell's kind.
    private static func condition(_ field: String, _ when: FactSpec.Condition) -> String {
        let text = "CAST(\(field) AS TEXT)"
        let isPattern = { (value: String) in value.contains { "*?[".contains($0) } }
        let words = when.values.filter { !isPattern($0) }.map(quotedText)
        var either = words.isEmpty ? [] : ["\(text) IN (\(words.joined(separator: ", ")))"]
        either += when.values.filter(isPattern).map { "\(text) GLOB \(quotedText($0))" }
        return (when.excludes ? "NOT " : "") + "(" + either.joined(separator: " OR ") + ")"
    }

    /// The parts that have a value, one behind the other; NULL where none has.
    private static func composition(_ parts: [UnifiedSource.Part]) -> String {
        let texts = parts.map { part in
            let pieces = [
                part.before.isEmpty ? nil : quotedText(part.before), part.field.sql,
                part.after.isEmpty ? nil : quotedText(part.after),
            ]
            return "coalesce(" + pieces.compactMap { $0 }.joined(separator: " || ") + ", '')"
        }
        return "nullif(\(texts.joined(separator: " || ")), '')"
    }

    /// What the first item with a value says.
    private static func pick(_ pick: FactSpec.Pick) -> String {
        func member(_ name: String) -> String {
            "json_extract(p.value, \(quotedText("$.\"" + name + "\"")))"
        }
        let value = member(pick.field)
        let condition = pick.when.map { " AND " + self.condition(member($0.field), $0) } ?? ""
        return """
            (SELECT \(value) FROM json_each(f.\(quotedName(pick.group))) AS p
            WHERE \(value) IS NOT NULL\(condition) ORDER BY p.key LIMIT 1)
            """
    }

    private static func translation(_ field: String, _ values: [String: String]) -> String {
        let cases = values.sorted { $0.key < $1.key }
            .map { "WHEN \(quotedText($0.key)) THEN \(quotedText($0.value))" }
        return "CASE CAST(\(field) AS TEXT) \(cases.joined(separator: " ")) END"
    }
}
