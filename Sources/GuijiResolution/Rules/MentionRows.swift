import GuijiContract
import GuijiModel

/// The mentions of a set as rows to compare: mentions that say the same in all that a model looks at are one row.
///
/// A person is named again by every payment and every reading, so there are far fewer rows than mentions.
struct MentionRows {
    let table: RowTable
    /// The row of each mention.
    let rowOf: [UInt32]
    /// Mentions behind each row.
    let weights: [Int]
    /// The best place of the row's departments in the order of trust.
    let trust: [UInt16]

    private static let batchSize = 8192

    /// About 1 µs a mention with a dozen columns.
    init(_ mentions: MentionSet, model: MatchingModel, names: NameTables?) throws {
        let builder = RowTableBuilder(model: model, usesIDs: true, names: names)
        let columns = builder.headers.map { alternatives in
            alternatives.lazy.compactMap { name in
                mentions.columns.firstIndex { $0.name == name }
            }.first
        }
        // What a steward decided about binds single mentions.
        let single = Set(mentions.decisions.flatMap { [$0.left, $0.right] })
        var keys = KeyTable(expecting: mentions.count)
        var numbers = [Int32](repeating: 0, count: mentions.count)
        var batch = MentionRows.batch(builder)
        for mention in 0..<mentions.count {
            let key = mentions.bytes.withUnsafeBytes {
                MentionRows.key(mention, mentions, columns, single.contains(mention), $0)
            }
            let known = keys.count
            let number = keys.number(key)
            numbers[mention] = Int32(number)
            guard number == known else { continue }
            MentionRows.append(mention, mentions, columns, key, to: &batch)
            if batch.count == MentionRows.batchSize {
                builder.append(
                    batch, idColumn: columns.count, sourceColumn: nil, fallbackSource: "")
                batch = MentionRows.batch(builder)
            }
        }
        builder.append(batch, idColumn: columns.count, sourceColumn: nil, fallbackSource: "")
        table = try builder.finish()
        var rowOfNumber = [UInt32](repeating: 0, count: table.count)
        for (row, position) in table.inputPositions.enumerated() {
            rowOfNumber[Int(position)] = UInt32(row)
        }
        rowOf = numbers.map { rowOfNumber[Int($0)] }
        var weights = [Int](repeating: 0, count: table.count)
        var trust = [UInt16](repeating: .max, count: table.count)
        for (mention, row) in rowOf.enumerated() {
            weights[Int(row)] += 1
            let own =
                mentions.trust.isEmpty ? 0 : mentions.trust[Int(mentions.originOf[mention])]
            trust[Int(row)] = min(trust[Int(row)], own)
        }
        self.weights = weights
        self.trust = trust
    }

    private static func batch(_ builder: RowTableBuilder) -> RawBatch {
        RawBatch(columnCount: builder.headers.count + 1, capacity: batchSize)
    }

    private static func key(
        _ mention: Int, _ mentions: MentionSet, _ columns: [Int?], _ isSingle: Bool,
        _ bytes: UnsafeRawBufferPointer
    ) -> Key128 {
        var first = StableHash()
        var second = StableHash()
        second.add(1)
        func add(_ value: UInt64) {
            first.add(value)
            second.add(value)
        }
        for (place, column) in columns.enumerated() {
            guard let column else { continue }
            let slice = mentions.columns[column].slices[mention]
            guard !slice.isAbsent else { continue }
            add(UInt64(place))
            let value = UnsafeRawBufferPointer(rebasing: bytes[slice.range])
            first.add(value)
            second.add(value)
        }
        if isSingle {
            add(mentions.keyHashes[mention])
            add(UInt64(mentions.originOf[mention]))
            add(UInt64(truncatingIfNeeded: mentions.items[mention]) | 1 << 63)
        }
        return Key128(high: first.value, low: second.value | 1)
    }

    private static func append(
        _ mention: Int, _ mentions: MentionSet, _ columns: [Int?], _ key: Key128,
        to batch: inout RawBatch
    ) {
        let row = batch.count
        for (place, column) in columns.enumerated() {
            guard let column else { continue }
            let slice = mentions.columns[column].slices[mention]
            guard !slice.isAbsent else { continue }
            let start = batch.bytes.count
            batch.bytes.append(contentsOf: mentions.bytes[slice.range])
            batch[place, row] = FieldSlice(start..<batch.bytes.count)
        }
        // Rows are put in order by what they say, so the order of mentions does not matter.
        let start = batch.bytes.count
        var text = String(key.high, radix: 16) + "." + String(key.low, radix: 16)
        text.withUTF8 { batch.bytes.append(contentsOf: $0) }
        batch[columns.count, row] = FieldSlice(start..<batch.bytes.count)
        batch.count += 1
    }
}
