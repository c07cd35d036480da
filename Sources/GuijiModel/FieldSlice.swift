/// A value's place in a batch's bytes. An absent value (no such column, element or key; a JSON `null`) is not the
/// same as an empty one.
@frozen
package struct FieldSlice: Hashable, Sendable {
    package var offset: UInt32
    package var length: UInt32

    @inlinable
    package init(offset: UInt32, length: UInt32) {
        self.offset = offset
        self.length = length
    }

    @inlinable
    package init(_ range: Range<Int>) {
        self.offset = UInt32(truncatingIfNeeded: range.lowerBound)
        self.length = UInt32(truncatingIfNeeded: range.count)
    }

    /// No value at all.
    @inlinable
    package static var absent: FieldSlice { FieldSlice(offset: .max, length: 0) }

    @inlinable
    package var isAbsent: Bool { offset == .max }

    @inlinable
    package var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
}
