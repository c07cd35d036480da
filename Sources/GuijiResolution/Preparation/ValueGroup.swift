/// A few values one after another, to be interned together.
final class ValueGroup {
    static let size = 128
    private let letters: UnsafeMutablePointer<UInt16>
    private let ends: UnsafeMutablePointer<Int>
    let hashes: UnsafeMutablePointer<UInt64>
    /// What the first look at each value's place gave; of use only for having looked.
    let touched: UnsafeMutablePointer<UInt64>
    private(set) var count = 0
    private let capacity: Int

    /// - Parameter longest: the letters of the longest value that may be added.
    init(longest: Int) {
        capacity = longest + ValueGroup.size * 32
        letters = .allocate(capacity: capacity)
        ends = .allocate(capacity: ValueGroup.size + 1)
        hashes = .allocate(capacity: ValueGroup.size)
        touched = .allocate(capacity: ValueGroup.size)
        ends[0] = 0
        self.longest = longest
    }

    private let longest: Int

    deinit {
        letters.deallocate()
        ends.deallocate()
        hashes.deallocate()
        touched.deallocate()
    }

    /// Whether the next value may not fit.
    @inline(__always)
    var isFull: Bool { count == ValueGroup.size || ends[count] + longest > capacity }

    /// Where the next value's letters go.
    @inline(__always)
    var next: UnsafeMutablePointer<UInt16> { letters + ends[count] }

    /// Ends the value that was written to `next`.
    @inline(__always)
    func end(_ length: Int) {
        ends[count + 1] = ends[count] + length
        count += 1
    }

    @inline(__always)
    subscript(_ index: Int) -> Letters {
        Letters(start: letters + ends[index], count: ends[index + 1] - ends[index])
    }

    func removeAll() { count = 0 }
}
