import Foundation

/// Something whose speed is measured: runs over its values once and says how many there were.
struct SpeedCase: Sendable {
    var name: String
    /// Prepares the values; returns what is timed, or `nil` where its data is absent.
    var prepare: @Sendable () throws -> (() -> Int)?
}

/// All that is timed. One file a case.
let speedCases: [SpeedCase] = [addressSpeed, companyAddressSpeed] + shapingSpeeds

/// Times each case for about a second, three times; reports the best.
func measureSpeed(_ options: [String]) throws {
    for item in speedCases {
        guard let body = try item.prepare() else {
            print("  \(item.name): skipped, its data is not in ../shared/data")
            continue
        }
        var best = 0.0
        for _ in 0..<3 {
            let clock = ContinuousClock()
            var values = 0
            let start = clock.now
            var passed = Duration.zero
            repeat {
                values += body()
                passed = clock.now - start
            } while passed < .milliseconds(700)
            let seconds =
                Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
            best = max(best, Double(values) / seconds)
        }
        print("  \(item.name): \(Int(best).formatted()) values a second")
    }
}
