import GRDB

/// Keys in memory: open addressing with linear probing, at most two thirds full.
///
/// Layout: one array of 24-byte entries, a power of two of them, so that a look-up touches one line of the cache. Keys
/// are hashes already, so their high bits address: the index gives them in ascending order, which then fills the table
/// from one end to the other instead of all over. The memory is raw, because this is the inner loop of a snapshot:
/// an array in a class costs a check of exclusive access and of uniqueness at every touch.
final class ResidentKeyState: KeyState {
    private struct Entry {
        var key: UInt64 = 0
        var row: UInt64 = 0
        /// 0 for a free slot, else the record id shifted left by one, with "seen" as the lowest bit.
        var record: Int64 = 0
    }

    private struct Table {
        let entries: UnsafeMutablePointer<Entry>
        let length: Int
        private let shift: UInt64

        init(length: Int) {
            entries = .allocate(capacity: length)
            entries.initialize(repeating: Entry(), count: length)
            self.length = length
            shift = UInt64(64 - length.trailingZeroBitCount)
        }

        /// The entry of a key, or the free one where it belongs.
        @inline(__always)
        func slot(_ key: UInt64) -> UnsafeMutablePointer<Entry> {
            var slot = Int(truncatingIfNeeded: key >> shift)
            while entries[slot].record != 0 && entries[slot].key != key {
                slot = (slot + 1) & (length - 1)
            }
            return entries + slot
        }
    }

    private var table: Table
    private var count = 0

    /// Reads the keys that hold now, in one scan of the covering index. Makes room for `expecting` keys at once, because
    /// growing needs the old table beside the new one.
    init(_ db: Database, table: FeedTable, expecting: Int, isEmpty: Bool) throws {
        var length = 1024
        while length * 2 / 3 <= expecting { length *= 2 }
        self.table = Table(length: length)
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

    deinit { table.entries.deallocate() }

    @inline(__always)
    private func insert(_ key: UInt64, _ row: UInt64, _ record: Int64) {
        var at = table.slot(key)
        if at.pointee.record == 0 {
            if count >= table.length * 2 / 3 {
                grow()
                at = table.slot(key)
            }
            count += 1
        }
        at.pointee = Entry(key: key, row: row, record: record)
    }

    private func grow() {
        let old = table
        let new = Table(length: old.length * 2)
        for at in 0..<old.length where old.entries[at].record != 0 {
            new.slot(old.entries[at].key).pointee = old.entries[at]
        }
        old.entries.deallocate()
        table = new
    }

    func find(_ keyHash: UInt64) -> KeyEntry? {
        let entry = table.slot(keyHash).pointee
        guard entry.record != 0 else { return nil }
        return KeyEntry(
            rowHash: entry.row, recordID: entry.record >> 1, isSeen: entry.record & 1 == 1)
    }

    func markSeen(_ keyHash: UInt64, _ entry: KeyEntry) {
        table.slot(keyHash).pointee.record |= 1
    }

    func put(_ keyHash: UInt64, rowHash: UInt64, recordID: Int64) {
        insert(keyHash, rowHash, recordID << 1 | 1)
    }

    func forEachUnseen(_ body: (Int64) throws -> Void) throws {
        for at in 0..<table.length {
            let record = table.entries[at].record
            if record != 0 && record & 1 == 0 { try body(record >> 1) }
        }
    }
}
