import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite struct TextDecoderTests {
    /// All the text of a file, through targets of the given size.
    static func text(
        _ bytes: [UInt8], _ declared: Container.Encoding, chunkSizes: [Int] = [1 << 16],
        target: Int = 1 << 16
    ) throws -> (text: [UInt8], decoder: TextDecoder) {
        let decoder = try TextDecoder(
            source: ByteSource(bytes: bytes, chunkSizes: chunkSizes), declared: declared)
        var text: [UInt8] = []
        while try decoder.append(to: &text, wanted: target) {}
        return (text, decoder)
    }

    @Test(
        "The texts of CPython's test data decode to their UTF-8 originals",
        .enabled(if: SharedData.isPresent, "needs ../shared/data"),
        arguments: [
            ("gb18030", Container.Encoding.gb18030), ("gbk", .gb18030), ("gb2312", .gb18030),
            ("big5", .big5),
        ])
    func pairs(name: String, encoding: Container.Encoding) throws {
        let bytes = try SharedData.bytes("encodings/pairs/\(name).txt")
        let truth = try SharedData.bytes("encodings/pairs/\(name)-utf8.txt")
        let (text, decoder) = try Self.text(bytes, encoding)
        #expect(text == truth)
        #expect(decoder.malformed.isEmpty)
        #expect(decoder.findings.isEmpty)
    }

    @Test(
        "HZ cannot be declared, and its seven-bit text is read as the ASCII that it is",
        .enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func hz() throws {
        #expect(Container.Encoding(rawValue: "HZ") == nil)
        let bytes = try SharedData.bytes("encodings/pairs/hz.txt")
        #expect(try Self.text(bytes, .gb18030).text == bytes)
    }

    @Test(
        "A declared encoding that does not hold is found out by evidence",
        arguments: [
            // A GB18030 declaration, UTF-8 text.
            (Array("姓名,住址\r\n张样,海门\r\n".utf8), Container.Encoding.gb18030, Container.Encoding.utf8),
            // 联通 in GB18030 is valid UTF-8 of two-byte characters: the declaration holds.
            ([0xC1, 0xAA, 0xCD, 0xA8, 0x0A], .gb18030, .gb18030),
            ([0xC1, 0xAA, 0xCD, 0xA8, 0x0A], .utf8, .gb18030),
            ([0xD5, 0xC5, 0xD1, 0xF9, 0x2C, 0x31, 0x0A], .utf8, .gb18030),
            ([0xEF, 0xBB, 0xBF, 0x61, 0x0A], .gb18030, .utf8),
            ([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00], .utf8, .utf16LE),
            ([0xFE, 0xFF, 0x00, 0x61, 0x00, 0x0A], .utf16, .utf16BE),
            ([0x61, 0x00, 0x2C, 0x00, 0x62, 0x00, 0x0A, 0x00], .utf8, .utf16LE),
            (Array("a,b\n1,2\n".utf8), .utf16, .utf8),
            (Array("a,b\n1,2\n".utf8), .gb18030, .gb18030),
        ])
    func evidence(bytes: [UInt8], declared: Container.Encoding, found: Container.Encoding) throws {
        let decoder = try TextDecoder(source: ByteSource(bytes: bytes), declared: declared)
        #expect(decoder.foundEncoding == found)
        let isMismatch =
            found != declared && declared != .utf16 || declared == .utf16 && found == .utf8
        #expect(decoder.findings.map(\.rule) == (isMismatch ? [.encodingMismatch] : []))
    }

    @Test("Text that is ASCII for a long time is still told by its first other characters")
    func lateEvidence() throws {
        let ascii = Array(String(repeating: "1,a,2020-11-20\r\n", count: 200_000).utf8)
        let gb: [UInt8] = [0xD5, 0xC5, 0xD1, 0xF9, 0x0A]
        let late = try Self.text(ascii + gb, .utf8)
        #expect(late.decoder.foundEncoding == .gb18030)
        #expect(late.text == ascii + Array("张样\n".utf8))
        let utf8 = try Self.text(ascii + Array("张样\n".utf8), .gb18030)
        #expect(utf8.decoder.foundEncoding == .utf8)
    }

    @Test(
        "Cut characters are remembered and swallow nothing",
        arguments: [
            ([0xB0, 0x2C, 0x31], [UInt8]("\u{FFFD},1".utf8), [0]),
            ([0x81, 0x30, 0x81, 0x2C, 0x31], [UInt8]("\u{FFFD}0\u{FFFD},1".utf8), [0, 2]),
            ([0x41, 0x81, 0x30, 0x0A], [UInt8]("A\u{FFFD}0\n".utf8), [1]),
            ([0x41, 0x81, 0x30, 0x81], [UInt8]("A\u{FFFD}0\u{FFFD}".utf8), [1, 3]),
            ([0xFF, 0x22], [UInt8]("\u{FFFD}\"".utf8), [0]),
        ])
    func cuts(tail: [UInt8], text: [UInt8], places: [Int64]) throws {
        // Enough good text before that the file is GB18030 beyond doubt.
        let good = Array(repeating: [0xD5, 0xC5, 0xD1, 0xF9, 0x0A] as [UInt8], count: 50).flatMap {
            $0
        }
        for chunk in 1...5 {
            let result = try Self.text(good + tail, .gb18030, chunkSizes: [chunk], target: 17)
            #expect(Array(result.text.dropFirst(50 * 7)) == text)
            #expect(result.decoder.malformed.map(\.rawOffset) == places.map { $0 + 250 })
        }
    }

    @Test("Random text in every encoding: any chunks decode alike, and offsets lead back exactly")
    func offsets() throws {
        let seed: UInt64 = 20201120
        var generator = SplitMix64(seed: seed)
        let encodings: [Container.Encoding] = [
            .utf8, .gb18030, .utf16LE, .utf16BE, .latin1, .big5,
        ]
        for round in 0..<120 {
            let encoding = encodings[round % encodings.count]
            let file = RandomText.encoded(encoding, length: 60, using: &generator)
            let codec = Codec(encoding: encoding)
            // The obvious way: character by character, noting where each began.
            let expected = RandomText.decoded(file, codec)
            let chunks = (0..<3).map { _ in Int.random(in: 1...9, using: &generator) }
            let source = ByteSource(bytes: file, chunkSizes: chunks)
            let decoder = TextDecoder(source: source, encoding: encoding)
            var text: [UInt8] = []
            while try decoder.append(to: &text, wanted: Int.random(in: 16...40, using: &generator))
            {}
            #expect(text == expected.text, "seed \(seed) round \(round)")
            var map = RawOffsetMap(decoder)
            text.withUnsafeBytes { map.add($0) }
            for (decoded, raw) in expected.starts {
                let found = map.rawOffset(ofDecoded: Int64(decoded))
                if found != Int64(raw) {
                    Issue.record(
                        "\(encoding) seed \(seed) round \(round): \(decoded) at \(found), not \(raw)"
                    )
                }
            }
        }
    }
}

/// Text with long and short characters and some damage, in any encoding.
enum RandomText {
    static func encoded(
        _ encoding: Container.Encoding, length: Int, using generator: inout SplitMix64
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<length {
            switch encoding {
            case .utf8:
                bytes += Array(
                    ["a", "·", "海", "𠮷", "\n", ","].randomElement(using: &generator)?.utf8
                        ?? "".utf8)
            case .gb18030:
                bytes +=
                    [
                        [0x61], [0xBA, 0xA3], [0x81, 0x30, 0x81, 0x30], [0x95, 0x32, 0x82, 0x36],
                        [0x0A],
                        [0xFE, 0x51], [0x2C],
                    ].randomElement(using: &generator) ?? []
            case .utf16LE:
                bytes +=
                    [[0x61, 0], [0x77, 0x6D], [0x42, 0xD8, 0xB7, 0xDF], [0x0A, 0], [0, 0xDC]]
                    .randomElement(using: &generator) ?? []
            case .utf16BE:
                bytes +=
                    [[0, 0x61], [0x6D, 0x77], [0xD8, 0x42, 0xDF, 0xB7], [0, 0x0A], [0xDC, 0]]
                    .randomElement(using: &generator) ?? []
            case .big5:
                bytes += [[0x61], [0xA4, 0xA4], [0x0A]].randomElement(using: &generator) ?? []
            case .latin1, .utf16: bytes.append(UInt8.random(in: 0...255, using: &generator))
            }
            if Int.random(in: 0..<12, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0x80...0xFF, using: &generator))
            }
        }
        return bytes
    }

    /// The text, and where in it and in the file each character begins.
    static func decoded(_ file: [UInt8], _ codec: Codec) -> (
        text: [UInt8], starts: [(decoded: Int, raw: Int)]
    ) {
        var text: [UInt8] = []
        var starts: [(Int, Int)] = []
        file.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var index = 0
            while index < buffer.count {
                starts.append((text.count, index))
                switch codec.unit(base + index, buffer.count - index, atEnd: true) {
                case .character(let packed, let length):
                    for place in 0..<DecodedUnit.utf8Length(packed) {
                        text.append(UInt8(truncatingIfNeeded: packed >> UInt32(8 * place)))
                    }
                    index += length
                case .malformed(let length):
                    text += [0xEF, 0xBF, 0xBD]
                    index += length
                case .incomplete: return
                }
            }
        }
        return (text, starts)
    }
}
