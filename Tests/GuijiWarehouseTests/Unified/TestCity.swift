import Foundation
import GRDB
import GuijiContract
import GuijiModel

@testable import GuijiWarehouse

/// A warehouse in a folder of its own, filled by nights of rows written down as dictionaries: no file, no shaping.
final class TestCity {
    let folder: URL
    let warehouse: Warehouse
    var schemas: SchemaSet
    private(set) var run = RunID(0)

    init(_ schemas: SchemaSet) throws {
        self.schemas = schemas
        folder = FileManager.default.temporaryDirectory
            .appending(path: "guiji-city-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        warehouse = try Warehouse.open(path: folder.appending(path: "warehouse.db").path)
        try night("2020-11-20")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Begins the next night.
    func night(_ date: String) throws {
        run = try warehouse.beginRun(businessDate: date)
    }

    /// A snapshot of a feed: key to the values of its fields (a group as JSON text).
    func deliver(_ feed: String, _ date: String, _ rows: [String: [String: String]]) throws {
        guard let contract = schemas.contract(FeedID(feed)) else { return }
        try warehouse.write { db in
            let table = FeedTable(contract)
            _ = try table.prepare(db)
            let first = try DeliveryLedger.nextRecordID(db)
            var report = DeliveryReport(delivery: DeliveryID(0), state: .loaded)
            report.records = Int64(rows.count)
            let file = DeliveryFile(
                feed: contract.feed, path: "\(feed)/\(date).csv", sha256: UUID().uuidString,
                byteCount: 1000, businessDate: date)
            let delivery = try DeliveryLedger.insert(
                db, file: file, contract: contract, run: run, report: report, firstRecordID: first)
            let old = try Row.fetchAll(
                db, sql: "SELECT * FROM \(table.name) WHERE valid_to_run IS NULL")
            var open: [Int64: Row] = [:]
            for row in old { open[row["key_hash"]] = row }
            for (ordinal, (key, values)) in rows.sorted(by: { $0.key < $1.key }).enumerated() {
                let hash = Self.hash(key)
                if let row = open.removeValue(forKey: hash) {
                    let isSame = table.columns.allSatisfy {
                        Self.text(row[$0.name] as DatabaseValue) == values[$0.name]
                    }
                    if isSame { continue }
                    try close(db, table, row)
                }
                let position = RecordPosition(
                    ordinal: Int64(ordinal), line: Int64(ordinal + 2),
                    byteOffset: Int64(100 * ordinal), byteLength: 90)
                var arguments: [(any DatabaseValueConvertible)?] = [
                    first + Int64(ordinal), delivery.rawValue, position.packed, hash, 0,
                    run.rawValue, nil,
                ]
                arguments += table.columns.map { values[$0.name] }
                try db.execute(sql: table.insert, arguments: StatementArguments(arguments))
            }
            for row in open.values { try close(db, table, row) }
        }
    }

    private func close(_ db: Database, _ table: FeedTable, _ row: Row) throws {
        let record: Int64 = row["record_id"]
        try db.execute(
            sql: "UPDATE \(table.name) SET valid_to_run = ? WHERE record_id = ?",
            arguments: [run.rawValue, record])
    }

    static func hash(_ key: String) -> Int64 {
        var hash = StableHash()
        var key = key
        key.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        return Int64(bitPattern: hash.value)
    }

    @discardableResult
    func unify(_ resolver: any EntityResolver = PlainResolver()) throws -> [UnifiedTableReport] {
        try warehouse.unify(run: run, schemas: schemas, resolver: resolver)
    }

    /// The first column of a query, one line a row.
    func texts(_ sql: String) throws -> [String] {
        try warehouse.read { db in try Row.fetchAll(db, sql: sql) }
            .map { row in
                row.map { Self.text($0.1) ?? "-" }.joined(separator: "|")
            }
    }

    static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob: "blob"
        }
    }
}

/// The resolver's rules in the plainest form, because the warehouse's tests may not import the resolution stage:
/// the first identifier column's text decides, else all canonical columns' texts; ids are kept by the oldest member.
struct PlainResolver: EntityResolver {
    var signature: String { "plain" }

    func resolve(_ mentions: MentionSet) throws -> Clustering {
        var numbers: [String: Int32] = [:]
        var clusterOf: [Int32] = []
        var count = 0
        for row in 0..<mentions.rowCount {
            var key: String?
            for (column, spec) in mentions.columns.enumerated() where key == nil {
                if case .identifier(let form) = spec.part,
                    let text = mentions.text(column: column, row: row)
                {
                    var bytes = Array(text.utf8)
                    let raw = Array(text.utf8)
                    let isValid = raw.withUnsafeBytes {
                        IdentifierValue.normalize($0, as: form, into: &bytes)
                    }
                    if isValid { key = "id " + String(decoding: bytes, as: UTF8.self) }
                }
            }
            for (column, spec) in mentions.columns.enumerated() where key == nil {
                if case .canonical = spec.part, let text = mentions.text(column: column, row: row) {
                    key = "form " + text
                }
            }
            if row >= mentions.count {
                clusterOf.append(key.flatMap { numbers[$0] } ?? -1)
                continue
            }
            let name = key ?? "own \(row)"
            if numbers[name] == nil {
                numbers[name] = Int32(count)
                count += 1
            }
            clusterOf.append(numbers[name] ?? 0)
        }
        return Clustering(
            clusterOf: clusterOf, clusterCount: count, ruleNames: ["PLAIN"],
            rules: Array(repeating: 0, count: mentions.count),
            scores: Array(repeating: 1, count: mentions.count))
    }

    func identify(
        _ clustering: Clustering, of mentions: MentionSet, knowing state: IdentityState
    ) -> IdentityAssignment {
        var entityOf = [Int64](repeating: 0, count: clustering.clusterCount)
        var taken: [Int64: Int] = [:]
        for row in 0..<mentions.rowCount where clustering.clusterOf[row] >= 0 {
            let id = mentions.previous[row] == 0 ? 0 : state.current(mentions.previous[row])
            let cluster = Int(clustering.clusterOf[row])
            guard id != 0, taken[id] == nil || taken[id] == cluster else { continue }
            taken[id] = cluster
            if entityOf[cluster] == 0 || id < entityOf[cluster] { entityOf[cluster] = id }
        }
        var opened: [IdentityAssignment.Forward] = []
        for (id, cluster) in taken where entityOf[cluster] != id {
            opened.append(.init(from: id, to: entityOf[cluster]))
        }
        var next = state.nextID
        for cluster in entityOf.indices where entityOf[cluster] == 0 {
            entityOf[cluster] = next
            next += 1
        }
        return IdentityAssignment(
            entityOf: entityOf, opened: opened.sorted(), closed: [], nextID: next)
    }
}
