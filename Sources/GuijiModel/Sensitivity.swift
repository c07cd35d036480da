/// How sensitive a field is: L1 public, L2 internal, L3 personal information, L4 sensitive personal information
/// (Personal Information Protection Law, article 28).
package enum Sensitivity: Int, Sendable, Comparable, CaseIterable {
    case public1 = 1, internal2, personal3, sensitive4

    /// `L1` … `L4`.
    package var label: String { "L\(rawValue)" }

    package init?(label: String) {
        guard let match = Sensitivity.allCases.first(where: { $0.label == label }) else {
            return nil
        }
        self = match
    }

    package static func < (left: Sensitivity, right: Sensitivity) -> Bool {
        left.rawValue < right.rawValue
    }
}
