import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Text")
struct TextTests {
    @Test(
        "Text comes to one form",
        arguments: [
            ("张样本", "张样本"),
            ("  张样本  ", "张样本"),
            ("张　样本", "张 样本"),
            ("１２３ＡＢｃ（甲）", "123ABc(甲)"),
            ("人民路\t88号", "人民路 88号"),
            ("a\r\n\r\nb", "a b"),
            ("a\u{00A0}\u{200B}\u{FEFF}b", "a b"),
            ("\u{FEFF}样本", "样本"),
            ("A   B", "A B"),
            ("'320684198503129916", "320684198503129916"),
            ("＇１２", "12"),
            ("''7", "7"),
            ("'样", "'样"),
            ("O'Test", "O'Test"),
            ("e\u{0301}", "é"),
            ("\u{212A}", "K"),
            ("Ａ\u{0301}", "Á"),
            ("か\u{3099}", "が"),
            ("\u{F900}", "豈"),
            ("\u{E863}", "䶮"),
            ("𠮷样", "𠮷样"),
            ("一·二", "一·二"),
            ("“样”，例。", "“样”,例。"),
        ])
    func canonical(raw: String, expected: String) throws {
        let batch = try shapeAlone(.text, raw)
        #expect(
            batch.value(0, 0)?.unicodeScalars.map(\.value) == expected.unicodeScalars.map(\.value))
        #expect(batch.findings.isEmpty)
    }

    @Test(
        "Null words and blanks are no value",
        arguments: [
            "", " ", "　", "\t", "NULL", "null", " NULL ", "无", "/", "／", "-", "－", "--", "不详",
            "\u{200B}",
        ])
    func nullWords(raw: String) throws {
        #expect(try outcome(.text, raw) == Shaped(nil))
    }

    @Test("Words that only look like null words are values", arguments: ["未披露", "无锡", "Null", "0"])
    func notNull(raw: String) throws {
        #expect(try outcome(.text, raw) == Shaped(raw))
    }

    @Test("A contract adds null words, written as the feed writes them, and may drop the product's")
    func contractNullWords() throws {
        #expect(try outcome(.text, "未披露") { $0.extraNullWords = ["未披露"] } == Shaped(nil))
        #expect(try outcome(.text, "ＮＡ") { $0.extraNullWords = ["ＮＡ"] } == Shaped(nil))
        #expect(try outcome(.text, "无") { $0.usesDefaultNullWords = false } == Shaped("无"))
    }

    @Test("Free text keeps its lines and blanks, but not at its ends")
    func freeText() throws {
        let raw = "\r\n 　群众反映：\n“Ａ  B”\t占道\n\n"
        #expect(try outcome(.freeText, raw) == Shaped("群众反映：\n“Ａ  B”\t占道"))
        #expect(try outcome(.freeText, " 无\n") == Shaped(nil))
    }

    @Test("A spreadsheet's short form of a long number has lost its digits")
    func shortForm() throws {
        #expect(try outcome(.text, "3.20684E+17") == Shaped(nil, .numberPrecisionLost))
        #expect(try outcome(.text, "1E+17") == Shaped(nil, .numberPrecisionLost))
        #expect(try outcome(.text, "A1E+17") == Shaped("A1E+17"))
    }

    @Test("A value that is right already is not copied")
    func zeroCopy() throws {
        let batch = try shaper(
            contract([FieldSpec(name: "a", sources: ["a"]), FieldSpec(name: "b", sources: ["b"])])
        ).shape(rawBatch([["样本 A1", "  trimmed "], ["示例", "２"]]))
        let raw = "样本 A1  trimmed 示例２"
        #expect(batch.bytes.count == raw.utf8.count + 1)
        guard case .text(let slices) = batch.columns[0] else {
            Issue.record("not text")
            return
        }
        #expect(slices[0] == FieldSlice(0..<9))
        #expect(batch.value(1, 0) == "trimmed")
        #expect(batch.value(1, 1) == "2")
    }

    @Test("The fast normalizer agrees with the obvious one, and doing it twice changes nothing")
    func agreesWithTwin() {
        var random = SplitMix64(seed: testSeed)
        var buffer = ByteArena()
        for _ in 0..<20_000 {
            var text = TextTests.randomText(&random)
            let fast = text.withUTF8 {
                String(decoding: TextNormalizer.normalized($0, &buffer), as: UTF8.self)
            }
            let slow = TextTests.obvious(text)
            #expect(
                Array(fast.utf8) == Array(slow.utf8), "\(text.debugDescription) seed \(testSeed)")
            var once = fast
            let twice = once.withUTF8 {
                String(decoding: TextNormalizer.normalized($0, &buffer), as: UTF8.self)
            }
            #expect(
                Array(twice.utf8) == Array(fast.utf8), "\(text.debugDescription) seed \(testSeed)")
        }
    }

    private static func randomText(_ random: inout SplitMix64) -> String {
        let alphabet: [UInt32] = [
            0x20, 0x20, 0x09, 0x0A, 0x27, 0x30, 0x31, 0x39, 0x41, 0x61, 0x7E, 0x7F, 0xA0, 0xB7,
            0xE9,
            0x300, 0x301, 0x323, 0x1100, 0x1161, 0x11A8, 0x2000, 0x2003, 0x200B, 0x200D, 0x2019,
            0x212A, 0x212B, 0x3000, 0x3001, 0x302A, 0x304B, 0x3099, 0x309A, 0x4DAE, 0x4E00, 0x9FA6,
            0xAC00, 0xE863, 0xF900, 0xFA10, 0xFEFF, 0xFF01, 0xFF07, 0xFF11, 0xFF21, 0xFF5E, 0xFF76,
            0xFF9E, 0x1D15E, 0x20BB7, 0x2F800, 0x6837, 0x4F8B,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let value = alphabet.randomElement(using: &random) ?? 0x41
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// The same by Foundation, step by step.
    private static func obvious(_ text: String) -> String {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            let invisible: Set<UInt32> = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
            let isControl = scalar.properties.generalCategory == .control
            if scalar.properties.isWhitespace || isControl || invisible.contains(scalar.value) {
                scalars.append(" ")
            } else if (0xFF01...0xFF5E).contains(scalar.value) {
                scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF00 + 0x20)))
            } else {
                scalars.append(scalar.value == 0xE863 ? "䶮" : scalar)
            }
        }
        var words = scalars.split(separator: " ").map { Array($0) }
        if var first = words.first {
            let quotes = first.prefix { $0 == "'" }.count
            if quotes < first.count, ("0"..."9").contains(first[quotes]) {
                first.removeFirst(quotes)
            }
            words[0] = first
        }
        var joined = String.UnicodeScalarView()
        joined.append(contentsOf: words.joined(separator: [" "]))
        return String(joined).precomposedStringWithCanonicalMapping
    }
}
