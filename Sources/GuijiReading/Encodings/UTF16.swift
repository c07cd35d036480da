/// UTF-16 in either byte order.
enum UTF16Decoding {
    /// The character or defect at the start of `bytes`, of which `count` are there.
    static func unit(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, atEnd: Bool, bigEndian: Bool
    ) -> DecodedUnit {
        func codeUnit(_ index: Int) -> UInt32 {
            bigEndian
                ? UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
                : UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index])
        }
        guard count > 1 else { return atEnd ? .malformed(rawLength: 1) : .incomplete }
        let first = codeUnit(0)
        guard (0xD800...0xDFFF).contains(first) else { return .scalar(first, rawLength: 2) }
        guard first < 0xDC00 else { return .malformed(rawLength: 2) }
        guard count > 3 else { return atEnd ? .malformed(rawLength: 2) : .incomplete }
        let second = codeUnit(2)
        guard (0xDC00...0xDFFF).contains(second) else { return .malformed(rawLength: 2) }
        return .scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00), rawLength: 4)
    }
}
