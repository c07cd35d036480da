import Foundation
import GuijiTestSupport
import Testing

/// kill -9 at random moments, many times: nothing lost, nothing doubled.
@Suite("A run killed at any instruction")
struct KillTests {
    static let kills = 50

    /// Files of one night; each night changes some rows and drops others.
    private static func night(_ city: TinyCity, _ number: Int) throws {
        for part in 0..<3 {
            let day = number * 3 + part
            let name = "t_2020\(String(format: "%02d%02d", 1 + day / 28, 1 + day % 28)).csv"
            try city.drop(
                name, Data(TinyCity.csv(4000 - day * 5, mark: part == 1 ? "样" : "测\(day)").utf8))
        }
    }

    @Test("After fifty kills the warehouse equals that of an undisturbed run")
    func killed() throws {
        var random = SplitMix64(seed: testSeed)
        let calm = try TinyCity()
        let harried = try TinyCity()
        var killsDone = 0
        var number = 0
        while killsDone < KillTests.kills {
            try #require(number < 60, "seed \(testSeed): the runs end before they can be killed")
            try KillTests.night(calm, number)
            let started = Date()
            #expect(try calm.run(date: "2020-11-30").exitCode == 0)
            // The time an undisturbed run takes bounds the moments to kill at.
            let span = Date().timeIntervalSince(started)
            try KillTests.night(harried, number)
            number += 1
            var isLoaded = false
            while !isLoaded {
                let delay = span * Double(random.next() % 1000) / 1000
                let isKilled = try CommandRunner.runAndKill(
                    ["run", "--workspace", harried.workspace.path, "--date", "2020-11-30"],
                    after: delay)
                killsDone += isKilled ? 1 : 0
                isLoaded = !isKilled
                if FileManager.default.fileExists(atPath: harried.warehouse) {
                    #expect(try harried.sql("PRAGMA quick_check") == "ok", "seed \(testSeed)")
                }
            }
            let last = try harried.run(date: "2020-11-30")
            #expect(last.exitCode == 0, "seed \(testSeed): \(last.stdout)\(last.stderr)")
            #expect(try harried.contents() == calm.contents(), "seed \(testSeed), night \(number)")
        }
        let doubled = try harried.sql(
            "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = 'loaded' GROUP BY feed, sha256 HAVING count(*) > 1)"
        )
        #expect(doubled == "0", "seed \(testSeed)")
        #expect(
            try harried.sql("SELECT count(*) FROM delivery WHERE state = 'loaded'")
                == calm.sql("SELECT count(*) FROM delivery WHERE state = 'loaded'"),
            "seed \(testSeed)")
        let left = try FileManager.default.contentsOfDirectory(atPath: harried.inbox.path)
        #expect(left.isEmpty, "seed \(testSeed): \(left)")
    }
}
