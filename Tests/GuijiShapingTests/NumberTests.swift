import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Numbers")
struct NumberTests {
    @Test(
        "Whole numbers",
        arguments: [
            ("0", Shaped("0")), ("007", Shaped("7")), ("-12", Shaped("-12")), ("+5", Shaped("5")),
            ("１２", Shaped("12")), ("1,200", Shaped("1200")), ("1，200，300", Shaped("1200300")),
            ("12.0", Shaped("12")), ("1.2E3", Shaped("1200")), ("-0", Shaped("0")),
            ("9223372036854775807", Shaped("9223372036854775807")),
            ("-9223372036854775808", Shaped("-9223372036854775808")),
            ("9223372036854775808", Shaped(nil, .valueOutOfRange)),
            ("1E30", Shaped(nil, .valueOutOfRange)),
            ("12.5", Shaped(nil, .typeMismatch)), ("0.001", Shaped(nil, .typeMismatch)),
            ("1,20", Shaped(nil, .typeMismatch)), ("1200,300", Shaped(nil, .typeMismatch)),
            (",200", Shaped(nil, .typeMismatch)), ("12户", Shaped(nil, .typeMismatch)),
            ("3.20684E+17", Shaped(nil, .numberPrecisionLost)),
            ("--1", Shaped(nil, .typeMismatch)), ("-", Shaped(nil)),
            ("1 2", Shaped(nil, .typeMismatch)),
        ])
    func integers(raw: String, expected: Shaped) throws {
        #expect(try outcome(.integer, raw) == expected)
    }

    @Test(
        "Decimal numbers keep every digit",
        arguments: [
            ("1200.5", 2, "1200.50"), ("1,200.50", 2, "1200.50"), ("1，200．50", 2, "1200.50"),
            ("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("0.124999", 2, "0.12"),
            ("999.995", 2, "1000.00"), ("0.005", 2, "0.01"), ("0.0049", 2, "0.00"),
            ("-0.001", 2, "0.00"), (".5", 1, "0.5"), ("5.", 0, "5"), ("00012", 0, "12"),
            ("12345678901234567890123.45", 2, "12345678901234567890123.45"),
            ("1.2E7", 2, "12000000.00"), ("1.5E-3", 4, "0.0015"), ("1.2345678E+04", 2, "12345.68"),
            ("−3.1", 1, "-3.1"), ("+3.1", 1, "3.1"), ("0", 2, "0.00"), ("1e-400", 2, "0.00"),
        ])
    func decimals(raw: String, scale: Int, expected: String) throws {
        #expect(try outcome(.decimal(scale: scale, factor: .one), raw) == Shaped(expected))
    }

    @Test(
        "Without a scale a decimal has the digits it has, to ten",
        arguments: [
            ("1.500", "1.5"), ("1.0", "1"), ("100", "100"), ("0.12345678905", "0.1234567891"),
            ("0.00000000001", "0"), ("-0.0", "0"), ("3.14", "3.14"),
        ])
    func freeScale(raw: String, expected: String) throws {
        #expect(try outcome(.decimal(scale: nil, factor: .one), raw) == Shaped(expected))
    }

    @Test(
        "What is no decimal number is refused",
        arguments: [
            ("12元", RuleID.typeMismatch), ("1.2.3", .typeMismatch), ("1,2,3", .typeMismatch),
            ("￥5", .typeMismatch), ("5%", .typeMismatch), ("", nil), ("abc", .typeMismatch),
            ("1E9999", .typeMismatch), ("1.2E+03", .numberPrecisionLost), ("E5", .typeMismatch),
            ("1e", .typeMismatch), (".", .typeMismatch), ("0x10", .typeMismatch),
        ] as [(String, RuleID?)])
    func noDecimals(raw: String, rule: RuleID?) throws {
        let shaped = try outcome(.decimal(scale: 2, factor: .one), raw)
        #expect(shaped.value == nil)
        #expect(shaped.rules == (rule.map { [$0] } ?? []))
    }

    @Test("Units convert without rounding")
    func factors() throws {
        let wan = Decimal10(multiplier: 1, exponent: 4)
        #expect(try outcome(.decimal(scale: 2, factor: wan), "12.34567") == Shaped("123456.70"))
        let mu = Decimal10(multiplier: 6667, exponent: -1)
        #expect(try outcome(.decimal(scale: nil, factor: mu), "1.5") == Shaped("1000.05"))
        #expect(
            try outcome(.decimal(scale: 0, factor: Decimal10(multiplier: 60)), "99")
                == Shaped("5940"))
    }

    @Test("A contract says how a feed writes its numbers")
    func separators() throws {
        func german(_ field: inout FieldSpec) {
            field.decimalSeparator = UInt8(ascii: ",")
            field.groupSeparator = UInt8(ascii: ".")
        }
        let kind = FieldKind.decimal(scale: 2, factor: .one)
        #expect(try outcome(kind, "1.200,5", [], german) == Shaped("1200.50"))
        #expect(try outcome(.integer, "1.200", [], german) == Shaped("1200"))
        #expect(
            try outcome(kind, "1,200.50") { $0.groupSeparator = nil } == Shaped(nil, .typeMismatch))
    }

    @Test("Bounds of numbers")
    func bounds() throws {
        func limits(_ field: inout FieldSpec) { (field.minimum, field.maximum) = (0, 0.1) }
        let kind = FieldKind.decimal(scale: 3, factor: .one)
        #expect(try outcome(kind, "0.1", [], limits) == Shaped("0.100"))
        #expect(try outcome(kind, "0.101", [], limits) == Shaped(nil, .valueOutOfRange))
        #expect(try outcome(kind, "-1", [], limits) == Shaped(nil, .valueOutOfRange))
        #expect(try outcome(.integer, "1", [], limits) == Shaped(nil, .valueOutOfRange))
        #expect(try outcome(.real(factor: 1), "0.2", [], limits) == Shaped(nil, .valueOutOfRange))
    }

    @Test(
        "Measured quantities",
        arguments: [
            ("121.170000", 1, "121.17"), ("-0", 1, "0.0"), ("1e-7", 1, "1e-07"),
            ("1.2E+03", 1, "1200.0"), ("5", 0.001, "0.005"), ("1,234.5", 1, "1234.5"),
        ])
    func reals(raw: String, factor: Double, expected: String) throws {
        #expect(try outcome(.real(factor: factor), raw) == Shaped(expected))
    }

    @Test(
        "What is no number is no measured quantity",
        arguments: ["NaN", "inf", "1e999", "12米", "31,89"])
    func noReals(raw: String) throws {
        let shaped = try outcome(.real(factor: 1), raw)
        #expect(shaped.value == nil && shaped.rules.count == 1)
    }

    @Test("Reading a number agrees with Foundation on random numbers")
    func agreesWithTwin() throws {
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<3_000 {
            let digits = Int.random(in: 1...17, using: &random)
            var text = Bool.random(using: &random) ? "-" : ""
            for _ in 0..<digits { text += String(Int.random(in: 0...9, using: &random)) }
            let places = Int.random(in: 0...9, using: &random)
            if places > 0 { text += "." }
            for _ in 0..<places { text += String(Int.random(in: 0...9, using: &random)) }
            let scale = Int.random(in: 0...5, using: &random)
            let real = try outcome(.real(factor: 1), text).value
            #expect(real.flatMap(Double.init) == Double(text), "\(text) seed \(testSeed)")
            let decimal = try outcome(.decimal(scale: scale, factor: .one), text).value
            #expect(
                decimal == NumberTests.obvious(text, scale), "\(text) \(scale) seed \(testSeed)")
            let integer = try outcome(.integer, text).value
            let isWhole = Decimal(string: text).map { $0.isWhole } ?? false
            #expect((integer != nil) == isWhole, "\(text) seed \(testSeed)")
        }
    }

    /// Half up in magnitude, by Foundation's decimal arithmetic (38 digits).
    private static func obvious(_ text: String, _ scale: Int) -> String? {
        guard var value = Decimal(string: text) else { return nil }
        var rounded = Decimal()
        let isNegative = value < 0
        if isNegative { value.negate() }
        NSDecimalRound(&rounded, &value, scale, .plain)
        var result = "\(rounded)"
        if scale > 0 {
            if !result.contains(".") { result += "." }
            let places = result.split(separator: ".", omittingEmptySubsequences: false)[1].count
            result += String(repeating: "0", count: scale - places)
        }
        return (isNegative && rounded != 0 ? "-" : "") + result
    }
}

extension Decimal {
    fileprivate var isWhole: Bool {
        var copy = self
        var rounded = Decimal()
        NSDecimalRound(&rounded, &copy, 0, .plain)
        return rounded == self
    }
}
