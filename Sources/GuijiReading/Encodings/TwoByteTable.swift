/// Characters of a two-byte encoding by their code: 65,536 entries, filled once (some milliseconds).
struct TwoByteTable: Sendable {
    /// Packed UTF-8 by `first byte | second byte << 8`; 0 where the code has no character.
    let entries: [UInt32]

    /// GB18030's two-byte part, which contains GBK and GB 2312.
    static let gb18030 = TwoByteTable(encoding: "GB18030", trails: [0x40...0x7E, 0x80...0xFE])
    /// Big5 with Microsoft's additions (code page 950).
    static let big5 = TwoByteTable(encoding: "CP950", trails: [0x40...0x7E, 0xA1...0xFE])

    private init(encoding: String, trails: [ClosedRange<UInt8>]) {
        var entries = [UInt32](repeating: 0, count: 1 << 16)
        if let iconv = Iconv(from: encoding) {
            for lead: UInt8 in 0x81...0xFE {
                for trail in trails.joined() {
                    entries[Int(lead) | Int(trail) << 8] = iconv.character([lead, trail])
                }
            }
        }
        self.entries = entries
    }

    /// The character or defect at the start of `bytes`, of which `count` are there; for the two-byte encodings
    /// without a longer form.
    func unit(_ bytes: UnsafePointer<UInt8>, _ count: Int, atEnd: Bool) -> DecodedUnit {
        let lead = bytes[0]
        if lead < 0x80 { return .character(utf8: UInt32(lead), rawLength: 1) }
        guard lead > 0x80, lead < 0xFF else { return .malformed(rawLength: 1) }
        guard count > 1 else { return atEnd ? .malformed(rawLength: 1) : .incomplete }
        let packed = entries[Int(lead) | Int(bytes[1]) << 8]
        if packed != 0 { return .character(utf8: packed, rawLength: 2) }
        // An ASCII byte after a lost lead may be a delimiter; another byte is the second half of a code.
        return .malformed(rawLength: bytes[1] < 0x80 || bytes[1] == 0xFF ? 1 : 2)
    }
}
