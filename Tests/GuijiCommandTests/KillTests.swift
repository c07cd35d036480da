import Foundation
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
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed)
        let calm = try TinyCity()
        let harried = try TinyCity()
        var killsDone = 0
        var number = 0
        while killsDone < KillTests.kills {
            try #require(number < 60, "seed \(seed): the runs end before they can be killed")
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
                    #expect(try harried.sql("PRAGMA quick_check") == "ok", "seed \(seed)")
                }
            }
            let last = try harried.run(date: "2020-11-30")
            #expect(last.exitCode == 0, "seed \(seed): \(last.stdout)\(last.stderr)")
            #expect(try harried.contents() == calm.contents(), "seed \(seed), night \(number)")
        }
        let doubled = try harried.sql(
            "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = 'loaded' GROUP BY feed, sha256 HAVING count(*) > 1)"
        )
        #expect(doubled == "0", "seed \(seed)")
        #expect(
            try harried.sql("SELECT count(*) FROM delivery WHERE state = 'loaded'")
                == calm.sql("SELECT count(*) FROM delivery WHERE state = 'loaded'"), "seed \(seed)")
        let left = try FileManager.default.contentsOfDirectory(atPath: harried.inbox.path)
        #expect(left.isEmpty, "seed \(seed): \(left)")
    }
}

/// A small repeatable source of numbers.
struct SplitMix {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
