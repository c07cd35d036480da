/// Bytes of a file that no character of its encoding has. In the decoded text U+FFFD stands in their place; a reader
/// must refuse the record (`RECORD_UNDECODABLE`), never load it.
package struct MalformedText: Sendable, Equatable {
    /// Offset in the decoded text of the U+FFFD (three bytes).
    package var decodedOffset: Int64
    /// Offset in the file of the first byte.
    package var rawOffset: Int64
    /// Bytes in the file.
    package var rawLength: Int
}
