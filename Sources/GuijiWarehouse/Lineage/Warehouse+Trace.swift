import GRDB
package import GuijiContract
import GuijiModel

extension Warehouse {
    /// Follows the values of one row back to the records that supplied them.
    ///
    /// `table` is a unified table (`id` is the entity's) or a feed table (`id` is the record's). Names are looked up
    /// in the schemas; nothing a user typed becomes SQL.
    /// - Parameter column: one column; `nil`: every column with a value.
    /// - Throws: `WarehouseError.notFound` with the nearest known name.
    package func trace(table: String, id: Int64, column: String?, schemas: SchemaSet) throws
        -> Trace
    {
        try read { db in
            if let unified = schemas.unified.first(where: { $0.name == table }) {
                return try UnifiedTracer(db: db, table: unified, schemas: schemas).trace(id, column)
            }
            if let contract = schemas.contracts.first(where: { $0.feed.tableName == table }) {
                return try FeedTracer(db: db, contract: contract).trace(id, column)
            }
            let known = schemas.unified.map(\.name) + schemas.contracts.map(\.feed.tableName)
            throw WarehouseError.notFound(
                what: "table", name: table,
                nearest: [NearestWord.of(table, in: known)].compactMap { $0 })
        }
    }
}

/// The columns to trace.
func chosen(_ column: String?, of columns: [String], in table: String) throws -> [String] {
    guard let column else { return columns }
    guard columns.contains(column) else {
        throw WarehouseError.notFound(
            what: "column of \(table),", name: column,
            nearest: [NearestWord.of(column, in: columns)].compactMap { $0 })
    }
    return [column]
}

/// Traces rows of a feed table: each value is its record's own.
struct FeedTracer {
    let db: Database
    let contract: FeedContract

    func trace(_ id: Int64, _ column: String?) throws -> Trace {
        let table = FeedTable(contract)
        let names = try chosen(column, of: table.columns.map(\.name), in: table.name)
        guard try db.tableExists(table.name),
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM \(table.name) WHERE record_id = ?", arguments: [id])
        else {
            throw WarehouseError.notFound(
                what: "record in \(table.name),", name: String(id), nearest: [])
        }
        let cells = try names.compactMap { name -> Trace.Cell? in
            let value = FeedTracer.text(row[name])
            guard value != nil || column != nil else { return nil }
            return Trace.Cell(
                column: name, value: value, rule: "the record's own value, in canonical form",
                origin: try origin(of: id, row: row, field: name))
        }
        return Trace(table: table.name, id: id, cells: cells)
    }

    /// Where a record stands; `nil` where it is not of this feed.
    func origin(of record: Int64, field: String?) throws -> Trace.Origin? {
        let table = contract.feed.tableName
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT position, delivery_id FROM \(table) WHERE record_id = ?",
                arguments: [record])
        else { return nil }
        return try origin(of: record, row: row, field: field)
    }

    private func origin(of record: Int64, row: Row, field: String?) throws -> Trace.Origin? {
        let delivery: Int64 = row["delivery_id"]
        let position: Int64 = row["position"]
        guard
            let facts = try Row.fetchOne(
                db,
                sql: """
                    SELECT d.*, c.version FROM delivery d JOIN contract_version c USING (contract_version_id)
                    WHERE delivery_id = ?
                    """, arguments: [delivery])
        else { return nil }
        let first: Int64 = facts["first_record_id"]
        let spec = contract.fields.first { $0.name == field }
        let group = contract.groups.first { $0.name == field }
        return Trace.Origin(
            record: record, feed: contract.feed.rawValue, contractVersion: facts["version"],
            field: field,
            source: spec?.sources.joined(separator: " | ") ?? group?.source, run: facts["run_id"],
            path: facts["path"], sha256: facts["sha256"], businessDate: facts["business_date"],
            encoding: facts["encoding"], number: record - first + 1,
            byteOffset: RecordPosition.byteOffset(ofPacked: position),
            byteLength: RecordPosition.byteLength(ofPacked: position))
    }

    /// A value as text, `nil` for NULL.
    static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let data): "\(data.count) bytes"
        }
    }
}
