import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiSamples

@Suite("When feeds come")
struct CadenceTests {
    private static let firstDay = DateText.day(2020, 11, 19)

    private func contract(_ freshness: Freshness, _ feed: String = "T01-feed") -> FeedContract {
        var contract = TestContracts.contract(Container(format: .csv), fields: ["a"])
        contract.feed = FeedID(feed)
        contract.freshness = freshness
        return contract
    }

    private func nights(_ contract: FeedContract, _ count: Int) -> [(Night, Cadence.Tonight)] {
        (1...count).map { number in
            let night = Night(number: number, day: CadenceTests.firstDay + number - 1)
            return (night, Cadence.tonight(contract, night, seed: testSeed))
        }
    }

    @Test("nightly and hourly feeds are due each night", arguments: [Freshness.nightly, .hourly])
    func nightly(freshness: Freshness) {
        for (_, tonight) in nights(contract(freshness), 40) { #expect(tonight == .due) }
    }

    @Test("a monthly feed comes on the first night, then once a month at most, by the eleventh")
    func monthly() {
        var late = 0
        var absent = 0
        for number in 0..<60 {
            var months: [Int: Int] = [:]
            for (night, tonight) in nights(contract(.monthly, "T01-f\(number)"), 160) {
                let day = CalendarDay(daysSince1970: night.day)
                if night.isFirst {
                    #expect(tonight == .due)
                    continue
                }
                switch tonight {
                case .due:
                    #expect(day.day <= 11)
                    months[day.month, default: 0] += 1
                case .lacking:
                    #expect(day.day <= 5)
                    absent += 1
                case .notDue: break
                }
                if tonight == .due, day.day > 5 { late += 1 }
            }
            #expect(months.values.allSatisfy { $0 == 1 })
            #expect(months[11] == nil, "what came on the first night was November's")
        }
        // 60 feeds over five months: about 25 late ones and 8 that never come.
        #expect((8...60).contains(late) && (10...70).contains(absent), "\(late) \(absent)")
    }
}
