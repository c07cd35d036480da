import GuijiModel

/// A few short words, to be found among many values that are none of them.
struct WordSet {
    private var words: [[UInt8]] = []
    private var longest = 0
    /// Which first bytes occur: most values are refused by this alone.
    private var first = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))

    init(_ texts: [String]) {
        for text in texts where !text.isEmpty {
            let word = Array(text.utf8)
            words.append(word)
            longest = max(longest, word.count)
            let bit = UInt64(1) << UInt64(word[0] & 63)
            switch word[0] >> 6 {
            case 0: first.0 |= bit
            case 1: first.1 |= bit
            case 2: first.2 |= bit
            default: first.3 |= bit
            }
        }
    }

    /// Whether the text, which is not empty, is one of the words.
    @inline(__always)
    func contains(_ text: Bytes) -> Bool {
        guard text.count <= longest else { return false }
        let byte = text[0]
        let quarter =
            byte < 0x80 ? (byte < 0x40 ? first.0 : first.1) : (byte < 0xC0 ? first.2 : first.3)
        guard quarter & (1 << UInt64(byte & 63)) != 0 else { return false }
        return search(text)
    }

    @inline(never)
    private func search(_ text: Bytes) -> Bool {
        words.contains { word in word.withUnsafeBufferPointer { isEqual($0, text) } }
    }
}

/// Words with a number each, found by hash. For code lists, which may have thousands.
struct WordTable {
    private var slots: [Int32]
    private var starts: [UInt32] = [0]
    private var keys: [UInt8] = []
    private var numbers: [Int32] = []

    /// Later words win over earlier ones that are the same.
    init(_ words: [(word: String, number: Int)]) {
        var size = 8
        while size < words.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        for (word, number) in words {
            let key = Array(word.utf8)
            key.withUnsafeBufferPointer { key in
                let slot = find(key)
                if slots[slot] >= 0 {
                    numbers[Int(slots[slot])] = Int32(number)
                } else {
                    slots[slot] = Int32(numbers.count)
                    keys.append(contentsOf: key)
                    starts.append(UInt32(keys.count))
                    numbers.append(Int32(number))
                }
            }
        }
    }

    /// The word's number, or -1.
    @inline(__always)
    func number(_ text: Bytes) -> Int {
        let entry = slots[find(text)]
        return entry < 0 ? -1 : Int(numbers[Int(entry)])
    }

    private func find(_ text: Bytes) -> Int {
        var hash = StableHash()
        hash.add(UnsafeRawBufferPointer(text))
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash.value) & mask
        while true {
            let entry = Int(slots[slot])
            if entry < 0 { return slot }
            let range = Int(starts[entry])..<Int(starts[entry + 1])
            let isSame = keys.withUnsafeBufferPointer {
                isEqual(Bytes(rebasing: $0[range]), text)
            }
            if isSame { return slot }
            slot = (slot + 1) & mask
        }
    }
}
