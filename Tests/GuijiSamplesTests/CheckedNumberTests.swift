import GuijiModel
import Testing

@testable import GuijiSamples

@Suite("Numbers with check characters")
struct CheckedNumberTests {
    @Test("the worked examples of the standards come out")
    func workedExamples() {
        #expect(
            CheckedNumber.residentID(
                division: 320_684, birth: DateText.day(1985, 3, 12), sequence: 991)
                == "320684198503129916")
        #expect(
            CheckedNumber.residentID(
                division: 320_684, birth: DateText.day(1970, 5, 15), sequence: 994)
                == "32068419700515994X")
        #expect(CheckedNumber.residentID15("320625194811059931") == "320625481105993")
        #expect(CheckedNumber.organizationCode(1) == "XXXX00019")
        #expect(
            CheckedNumber.creditCode(category: "92", division: 320_614, serial: 2)
                == "92320614XXXX00027G")
        #expect(
            CheckedNumber.registrationNumber(division: 320_684, serial: 99_001)
                == "320684000990017")
        #expect(CheckedNumber.vehicleID(serial: 1, year: 2020) == "LXXTEST04L0000001")
    }

    @Test("organizations of every age have codes of their own, up to the most that a city has")
    func organizationCodes() {
        let days = [DateText.day(2010, 1, 1), DateText.day(2020, 11, 1)]
        // By division and serial: which serial number of the city had it.
        var owners: [Int: Int] = [:]
        for serial in stride(from: 0, to: 110_000, by: 7) {
            for day in days {
                let division = CheckedNumber.division(ofOrganization: serial, founded: day)
                let place = division * 10_000 + serial % 10_000
                #expect(owners[place, default: serial] == serial, "\(division) \(serial)")
                owners[place] = serial
            }
        }
    }

    @Test("a thousand phones are a thousand different numbers of segment 154")
    func phones() {
        let phones = (0..<1000).map { CheckedNumber.phone($0) }
        #expect(Set(phones).count == 1000)
        #expect(phones.allSatisfy { $0.hasPrefix("154") && $0.count == 11 })
    }
}
