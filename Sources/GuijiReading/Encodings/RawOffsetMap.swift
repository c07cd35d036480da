/// Leads places in the decoded text back to the file for a reader that hands the text on and keeps none of it
/// (a push parser). Keeps copies of the last stretches itself; none for UTF-8 without defects.
package struct RawOffsetMap {
    /// How much text before the newest stretch is kept at most, in bytes.
    private static let kept = 4 << 20

    private let decoder: TextDecoder
    private var cursor: RawOffsetCursor
    /// Text from the cursor on.
    private var text: [UInt8] = []
    /// Where the cursor is in `text`.
    private var start = 0

    package init(_ decoder: TextDecoder) {
        self.decoder = decoder
        cursor = RawOffsetCursor(decoder)
    }

    /// Takes note of text in the order in which the decoder gave it.
    package mutating func add(_ newText: UnsafeRawBufferPointer) {
        if start > RawOffsetMap.kept / 4 {
            text.removeFirst(start)
            start = 0
        }
        if text.count - start > RawOffsetMap.kept { advance(by: text.count - start) }
        text.append(contentsOf: newText)
    }

    /// The offset in the file of a place in the decoded text, which must not lie before the last one asked for.
    package mutating func rawOffset(ofDecoded decoded: Int64) -> Int64 {
        let distance = Int(decoded - cursor.decoded)
        advance(by: min(max(0, distance), text.count - start))
        return cursor.raw
    }

    private mutating func advance(by count: Int) {
        text.withUnsafeBytes { cursor.advance(over: .init(rebasing: $0[start..<start + count])) }
        start += count
    }
}
