import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

@Suite struct CSVTwinTests {
    private static let limits = CSVDialect.Limits(quotedLines: 3, quotedLength: 24)

    private static let tokens: [String] = [
        "a", "b", ",", ",", ",", "\"", "\"", "\"\"", "\n", "\n", "\r\n", "\r", " ", "海", "\"x\"",
        "\",\"", "a,b,c\n", "\"a\",\"b\",\"c\"\n", "\"a\nb\",", "0123456789",
    ]

    private static func twin(_ file: [UInt8], header: Int) -> [SeenRecord] {
        ObviousCSV(file, expected: 3, limits: limits).rows(from: header, line: 2).enumerated().map {
            ordinal, row in
            let problem: [String] =
                switch row.defect {
                case nil: []
                case "stray": ["RECORD_QUOTE warning"]
                case "ragged":
                    row.fields.count > 3 && row.fields[3...].allSatisfy(\.isEmpty)
                        ? ["RECORD_RAGGED warning"] : ["RECORD_RAGGED error"]
                default: ["RECORD_QUOTE error"]
                }
            return SeenRecord(
                values: (0..<3).map {
                    $0 < row.fields.count ? String(decoding: row.fields[$0], as: UTF8.self) : nil
                },
                position: RecordPosition(
                    ordinal: Int64(ordinal), line: Int64(row.line), byteOffset: Int64(row.start),
                    byteLength: Int64(row.end - row.start)),
                shape: 0, problems: problem)
        }
    }

    @Test("On dirty text the reader agrees with its obvious twin, wherever a window ends")
    func dirtyText() throws {
        let seed: UInt64 = 4180
        var generator = SplitMix64(seed: seed)
        let plan = csvPlan(["p", "q", "r"])
        for round in 0..<400 {
            var text = "p,q,r\n"
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                text += Self.tokens.randomElement(using: &generator) ?? ""
            }
            let file = Array(text.utf8)
            let expected = Self.twin(file, header: 6)
            for window in [16, 17, 18, 19, 20, 22, 23, 29, 31, 37, 64, 1024] {
                let reader = try CSVRecordReader(
                    source: ByteSource(bytes: file, chunkSizes: [1 + round % 7]), plan: plan,
                    limits: Self.limits, batchCapacity: 1 + round % 5, windowSize: window)
                let found = try records(of: reader)
                guard found == expected else {
                    Issue.record(
                        "seed \(seed) round \(round) window \(window)\n\(text.debugDescription)\n\(found)\ntwin \(expected)"
                    )
                    return
                }
            }
        }
    }

    @Test("Every split point of a small file gives the same records")
    func everySplitPoint() throws {
        let text =
            "p,q,r\r\n1,\"say \"\"hi\"\"\r\n\",海\r\n\"2\",\"x \" y\",z\r\n\r\n3,\"open,c\r\n4,5,6"
        let file = Array(text.utf8)
        let plan = csvPlan(["p", "q", "r"])
        let whole = try records(of: CSVRecordReader(source: ByteSource(bytes: file), plan: plan))
        #expect(
            whole.map(\.values) == [
                ["1", "say \"hi\"\r\n", "海"], ["2", "x \" y", "z"], ["3", "open,c", nil],
                ["4", "5", "6"],
            ])
        for split in 1..<file.count {
            for window in 16...(file.count + 16) where split % 4 == window % 4 {
                let reader = try CSVRecordReader(
                    source: ByteSource(bytes: file, chunkSizes: [split, file.count]), plan: plan,
                    limits: .init(), batchCapacity: 2, windowSize: window)
                if try records(of: reader) != whole {
                    Issue.record("split \(split) window \(window)")
                }
            }
        }
    }

    @Test("A record's bytes in the file decode to the record, in every encoding")
    func byteRanges() throws {
        let seed: UInt64 = 18030
        var generator = SplitMix64(seed: seed)
        let encodings: [Container.Encoding] = [.utf8, .gb18030, .utf16LE, .utf16BE, .latin1, .big5]
        for round in 0..<60 {
            let encoding = encodings[round % encodings.count]
            let codec = Codec(encoding: encoding)
            var file = EncodedText.encode(encoding, "p,q,r\r\n")
            for row in 0..<20 {
                for column in 0..<3 {
                    if column > 0 { file += EncodedText.encode(encoding, ",") }
                    file += EncodedText.value(encoding, using: &generator)
                }
                file += EncodedText.encode(encoding, row % 3 == 0 ? "\r\n" : "\n")
            }
            let marked = EncodedText.byteOrderMark(encoding) + file
            let reader = try CSVRecordReader(
                source: ByteSource(bytes: marked, chunkSizes: [7, 1, 30]),
                plan: csvPlan(["p", "q", "r"]) { $0.encoding = encoding }, limits: .init(),
                batchCapacity: 3, windowSize: 64)
            let found = try records(of: reader)
            #expect(found.count == 20)
            #expect(reader.foundEncoding == encoding)
            for record in found where record.problems.isEmpty {
                let start = Int(record.position.byteOffset)
                let slice = marked[start..<start + Int(record.position.byteLength)]
                let text = String(decoding: decode(Array(slice), codec).text, as: UTF8.self)
                if text != record.values.map({ $0 ?? "" }).joined(separator: ",") {
                    Issue.record(
                        "seed \(seed) round \(round) \(encoding): \(text) is not \(record)")
                }
            }
        }
    }
}

/// Small texts in each encoding.
enum EncodedText {
    static func byteOrderMark(_ encoding: Container.Encoding) -> [UInt8] {
        switch encoding {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LE: [0xFF, 0xFE]
        case .utf16BE: [0xFE, 0xFF]
        default: []
        }
    }

    static func encode(_ encoding: Container.Encoding, _ ascii: String) -> [UInt8] {
        switch encoding {
        case .utf16LE: ascii.utf8.flatMap { [$0, 0] }
        case .utf16BE: ascii.utf8.flatMap { [0, $0] }
        default: Array(ascii.utf8)
        }
    }

    /// A value without structure, whole in its encoding.
    static func value(_ encoding: Container.Encoding, using generator: inout SplitMix64) -> [UInt8]
    {
        let characters: [[UInt8]] =
            switch encoding {
            case .utf8: ["a", "·", "海", "𠮷"].map { Array($0.utf8) }
            case .gb18030:
                [
                    [0x61], [0xBA, 0xA3], [0x81, 0x30, 0x81, 0x30], [0x95, 0x32, 0x82, 0x36],
                    [0xFE, 0x51],
                ]
            case .utf16LE: [[0x61, 0], [0x77, 0x6D], [0x42, 0xD8, 0xB7, 0xDF]]
            case .utf16BE: [[0, 0x61], [0x6D, 0x77], [0xD8, 0x42, 0xDF, 0xB7]]
            case .big5: [[0x61], [0xA4, 0xA4], [0xAE, 0xFC]]
            case .latin1, .utf16: [[0x61], [0xE9], [0xB7]]
            }
        return (0..<Int.random(in: 1...9, using: &generator))
            .flatMap { _ in characters.randomElement(using: &generator) ?? [] }
    }
}
