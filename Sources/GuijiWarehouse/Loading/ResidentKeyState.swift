import GRDB

/// Keys in memory: open addressing with linear probing, at most two thirds full.
///
/// Layout: three parallel arrays of a power-of-two length. `records[slot]` is 0 for a free slot, else the record id
/// shifted left by one with the "seen" flag as the lowest bit. Keys are hashes already, so their low bits address.
final class ResidentKeyState: KeyState {
    private var keys: [UInt64]
    private var rows: [UInt64]
    private var records: [Int64]
    private var mask: Int
    private var count = 0

    /// Reads the keys that hold now, in one scan of the covering index.
    init(_ db: Database, table: FeedTable, expecting: Int, isEmpty: Bool) throws {
        var length = 1024
        while length * 2 / 3 <= expecting { length *= 2 }
        keys = Array(repeating: 0, count: length)
        rows = keys
        records = Array(repeating: 0, count: length)
        mask = length - 1
        guard !isEmpty else { return }
        let scan = try RawStatement(
            db,
            "SELECT key_hash, row_hash, record_id FROM \(table.name) INDEXED BY \(table.indexName) "
                + "WHERE valid_to_run IS NULL")
        while try scan.step() {
            insert(
                UInt64(bitPattern: scan.integer(0)), UInt64(bitPattern: scan.integer(1)),
                scan.integer(2) << 1)
        }
    }

    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key) & mask
        while records[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private func insert(_ key: UInt64, _ row: UInt64, _ record: Int64) {
        var at = slot(key)
        if records[at] == 0 {
            if count >= keys.count * 2 / 3 {
                grow()
                at = slot(key)
            }
            count += 1
        }
        keys[at] = key
        rows[at] = row
        records[at] = record
    }

    private func grow() {
        let (oldKeys, oldRows, oldRecords) = (keys, rows, records)
        let length = oldKeys.count * 2
        keys = Array(repeating: 0, count: length)
        rows = keys
        records = Array(repeating: 0, count: length)
        mask = length - 1
        for old in oldKeys.indices where oldRecords[old] != 0 {
            let at = slot(oldKeys[old])
            keys[at] = oldKeys[old]
            rows[at] = oldRows[old]
            records[at] = oldRecords[old]
        }
    }

    func find(_ keyHash: UInt64) -> KeyEntry? {
        let at = slot(keyHash)
        guard records[at] != 0 else { return nil }
        return KeyEntry(rowHash: rows[at], recordID: records[at] >> 1, isSeen: records[at] & 1 == 1)
    }

    func markSeen(_ keyHash: UInt64, _ entry: KeyEntry) {
        records[slot(keyHash)] |= 1
    }

    func put(_ keyHash: UInt64, rowHash: UInt64, recordID: Int64) {
        insert(keyHash, rowHash, recordID << 1 | 1)
    }

    func forEachUnseen(_ body: (Int64) throws -> Void) throws {
        for record in records where record != 0 && record & 1 == 0 { try body(record >> 1) }
    }
}
