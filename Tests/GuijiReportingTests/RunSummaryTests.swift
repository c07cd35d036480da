import GuijiModel
import GuijiWarehouse
import Testing

@testable import GuijiReporting

@Suite("What a run says of itself")
struct RunSummaryTests {
    private func summary(_ states: [DeliveryState], missing: [String] = []) -> RunSummary {
        var summary = RunSummary(run: 7, businessDate: "2020-11-20", isDryRun: false)
        summary.deliveries = states.enumerated().map { index, state in
            var report = DeliveryReport(delivery: DeliveryID(Int64(index)), state: state)
            report.records = 10
            report.inserted = 4
            return RunSummary.Delivery(
                feed: FeedID("D0\(index)-x"), path: "x.csv", businessDate: "2020-11-20",
                report: report)
        }
        summary.missing = missing
        return summary
    }

    @Test("The last line counts what was loaded, held and missing, and only loaded rows")
    func line() {
        let line = summary([.loaded, .loaded, .held], missing: ["D09-y"]).line
        #expect(
            line
                == "guiji run 7 for 2020-11-20: 2 loaded, 1 held, 1 missing; 20 records: 8 new, 0 changed, "
                + "0 closed, 0 unchanged, 0 set aside; 0.0 s")
    }

    @Test("The exit code is 0 only where nothing was held, failed or missing")
    func exitCodes() {
        #expect(summary([.loaded, .duplicate, .superseded]).exitCode == 0)
        #expect(summary([.loaded, .held]).exitCode == 2)
        #expect(summary([.failed]).exitCode == 2)
        #expect(summary([.loaded], missing: ["D09-y"]).exitCode == 2)
    }
}
