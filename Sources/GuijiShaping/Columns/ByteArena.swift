/// Bytes of one text; points into memory owned elsewhere for the length of a call.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// A growing buffer of bytes that can be written without a check of uniqueness per byte.
///
/// What `bytes` returns holds until the next append. Owned by one value, freed with it.
struct ByteArena: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        start = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { start.deallocate() }

    /// What was written.
    var bytes: Bytes { Bytes(start: start, count: count) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(1) }
        start[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ text: Bytes) {
        guard let source = text.baseAddress, !text.isEmpty else { return }
        if capacity - count < text.count { grow(text.count) }
        (start + count).update(from: source, count: text.count)
        count &+= text.count
    }

    mutating func append(utf8 text: String) {
        for byte in text.utf8 { append(byte) }
    }

    /// Makes room, so that so many appends need no growth.
    mutating func reserve(_ more: Int) { if capacity - count < more { grow(more) } }

    /// Forgets what was written; keeps the memory.
    mutating func clear() { count = 0 }

    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}

/// Whether two texts are the same, byte for byte.
@inline(__always)
func isEqual(_ left: Bytes, _ right: Bytes) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
}

extension UnsafeBufferPointer<UInt8> {
    /// A part of the text.
    @inline(__always)
    func part(_ from: Int, _ to: Int) -> Bytes {
        Bytes(rebasing: self[from..<to])
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
