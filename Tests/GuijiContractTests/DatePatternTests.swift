import GuijiTestSupport
import Testing

@testable import GuijiContract

@Suite("JDK date patterns")
struct DatePatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: String
        var text: String
        /// `year-month-day hour:minute:second.nanosecond offset`, or `no` or `impossible`.
        var expected: String
        var testDescription: String { "\(pattern) ← \(text)" }
        init(_ pattern: String, _ text: String, _ expected: String) {
            self.pattern = pattern
            self.text = text
            self.expected = expected
        }
    }

    @Test(
        "A text is read as the pattern says",
        arguments: [
            Case("yyyyMMdd", "20200305", "2020-3-5"),
            Case("yyyyMMdd", "2020035", "no"),
            Case("yyyyMMdd", "202003055", "no"),
            Case("yyyyMMdd", "20200230", "impossible"),
            Case("yyyyMMdd", "19000229", "impossible"),
            Case("yyyyMMdd", "20000229", "2000-2-29"),
            Case("yyyyMMdd", "19850000", "1985-0-0"),
            Case("yyyyMMdd", "19850012", "impossible"),
            Case("yyyy-MM-dd", "2020-03-05", "2020-3-5"),
            Case("yyyy-MM-dd", "2020-3-5", "no"),
            Case("yyyy-M-d", "2020-3-5", "2020-3-5"),
            Case("yyyy-M-d", "2020-12-31", "2020-12-31"),
            Case("yyyy-MM-dd", "20a0-03-05", "no"),
            Case("yyyy-MM-dd", "", "no"),
            Case("yyyy年M月d日", "2020年3月5日", "2020-3-5"),
            Case("yyyy年MM月", "2020年03月", "2020-3-0"),
            Case("yyyy", "1985", "1985-0-0"),
            Case("yyyy.MM.dd HH:mm", "2020.03.05 08:30", "2020-3-5 8:30:0"),
            Case("yyyy-MM-dd HH:mm:ss", "2020-03-05 08:30:59", "2020-3-5 8:30:59"),
            Case("yyyy-MM-dd HH:mm:ss", "2020-03-05 24:00:00", "2020-3-5 24:0:0"),
            Case("yyyy-MM-dd HH:mm:ss", "2020-03-05 24:00:01", "impossible"),
            Case("yyyy-MM-dd HH:mm:ss", "2020-03-05 23:60:00", "impossible"),
            Case("yyyy-MM-dd HH:mm:ss.S", "2020-03-05 00:00:00.5", "2020-3-5 0:0:0.500000000"),
            Case("yyyy-MM-dd'T'HH:mm:ssXXX", "2020-03-05T08:30:00+08:00", "2020-3-5 8:30:0 480"),
            Case("yyyy-MM-dd'T'HH:mm:ssXXX", "2020-03-05T00:30:00Z", "2020-3-5 0:30:0 0"),
            Case("yyyy-MM-dd'T'HH:mm:ssxxx", "2020-03-05T00:30:00Z", "no"),
            Case("yyyy-MM-dd'T'HH:mm:ssZ", "2020-03-05T00:30:00-0330", "2020-3-5 0:30:0 -210"),
            Case("yyyy-MM-dd'T'HH:mm:ssX", "2020-03-05T00:30:00+08", "2020-3-5 0:30:0 480"),
            Case("yyyy-MM-dd'T'HH:mm:ssX", "2020-03-05T00:30:00+0830", "2020-3-5 0:30:0 510"),
            Case("yyyy-MM-dd HH:mm[:ss]", "2020-03-05 08:30", "2020-3-5 8:30:0"),
            Case("yyyy-MM-dd HH:mm[:ss]", "2020-03-05 08:30:07", "2020-3-5 8:30:7"),
            Case("yyyy-MM-dd[ HH:mm[:ss[.SSS]]]", "2020-03-05", "2020-3-5"),
            Case(
                "yyyy-MM-dd[ HH:mm[:ss[.SSS]]]", "2020-03-05 01:02:03.045",
                "2020-3-5 1:2:3.45000000"),
            Case("dd-MMM-yyyy", "05-Mar-2020", "2020-3-5"),
            Case("dd-MMM-yyyy", "05-MAR-2020", "2020-3-5"),
            Case("d MMMM yyyy", "5 march 2020", "2020-3-5"),
            Case("EEE, d MMM yyyy", "Thu, 5 Mar 2020", "2020-3-5"),
            Case("yyyy年M月d日 E", "2020年3月5日 星期四", "2020-3-5"),
            Case("yyyy-MM-dd hh:mm a", "2020-03-05 12:05 AM", "2020-3-5 0:5:0"),
            Case("yyyy-MM-dd hh:mm a", "2020-03-05 12:05 pm", "2020-3-5 12:5:0"),
            Case("yyyy-MM-dd ah:mm", "2020-03-05 下午3:05", "2020-3-5 15:5:0"),
            Case("yyyy-MM-dd hh:mm a", "2020-03-05 13:05 PM", "impossible"),
            Case("yy.M.d", "85.3.12", "85-3-12 short"),
            Case("yyMMdd", "850312", "85-3-12 short"),
            Case("dMMyyyy", "5032020", "2020-3-5"),
            Case("dMMyyyy", "15032020", "2020-3-15"),
            Case("yyyyMMddHHmmssSSS", "20200305083059007", "2020-3-5 8:30:59.7000000"),
            Case("''yyyy''", "'2020'", "2020-0-0"),
            Case("yyyy'年''s'", "2020年's", "2020-0-0"),
        ])
    func reads(_ example: Case) throws {
        let pattern = try DatePattern(example.pattern)
        #expect(describe(pattern.parse(Array(example.text.utf8))) == example.expected)
    }

    @Test(
        "A pattern that cannot work is refused with a reason",
        arguments: [
            ("", "is empty"),
            ("zzz??", "has the letter 'z', which Guiji does not know"),
            ("YYYY-MM-dd", "has the letter 'Y', which Guiji does not know"),
            ("yyyy-mm-dd", "reads a day but no month ('m' is minutes)"),
            ("MM-dd", "reads no year"),
            (
                "yyyyMd",
                "has two numbers of varying width side by side: it cannot be told where one ends"
            ),
            ("yyyy-MM-ddTHH:mm", "has the letter 'T', which Guiji does not know"),
            ("yyyy-MM-dd hh:mm", "has 'h' (1 to 12) without 'a'"),
            ("yyyy 'x", "has a quote that is not closed"),
            ("yyyy[-MM", "has '[' without ']'"),
            ("yyyy]", "has ']' without '['"),
            ("yyy", "has 'y' 3 times; 1, 2 or 4 is allowed"),
            ("yyyy yyyy", "reads the year twice"),
            ("yyyy-MM-dd HH ss", "reads seconds but no minutes"),
            ("yyyy#", "has '#', which the JDK reserves"),
        ])
    func refuses(_ pattern: String, _ message: String) {
        let error = #expect(throws: DatePatternError.self) { try DatePattern(pattern) }
        #expect(error?.message == message)
    }

    @Test("A moment written by a pattern is read back as it was")
    func roundTrip() throws {
        var generator = SplitMix64(seed: testSeed)
        let patterns: [(String, (DateParts) -> String)] = [
            (
                "yyyyMMddHHmmss",
                { p in
                    "\(four(p.year))\(two(p.month))\(two(p.day))"
                        + "\(two(p.hour))\(two(p.minute))\(two(p.second))"
                }
            ),
            (
                "yyyy/M/d H:m:s",
                { p in "\(four(p.year))/\(p.month)/\(p.day) \(p.hour):\(p.minute):\(p.second)" }
            ),
            (
                "s:m:H d年M月yyyy日",
                { p in "\(p.second):\(p.minute):\(p.hour) \(p.day)年\(p.month)月\(four(p.year))日" }
            ),
        ]
        for _ in 0..<2000 {
            var parts = DateParts()
            parts.year = Int.random(in: 1...9999, using: &generator)
            parts.month = Int.random(in: 1...12, using: &generator)
            parts.day = Int.random(in: 1...31, using: &generator)
            parts.hour = Int.random(in: 0...23, using: &generator)
            parts.minute = Int.random(in: 0...59, using: &generator)
            parts.second = Int.random(in: 0...59, using: &generator)
            parts.hasTime = true
            for (pattern, write) in patterns {
                let text = write(parts)
                let outcome = try DatePattern(pattern).parse(Array(text.utf8))
                let exists = parts.day <= slowDays(parts.year, parts.month)
                #expect(
                    outcome == (exists ? .parsed(parts) : .impossible(parts)),
                    "seed \(testSeed), \(pattern), \(text)")
            }
        }
    }

    private func describe(_ outcome: DatePattern.Outcome) -> String {
        switch outcome {
        case .mismatch: return "no"
        case .impossible: return "impossible"
        case .parsed(let parts):
            var text = "\(parts.year)-\(parts.month)-\(parts.day)"
            if parts.hasTime { text += " \(parts.hour):\(parts.minute):\(parts.second)" }
            if parts.nanosecond != 0 {
                // Nine digits after the point, without leading zeros, is enough to tell values apart here.
                text += ".\(parts.nanosecond)"
            }
            if let offset = parts.offsetMinutes { text += " \(offset)" }
            return parts.isShortYear ? text + " short" : text
        }
    }
}

/// Days of a month by the calendar's words: every fourth year, not the hundredth, but the four-hundredth.
private func slowDays(_ year: Int, _ month: Int) -> Int {
    let leap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
private func four(_ value: Int) -> String {
    String(repeating: "0", count: 4 - "\(value)".count) + "\(value)"
}
