import Foundation
package import GuijiModel

/// The product's own generator, so that a failing test can be run again with the seed it printed.
package typealias SplitMix64 = GuijiModel.SplitMix64

/// The seed of the random tests: the same each time, so that a build never fails by chance; `GUIJI_SEED=n` tries another.
package let testSeed =
    ProcessInfo.processInfo.environment["GUIJI_SEED"].flatMap { UInt64($0) } ?? 20_201_120
