import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Patterns and lengths")
struct PatternTests {
    static let patterns = [
        "^RX[0-9]{12}$", "[A-Z]{2,3}", "a*b+c?", "(ab|cd)*e", "\\d{3}-\\d{4,}", "[^0-9]+", ".",
        "(a|b){0,2}c", "a.c", "\\w+\\.\\w+", "(?:x|y|)z", "[a\\-z]+", "[]", "a{2}", "(a{1,2}){2}",
        "^a|b$", "\\(\\d\\)", "[\\u4e00-\\u9fa5]{2,4}", "苏[A-Z]·?\\w{5}", "a??b", "", "(a*)*b",
    ]

    @Test("The automaton agrees with the complete engine on random texts", arguments: patterns)
    func agreesWithTwin(pattern: String) throws {
        guard let node = PatternParser.parse(pattern), let automaton = ByteAutomaton(node) else {
            #expect(pattern == "[]", "\(pattern) should become an automaton")
            return
        }
        // ICU takes \w as any letter of any script.
        let spelled = pattern.replacing("\\w", with: "[A-Za-z0-9_]")
        let whole = try NSRegularExpression(pattern: "\\A(?:\(spelled))\\z")
        var random = SplitMix64(seed: testSeed)
        let alphabet = Array("aabbccdeRX0123456789-.()ABCxyz苏样·")
        var matches = 0
        for _ in 0..<400 {
            let length = Int.random(in: 0...7, using: &random)
            var text = String(
                (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
            let expected =
                whole.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            let found = text.withUTF8 { automaton.matches($0) }
            #expect(found == expected, "\(pattern) on \(text), seed \(testSeed)")
            matches += found ? 1 : 0
        }
    }

    @Test("Values must match as a whole")
    func wholeMatch() throws {
        func check(_ pattern: String, _ text: String) throws -> Bool {
            let shaped = try outcome(.text, text) { $0.pattern = pattern }
            if shaped.rules == [.patternMismatch] { return false }
            #expect(shaped == Shaped(text))
            return true
        }
        #expect(try check("^RX[0-9]{12}$", "RX123456789012"))
        #expect(try !check("^RX[0-9]{12}$", "RX1234567890123"))
        #expect(try !check("[0-9]", "12"))
        // Beyond the automaton: look-ahead, a back reference, more than 64 positions, a property.
        #expect(try check("(?=A)[A-Z]+", "AB"))
        #expect(try !check("(?=A)[A-Z]+", "BA"))
        #expect(try check("(.)\\1", "样样"))
        #expect(try check("[0-9]{70}", String(repeating: "7", count: 70)))
        #expect(try !check("[0-9]{70}", String(repeating: "7", count: 69)))
        #expect(try check("\\p{Han}+", "样例"))
    }

    @Test("A pattern that is none is the contract's fault")
    func badPattern() {
        #expect(throws: ShaperError.self) { try outcome(.text, "x") { $0.pattern = "(a" } }
    }

    @Test("Lengths count characters, not bytes")
    func lengths() throws {
        func limits(_ field: inout FieldSpec) { (field.minLength, field.maxLength) = (2, 3) }
        #expect(try outcome(.text, "样", [], limits) == Shaped(nil, .lengthOutOfRange))
        #expect(try outcome(.text, "样例", [], limits) == Shaped("样例"))
        #expect(try outcome(.text, "𠮷样例", [], limits) == Shaped("𠮷样例"))
        #expect(try outcome(.text, "四个汉字", [], limits) == Shaped(nil, .lengthOutOfRange))
        let batch = try shapeAlone(.text, "样", [], limits)
        #expect(batch.findings[0].expected == "2 to 3 characters")
    }

    @Test("The pattern judges the canonical text")
    func canonicalText() throws {
        #expect(try outcome(.text, " ＡＢ ") { $0.pattern = "[A-Z]{2}" } == Shaped("AB"))
        #expect(
            try outcome(.phone, "80000001") { $0.pattern = "0513-[0-9]{8}" }
                == Shaped("0513-80000001"))
    }
}
