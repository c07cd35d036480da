import Foundation

/// Something whose speed is measured: runs over its values once and says how many there were.
struct SpeedCase: Sendable {
    var name: String
    /// Prepares the values; returns what is timed, or `nil` where its data is absent.
    var prepare: @Sendable () throws -> (() -> Int)?
}

/// All that is timed. One file a case.
let speedCases: [SpeedCase] = [addressSpeed, companyAddressSpeed] + shapingSpeeds

/// Times each case for 0.7 s of processor time, three times; reports the best.
func measureSpeed(_ options: [String]) throws {
    for item in speedCases {
        guard let body = try item.prepare() else {
            print("  \(item.name): skipped, its data is not in ../shared/data")
            continue
        }
        var best = 0.0
        for _ in 0..<3 {
            // Processor time, so that other work on the machine counts little.
            var values = 0
            let start = clock()
            var passed = 0
            repeat {
                values += body()
                passed = clock() - start
            } while passed < CLOCKS_PER_SEC * 7 / 10
            let seconds = Double(passed) / Double(CLOCKS_PER_SEC)
            best = max(best, Double(values) / seconds)
        }
        print("  \(item.name): \(Int(best).formatted()) values a second")
    }
}
