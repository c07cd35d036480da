import GuijiContract

/// The names of divisions, and for each name the divisions that have or had it.
struct DivisionIndex {
    /// For each payload of `names`, the range of `named` with the divisions of that name.
    let names: NameTrie
    let ranges: [Range<Int>]
    /// An index into the table's divisions, times two, plus one where the name is a short form.
    let named: [Int32]

    /// - Parameters:
    ///   - records: those of the table, in its order.
    ///   - part: which of them.
    init(_ records: [DivisionRecord], _ part: Range<Int>) {
        var numbers: [String: Int] = [:]
        var lists: [[Int32]] = []
        func add(_ name: String, _ entry: Int32) {
            let number = numbers[name] ?? lists.count
            if number == lists.count {
                numbers[name] = number
                lists.append([])
            }
            if !lists[number].contains(entry) { lists[number].append(entry) }
        }
        for index in part {
            let record = records[index]
            let entry = Int32(index) * 2
            for name in [record.name] + record.aliases { add(name, entry) }
            // Towns of the home county go by their full names.
            let hasShort =
                record.level != .community && (record.level != .street || part.lowerBound > 0)
            if hasShort, let short = DivisionNames.short(record.name, record.level),
                short != record.name
            {
                add(short, entry + 1)
                // 红河州 for 红河哈尼族彝族自治州
                if record.name.hasSuffix("自治州") { add(short + "州", entry) }
            }
        }
        // A street was a town before (撤镇设街道): 三厂镇 for 三厂街道, where no town of the name is known.
        for index in part where part.lowerBound == 0 && records[index].level == .street {
            let record = records[index]
            guard record.validTo == nil, record.name.hasSuffix("街道"), record.name.count >= 4
            else { continue }
            for word in ["镇", "乡"] where numbers[record.name.dropLast(2) + word] == nil {
                add(record.name.dropLast(2) + word, Int32(index) * 2)
            }
        }
        var named: [Int32] = []
        var ranges: [Range<Int>] = []
        for list in lists {
            ranges.append(named.count..<named.count + list.count)
            named += list
        }
        self.names = NameTrie(numbers.map { ($0.key, Int32($0.value)) })
        self.ranges = ranges
        self.named = named
    }
}
