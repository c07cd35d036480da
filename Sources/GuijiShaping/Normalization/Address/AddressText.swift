/// An address as folded UTF-16 units, each with the place in the source where it stood. Brackets are taken out.
///
///     示范新村3幢（靠北）４０１   →   示 范 新 村 3 幢 | 4 0 1      and the bracket 靠北
///
/// Separators are no units: the unit after one has a boundary in front. Circled numbers (⑫) become their digits, which
/// share one place. The memory is kept from text to text.
struct AddressText: ~Copyable {
    private(set) var units: UnsafeMutablePointer<UInt16>
    /// For each unit its first byte in the source; one more for the end.
    private(set) var offsets: UnsafeMutablePointer<UInt32>
    private(set) var ends: UnsafeMutablePointer<UInt32>
    /// 1 where a separator or a bracket stands before the unit; 2 where it was a dot or a slash.
    private(set) var boundaries: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    /// Byte ranges of what stood in brackets.
    private(set) var brackets: [Range<Int>] = []
    private var capacity = 0

    init() {
        units = .allocate(capacity: 1)
        offsets = .allocate(capacity: 1)
        ends = .allocate(capacity: 1)
        boundaries = .allocate(capacity: 1)
        reserve(256)
    }

    deinit {
        units.deallocate()
        offsets.deallocate()
        ends.deallocate()
        boundaries.deallocate()
    }

    private mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        capacity = count * 2
        units.deallocate()
        offsets.deallocate()
        ends.deallocate()
        boundaries.deallocate()
        // Two more, so that looking one or two units ahead needs no check.
        units = .allocate(capacity: capacity + 2)
        offsets = .allocate(capacity: capacity + 2)
        ends = .allocate(capacity: capacity + 2)
        boundaries = .allocate(capacity: capacity + 2)
    }

    /// Reads a text. O(bytes).
    mutating func read(_ text: Bytes, _ characters: AddressCharacters) {
        // A circled number is three bytes and at most two units.
        reserve(text.count + 4)
        brackets.removeAll(keepingCapacity: true)
        var made = 0
        var at = 0
        var boundary: UInt8 = 0
        var depth = 0
        var bracketStart = 0
        characters.folded.withUnsafeBufferPointer { folded in
            characters.classes.withUnsafeBufferPointer { classes in
                while at < text.count {
                    let scalar = Scalar(text, at: at)
                    let start = at
                    at &+= scalar.length
                    let unit =
                        scalar.value < 0x1_0000
                        ? folded[Int(scalar.value)] : 0xFFFD
                    let mark = classes[Int(unit)]
                    if mark & AddressCharacters.Class.openBracket.rawValue != 0 {
                        if depth == 0 {
                            bracketStart = at
                            // A unit that belongs to no word, so that none is read across.
                            put(0x28, start, at, &made, &boundary)
                        }
                        depth &+= 1
                        boundary |= 1
                        continue
                    }
                    if mark & AddressCharacters.Class.closeBracket.rawValue != 0 {
                        if depth == 1 { brackets.append(bracketStart..<start) }
                        depth = max(depth &- 1, 0)
                        boundary |= 1
                        continue
                    }
                    if depth > 0 { continue }
                    if mark & AddressCharacters.Class.separator.rawValue != 0 {
                        // Dots and slashes may stand within numbers: 3.2.401, 408/411.
                        boundary |= unit == 0x2E || unit == 0xB7 ? 2 : unit == 0x2F ? 4 : 1
                        continue
                    }
                    if unit >= 0x2460, unit <= 0x2473 {
                        let number = unit &- 0x245F
                        if number >= 10 {
                            put(0x31, start, at, &made, &boundary)
                        }
                        put(0x30 &+ number % 10, start, at, &made, &boundary)
                        continue
                    }
                    put(unit, start, at, &made, &boundary)
                }
            }
        }
        if depth > 0, bracketStart < text.count { brackets.append(bracketStart..<text.count) }
        count = made
        units[made] = 0
        units[made &+ 1] = 0
        offsets[made] = UInt32(truncatingIfNeeded: text.count)
        boundaries[made] = 1
        boundaries[made &+ 1] = 1
    }

    @inline(__always)
    private func put(
        _ unit: UInt16, _ start: Int, _ end: Int, _ made: inout Int, _ boundary: inout UInt8
    ) {
        // 12一7一944: written for a dash.
        if made >= 2, units[made &- 1] == 0x4E00, unit >= 0x30, unit <= 0x39, boundary == 0,
            boundaries[made &- 1] == 0, units[made &- 2] >= 0x30, units[made &- 2] <= 0x39
        {
            units[made &- 1] = 0x2D
        }
        units[made] = unit
        offsets[made] = UInt32(truncatingIfNeeded: start)
        ends[made] = UInt32(truncatingIfNeeded: end)
        boundaries[made] = boundary
        boundary = 0
        made &+= 1
    }
}
