package import GuijiModel

/// What one file in the inbox is.
package struct InboxEntry: Sendable {
    package enum Standing: Sendable, Equatable {
        /// Ready to be read.
        case ready
        /// Named like a file under way (`.part`, `.tmp`), or its size changed while we looked: left alone.
        case stillWriting
        /// A folder or a special file with a delivery's name.
        case notAFile
        /// No contract's pattern matches.
        case unexpected
    }

    /// Path below the inbox.
    package var path: String
    package var standing: Standing
    /// The feed it belongs to; `nil` for unexpected files.
    package var feed: FeedID?
    /// The day it speaks of, from its name (`…20201120…`, `…2020-11-20…`), or the run's day.
    package var businessDate: String
    package var byteCount: Int64
}
