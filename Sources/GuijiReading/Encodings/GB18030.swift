/// GB18030-2005: one, two or four bytes a character, all of Unicode.
enum GB18030 {
    /// The character or defect at the start of `bytes`, of which `count` are there.
    static func unit(_ bytes: UnsafePointer<UInt8>, _ count: Int, atEnd: Bool) -> DecodedUnit {
        let lead = bytes[0]
        guard lead > 0x80, lead < 0xFF, count > 1, (0x30...0x39).contains(bytes[1]) else {
            return TwoByteTable.gb18030.unit(bytes, count, atEnd: atEnd)
        }
        if count > 2, !(0x81...0xFE).contains(bytes[2]) { return .malformed(rawLength: 1) }
        guard count > 3 else { return atEnd ? .malformed(rawLength: 1) : .incomplete }
        guard (0x30...0x39).contains(bytes[3]) else { return .malformed(rawLength: 1) }
        let packed = fourByte(lead, bytes[1], bytes[2], bytes[3])
        return packed == 0
            ? .malformed(rawLength: 4) : .character(utf8: packed, rawLength: 4)
    }

    /// A four-byte code's character as packed UTF-8; 0 where it has none. From 0x90308130 the codes count the
    /// supplementary planes through; below they fill the gaps that the two-byte codes leave in the basic plane.
    static func fourByte(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8)
        -> UInt32
    {
        let high = (Int(first) - 0x81) * 10 + Int(second) - 0x30
        let index = (high * 126 + Int(third) - 0x81) * 10 + Int(fourth) - 0x30
        if index >= 189_000 {
            let scalar = UInt32(index - 189_000 + 0x1_0000)
            return scalar <= 0x10_FFFF ? DecodedUnit.packedUTF8(scalar) : 0
        }
        return index < basicPlane.count ? basicPlane[index] : 0
    }

    /// The four-byte code at a place in their order.
    static func fourByteCode(_ index: Int) -> [UInt8] {
        let first = UInt8(0x81 + index / 12_600)
        let second = UInt8(0x30 + index / 1_260 % 10)
        let third = UInt8(0x81 + index / 10 % 126)
        let fourth = UInt8(0x30 + index % 10)
        return [first, second, third, fourth]
    }

    /// Packed UTF-8 of the four-byte codes of the basic plane, in their order; filled on first use.
    private static let basicPlane: [UInt32] = {
        guard let iconv = Iconv(from: "GB18030") else { return [] }
        return (0..<39_420).map { index in
            iconv.character(fourByteCode(index))
        }
    }()
}
