/// Small numbers for the names that a document uses.
///
/// libxml2 keeps each name once for each parser, so a name is known again by its address. A name's text is looked at
/// when it is met for the first time (or has been pushed out of the cache of addresses by another).
struct XMLNameTable {
    /// Numbers go from 1 to `capacity - 1`; names beyond get 0, which no path has. Paths come first.
    static let capacity = 1024
    static let unnumbered = 0

    private struct Entry {
        var local: UInt = 0
        var uri: UInt = 0
        var number: Int = 0
    }

    private var numbers: [XMLName: Int] = [:]
    private(set) var displayNames = ["?"]
    private var cache = [Entry](repeating: Entry(), count: 2048)

    /// The number of a name of a path.
    /// - Returns: `nil` where there are too many.
    mutating func number(of name: XMLName) -> Int? {
        if let number = numbers[name] { return number }
        guard displayNames.count < XMLNameTable.capacity else { return nil }
        numbers[name] = displayNames.count
        displayNames.append(name.local)
        return displayNames.count - 1
    }

    /// The number of a name of the document. The addresses are those that libxml2 keeps the texts at, zero-ended.
    @inline(__always)
    mutating func number(
        _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?
    ) -> Int {
        let localBits = UInt(bitPattern: local)
        let uriBits = UInt(bitPattern: uri)
        let mixed = (localBits &+ uriBits &* 31) &* 0x9E37_79B9_7F4A_7C15
        let index = Int(mixed >> 53)
        let entry = cache[index]
        if entry.local == localBits, entry.uri == uriBits, prefix == nil || uri != nil {
            return entry.number
        }
        return find(local, prefix: prefix, uri: uri, index)
    }

    @inline(never)
    private mutating func find(
        _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?,
        _ index: Int
    ) -> Int {
        let localText = String(cString: local)
        // A prefix that nothing declares: no namespace of a path is the same.
        if let prefix, uri == nil {
            return number(
                of: XMLName(uri: "undeclared \(String(cString: prefix))", local: localText)) ?? 0
        }
        let name = XMLName(uri: uri.map { String(cString: $0) }, local: localText)
        let found = number(of: name) ?? XMLNameTable.unnumbered
        cache[index] = Entry(
            local: UInt(bitPattern: local), uri: UInt(bitPattern: uri), number: found)
        return found
    }
}
