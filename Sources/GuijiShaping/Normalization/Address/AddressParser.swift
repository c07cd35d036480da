/// Cuts a Chinese address into its parts (domain.md 3.10).
///
/// One pass from the left over folded units. At each place, in this order: a word of direction; a number with the word
/// that says what it counts (or its position: `3-2-401`); a division by the longest name of any age; a place that is
/// known; else a name, which reaches to the first ending (路, 村, 小区 …) that no other ending makes part of a longer
/// name (花园路, 状元街社区). What is left over is a point of interest.
///
/// Immutable, for any number of tasks. Parsing allocates nothing once the result has grown to the longest address.
package struct AddressParser: Sendable {
    let characters: AddressCharacters
    let words: AddressWords
    let divisions: DivisionTable
    let places: LocalPlaces
    let home: UInt64

    /// - Parameters:
    ///   - divisions: names and codes, seen from the date at which codes are wanted.
    ///   - places: what is known locally.
    ///   - home: the county (six digits, of any time) that addresses without one lie in; `nil` leaves them unresolved.
    package init(divisions: DivisionTable, places: LocalPlaces? = nil, home: UInt64? = nil) {
        characters = AddressCharacters()
        words = AddressWords()
        self.divisions = divisions
        self.places = places ?? LocalPlaces(divisions: divisions)
        self.home = home.map { divisions.current($0) ?? $0 } ?? 0
    }

    /// Parses UTF-8 text into `result`, replacing what it held. Never fails: what is not understood is in `poi`.
    /// Of a text longer than 2,000 bytes only the beginning is read.
    /// About 1 µs for an ordinary address.
    package func parse(_ text: UnsafeBufferPointer<UInt8>, into result: inout AddressComponents) {
        result.clear()
        var end = text.count
        if end > AddressParser.longest {
            end = AddressParser.longest
            while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        }
        read(text.part(0, end), &result)
        if mayChange(result) { settle(&result) }
    }

    /// Bytes of a text that are read; what lies behind is ignored. An address has some hundred at most, and a name is
    /// compared with the endings at each of its characters.
    static let longest = 2000

    private func read(_ text: Bytes, _ result: inout AddressComponents) {
        result.text.read(text, characters)
        var at = 0
        let count = result.text.count
        while at < count {
            let next = step(at, &result)
            at = next > at ? next : at &+ 1
        }
        readBrackets(text, &result)
        finish(&result)
        render(&result)
    }

    /// Whether the canonical text might be read otherwise: parts stood in another order than there, or a name between
    /// them is left out there.
    private func mayChange(_ result: borrowing AddressComponents) -> Bool {
        if result.state.isUnusual { return true }
        var last: UInt8 = 0
        var sawPoint = false
        for segment in result.segments {
            switch segment.part {
            case .hint, .redundant, .country: continue
            case .poi:
                sawPoint = true
                continue
            default: break
            }
            let rank = segment.part.rawValue
            let isGroupDoor =
                segment.part == .doorNo && last == AddressPart.villageGroup.rawValue
            if sawPoint || (rank <= last && !isGroupDoor) { return true }
            last = rank
        }
        return false
    }

    /// Reads the canonical text in place of the text, until it stays the same; keeps the text's segments, hint and
    /// point of interest.
    private func settle(_ result: inout AddressComponents) {
        result.keepAside()
        for _ in 0..<4 {
            let previous = result.beginAgain()
            read(previous, &result)
            if isEqual(previous, result.canonical) { break }
        }
        result.takeBack()
    }

    /// Reads one part that begins at a unit.
    /// - Returns: the unit behind it.
    private func step(_ at: Int, _ result: inout AddressComponents) -> Int {
        let unit = result.text.units[at]
        if characters.isA(unit, .dash) || characters.isA(unit, .openBracket) {
            // 大厦-302, 新村（东区）3幢: what follows still follows the name.
            if result.state.poiEnd == at { result.state.poiEnd = at &+ 1 }
            if result.state.roadEnd == at { result.state.roadEnd = at &+ 1 }
            result.state.isUnusual = true
            return at &+ 1
        }
        if let next = readHint(at, &result) { return next }
        if let next = readDivision(at, &result) { return next }
        if let next = readTown(at, &result) { return next }
        if let next = readNumber(at, &result) { return next }
        if let next = readKnownPlace(at, &result) { return next }
        return readName(at, &result)
    }
}

extension AddressParser {
    /// Appends units as UTF-8 to the value that is open.
    @inline(__always)
    func append(_ from: Int, _ to: Int, _ result: inout AddressComponents) {
        for index in from..<to {
            let unit = result.text.units[index]
            if unit == 0x28 { continue }
            if unit < 0x80 {
                result.add(UInt8(truncatingIfNeeded: unit))
            } else if unit < 0x800 {
                result.add(UInt8(truncatingIfNeeded: unit >> 6) | 0xC0)
                result.add(UInt8(truncatingIfNeeded: unit & 0x3F) | 0x80)
            } else {
                result.add(UInt8(truncatingIfNeeded: unit >> 12) | 0xE0)
                result.add(UInt8(truncatingIfNeeded: unit >> 6 & 0x3F) | 0x80)
                result.add(UInt8(truncatingIfNeeded: unit & 0x3F) | 0x80)
            }
        }
    }

    func set(_ part: AddressPart, _ from: Int, _ to: Int, _ result: inout AddressComponents) {
        result.begin(part)
        append(from, to, &result)
        result.finish(part)
    }

    @inline(__always)
    func segment(_ part: AddressPart, _ from: Int, _ to: Int, _ result: inout AddressComponents) {
        guard to > from else { return }
        result.segments.append(
            AddressSegment(
                part: part, start: Int(result.text.offsets[from]),
                end: Int(result.text.ends[to &- 1])))
    }
}
