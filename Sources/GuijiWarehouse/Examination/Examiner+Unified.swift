import GRDB
import GuijiContract
import GuijiModel

extension Examiner {
    func lineage() throws -> Examination.Check {
        var check = Examination.Check(
            name: "lineage", rule: "every value of the unified layer has a record that supplied it")
        let last =
            try Int64.fetchOne(
                db,
                sql:
                    "SELECT max(first_record_id + record_count) FROM delivery WHERE state = 'loaded'"
            )
            ?? 0
        for table in unified {
            let key = quotedName(table.name + "_id")
            let from =
                "\(quotedName(table.name)) AS e LEFT JOIN \(quotedName(table.name + "_lineage")) AS l USING (\(key))"
            // One pass for all columns: a sum of comparisons each.
            let stored = table.columns.prefix(table.storedCount)
            let sums = stored.map { column in
                let name = quotedName(column.name)
                return """
                    count(e.\(name)), sum(e.\(name) IS NOT NULL AND l.\(name) IS NULL),
                    sum(e.\(name) IS NOT NULL AND (l.\(name) < 1 OR l.\(name) >= \(last)))
                    """
            }
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT \(sums.joined(separator: ", ")) FROM \(from)")
            else { continue }
            for (number, column) in stored.enumerated() {
                check.examined += row[3 * number] ?? 0
                let without: Int64 = row[3 * number + 1] ?? 0
                let unknown: Int64 = row[3 * number + 2] ?? 0
                if without > 0 {
                    check.complain(
                        "\(table.name).\(column.name): \(without) values without a record")
                }
                if unknown > 0 {
                    check.complain(
                        "\(table.name).\(column.name): \(unknown) values name a record of no delivery"
                    )
                }
            }
        }
        return check
    }

    func links() throws -> Examination.Check {
        var check = Examination.Check(
            name: "links",
            rule: "every link in force joins a current record to a row of the unified layer")
        for table in unified {
            let key = quotedName(table.name + "_id")
            let source = quotedName(table.name + "_source")
            check.examined += try count("\(source) WHERE until_run IS NULL", [])
            let lost = try count(
                """
                \(source) AS s LEFT JOIN \(quotedName(table.name)) AS e USING (\(key))
                WHERE s.until_run IS NULL AND e.\(key) IS NULL
                """, [])
            if lost > 0 {
                check.complain("\(table.name)_source: \(lost) links to rows that are not there")
            }
            let unlinked = try count(
                """
                \(quotedName(table.name)) AS e WHERE is_current = 1 AND NOT EXISTS (
                    SELECT 1 FROM \(source) AS s WHERE s.\(key) = e.\(key) AND s.until_run IS NULL)
                """, [])
            if unlinked > 0 {
                check.complain("\(table.name): \(unlinked) current rows that no record states")
            }
            let feeds = try String.fetchAll(
                db, sql: "SELECT DISTINCT feed FROM \(source) WHERE until_run IS NULL ORDER BY feed"
            )
            for feed in feeds {
                let feedTable = FeedID(feed).tableName
                guard try db.tableExists(feedTable) else {
                    check.complain(
                        "\(table.name)_source names the feed \(feed), which has no table")
                    continue
                }
                let gone = try count(
                    """
                    \(source) AS s LEFT JOIN \(quotedName(feedTable)) AS f USING (record_id)
                    WHERE s.feed = ? AND s.until_run IS NULL
                        AND (f.record_id IS NULL OR f.valid_to_run IS NOT NULL)
                    """, [feed])
                if gone > 0 {
                    check.complain(
                        "\(table.name)_source: \(gone) links to records of \(feed) that do not hold"
                    )
                }
            }
        }
        return check
    }

    func references() throws -> Examination.Check {
        var check = Examination.Check(
            name: "references",
            rule: "every id that a row holds is an entity; a current row's is a current one")
        for table in unified {
            for column in table.columns {
                guard let target = column.references, unified.contains(where: { $0.name == target })
                else { continue }
                let name = quotedName(column.name)
                let from = """
                    \(quotedName(table.name)) AS e
                    LEFT JOIN \(quotedName(target)) AS t ON t.\(quotedName(target + "_id")) = e.\(name)
                    WHERE e.\(name) IS NOT NULL
                    """
                check.examined += try count(from, [])
                let missing = try count(
                    from + " AND t.\(quotedName(target + "_id")) IS NULL", [])
                if missing > 0 {
                    check.complain(
                        "\(table.name).\(column.name): \(missing) ids of no \(target)")
                }
                let retired = try count(
                    from + " AND e.is_current = 1 AND t.is_current = 0", [])
                if retired > 0 {
                    check.complain(
                        "\(table.name).\(column.name): \(retired) current rows hold a \(target) that is not current"
                    )
                }
            }
        }
        return check
    }

    func forwards() throws -> Examination.Check {
        var check = Examination.Check(
            name: "forwards", rule: "a merged id leads, by smaller ids, to one that holds")
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT table_name, from_id, to_id FROM entity_forward WHERE until_run IS NULL")
        check.examined = Int64(rows.count)
        for row in rows {
            let (table, from, to): (String, Int64, Int64) = (row[0], row[1], row[2])
            guard let known = unified.first(where: { $0.name == table }) else { continue }
            if to >= from {
                check.complain("\(table) \(from) is forwarded to \(to), which is not an older id")
            } else if known.timeline == nil,
                try count(
                    "\(quotedName(table)) WHERE \(quotedName(table + "_id")) = ?", [to]) == 0
            {
                check.complain("\(table) \(from) is forwarded to \(to), which is not there")
            }
        }
        return check
    }
}
