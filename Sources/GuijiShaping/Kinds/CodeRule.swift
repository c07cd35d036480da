import GuijiContract

/// What a feed writes to the standard's code, through a code list. Exact spelling first, then in upper case.
struct CodeRule: TextRule {
    private let codes: CodeTable

    init(_ codes: CodeTable) { self.codes = codes }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        var number = codes.words.number(text)
        if number < 0 {
            canonical.clear()
            for byte in text { canonical.append(byte &- 0x61 < 26 ? byte & ~0x20 : byte) }
            number = codes.words.number(canonical.bytes)
        }
        guard number >= 0 else {
            let isLost = NumberScanner.isShortForm(text)
            return .unusable(isLost ? .precisionLost : .codeUnknown)
        }
        return codes.codes[number].withUnsafeBufferPointer { code in
            if isEqual(code, text) { return .same }
            canonical.clear()
            canonical.append(code)
            return TextVerdict(form: .changed, issue: .none, interned: Int32(number))
        }
    }
}

/// A code list, ready for bytes.
struct CodeTable: Sendable {
    let words: WordTable
    let codes: [[UInt8]]

    init(_ list: CodeList) {
        let distinct = Set(list.codes.values).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
        // Sorted, so that of two spellings that normalize alike always the same wins.
        let spellings = list.codes.sorted { $0.key < $1.key }
        words = WordTable(
            spellings.compactMap { spelling, code in
                numbers[code].map { (word: FieldPlan.normalized(spelling), number: $0) }
            })
        codes = distinct.map { Array($0.utf8) }
    }
}
