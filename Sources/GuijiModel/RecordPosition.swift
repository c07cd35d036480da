/// Where a record stands in its delivery, counted in the bytes of the file as it arrived (before any decoding).
package struct RecordPosition: Hashable, Sendable {
    /// The record's number in the file, from 0, counting every record, set aside or not.
    package var ordinal: Int64
    /// The line of the record's first byte, from 1.
    package var line: Int64
    /// The offset of the record's first byte, from 0.
    package var byteOffset: Int64
    /// The record's length in bytes, without the line end that closes it.
    package var byteLength: Int64

    package init(ordinal: Int64, line: Int64, byteOffset: Int64, byteLength: Int64) {
        self.ordinal = ordinal
        self.line = line
        self.byteOffset = byteOffset
        self.byteLength = byteLength
    }

    /// Offset and length in one integer, as the `position` column of a feed table holds it: the offset in the upper
    /// 39 bits (files to 512 GiB), the length in the lower 24 (records to 16 MiB; a longer one is stored as the
    /// greatest length and its end found by reading).
    package var packed: Int64 { byteOffset << 24 | min(byteLength, 0xFF_FFFF) }

    /// The byte offset in a packed position.
    package static func byteOffset(ofPacked packed: Int64) -> Int64 { packed >> 24 }

    /// The byte length in a packed position.
    package static func byteLength(ofPacked packed: Int64) -> Int64 { packed & 0xFF_FFFF }
}
