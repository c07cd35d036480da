import GuijiContract

/// How the characters of one encoding are found, without state from one to the next.
struct Codec: Sendable {
    let encoding: Container.Encoding

    /// The character or defect at the start of `bytes`, of which `count` (at least 1) are there. The obvious way;
    /// `TextDecoder` takes whole runs first (`FastRuns`).
    func unit(_ bytes: UnsafePointer<UInt8>, _ count: Int, atEnd: Bool) -> DecodedUnit {
        switch encoding {
        case .utf8: UTF8Validation.unit(bytes, count, atEnd: atEnd)
        case .gb18030: GB18030.unit(bytes, count, atEnd: atEnd)
        case .big5: TwoByteTable.big5.unit(bytes, count, atEnd: atEnd)
        case .latin1: .scalar(UInt32(bytes[0]), rawLength: 1)
        case .utf16, .utf16LE:
            UTF16Decoding.unit(bytes, count, atEnd: atEnd, bigEndian: false)
        case .utf16BE: UTF16Decoding.unit(bytes, count, atEnd: atEnd, bigEndian: true)
        }
    }

    /// The bytes in the file that a stretch of decoded text took, by its characters' usual lengths. Where the usual
    /// does not hold (four-byte GB18030, malformed bytes) the decoder keeps the difference.
    func usualRawLength(_ text: UnsafeRawBufferPointer) -> Int {
        switch encoding {
        case .utf8: return text.count
        case .gb18030, .big5:
            let counts = TextCounts(text)
            return counts.ascii + 2 * counts.leads
        case .latin1:
            let counts = TextCounts(text)
            return counts.ascii + counts.leads
        case .utf16, .utf16LE, .utf16BE:
            let counts = TextCounts(text)
            return 2 * (counts.ascii + counts.leads + counts.fourByteLeads)
        }
    }
}

/// The kinds of bytes in a stretch of UTF-8, counted eight at a time.
struct TextCounts {
    var ascii = 0
    /// First bytes of sequences of two to four bytes.
    var leads = 0
    /// First bytes of sequences of four bytes.
    var fourByteLeads = 0

    init(_ text: UnsafeRawBufferPointer) {
        guard let base = text.baseAddress else { return }
        let high: UInt64 = 0x8080_8080_8080_8080
        var index = 0
        while index + 8 <= text.count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let notASCII = word & high
            let lead = notASCII & word << 1
            let long = lead & word << 2 & word << 3
            ascii += 8 - notASCII.nonzeroBitCount
            leads += lead.nonzeroBitCount
            fourByteLeads += long.nonzeroBitCount
            index += 8
        }
        while index < text.count {
            let byte = base.load(fromByteOffset: index, as: UInt8.self)
            if byte < 0x80 { ascii += 1 }
            if byte >= 0xC0 { leads += 1 }
            if byte >= 0xF0 { fourByteLeads += 1 }
            index += 1
        }
    }
}
