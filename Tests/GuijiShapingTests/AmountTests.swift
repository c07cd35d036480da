import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

@Suite("Shares and counts")
struct AmountTests {
    @Test(
        "Shares are reduced fractions",
        arguments: [
            ("1/2", "1/2"), ("2/4", "1/2"), ("50%", "1/2"), ("0.5", "1/2"), ("５０％", "1/2"),
            ("二分之一", "1/2"), ("百分之50", "1/2"), ("33.3%", "333/1000"), ("100%", "1/1"),
            ("1", "1/1"), ("1/1", "1/1"), (" 1 / 3 ", "1/3"), ("5‰", "1/200"), ("0.125", "1/8"),
        ])
    func shares(raw: String, expected: String) throws {
        #expect(try outcome(.share, raw) == Shaped(expected))
    }

    @Test(
        "What is no share of a whole is no value",
        arguments: ["3/2", "0", "0/5", "1/0", "150%", "共同共有", "1/2/3", "-0.5", "0.1234567891"])
    func noShares(raw: String) throws {
        #expect(try outcome(.share, raw) == Shaped(nil, .typeMismatch))
    }

    @Test(
        "Counts may be estimates",
        arguments: [
            ("30", Shaped("30")), ("约30人", Shaped("30", .numberEstimate)),
            ("约500", Shaped("500", .numberEstimate)), ("500余人", Shaped("500", .numberEstimate)),
            ("30人左右", Shaped("30", .numberEstimate)), ("1.2万户", Shaped("12000")),
            ("近3万人", Shaped("30000", .numberEstimate)), ("1,200人", Shaped("1200")),
            ("500+", Shaped("500", .numberEstimate)), ("共3起", Shaped("3")),
            ("若干", Shaped(nil, .typeMismatch)), ("约", Shaped(nil, .typeMismatch)),
            ("1.5人", Shaped(nil, .typeMismatch)), ("10-20人", Shaped(nil, .typeMismatch)),
            ("无", Shaped(nil)),
        ])
    func counts(raw: String, expected: Shaped) throws {
        #expect(try outcome(.count, raw) == expected)
    }
}
