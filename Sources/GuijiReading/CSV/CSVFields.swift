/// Where the fields of the record at hand lie. One list a reader, used again for each record.
final class CSVFields {
    /// Fields whose places are kept; more are only counted.
    static let capacity = 8192
    /// Set in `ends` where doubled quotes must still be made single.
    static let escaped: UInt32 = 1 << 31

    /// Start and end of each value, in bytes of the window, without quotes around it.
    let starts: UnsafeMutablePointer<UInt32>
    let ends: UnsafeMutablePointer<UInt32>
    var count = 0

    init() {
        starts = .allocate(capacity: CSVFields.capacity)
        ends = .allocate(capacity: CSVFields.capacity)
        starts.initialize(repeating: 0, count: CSVFields.capacity)
        ends.initialize(repeating: 0, count: CSVFields.capacity)
    }

    deinit {
        starts.deallocate()
        ends.deallocate()
    }

    /// Adds a value.
    @inline(__always)
    func append(_ start: Int, _ end: Int, isEscaped: Bool = false) {
        if count < CSVFields.capacity {
            starts[count] = UInt32(truncatingIfNeeded: start)
            ends[count] = UInt32(truncatingIfNeeded: end) | (isEscaped ? CSVFields.escaped : 0)
        }
        count += 1
    }

    /// The bytes of a value.
    func range(_ index: Int) -> Range<Int> {
        Int(starts[index])..<Int(ends[index] & ~CSVFields.escaped)
    }

    /// Whether a value has doubled quotes.
    func isEscaped(_ index: Int) -> Bool { ends[index] & CSVFields.escaped != 0 }
}
