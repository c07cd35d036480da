import Foundation

/// Logarithms, in one place so that files without Foundation need not import it.
enum Logarithm {
    static func natural(_ value: Double) -> Double { log(value) }
    static func binary(_ value: Double) -> Double { log2(value) }
    static func power(_ bits: Double) -> Double { exp2(bits) }
}
