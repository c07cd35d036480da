import GuijiContract
import GuijiModel

/// What must hold in a feed's table, followed from delivery to delivery independently of the product: for each key
/// the order of its last version and whether that removed it. 24 bytes a key.
struct FeedState: Sendable {
    private var versions: [UInt64: Version] = [:]
    /// Hashes of the files that were loaded.
    private var files: Set<UInt64> = []

    private struct Version: Sendable {
        var order: Int
        var isDeleted: Bool
    }

    /// A record as far as it decides what holds.
    struct KeyedRecord: Sendable {
        var key: UInt64
        var order: Int
        var isDelete: Bool
        var isSetAside: Bool
    }

    /// Keys that hold.
    var current: Int { versions.values.count { !$0.isDeleted } }

    /// Whether a file with the same bytes was loaded before.
    func knows(_ contentHash: UInt64) -> Bool { files.contains(contentHash) }

    /// The rule by which a contract's guards hold a delivery back; `nil`: it is loaded. Worked out here from the
    /// contract alone, not by the product's own code.
    func refusal(of records: [KeyedRecord], by contract: FeedContract) -> RuleID? {
        let aside = records.count { $0.isSetAside }
        let most = contract.guards.maxRejectedPercent
        if !records.isEmpty, Double(aside) * 100 > most * Double(records.count) {
            return .tooManyRejected
        }
        if contract.load == .snapshot, let fall = contract.guards.maxFallPercent, current > 0 {
            let rows = Set(records.lazy.filter { !$0.isSetAside }.map(\.key)).count + aside
            if Double(current - rows) * 100 > fall * Double(current) { return .snapshotShrink }
        }
        return records.count < contract.guards.minRecords ? .countMismatch : nil
    }

    /// Applies a loaded delivery.
    mutating func apply(_ records: [KeyedRecord], mode: LoadMode, contentHash: UInt64) {
        files.insert(contentHash)
        if case .snapshot = mode {
            var held: [UInt64: Version] = [:]
            for record in records {
                // A record that is set aside says nothing new, but its key has not vanished.
                if record.isSetAside, versions[record.key] == nil { continue }
                held[record.key] = Version(order: 0, isDeleted: false)
            }
            versions = held
            return
        }
        for record in records where !record.isSetAside {
            if let known = versions[record.key], record.order < known.order { continue }
            versions[record.key] = Version(order: record.order, isDeleted: record.isDelete)
        }
    }
}
