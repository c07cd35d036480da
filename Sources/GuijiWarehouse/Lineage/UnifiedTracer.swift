import GRDB
import GuijiContract
import GuijiModel

/// Traces rows of a unified table: each value to the record that supplied it, and to the records that were not chosen.
struct UnifiedTracer {
    let db: Database
    let table: UnifiedTable
    let schemas: SchemaSet

    /// A record that speaks of the entity, in a role.
    typealias Link = TracedStatement.Link

    func trace(_ asked: Int64, _ column: String?) throws -> Trace {
        let names = try chosen(
            column, of: table.columns.prefix(table.storedCount).map(\.name), in: table.name)
        guard try db.tableExists(table.name) else { throw missing(asked) }
        let id = try UnifiedState.current(db, table.name, asked)
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

    private func links(_ id: Int64) throws -> [Link] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT record_id, feed, role, item, rule, score FROM \(table.name)_source
                WHERE \(table.name)_id = ? AND until_run IS NULL ORDER BY record_id, role, item
                """, arguments: [id]
        ).map {
            TracedStatement.Link(
                record: $0["record_id"], feed: FeedID($0["feed"]), role: $0["role"],
                item: $0["item"],
                rule: $0["rule"], score: $0["score"])
        }
    }

    private func cell(_ name: String, value: String?, supplier: Int64?, links: [Link]) throws
        -> Trace.Cell
    {
        var cell = Trace.Cell(column: name, value: value)
        let plan = try UnifiedPlan(table, schemas)
        guard let column = table.index(of: name) else { return cell }
        var statements = try links.compactMap { try statement($0, column, value, plan) }
        let chosen =
            statements.firstIndex { $0.link.record == supplier && $0.value == value }
            ?? statements.firstIndex { $0.link.record == supplier }
        let reasons = SurvivalReasons(column: table.columns[column])
        guard let chosen else {
            cell.origin = try supplier.flatMap(originElsewhere)
            cell.rule = cell.origin.map { _ in reasons.withoutStatement }
            cell.others = statements.map { $0.words(reasons.unchosen) }
            return cell
        }
        let winner = statements.remove(at: chosen)
        cell.origin = try origin(of: winner)
        cell.rule = reasons.rule(winner, against: statements)
        cell.others = statements.map { $0.words(reasons.reason($0, against: winner)) }
        return cell
    }

    /// What one record states of a column; `nil` where it states nothing.
    private func statement(_ link: Link, _ column: Int, _ value: String?, _ plan: UnifiedPlan)
        throws -> TracedStatement?
    {
        guard
            let source = plan.sources.first(where: {
                $0.contract.feed == link.feed && $0.spec.role == link.role
            })
        else { return nil }
        var stated = TracedStatement(link: link, value: "", rank: source.ranks[column])
        stated.department = source.contract.department.rawValue
        stated.contract = source.contract
        switch source.columns[column] {
        case .nothing:
            // A derived value is its source column's record.
            guard let value,
                try table.columns[column].derivedFrom.compactMap(table.index)
                    .contains(where: { try statement(link, $0, nil, plan) != nil })
            else { return nil }
            stated.value = value
        case .link(let target):
            // The key's entities are those of the row; the record says which by its role.
            guard let value else { return nil }
            stated.value = value
            stated.source = "the \(target.table) in the role \(target.role)"
        case .constant(let text):
            stated.value = text
            stated.source = "fixed by the contract"
        case .composed(let parts):
            stated.field = parts.map(\.field.name).joined(separator: " + ")
            stated.source = "put together from \(parts.map(\.field.name).joined(separator: ", "))"
        case .picked(let pick):
            stated.field = "\(pick.group)[].\(pick.field)"
            stated.plainField = pick.group
        case .field(let field), .translated(let field, _):
            stated.field =
                field.isInGroup
                ? "\(source.spec.group ?? "")[\(link.item)].\(field.name)" : field.name
            stated.plainField = field.isInGroup ? source.spec.group : field.name
            if let group = source.contract.groups.first(where: { $0.name == source.spec.group }),
                field.isInGroup, let item = group.fields.first(where: { $0.name == field.name })
            {
                stated.source = "\(group.source) \(item.sources.joined(separator: " | "))"
            }
        }
        guard let query = try MentionQuery(db, source, ofOneRecord: true) else { return nil }
        let row = try RawStatement(db, query.sql)
        row.bind(1, link.record)
        row.bind(2, Int64(link.item))
        guard try row.step() else { return nil }
        let changed = row.bytes(4).map(Recency.number) ?? 0
        var recency = try Recency(db, source.contract)
        stated.recency = changed != 0 ? changed : recency.ofDelivery(row.integer(1))
        let day = try String.fetchOne(
            db, sql: "SELECT max(business_date) FROM delivery WHERE state = 'loaded'")
        let rule = SurvivorshipRule(table.columns[column], of: table, on: day ?? "")
        stated.rank = rule.rank(source.ranks[column], stated.recency)
        stated.isTooOld = stated.rank > rule.unlisted
        stated.isListed = stated.rank < rule.unlisted
        let place = query.places[column]
        if stated.field != nil {
            guard place >= 0, let text = row.string(Int32(place)), !text.isEmpty else { return nil }
            stated.value = table.columns[column].formed(text)
        }
        if case .identifier(let form) = plan.mentionColumns[column].part {
            var text = stated.value
            stated.quality = text.withUTF8 {
                IdentifierValue.quality(UnsafeRawBufferPointer($0), as: form)
            }
        }
        return stated
    }

    private func origin(of stated: TracedStatement) throws -> Trace.Origin? {
        guard let contract = stated.contract else { return nil }
        var origin = try FeedTracer(db: db, contract: contract).origin(
            of: stated.link.record, field: stated.plainField)
        origin?.role = stated.link.role
        origin?.linkRule = stated.link.rule
        origin?.score = stated.link.score
        if stated.field != stated.plainField { origin?.field = stated.field }
        if let source = stated.source { origin?.source = source }
        return origin
    }

    /// The origin of a record that is no longer (or was never) linked to the row: the event that ended an interval,
    /// an earlier version that said what stays.
    private func originElsewhere(_ record: Int64) throws -> Trace.Origin? {
        let feed = try String.fetchOne(
            db,
            sql: """
                SELECT feed FROM delivery WHERE state = 'loaded' AND first_record_id <= ?
                ORDER BY first_record_id DESC LIMIT 1
                """, arguments: [record])
        guard let feed, let contract = schemas.contract(FeedID(feed)) else { return nil }
        return try FeedTracer(db: db, contract: contract).origin(of: record, field: nil)
    }
}

extension UnifiedColumn {
    /// A text in the column's declared form.
    fileprivate func formed(_ text: String) -> String {
        switch form {
        case nil: return text
        case .day: return String(decoding: text.utf8.prefix(10), as: UTF8.self)
        case .fraction:
            var output: [UInt8] = []
            var text = text
            let isFraction = text.withUTF8 {
                ShareFraction.append(UnsafeRawBufferPointer($0), to: &output)
            }
            return isFraction ? String(decoding: output, as: UTF8.self) : text
        }
    }
}
