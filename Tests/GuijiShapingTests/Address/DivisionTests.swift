import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

@Suite("Divisions with history")
struct DivisionTests {
    struct Change: Sendable, CustomTestStringConvertible {
        var code: UInt64
        var date: String
        var codes: [UInt64]
        var testDescription: String { "\(code) at \(date)" }
    }

    static func day(_ text: String) -> CalendarDay {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return CalendarDay(year: parts[0], month: parts[1], day: parts[2])
    }

    @Test(
        "A code of any time is a code at a date",
        arguments: [
            Change(code: 322525, date: "1982-06-01", codes: [322525]),
            Change(code: 322525, date: "1990-06-01", codes: [320625]),
            Change(code: 322525, date: "2000-06-01", codes: [320684]),
            Change(code: 322525, date: "2020-11-20", codes: [320614]),
            Change(code: 320625, date: "2020-11-20", codes: [320614]),
            Change(code: 320684, date: "2020-06-04", codes: [320684]),
            Change(code: 320684, date: "2020-06-05", codes: [320614]),
            Change(code: 320614, date: "2010-01-01", codes: [320684]),
            Change(code: 320614, date: "1990-01-01", codes: [320625]),
            // The neighbours.
            Change(code: 320624, date: "2020-11-20", codes: [320612]),
            Change(code: 320683, date: "2020-11-20", codes: [320612]),
            Change(code: 320611, date: "2020-11-20", codes: [320613]),
            Change(code: 320602, date: "2020-11-20", codes: [320613]),
            Change(code: 322526, date: "2020-11-20", codes: [320681]),
            Change(code: 329013, date: "2020-11-20", codes: [320681]),
            // Only the name changed: 襄樊市 → 襄阳市.
            Change(code: 420600, date: "2020-11-20", codes: [420600]),
            // Divided: 绍兴县 went to two districts.
            Change(code: 330621, date: "2020-11-20", codes: [330602, 330603]),
            Change(code: 999999, date: "2020-11-20", codes: []),
            // Below the county.
            Change(code: 320684100, date: "2020-11-20", codes: [320614001]),
            Change(code: 320684106, date: "2020-11-20", codes: [320614103]),
            Change(code: 320684100002, date: "2020-11-20", codes: [320614001001]),
        ])
    func codes(_ change: Change) {
        #expect(
            Reference.divisions.codes(of: change.code, at: Self.day(change.date)) == change.codes)
    }

    @Test("Zones of the statistics stand for streets")
    func zones() {
        #expect(Reference.divisions.street(of: 320_614_418) == 320_614_003)
        #expect(Reference.divisions.street(of: 320_614_001) == 320_614_001)
    }

    @Test(
        "A name of any age gives its codes",
        arguments: [
            ("海门县", [320625, 322525]), ("海门市", [320684]), ("海门区", [320614]),
            ("海门", [320614, 320625, 320684, 322525]), ("通州区", [110112, 320612]),
            ("红河州", [532500]), ("广西", [450000]), ("内蒙古", [150000]), ("示例村", [320614103201]),
            ("没有的市", []),
        ] as [(String, [UInt64])])
    func names(_ name: String, _ codes: [UInt64]) {
        #expect(Reference.divisions.codes(named: name) == codes)
    }

    struct Reading: Sendable, CustomTestStringConvertible {
        var text: String
        var code: UInt64?
        var isRepaired = false
        var testDescription: String { text }
    }

    @Test(
        "Codes are read with the zeros that programs add and lose",
        arguments: [
            Reading(text: "320614", code: 320614), Reading(text: "320614000000", code: 320614),
            Reading(text: "320614001", code: 320_614_001),
            Reading(text: "320614001000", code: 320_614_001),
            Reading(text: "320614001001", code: 320_614_001_001),
            Reading(text: "320600000000", code: 320600), Reading(text: "320614.0", code: 320614),
            // A zero of a part lost, or zeros at the end cut.
            Reading(text: "3206", code: 320600, isRepaired: true),
            Reading(text: "32", code: 320000, isRepaired: true),
            Reading(text: "32061401", code: 320_614_001, isRepaired: true),
            Reading(text: "3206141", code: 320_614_001, isRepaired: true),
            Reading(text: "3206149", code: nil), Reading(text: "", code: nil),
            Reading(text: "32061x", code: nil), Reading(text: "0320614", code: nil),
            Reading(text: "3206140010010", code: nil),
        ])
    func reads(_ item: Reading) {
        var text = item.text
        let reading = text.withUTF8 { DivisionCodeReader(Reference.divisions).read($0) }
        #expect(reading?.code == item.code)
        if item.code != nil { #expect(reading?.isRepaired == item.isRepaired) }
    }

    @Test("Every code that is in use leads to itself, and every old one to codes in use")
    func closed() {
        let table = Reference.divisions
        let day = table.date
        for division in table.divisions where division.code != 0 {
            for code in table.codes(of: division.code, at: day) {
                #expect(table.codes(of: code, at: day) == [code])
            }
        }
    }

    @Test("The longest name of a table is found, as a plain search finds it")
    func trie() {
        let names = ["海门", "海门市", "海门市场", "海", "门市", "南通海门"]
        let trie = NameTrie(names.enumerated().map { (name: $1, payload: Int32($0)) })
        for text in ["海门市场路", "海门市", "门市部", "海上", "南通海", "", "市"] {
            let units = Array(text.utf16) + [0]
            let plain = names.indices.filter { text.hasPrefix(names[$0]) }.max {
                names[$0].count < names[$1].count
            }
            let found = units.withUnsafeBufferPointer { units in
                units.baseAddress.flatMap { trie.longest($0, 0, text.utf16.count) }
            }
            #expect(found.map { Int($0.payload) } == plain, "\(text)")
        }
    }
}
