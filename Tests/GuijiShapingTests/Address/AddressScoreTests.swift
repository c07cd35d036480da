import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

/// Scores against labelled addresses and codes, with floors a little below what was reached.
@Suite(
    "Addresses: scores",
    .enabled(if: SharedData.has(LabelledAddresses.file), "needs ../shared/data/addresses"))
struct AddressScoreTests {
    private static let table = DivisionTable(
        Reference.schemas.divisions, towns: Reference.schemas.towns,
        at: CalendarDay(year: 2024, month: 12, day: 31))
    private static let parser = AddressParser(divisions: table)

    @Test("Parts of the addresses that nobody looked at are found")
    func labels() throws {
        let floors = [
            "prov": 0.95, "city": 0.94, "district": 0.92, "town": 0.88, "community": 0.70,
            "road": 0.87, "roadno": 0.91, "houseno": 0.86, "cellno": 0.86, "floorno": 0.94,
            "roomno": 0.85,
        ]
        var score = SpanScore()
        var result = AddressComponents()
        for address in try LabelledAddresses().unseen {
            var text = address.text
            let found = text.withUTF8 { bytes in
                Self.parser.parse(bytes, into: &result)
                return AddressLabels.spans(
                    result.segments.map {
                        AddressLabels.Piece(part: "\($0.part)", start: $0.start, end: $0.end)
                    }, bytes)
            }
            score.add(found: found, wanted: address.spans)
        }
        for (label, floor) in floors { #expect(score.f1(label) >= floor, "\(label)") }
    }

    @Test("County codes agree with those found a plain way from another list")
    func codes() throws {
        let oracle = try PlainDivisionOracle()
        var result = AddressComponents()
        var same = 0
        var all = 0
        // Each tenth: the plain way is slow.
        for (index, text) in try PlainDivisionOracle.companyAddresses().enumerated()
        where index % 10 == 0 {
            guard let wanted = oracle.code(text) else { continue }
            var copy = text
            copy.withUTF8 { Self.parser.parse($0, into: &result) }
            all += 1
            if result.divisionCode == wanted {
                same += 1
            } else {
                // Rather none than a wrong one.
                #expect(result.divisionCode % 100 == 0, "\(wanted)")
            }
        }
        #expect(all > 900)
        #expect(Double(same) / Double(all) >= 0.99)
    }

    @Test(
        "Canonical texts of addresses from everywhere read as themselves, but for a few that hold several addresses"
    )
    func repetition() throws {
        var once = AddressComponents()
        var twice = AddressComponents()
        var differ = 0
        let texts = try PlainDivisionOracle.companyAddresses()
        for text in texts {
            var copy = text
            copy.withUTF8 { Self.parser.parse($0, into: &once) }
            Self.parser.parse(once.canonical, into: &twice)
            if !once.canonical.elementsEqual(twice.canonical) { differ += 1 }
        }
        #expect(differ <= 20)
    }
}
