/// The result of parsing one address: values, divisions, segments and changes.
///
/// Made once and filled again and again; it keeps its memory, so parsing allocates nothing once it has grown. The bytes
/// that `value` returns hold until the next parse.
package struct AddressComponents: ~Copyable {
    var text = AddressText()
    private var values = ByteArena(capacity: 512)
    /// For each part where its value begins and ends in `values`; -1 where it has none.
    private let ranges = UnsafeMutablePointer<Int32>.allocate(
        capacity: 2 * AddressPart.allCases.count)
    private var rendered = ByteArena(capacity: 256)
    private var codes = ByteArena(capacity: 64)
    /// For texts that are put together from values.
    var scratch = ByteArena(capacity: 128)
    /// What each part of the text is, in the order of the text where it was read in order.
    package internal(set) var segments: [AddressSegment] = []
    /// Where each rendered part ends in `canonical`, in order.
    var renderedEnds: [Int] = []
    private var changeBits: UInt32 = 0
    private var aside = Aside()
    /// 6, 9 and 12 digits, or 0.
    package internal(set) var divisionCode: UInt64 = 0
    package internal(set) var streetCode: UInt64 = 0
    package internal(set) var communityCode: UInt64 = 0
    package internal(set) var status = AddressStatus.unresolved
    /// 1 province, 2 city, 3 county, 4 street, 5 community, 6 road or village group, 7 door or estate, 8 building,
    /// 9 unit, 10 floor, 11 room; 0 where nothing was found.
    package internal(set) var level = 0
    var state = AddressState()

    package init() {
        ranges.initialize(repeating: -1, count: 2 * AddressComponents.partCount)
    }

    deinit { ranges.deallocate() }

    private static let partCount = AddressPart.allCases.count

    mutating func clear() {
        values.clear()
        ranges.update(repeating: -1, count: 2 * AddressComponents.partCount)
        rendered.clear()
        codes.clear()
        segments.removeAll(keepingCapacity: true)
        changeBits = 0
        divisionCode = 0
        streetCode = 0
        communityCode = 0
        status = .unresolved
        level = 0
        state = AddressState()
    }

    /// What belongs to the text itself, while its canonical form is read again.
    private struct Aside: ~Copyable {
        var previous = ByteArena(capacity: 256)
        var hint = ByteArena(capacity: 128)
        var poi = ByteArena(capacity: 128)
        var segments: [AddressSegment] = []
        var changeBits: UInt32 = 0
        var status = AddressStatus.unresolved
    }

    mutating func keepAside() {
        aside.hint.clear()
        aside.poi.clear()
        if let hint = value(.hint) { aside.hint.append(hint) }
        if let poi = value(.poi) { aside.poi.append(poi) }
        swap(&aside.segments, &segments)
        aside.changeBits = changeBits
        aside.status = status
    }

    /// Forgets all but what is kept aside.
    /// - Returns: the canonical text so far.
    mutating func beginAgain() -> Bytes {
        aside.previous.clear()
        aside.previous.append(rendered.bytes)
        clear()
        return aside.previous.bytes
    }

    mutating func takeBack() {
        swap(&aside.segments, &segments)
        changeBits |= aside.changeBits
        if status == .standard { status = aside.status }
        if !has(.hint), aside.hint.count > 0 {
            begin(.hint)
            add(aside.hint.bytes)
            finish(.hint)
        }
        if !has(.poi), aside.poi.count > 0 {
            begin(.poi)
            add(aside.poi.bytes)
            finish(.poi)
        }
    }

    /// The value of a part in its canonical form (`3`, not `三号楼`), or `nil`.
    package func value(_ part: AddressPart) -> UnsafeBufferPointer<UInt8>? {
        let index = Int(part.rawValue) &* 2
        guard ranges[index] >= 0 else { return nil }
        return values.bytes.part(Int(ranges[index]), Int(ranges[index &+ 1]))
    }

    /// The canonical text (domain.md 3.10 rule 9); empty where nothing was found.
    package var canonical: UnsafeBufferPointer<UInt8> { rendered.bytes }

    /// What was changed, beyond cutting the text into parts.
    package var changes: [AddressChange] {
        AddressChange.allCases.filter { changeBits & 1 << UInt32($0.rawValue) != 0 }
    }

    func has(_ change: AddressChange) -> Bool { changeBits & 1 << UInt32(change.rawValue) != 0 }

    mutating func note(_ change: AddressChange) { changeBits |= 1 << UInt32(change.rawValue) }

    func has(_ part: AddressPart) -> Bool { ranges[Int(part.rawValue) &* 2] >= 0 }

    mutating func remove(_ part: AddressPart) { ranges[Int(part.rawValue) &* 2] = -1 }

    /// Begins a value; what `add` appends until `finish` belongs to it.
    mutating func begin(_ part: AddressPart) {
        ranges[Int(part.rawValue) &* 2] = Int32(values.count)
        ranges[Int(part.rawValue) &* 2 &+ 1] = Int32(values.count)
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) { values.append(byte) }

    mutating func add(_ bytes: Bytes) { values.append(bytes) }

    mutating func add(utf8 text: String) { values.append(utf8: text) }

    mutating func finish(_ part: AddressPart) {
        ranges[Int(part.rawValue) &* 2 &+ 1] = Int32(values.count)
    }

    mutating func set(_ part: AddressPart, _ text: String) {
        begin(part)
        values.append(utf8: text)
        finish(part)
    }

    /// Cuts a value's end off.
    mutating func shorten(_ part: AddressPart, to count: Int) {
        let index = Int(part.rawValue) &* 2
        ranges[index &+ 1] = ranges[index] &+ Int32(count)
    }

    /// Copies a value to the end, so that more can be appended to it.
    mutating func reopen(_ part: AddressPart) {
        guard let old = value(part) else { return begin(part) }
        values.reserve(old.count)
        let start = Int(ranges[Int(part.rawValue) &* 2])
        let count = old.count
        begin(part)
        for index in start..<start + count { values.append(values.bytes[index]) }
    }

    /// Moves a value to another part.
    mutating func move(_ from: AddressPart, to: AddressPart) {
        ranges[Int(to.rawValue) &* 2] = ranges[Int(from.rawValue) &* 2]
        ranges[Int(to.rawValue) &* 2 &+ 1] = ranges[Int(from.rawValue) &* 2 &+ 1]
        ranges[Int(from.rawValue) &* 2] = -1
    }

    mutating func render(_ byte: UInt8) { rendered.append(byte) }

    mutating func render(_ text: Bytes) { rendered.append(text) }

    mutating func render(utf8 text: StaticString) {
        rendered.append(Bytes(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func renderValue(_ part: AddressPart) -> Bool {
        guard let bytes = value(part) else { return false }
        // soho A座: a letter behind a letter would begin no number.
        if let last = rendered.bytes.last, let first = bytes.first, isWord(last), isWord(first) {
            rendered.append(0x20)
        }
        rendered.append(bytes)
        return true
    }

    private func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- 0x61 < 26
    }

    mutating func codeBytes(_ code: UInt64) -> UnsafeBufferPointer<UInt8>? {
        guard code != 0 else { return nil }
        codes.clear()
        Division.write(code, &codes)
        return codes.bytes
    }

    mutating func statusBytes() -> UnsafeBufferPointer<UInt8>? {
        codes.clear()
        codes.append(utf8: status.rawValue)
        return codes.bytes
    }

    mutating func numberBytes(_ number: Int) -> UnsafeBufferPointer<UInt8>? {
        guard number != 0 else { return nil }
        codes.clear()
        codes.append(utf8: String(number))
        return codes.bytes
    }
}
