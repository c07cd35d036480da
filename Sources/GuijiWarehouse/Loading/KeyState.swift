import GuijiModel

/// What holds for one key of a snapshot feed.
struct KeyEntry: Equatable {
    var rowHash: UInt64
    var recordID: Int64
    /// Whether tonight's delivery has brought the key.
    var isSeen: Bool
}

/// The keys that a snapshot feed holds, while a delivery is compared with them.
///
/// Two implementations, which a test holds equal: `ResidentKeyState` keeps them in memory (36 bytes a key and more),
/// `IndexedKeyState` asks SQLite's index and has memory that does not depend on the feed.
protocol KeyState: AnyObject {
    /// What holds for a key; `nil` for a new one.
    func find(_ keyHash: UInt64) throws -> KeyEntry?
    /// Notes that tonight's delivery has brought a key that was there.
    func markSeen(_ keyHash: UInt64, _ entry: KeyEntry) throws
    /// Notes a version that tonight's delivery made; it counts as seen.
    func put(_ keyHash: UInt64, rowHash: UInt64, recordID: Int64) throws
    /// Calls `body` with the record id of each key that tonight's delivery did not bring.
    func forEachUnseen(_ body: (Int64) throws -> Void) throws
}
