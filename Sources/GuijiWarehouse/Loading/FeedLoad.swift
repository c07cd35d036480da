import GRDB
import GuijiContract
import GuijiModel

/// Why a delivery is not applied. Unwinds its transaction.
struct Refusal: Error {
    var state: DeliveryState
    var reason: String
}

/// One delivery being loaded, inside its transaction: applies batches, writes findings and set-aside records, and at
/// the end lets the guards judge.
final class FeedLoad {
    /// How many findings of a held delivery are kept.
    static let keptFindings = 10_000

    private let contract: FeedContract
    private let source: any ShapedSource
    private let firstRecordID: Int64
    private let byteCount: Int64
    private let run: RunID
    private let residentKeyLimit: Int
    private let table: FeedTable
    /// Whether the feed's table has no row yet.
    private let isEmpty: Bool
    private let rowsBefore: Int64
    private let writer: RowWriter
    private let findingWriter: FindingWriter
    private let setAside: SetAsideWriter
    private let unique: UniqueValues
    private(set) var report: DeliveryReport
    /// The first findings, for the case that the delivery is held and its rows are rolled back.
    private(set) var kept: [Finding] = []

    init(
        _ db: Database, file: DeliveryFile, contract: FeedContract, run: RunID,
        delivery: DeliveryID,
        firstRecordID: Int64, source: any ShapedSource, residentKeyLimit: Int
    ) throws {
        self.contract = contract
        self.source = source
        self.firstRecordID = firstRecordID
        byteCount = file.byteCount
        report = DeliveryReport(delivery: delivery, state: .loaded)
        self.run = run
        self.residentKeyLimit = residentKeyLimit
        table = FeedTable(contract)
        isEmpty = try table.prepare(db)
        writer = try RowWriter(
            db, table: table, contract: contract, run: run, delivery: delivery,
            firstRecordID: firstRecordID)
        rowsBefore =
            isEmpty || contract.load != .snapshot
            ? 0
            : try Int64.fetchOne(
                db, sql: "SELECT count(*) FROM \(table.name) WHERE valid_to_run IS NULL") ?? 0
        findingWriter = try FindingWriter(
            db, run: run, delivery: delivery, firstRecordID: firstRecordID)
        setAside = try SetAsideWriter(db, delivery: delivery)
        unique = UniqueValues(contract)
    }

    /// Loads everything, and lets the guards judge.
    /// - Returns: why the delivery must not be applied, or `nil` where it stands.
    func perform(_ db: Database) throws -> Refusal? {
        try apply(db)
        if let refusal = try judge() { return refusal }
        // On a first load, sorting once is cheaper than keeping the index in order row by row.
        try db.execute(sql: table.createIndex)
        return nil
    }

    /// Applies every record. What is known of the keys is freed at the end, before the index is sorted.
    private func apply(_ db: Database) throws {
        var applier: (any RowApplier)?
        while let batch = try source.next() {
            let current = try applier ?? makeApplier(db, expecting: estimate(from: batch))
            applier = current
            try take(batch, current)
        }
        for finding in source.fileFindings { try write(finding) }
        report.closed += try (applier ?? makeApplier(db, expecting: 0)).finish()
    }

    private func makeApplier(_ db: Database, expecting: Int) throws -> any RowApplier {
        guard contract.load == .snapshot else {
            return try VersionApplier(
                db, table: table, contract: contract, run: run, writer: writer)
        }
        let expecting = max(expecting, Int(rowsBefore))
        let keys: any KeyState
        if expecting <= residentKeyLimit {
            if !isEmpty { try db.execute(sql: table.createIndex) }
            keys = try ResidentKeyState(db, table: table, expecting: expecting, isEmpty: isEmpty)
        } else {
            keys = try IndexedKeyState(db, table: table)
        }
        return try SnapshotApplier(
            db, table: table, contract: contract, run: run, writer: writer, keys: keys)
    }

    private func take(_ batch: ShapedBatch, _ applier: any RowApplier) throws {
        report.records += Int64(batch.count)
        for finding in batch.findings { try write(finding) }
        try unique.check(batch) { try write($0) }
        try writer.withCursor(batch) { cursor in
            for row in 0..<batch.count {
                guard batch.outcomes[row] == .load else {
                    try applier.passOver(keyHash: batch.keyHashes[row])
                    try put(aside: batch, row: row, rules: errors(in: batch, row: row))
                    continue
                }
                switch try applier.apply(batch, row: row, cursor: cursor) {
                case .inserted: report.inserted += 1
                case .updated: report.updated += 1
                case .closed: report.closed += 1
                case .unchanged: report.unchanged += 1
                case .historical: report.historical += 1
                case .repeated:
                    report.unchanged += 1
                    try write(
                        Finding(
                            rule: .dupKey, severity: .info, position: batch.positions[row],
                            found: "the same record again", expected: "each record once"))
                case .refused(let rule, let found, let expected):
                    try write(
                        Finding(
                            rule: rule, severity: .error, position: batch.positions[row],
                            found: found,
                            expected: expected))
                    // Whatever holds under this hash stays: a refused record closes nothing.
                    try applier.passOver(keyHash: batch.keyHashes[row])
                    try put(aside: batch, row: row, rules: [rule])
                }
            }
        }
    }

    /// How many records the delivery has, if all are as long as those of its first batch.
    private func estimate(from batch: borrowing ShapedBatch) -> Int {
        guard let last = batch.positions.last else { return 0 }
        let read = last.byteOffset + Int64(last.byteLength)
        return read == 0 ? 0 : Int(byteCount / read + 1) * batch.count
    }

    private func errors(in batch: borrowing ShapedBatch, row: Int) -> [RuleID] {
        let ordinal = batch.positions[row].ordinal
        var rules: [RuleID] = []
        for finding in batch.findings
        where finding.severity == .error && finding.position?.ordinal == ordinal
            && !rules.contains(finding.rule)
        {
            rules.append(finding.rule)
        }
        return rules
    }

    private func put(aside batch: borrowing ShapedBatch, row: Int, rules: [RuleID]) throws {
        report.setAside += 1
        let position = batch.positions[row]
        try setAside.write(
            recordID: firstRecordID + position.ordinal, rules: rules,
            raw: source.rawBytes(of: position))
    }

    private func write(_ finding: Finding) throws {
        report.findings += 1
        if kept.count < FeedLoad.keptFindings { kept.append(finding) }
        try findingWriter.write(finding)
    }

    /// The guards of the contract. Each that fails is a finding about the file; the first gives the reason.
    private func judge() throws -> Refusal? {
        let judgement = GuardJudgement(
            contract: contract, report: report, rowsBefore: rowsBefore, envelope: source.envelope)
        let failed = judgement.findings + source.fileFindings.filter { $0.severity == .error }
        for finding in judgement.findings { try write(finding) }
        return failed.first.map {
            Refusal(
                // A service's error answer in a delivery's place is no delivery at all.
                state: $0.rule == .envelopeStatus ? .failed : .held,
                reason: "\($0.rule): \($0.found); expected \($0.expected)")
        }
    }
}
