package import GuijiModel

/// A delivery about to be loaded.
package struct DeliveryFile: Sendable {
    package var feed: FeedID
    /// Path below the inbox.
    package var path: String
    /// SHA-256 of the file's bytes, in hex.
    package var sha256: String
    package var byteCount: Int64
    /// The day the delivery speaks of, ISO text.
    package var businessDate: String

    package init(feed: FeedID, path: String, sha256: String, byteCount: Int64, businessDate: String)
    {
        self.feed = feed
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
        self.businessDate = businessDate
    }
}

/// Where the loader takes shaped batches from, and the bytes of records to be set aside.
package protocol ShapedSource: AnyObject {
    /// The next batch, in file order; `nil` after the last.
    /// - Throws: `DeliveryError` where the file cannot be read on: the delivery fails.
    func next() throws -> ShapedBatch?
    /// Findings about the file as a whole. Asked for after the last batch.
    var fileFindings: [Finding] { get }
    /// Values beside the records, for envelope guards. Asked for after the last batch.
    var envelope: [String: String] { get }
    /// The encoding that the file was in, as the standard names it; `nil` until known.
    var encodingName: String? { get }
    /// A record's bytes as they arrived.
    func rawBytes(of position: RecordPosition) throws -> [UInt8]
}

/// What became of a delivery.
package enum DeliveryState: String, Sendable, CaseIterable {
    /// Applied to its feed table.
    case loaded
    /// Not applied: a guard or the share of rejected records stopped it. The feed keeps its state.
    case held
    /// Not applied: it could not be read.
    case failed
    /// Not applied: a newer snapshot of the feed is loaded already.
    case superseded
    /// The same bytes were loaded before: nothing to do.
    case duplicate
}

/// What loading a delivery did.
package struct DeliveryReport: Sendable, Equatable {
    package var delivery: DeliveryID
    package var state: DeliveryState
    /// Records in the file.
    package var records: Int64 = 0
    /// New keys.
    package var inserted: Int64 = 0
    /// Keys with a new version.
    package var updated: Int64 = 0
    /// Keys closed: vanished from a snapshot, or deleted by a delta.
    package var closed: Int64 = 0
    /// Records equal to what was there.
    package var unchanged: Int64 = 0
    /// Records older than the version that holds: stored as history only.
    package var historical: Int64 = 0
    package var setAside: Int64 = 0
    package var findings: Int64 = 0
    /// Why it was held or failed, for a person.
    package var reason: String?

    package init(delivery: DeliveryID, state: DeliveryState) {
        self.delivery = delivery
        self.state = state
    }
}
