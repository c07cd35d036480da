import GRDB
import GuijiContract
import GuijiModel

/// Traces rows of a unified table: each value to the record that supplied it, and to the records that were not chosen.
struct UnifiedTracer {
    let db: Database
    let table: UnifiedTable
    let schemas: SchemaSet

    /// A record that speaks of the entity, in a role.
    private struct Link {
        var record: Int64
        var feed: FeedID
        var role: String
        var item: Int
        var rule: String
        var score: Double
    }

    func trace(_ asked: Int64, _ column: String?) throws -> Trace {
        let names = try chosen(column, of: table.columns.map(\.name), in: table.name)
        guard try db.tableExists(table.name) else { throw missing(asked) }
        let id = try current(asked)
        let key = "\(table.name)_id"
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM \(table.name) WHERE \(key) = ?", arguments: [id]),
            let suppliers = try Row.fetchOne(
                db, sql: "SELECT * FROM \(table.name)_lineage WHERE \(key) = ?", arguments: [id])
        else { throw missing(asked) }
        let links = try self.links(id)
        var cells: [Trace.Cell] = []
        for name in names {
            let value = FeedTracer.text(row[name])
            guard value != nil || column != nil else { continue }
            cells.append(try cell(name, value: value, supplier: suppliers[name], links: links))
        }
        return Trace(
            table: table.name, id: id, forwardedFrom: id == asked ? nil : asked, cells: cells)
    }

    private func missing(_ id: Int64) -> WarehouseError {
        .notFound(what: table.name, name: String(id), nearest: [])
    }

    /// The id that holds today for one of an earlier day. Forwards lead to smaller ids, so this ends.
    private func current(_ asked: Int64) throws -> Int64 {
        var id = asked
        while let next = try Int64.fetchOne(
            db,
            sql:
                "SELECT to_id FROM entity_forward WHERE table_name = ? AND from_id = ? AND until_run IS NULL",
            arguments: [table.name, id]), next < id
        {
            id = next
        }
        return id
    }

    private func links(_ id: Int64) throws -> [Link] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT record_id, feed, role, item, rule, score FROM \(table.name)_source
                WHERE \(table.name)_id = ? AND until_run IS NULL ORDER BY record_id, role, item
                """, arguments: [id]
        ).map {
            Link(
                record: $0["record_id"], feed: FeedID($0["feed"]), role: $0["role"],
                item: $0["item"],
                rule: $0["rule"], score: $0["score"])
        }
    }

    private func cell(_ name: String, value: String?, supplier: Int64?, links: [Link]) throws
        -> Trace.Cell
    {
        var cell = Trace.Cell(column: name, value: value)
        for link in links {
            guard let contract = schemas.contract(link.feed),
                let field = field(name, link, contract)
            else { continue }
            let said = try statement(link, field, contract)
            if link.record == supplier, cell.origin == nil, said != nil {
                cell.origin = try FeedTracer(db: db, contract: contract).origin(
                    of: link.record, field: field.name)
                cell.origin?.role = link.role
                cell.origin?.linkRule = link.rule
                cell.origin?.score = link.score
                if let group = field.group {
                    cell.origin?.field = "\(group)[\(link.item)].\(field.name)"
                    cell.origin?.source = field.source
                }
            } else if let said {
                cell.others.append(
                    Trace.Statement(
                        value: said, feed: link.feed.rawValue, role: link.role, record: link.record)
                )
            }
        }
        if let origin = cell.origin { cell.rule = rule(name, origin, cell.others) }
        return cell
    }

    private struct Field {
        var name: String
        var group: String?
        var source: String?
    }

    /// The field by which a mention in a role states a unified column.
    private func field(_ column: String, _ link: Link, _ contract: FeedContract) -> Field? {
        guard
            let mention = contract.mentions.first(where: {
                $0.kind == table.kind.mention && $0.role == link.role
            }),
            let name = mention.attributes[column]
        else { return nil }
        if let group = contract.groups.first(where: { $0.name == mention.group }),
            let item = group.fields.first(where: { $0.name == name })
        {
            return Field(
                name: name, group: group.name,
                source: "\(group.source) \(item.sources.joined(separator: " | "))")
        }
        return Field(name: name)
    }

    private func statement(_ link: Link, _ field: Field, _ contract: FeedContract) throws -> String?
    {
        let value =
            field.group.map { "json_extract(\(quotedName($0)), '$[\(link.item)].\(field.name)')" }
            ?? quotedName(field.name)
        let found = try DatabaseValue.fetchOne(
            db, sql: "SELECT \(value) FROM \(contract.feed.tableName) WHERE record_id = ?",
            arguments: [link.record])
        return found.flatMap(FeedTracer.text)
    }

    /// Why the supplier's value holds and not another's.
    private func rule(_ name: String, _ origin: Trace.Origin, _ others: [Trace.Statement]) -> String
    {
        guard !others.isEmpty else { return "the only record that says so" }
        let ranks = table.columns.first { $0.name == name }?.survivorship.map(\.rawValue) ?? []
        func rank(_ feed: String) -> Int {
            ranks.firstIndex { feed.hasPrefix($0 + "-") } ?? ranks.count
        }
        let department = String(origin.feed.prefix { $0 != "-" })
        let mine = rank(origin.feed)
        let rivals = others.filter { rank($0.feed) == mine }
        let trust =
            ranks.isEmpty
            ? "no department ranks first" : "department rank \(ranks.joined(separator: " > "))"
        if mine < ranks.count && rivals.isEmpty {
            return "\(trust): \(department) is the most trusted that says so"
        }
        return
            "\(trust): among \(rivals.count + 1) equals the most recent delivery, then the latest record"
    }
}
