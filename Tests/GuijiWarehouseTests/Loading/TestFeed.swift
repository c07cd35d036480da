import Foundation
import GuijiContract
import GuijiModel

@testable import GuijiWarehouse

/// A row as a test writes it: key, a value, the change time (order) and the operation.
struct TestRow: Hashable, Sendable {
    var key: String
    var value: String
    var changedAt: String?
    var operation: String = "U"
    var isSetAside = false
}

/// A feed with two text columns, an order and an operation column, in a warehouse of its own.
final class TestFeed {
    let folder: URL
    let warehouse: Warehouse
    let contract: FeedContract
    private(set) var run: RunID
    private var deliveries = 0

    init(_ load: LoadMode, guards: Guards = Guards()) throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-feed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        warehouse = try Warehouse.open(path: folder.appending(path: "warehouse.db").path)
        contract = FeedContract(
            feed: FeedID("D90-test"), department: DepartmentID("D90"),
            container: Container(format: .csv),
            fields: [
                FieldSpec(name: "item", sources: ["item"]),
                FieldSpec(name: "value", sources: ["value"]),
                FieldSpec(name: "changed_at", sources: ["at"], kind: .timestamp(DateOptions())),
                FieldSpec(name: "op", sources: ["op"]),
            ], key: [0], load: load, guards: guards)
        run = try warehouse.beginRun(businessDate: "2020-11-20")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let delta = LoadMode.delta(
        operation: 3, operations: ["I": .upsert, "U": .upsert, "D": .delete], order: 2)

    func nextRun() throws {
        run = try warehouse.beginRun(businessDate: "2020-11-21")
    }

    /// Loads rows as one delivery, in batches of `batchSize`.
    @discardableResult
    func load(
        _ rows: [TestRow], batchSize: Int = 3, envelope: [String: String] = [:],
        fileFindings: [Finding] = [],
        failing: DeliveryError? = nil, residentKeyLimit: Int = Warehouse.residentKeyLimit
    ) throws -> DeliveryReport {
        deliveries += 1
        let source = TestSource(
            rows: rows, batchSize: batchSize, envelope: envelope, fileFindings: fileFindings,
            failing: failing)
        let file = DeliveryFile(
            feed: contract.feed, path: "d\(deliveries).csv", sha256: "sha\(deliveries)",
            byteCount: 100,
            businessDate: "2020-11-20")
        return try warehouse.load(
            file: file, contract: contract, run: run, source: source,
            residentKeyLimit: residentKeyLimit)
    }

    /// What holds now: key and value, in order.
    func current() throws -> [String] {
        try texts(
            "SELECT item || '=' || value FROM feed_d90_test WHERE valid_to_run IS NULL ORDER BY 1")
    }

    /// All versions ever, without the numbers that depend on arrival.
    func versions() throws -> [String] {
        try texts(
            "SELECT item || '=' || value || ' ' || coalesce(changed_at, '-') || op FROM feed_d90_test ORDER BY 1"
        )
    }

    func texts(_ sql: String) throws -> [String] {
        try warehouse.read { try String.fetchAll($0, sql: sql) }
    }

    func number(_ sql: String) throws -> Int {
        try warehouse.read { try Int.fetchOne($0, sql: sql) } ?? 0
    }
}

/// Hands rows to the loader as a shaper would.
final class TestSource: ShapedSource {
    private var rows: ArraySlice<TestRow>
    private let batchSize: Int
    private let failing: DeliveryError?
    private var ordinal: Int64 = 0
    let envelope: [String: String]
    let fileFindings: [Finding]
    let encodingName: String? = "UTF-8"

    init(
        rows: [TestRow], batchSize: Int, envelope: [String: String], fileFindings: [Finding],
        failing: DeliveryError?
    ) {
        self.rows = rows[...]
        self.batchSize = batchSize
        self.envelope = envelope
        self.fileFindings = fileFindings
        self.failing = failing
    }

    func rawBytes(of position: RecordPosition) -> [UInt8] { Array("raw \(position.ordinal)".utf8) }

    func next() throws -> ShapedBatch? {
        guard !rows.isEmpty else {
            if let failing { throw failing }
            return nil
        }
        defer { rows = rows.dropFirst(batchSize) }
        return TestSource.batch(Array(rows.prefix(batchSize)), from: &ordinal)
    }

    static func batch(_ rows: [TestRow], from ordinal: inout Int64) -> ShapedBatch {
        var bytes: [UInt8] = []
        var columns: [[FieldSlice]] = [[], [], [], []]
        var positions: [RecordPosition] = []
        var keyHashes: [UInt64] = []
        var rowHashes: [UInt64] = []
        var findings: [Finding] = []
        for row in rows {
            var key = StableHash()
            var whole = StableHash()
            for (column, text) in [row.key, row.value, row.changedAt, row.operation].enumerated() {
                guard let text else {
                    columns[column].append(.absent)
                    whole.addAbsent()
                    continue
                }
                let start = bytes.count
                bytes += text.utf8
                columns[column].append(FieldSlice(start..<bytes.count))
                Array(text.utf8).withUnsafeBytes {
                    whole.add($0)
                    if column == 0 { key.add($0) }
                }
            }
            let position = RecordPosition(
                ordinal: ordinal, line: ordinal + 2, byteOffset: ordinal * 10, byteLength: 9)
            positions.append(position)
            keyHashes.append(key.value)
            rowHashes.append(whole.value)
            if row.isSetAside {
                findings.append(
                    Finding(
                        rule: .required, severity: .error, position: position, field: "value",
                        found: "", expected: "a value"))
            }
            ordinal += 1
        }
        return ShapedBatch(
            count: rows.count, bytes: bytes, columns: columns.map { .text($0) },
            positions: positions,
            shapes: rows.map { _ in 0 }, outcomes: rows.map { $0.isSetAside ? .setAside : .load },
            keyHashes: keyHashes, rowHashes: rowHashes,
            operations: rows.map { $0.operation == "D" ? .delete : .upsert }, findings: findings)
    }
}
