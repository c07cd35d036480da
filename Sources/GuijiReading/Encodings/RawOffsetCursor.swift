/// Walks the decoded text beside a reader and says where in the file each place stands.
///
/// The file's bytes are counted from the decoded text itself (an ASCII byte took one byte, another GB18030 character
/// two, …), eight bytes at a time, and corrected where the decoder saw something unusual. Exact in every encoding;
/// free for UTF-8.
package struct RawOffsetCursor {
    /// Offset in the decoded text.
    package private(set) var decoded: Int64
    /// The same place in the file.
    package private(set) var raw: Int64

    private let decoder: TextDecoder

    /// At the start of the text.
    package init(_ decoder: TextDecoder) {
        self.decoder = decoder
        decoded = 0
        raw = decoder.byteOrderMarkLength
    }

    /// At a place known from before.
    package init(_ decoder: TextDecoder, decoded: Int64, raw: Int64) {
        self.decoder = decoder
        self.decoded = decoded
        self.raw = raw
    }

    /// Moves over text that begins where the cursor is and ends at the end of a character.
    package mutating func advance(over text: UnsafeRawBufferPointer) {
        raw += Int64(decoder.codec.usualRawLength(text))
        let end = decoded + Int64(text.count)
        if !decoder.deviations.isEmpty { raw += decoder.extraBytes(in: decoded..<end) }
        decoded = end
    }
}

extension TextDecoder {
    /// The sum of the deviations within a stretch of decoded text.
    func extraBytes(in range: Range<Int64>) -> Int64 {
        var low = 0
        var high = deviations.count
        while low < high {
            let middle = (low + high) / 2
            if deviations[middle].decodedOffset < range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var sum: Int64 = 0
        while low < deviations.count, deviations[low].decodedOffset < range.upperBound {
            sum += deviations[low].extra
            low += 1
        }
        return sum
    }
}
