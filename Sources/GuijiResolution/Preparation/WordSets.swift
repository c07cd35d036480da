/// The distinct words of each value of a column, as sorted numbers, and how rare each word is.
final class WordSets {
    let words: UnsafeMutablePointer<UInt32>
    let starts: UnsafeMutablePointer<UInt32>
    /// Squared natural logarithm of rows over rows with the word, by word.
    let rarity: UnsafeMutablePointer<Float>
    /// Letters of each word.
    let lengths: UnsafeMutablePointer<UInt16>
    /// Hash of each word, equal for equal words of other columns too.
    let hashes: [UInt64]

    /// Words are parted by blanks; a run of Han gives its pairs of characters, for want of a dictionary.
    init(_ store: ValueStore) {
        let dictionary = ValueStore()
        var rows: [UInt32] = [0]
        var all: UInt32 = 0
        var words: [UInt32] = []
        var starts: [UInt32] = [0]
        for number in 0..<store.count {
            let frequency = store.frequencies[number]
            all += frequency
            var own: [UInt32] = []
            WordSets.split(store[UInt32(number)]) { own.append(dictionary.intern($0)) }
            own.sort()
            var last: UInt32 = 0
            for word in own where word != last {
                words.append(word)
                if Int(word) >= rows.count {
                    rows += Array(repeating: 0, count: Int(word) + 1 - rows.count)
                }
                rows[Int(word)] += frequency
                last = word
            }
            starts.append(UInt32(words.count))
        }
        self.words = .allocate(capacity: max(1, words.count))
        self.words.initialize(from: words, count: words.count)
        self.starts = .allocate(capacity: starts.count)
        self.starts.initialize(from: starts, count: starts.count)
        rarity = .allocate(capacity: dictionary.count)
        lengths = .allocate(capacity: dictionary.count)
        for word in 0..<dictionary.count {
            let frequency = word < rows.count ? max(1, rows[word]) : 1
            let logarithm = Logarithm.natural(Double(max(1, all) + 1) / Double(frequency))
            (rarity + word).initialize(to: Float(logarithm * logarithm))
            (lengths + word).initialize(to: UInt16(clamping: dictionary[UInt32(word)].count))
        }
        hashes = (0..<dictionary.count).map { dictionary.hashes[$0] }
    }

    deinit {
        words.deallocate()
        starts.deallocate()
        rarity.deallocate()
        lengths.deallocate()
    }

    static func split(_ value: Letters, _ body: (Letters) -> Void) {
        guard let base = value.baseAddress else { return }
        func isHan(_ letter: UInt16) -> Bool { (0x3400...0x9FFF).contains(letter) }
        var index = 0
        while index < value.count {
            if value[index] == 0x20 {
                index += 1
                continue
            }
            let han = isHan(value[index])
            var end = index
            while end < value.count, value[end] != 0x20, isHan(value[end]) == han { end += 1 }
            if han, end - index > 2 {
                for start in index..<(end - 1) { body(Letters(start: base + start, count: 2)) }
            } else {
                body(Letters(start: base + index, count: end - index))
            }
            index = end
        }
    }

    @inline(__always)
    func range(_ value: UInt32) -> Range<Int> {
        Int(starts[Int(value)])..<Int(starts[Int(value) + 1])
    }
}
