import GuijiModel
import GuijiContract

/// Takes the records of one delivery from its producer: writes the file and the truth beside it, and counts what must
/// come of it.
package final class FeedWriter {
    private let plan: WritePlan
    private let container: any ContainerWriter
    private let sink: ByteSink
    private let truth: ByteSink
    private let draft: RecordDraft
    private let seed: UInt64
    private let purpose: Purpose
    private var tonight: [(path: String, literal: String)] = []
    private var hasBegun = false
    private var written = 0
    private var rows: [UInt64: UInt64] = [:]
    /// What lies on the people and things of the city for good.
    var standing = StandingTraps()
    /// The share of records that are written at all: below 1, a snapshot loses rows.
    var keeps = 1.0
    private(set) var setAside = 0
    private(set) var rules: [String: Int] = [:]
    private(set) var dirt: [String: Int] = [:]
    private(set) var keyed: [FeedState.KeyedRecord] = []

    init(
        plan: WritePlan, seed: UInt64, path: String, truthPath: String,
        encoding: Container.Encoding
    ) throws {
        self.plan = plan
        self.seed = seed
        purpose = Purpose("record " + plan.contract.feed.rawValue)
        sink = try ByteSink(path: path, encoding: encoding)
        truth = try ByteSink(path: truthPath, encoding: .utf8)
        truth.append("record,key,role,item,kind,number,trap,undecidable\n")
        container = ContainerWriters.make(plan, sink, encoding: encoding)
        draft = RecordDraft(plan: plan)
    }

    /// States a value beside the records of tonight's file (`$.month`, `/root/@date`), as it stands. To be called before
    /// the first record.
    package func beside(_ path: String, literal: String) {
        tonight.append((path, literal))
    }

    private func beginOnce() throws {
        guard !hasBegun else { return }
        hasBegun = true
        try container.begin(beside: BesideValue.all(plan, tonight: tonight))
    }

    /// The number of records so far.
    package var count: Int { written }

    /// Writes one record.
    /// - Parameter number: the number of what the record is about (a person, an event); its random numbers follow.
    /// - Throws: `SamplesError.unknownSource` for a path that the contract lacks, `io`.
    package func record(_ number: Int, _ fill: (RecordDraft) throws -> Void) throws {
        if keeps < 1 {
            var lost = Chance(seed: seed, Purpose("lost"), number)
            if !lost.happens(keeps) { return }
        }
        draft.clear(Chance(seed: seed, purpose, number))
        try fill(draft)
        if let path = draft.unknownPath {
            throw SamplesError.unknownSource(
                feed: plan.contract.feed.rawValue, path: path, known: plan.table.paths)
        }
        try beginOnce()
        try container.write(draft)
        note()
        written += 1
    }

    /// Equal for deliveries with the same bytes. To be asked after `finish`.
    var contentHash: UInt64 { sink.contentHash }

    /// Writes a line that is no record: a blank one in the midst of a CSV file.
    package func line(_ text: String = "") throws {
        try beginOnce()
        try container.line(text)
    }

    /// Ends the file. `declared` is the number of records that the document claims; by default the true one.
    func finish(declared: Int? = nil) throws {
        try beginOnce()
        try container.end(count: declared ?? written)
        try sink.close()
        try truth.close()
    }

    private func note(_ link: TruthLink, _ key: String) {
        let item = link.item.map(String.init) ?? ""
        var traps = ""
        let standing = standing.of(link.kind, link.number)
        for trap in standing + link.traps.filter({ !standing.contains($0) }) {
            traps += (traps.isEmpty ? "" : "|") + trap.rawValue
        }
        truth.append(
            "\(written),\(CSVText.cell(key)),\(link.role),\(item),\(link.kind.rawValue),"
                + "\(link.number),\(traps),\(link.isUndecidable ? "1" : "")\n")
    }

    /// The record's truth and its part in what holds.
    private func note() {
        let key = draft.key ?? plan.key.map { draft.fields.values[$0].plain }.joined(separator: "|")
        for link in draft.links { note(link, key) }
        try? truth.flushIfFull()
        for name in draft.strikes { dirt[name, default: 0] += 1 }
        var hash = StableHash()
        FeedWriter.add(key, to: &hash)
        if draft.setAside == nil, case .snapshot = plan.contract.load, !plan.key.isEmpty {
            let row = rowHash
            if let known = rows[hash.value] {
                if known != row { draft.setAside = .dupKey }
            } else {
                rows[hash.value] = row
            }
        }
        if let rule = draft.setAside {
            setAside += 1
            rules[rule.rawValue, default: 0] += 1
        }
        keyed.append(
            FeedState.KeyedRecord(
                key: hash.value, order: order, isDelete: isDelete,
                isSetAside: draft.setAside != nil))
    }

    /// A hash of all that the record says: a key that stands twice in a snapshot is set aside where the rows differ.
    private var rowHash: UInt64 {
        var hash = StableHash()
        for value in draft.fields.values { FeedWriter.add(value.plain, to: &hash) }
        for item in draft.items {
            for value in item.fields.values { FeedWriter.add(value.plain, to: &hash) }
        }
        return hash.value
    }

    private static func add(_ text: String, to hash: inout StableHash) {
        var text = text
        text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
    }

    private var order: Int {
        if let order = draft.order { return order }
        guard let slot = plan.order else { return 0 }
        var number = 0
        for byte in draft.fields.values[slot].plain.utf8 where byte &- 0x30 < 10 {
            number = number &* 10 &+ Int(byte - 0x30)
        }
        return number
    }

    private var isDelete: Bool {
        guard let slot = plan.operation, case .delta(_, let operations, _) = plan.contract.load
        else {
            return false
        }
        return operations[draft.fields.values[slot].plain] == .delete
    }
}

/// Cells of the truth's CSV files.
enum CSVText {
    static func cell(_ text: String) -> String {
        text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\n" }
}
