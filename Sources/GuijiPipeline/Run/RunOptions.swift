package import GuijiModel

/// What a run is asked to do.
package struct RunOptions: Sendable {
    /// The business date, ISO text.
    package var date: String
    /// Only these feeds; empty: all.
    package var feeds: [FeedID]
    /// Read, shape and judge everything, write nothing.
    package var isDryRun: Bool

    package init(date: String, feeds: [FeedID] = [], isDryRun: Bool = false) {
        self.date = date
        self.feeds = feeds
        self.isDryRun = isDryRun
    }
}

/// What a run tells while it works, for a progress bar.
package struct RunProgress: Sendable {
    package var delivery: Int
    package var deliveries: Int
    package var path: String
    /// Bytes of the delivery read so far, and in all.
    package var bytesDone: Int64
    package var bytesInAll: Int64
}
