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
    private let rowsBefore: Int64
    /// `nil` once the last record was applied: its keys' memory is free before the index is sorted.
    private var applier: (any RowApplier)?
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
        let table = FeedTable(contract)
        let isEmpty = try table.prepare(db)
        writer = try RowWriter(
            db, table: table, contract: contract, run: run, delivery: delivery,
            firstRecordID: firstRecordID)
        if contract.load == .snapshot {
            rowsBefore =
                isEmpty
                ? 0
                : try Int64.fetchOne(
                    db, sql: "SELECT count(*) FROM \(table.name) WHERE valid_to_run IS NULL") ?? 0
            // A delivery's records are estimated from its size: 64 bytes a record is little.
            let expecting = max(Int(rowsBefore), Int(file.byteCount / 64))
            let keys: any KeyState
            if expecting <= residentKeyLimit {
                if !isEmpty { try db.execute(sql: table.createIndex) }
                keys = try ResidentKeyState(
                    db, table: table, expecting: isEmpty ? 0 : Int(rowsBefore), isEmpty: isEmpty)
            } else {
                keys = try IndexedKeyState(db, table: table)
            }
            applier = try SnapshotApplier(
                db, table: table, contract: contract, run: run, writer: writer, keys: keys)
        } else {
            rowsBefore = 0
            applier = try VersionApplier(
                db, table: table, contract: contract, run: run, writer: writer)
        }
        findingWriter = try FindingWriter(
            db, run: run, delivery: delivery, firstRecordID: firstRecordID)
        setAside = try SetAsideWriter(db, delivery: delivery)
        unique = UniqueValues(contract)
    }

    /// Loads everything, and lets the guards judge.
    /// - Returns: why the delivery must not be applied, or `nil` where it stands.
    func perform(_ db: Database) throws -> Refusal? {
        while let batch = try source.next() { try take(batch) }
        for finding in source.fileFindings { try write(finding) }
        report.closed += try applier?.finish() ?? 0
        applier = nil
        if let refusal = try judge() { return refusal }
        // On a first load, sorting once is cheaper than keeping the index in order row by row.
        try db.execute(sql: FeedTable(contract).createIndex)
        return nil
    }

    private func take(_ batch: ShapedBatch) throws {
        if report.records == 0 { applier?.expect(records: estimate(from: batch)) }
        report.records += Int64(batch.count)
        for finding in batch.findings { try write(finding) }
        try unique.check(batch) { try write($0) }
        guard let applier else { return }
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
