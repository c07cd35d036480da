import Testing

@testable import GuijiReporting

@Suite("CSV for spreadsheets")
struct CSVTextTests {
    @Test(
        "A cell is quoted where it must be, and never run as a formula",
        arguments: [
            ("张样本", "张样本"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""), ("", ""), ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"), ("-3.5", "-3.5"),
            ("+86", "+86"), ("-", "-"), ("=A1,B1", "\"'=A1,B1\""), ("\tx", "'\tx"),
        ])
    func cell(_ text: String, _ expected: String) {
        #expect(CSVText.cell(text) == expected)
    }
}
