import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Dates")
struct DateTests {
    private func date(_ raw: String, _ change: (inout DateOptions) -> Void = { _ in }) throws
        -> Shaped
    {
        var options = DateOptions()
        change(&options)
        return try outcome(.date(options), raw)
    }

    private func time(_ raw: String, _ change: (inout DateOptions) -> Void = { _ in }) throws
        -> Shaped
    {
        var options = DateOptions()
        change(&options)
        return try outcome(.timestamp(options), raw)
    }

    @Test(
        "All these mean 2020-03-05",
        arguments: [
            "2020-03-05", "20200305", "2020.3.5", "2020/3/5", "2020-3-05", "2020年3月5日",
            "2020年03月05号", "２０２０年３月５日", "二〇二〇年三月五日", "二○二○年三月五日",
            "二零二零年叁月伍日", "贰零贰零年三月五日", "2020-03-05 00:00:00.0", "05-Mar-2020",
            "5-mar-2020", "05-MAR-20", "2020-03-04T16:00:00Z", "2020-03-05T08:30:00+08:00",
            "2020-03-05 8:30", "20200305083000", "202003050830", "20200305 083000",
            "20200305T083000Z", "2020年3月5日 8时30分", "2020年3月5日8点", "2020-03-04 24:00",
            "2020-03-05+08:00", "20.3.5",
            "2020-03-04T20:00:00-0500", "20200305 08:30:00", "20200305083000123", "2020年3月5日 08:30",
        ])
    func spellings(raw: String) throws {
        #expect(try date(raw) == Shaped("2020-03-05"))
    }

    @Test(
        "Han numerals",
        arguments: [
            ("一九八五年十二月三十一日", "1985-12-31"), ("一九八五年一月二十日", "1985-01-20"),
            ("一九八五年十月十日", "1985-10-10"), ("二〇二〇年一〇月〇五日", "2020-10-05"),
            ("二〇二〇年拾贰月廿九日", "2020-12-29"), ("二〇二〇年十二月卅一日", "2020-12-31"),
            ("八五年三月十二日", "1985-03-12"),
        ])
    func hanNumerals(raw: String, expected: String) throws {
        #expect(try date(raw) == Shaped(expected))
    }

    @Test(
        "Month and year precision are kept as such, and noted",
        arguments: [
            ("2020年3月", "2020-03"), ("202003", "2020-03"), ("2020.03", "2020-03"),
            ("2020-3", "2020-03"), ("19850000", "1985"), ("1985-00-00", "1985"),
            ("19850600", "1985-06"), ("1985", "1985"), ("1985年", "1985"), ("二〇二〇年三月", "2020-03"),
        ])
    func partial(raw: String, expected: String) throws {
        #expect(try date(raw) == Shaped(expected, .datePrecision))
        #expect(try shapeAlone(.date(DateOptions()), raw).findings.map(\.severity) == [.info])
        #expect(try date(raw) { $0.allowsPartial = false } == Shaped(nil, .datePrecision))
    }

    @Test(
        "Two-digit years are read relative to the business date",
        arguments: [
            ("85.3.12", "1985-03-12"), ("20.11.20", "2020-11-20"), ("21.1.1", "1921-01-01"),
        ])
    func shortYears(raw: String, expected: String) throws {
        #expect(try date(raw) == Shaped(expected))
        var options = DateOptions()
        options.formats = ["yy.M.d"]
        #expect(try outcome(.date(options), raw) == Shaped(expected))
    }

    @Test(
        "Days that do not exist",
        arguments: [
            "2019-02-29", "20201345", "2020-13-01", "20200230", "2020年2月30日", "1900-02-29",
            "2020-04-31", "201345", "2020-00-05", "2020-03-05 25:00", "2020-03-05 24:01",
            "0000-01-01", "32-Mar-2020", "2020-03-05 08:60:00",
        ])
    func impossible(raw: String) throws {
        #expect(try date(raw) == Shaped(nil, .dateImpossible))
    }

    @Test(
        "Texts that are no dates",
        arguments: [
            "贰零贰零年三月初五", "43895", "1583337600", "1583337600000", "05/03/2020", "3/5", "昨天",
            "2020-03/05", "2020-03-05 星期四下午", "二〇二〇年正月五日", "850312", "2020-03-05x", "长期",
            "35岁", "中華民國104年4月16日", "2020-", "2020-03-05T", "00-Mar-2020",
        ])
    func noDates(raw: String) throws {
        #expect(try date(raw) == Shaped(nil, .typeMismatch))
    }

    @Test("Spreadsheet serials and epochs are read only where the contract says so")
    func numericFormats() throws {
        #expect(try date("43895") { $0.formats = ["excel1900"] } == Shaped("2020-03-05"))
        #expect(try date("42433") { $0.formats = ["excel1904"] } == Shaped("2020-03-05"))
        #expect(try date("18263") { $0.formats = ["excel1900"] } == Shaped(nil, .typeMismatch))
        #expect(try date("18264") { $0.formats = ["excel1900"] } == Shaped("1950-01-01"))
        #expect(try date("73050") { $0.formats = ["excel1900"] } == Shaped("2099-12-31"))
        #expect(try date("73051") { $0.formats = ["excel1900"] } == Shaped(nil, .typeMismatch))
        #expect(
            try time("43895.75") { $0.formats = ["excel1900"] }
                == Shaped("2020-03-05T18:00:00+08:00"))
        #expect(try date("1583337600") { $0.formats = ["epochSeconds"] } == Shaped("2020-03-05"))
        #expect(
            try time("1583337600000") { $0.formats = ["epochMillis"] }
                == Shaped("2020-03-05T00:00:00+08:00"))
        #expect(
            try time("1583337600123") { $0.formats = ["epochSeconds", "epochMillis"] }
                == Shaped("2020-03-05T00:00:00.123+08:00"))
        #expect(
            try time("1583337600") { $0.formats = ["epochMillis", "epochSeconds"] }
                == Shaped("2020-03-05T00:00:00+08:00"))
        #expect(
            try time("-1") { $0.formats = ["epochSeconds"] } == Shaped("1970-01-01T07:59:59+08:00"))
        #expect(
            try time("1.58334E+12") { $0.formats = ["epochMillis"] }
                == Shaped(nil, .numberPrecisionLost))
    }

    @Test(
        "Years of the Republic of China",
        arguments: [
            ("中華民國104年4月16日", "2015-04-16"), ("民國104年4月16日", "2015-04-16"),
            ("民国104年4月16日", "2015-04-16"), ("104年4月16日", "2015-04-16"),
            ("104/4/16", "2015-04-16"), ("104.04.16", "2015-04-16"), ("1040416", "2015-04-16"),
            ("940416", "2005-04-16"), ("民國元年1月1日", "1912-01-01"), ("民國前1年10月10日", "1911-10-10"),
            ("中華民國一百零四年四月十六日", "2015-04-16"),
        ])
    func minguo(raw: String, expected: String) throws {
        #expect(try date(raw) { $0.formats = ["minguo"] } == Shaped(expected))
    }

    @Test("An age gives the year of birth")
    func ages() throws {
        for raw in ["35岁", "35周岁", "35"] {
            #expect(try date(raw) { $0.formats = ["age"] } == Shaped("1985", .datePrecision))
        }
        #expect(try date("151岁") { $0.formats = ["age"] } == Shaped(nil, .typeMismatch))
    }

    @Test("A contract's formats are the only ones, besides the canonical form")
    func formats() throws {
        #expect(try date("2020.3.5") { $0.formats = ["yyyyMMdd"] } == Shaped(nil, .typeMismatch))
        #expect(try date("20200305") { $0.formats = ["yyyyMMdd"] } == Shaped("2020-03-05"))
        #expect(try date("2020-03-05") { $0.formats = ["yyyyMMdd"] } == Shaped("2020-03-05"))
        #expect(try date("05/03/2020") { $0.formats = ["dd/MM/yyyy"] } == Shaped("2020-03-05"))
        #expect(try date("20201345") { $0.formats = ["yyyyMMdd"] } == Shaped(nil, .dateImpossible))
        #expect(try date("202003") { $0.formats = ["yyyyMM"] } == Shaped("2020-03"))
        #expect(
            try time("2020-03-05") { $0.formats = ["yyyy-MM-dd"] }
                == Shaped("2020-03-05T00:00:00+08:00"))
        #expect(throws: ShaperError.self) {
            try date("x") { $0.formats = ["YYYY-DD"] }
        }
    }

    @Test(
        "Open ends and unknown starts are no value",
        arguments: [
            "9999-12-31", "2099-12-31", "99991231", "长期", "永久", "9999-12-31 23:59:59",
            "9999年12月31日",
        ])
    func openEnds(raw: String) throws {
        #expect(try date(raw) { $0.openEnd = true } == Shaped(nil))
        #expect(try time(raw) { $0.openEnd = true } == Shaped(nil))
        #expect(try date(raw).value != nil || raw.unicodeScalars.first == "长" || raw == "永久")
    }

    @Test(
        "Unknown starts are no value",
        arguments: ["1900-01-01", "1970-01-01", "0001-01-01", "19000101", "1970-01-01T00:00:00Z"])
    func unknownStarts(raw: String) throws {
        #expect(try date(raw) { $0.unknownStart = true } == Shaped(nil))
        #expect(try date(raw).value != nil)
    }

    @Test(
        "Times",
        arguments: [
            ("2020-03-05 08:30:00", "2020-03-05T08:30:00+08:00"),
            ("2020-03-05T08:30:00", "2020-03-05T08:30:00+08:00"),
            ("2020-03-05T08:30:00+08:00", "2020-03-05T08:30:00+08:00"),
            ("2020-03-04T16:00:00Z", "2020-03-05T00:00:00+08:00"),
            ("2020-03-04T16:00:00.5Z", "2020-03-05T00:00:00.500+08:00"),
            ("2020/3/5 8:05", "2020-03-05T08:05:00+08:00"),
            ("2020-03-05 24:00", "2020-03-06T00:00:00+08:00"),
            ("2019-12-31 24:00:00", "2020-01-01T00:00:00+08:00"),
            ("20200305083000", "2020-03-05T08:30:00+08:00"),
            ("2020年3月5日8时30分15秒", "2020-03-05T08:30:15+08:00"),
            ("2020-03-05 00:00:00.0", "2020-03-05T00:00:00+08:00"),
            ("2020-03-05T08:30:00.123456789+08:00", "2020-03-05T08:30:00.123+08:00"),
            ("2020-03-05T08:30:00.123+08:00", "2020-03-05T08:30:00.123+08:00"),
        ])
    func times(raw: String, expected: String) throws {
        #expect(try time(raw) == Shaped(expected))
    }

    @Test("Times are stored in China's zone, whatever zone the column or the text is in")
    func zones() throws {
        #expect(
            try time("2020-03-05 08:30:00") { $0.zoneMinutes = 0 }
                == Shaped("2020-03-05T16:30:00+08:00"))
        #expect(
            try time("2020-03-05T08:30:00+08:00") { $0.zoneMinutes = -300 }
                == Shaped("2020-03-05T08:30:00+08:00"))
    }

    @Test("A day without a time is its start, noted; less than a day is no time")
    func coarseTimes() throws {
        #expect(try time("20200305") == Shaped("2020-03-05T00:00:00+08:00", .datePrecision))
        #expect(try time("2020年3月") == Shaped(nil, .datePrecision))
    }

    @Test("Bounds of dates count as far as a date goes")
    func bounds() throws {
        func limits(_ field: inout FieldSpec) {
            (field.earliest, field.latest) = ("1985-06-01", "20201120")
        }
        let kind = FieldKind.date(DateOptions())
        #expect(try outcome(kind, "1985-05-31", [], limits) == Shaped(nil, .valueOutOfRange))
        #expect(try outcome(kind, "1985-06-01", [], limits) == Shaped("1985-06-01"))
        #expect(try outcome(kind, "1985", [], limits) == Shaped("1985", .datePrecision))
        #expect(try outcome(kind, "20201121", [], limits) == Shaped(nil, .valueOutOfRange))
        let time = FieldKind.timestamp(DateOptions())
        #expect(
            try outcome(time, "2020-11-20 23:59:59", [], limits)
                == Shaped("2020-11-20T23:59:59+08:00"))
        #expect(
            try outcome(time, "2020-11-21 00:00:00", [], limits) == Shaped(nil, .valueOutOfRange))
    }

    @Test("Random days agree with Foundation's calendar, in every spelling")
    func agreesWithTwin() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<1500 {
            let (y, m, d) = (
                Int.random(in: 1600...2400, using: &random), Int.random(in: 1...13, using: &random),
                Int.random(in: 1...32, using: &random)
            )
            let components = DateComponents(calendar: calendar, year: y, month: m, day: d)
            let exists = components.isValidDate
            let pad = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
            let canonical = "\(y)-\(pad(m))-\(pad(d))"
            for raw in [canonical, "\(y)\(pad(m))\(pad(d))", "\(y)/\(m)/\(d)", "\(y)年\(m)月\(d)日"] {
                let expected = exists ? Shaped(canonical) : Shaped(nil, .dateImpossible)
                #expect(try date(raw) == expected, "\(raw) seed \(testSeed)")
            }
            let day = CalendarDay(year: y, month: m, day: d)
            #expect(day.exists == exists)
            guard exists, let moment = calendar.date(from: components) else { continue }
            #expect(day.daysSince1970 == Int(moment.timeIntervalSince1970 / 86_400), "\(raw(day))")
            #expect(CalendarDay(daysSince1970: day.daysSince1970) == day)
        }
    }

    private func raw(_ day: CalendarDay) -> String { "\(day.year)-\(day.month)-\(day.day)" }

    @Test(
        "Days read in one go are what the reader gives, in any column",
        arguments: [
            [], ["yyyyMMdd"], ["yyyy/M/d"], ["yyyy/MM/dd"], ["yyyy-M-d"], ["yyyy.M.d", "yyyyMMdd"],
            ["yyyy.MM.dd"], ["yyyy-MM-dd"], ["ddMMyyyy"], ["age"],
        ])
    func plainDays(formats: [String]) throws {
        var options = DateOptions()
        options.formats = formats
        let reader = try DateReader(
            options, businessDate: CalendarDay(year: 2020, month: 11, day: 20))
        let plain = PlainDay(formats: formats)
        var random = SplitMix64(seed: testSeed)
        let signs = ["", "/", "-", ".", "0"]
        var found = 0
        for _ in 0..<3000 {
            let sign = signs.randomElement(using: &random) ?? ""
            let other = Int.random(in: 0..<8, using: &random) == 0 ? "x" : sign
            let year = Int.random(in: 0...2300, using: &random)
            let month = Int.random(in: 0...13, using: &random)
            let day = Int.random(in: 0...32, using: &random)
            func padded(_ number: Int, _ width: Int) -> String {
                let text = String(number)
                let isShort = Bool.random(using: &random) && sign != ""
                return isShort
                    ? text : String(repeating: "0", count: max(0, width - text.count)) + text
            }
            var text = padded(year, 4) + sign + padded(month, 2) + other + padded(day, 2)
            text.withUTF8 { bytes in
                guard let day = plain.read(bytes) else { return }
                found += 1
                guard case .moment(let moment, let isCoarser) = reader.read(bytes) else {
                    Testing.Issue.record("\(String(decoding: bytes, as: UTF8.self)) is no date")
                    return
                }
                #expect(moment == DateReader.Moment(day: day) && !isCoarser)
            }
        }
        let isPlain = !["yyyy-MM-dd", "ddMMyyyy", "age"].contains(formats.first ?? "")
        #expect(isPlain == (found > 0), "seed \(testSeed)")
    }
}
