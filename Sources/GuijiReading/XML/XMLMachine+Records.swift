import GuijiContract
import GuijiModel

extension XMLMachine {
    private static let recordsInBatch = 2048
    private static let textInBatch = 1 << 20

    static func emptyBatch(_ plan: ReadPlan, capacity: Int = recordsInBatch) -> RawBatch {
        RawBatch(
            columnCount: plan.columns.count, groupColumnCounts: plan.groups.map(\.columns.count),
            capacity: capacity, byteCapacity: textInBatch + textInBatch / 4)
    }

    mutating func startRecord(_ node: Int) {
        guard let shape = steps.nodes[node].shape else { return }
        let row = batch.count
        if row == batch.capacity { growBatch() }
        let position = places.startOfTag(parser, ordinal: nextOrdinal)
        if openRecords == 0 {
            outerRow = row
            outerBytes = batch.bytes.count
            // Not the whole array at once: that would copy the other one at its next change.
            for group in itemCounts.indices { outerItems[group] = itemCounts[group] }
            refuseDamageOutsideRecords()
        }
        openRecords += 1
        nextOrdinal += 1
        seenShapes[shape] = true
        rows[shape] = row
        batch.count += 1
        batch.shapes.append(UInt8(truncatingIfNeeded: shape))
        batch.positions.append(position)
        for place in shape * columnCount..<(shape + 1) * columnCount { ranks[place] = .max }
        for number in contexts[shape].indices {
            let context = contexts[shape][number]
            guard slots[context.slot].isSet else { continue }
            let slice = sliceOfSlot(context.slot)
            fill(context.column, of: shape, with: slice, rank: context.rank)
        }
    }

    /// A slot's value in the batch, copied into it once.
    private mutating func sliceOfSlot(_ slot: Int) -> FieldSlice {
        if slots[slot].batchNumber != batchNumber {
            let start = batch.bytes.count
            batch.bytes.append(contentsOf: slots[slot].bytes)
            slots[slot].slice = FieldSlice(start..<batch.bytes.count)
            slots[slot].batchNumber = batchNumber
        }
        return slots[slot].slice
    }

    mutating func startItems(_ node: Int) {
        for number in steps.nodes[node].groups.indices {
            let (group, shape) = steps.nodes[node].groups[number]
            guard itemCounts[group] - outerItems[group] < limits.items else {
                fail(
                    .fileMalformed, found: "a record with more than \(limits.items) repeated items",
                    expected: "smaller records; is an end tag missing?")
                return
            }
            let place = group * shapeCount + shape
            let width = batch.groups[group].columnCount
            items[place] = itemCounts[group]
            itemCounts[group] += 1
            if nests { itemRows[group].append(rows[shape]) }
            for column in 0..<width {
                itemRanks[place][column] = .max
                batch.groups[group].slices.append(.absent)
            }
        }
    }

    mutating func endRecord(_ node: Int) {
        guard let shape = steps.nodes[node].shape else { return }
        let row = rows[shape]
        batch.positions[row].byteLength = places.here(parser) - batch.positions[row].byteOffset
        openRecords -= 1
        guard openRecords == 0 else { return }
        for group in batch.groups.indices {
            if nests {
                sortItems(group)
            } else {
                batch.groups[group].itemStarts.append(UInt32(itemCounts[group]))
            }
        }
        noteDamageInRecords()
        if batch.count >= XMLMachine.recordsInBatch || batch.bytes.count >= XMLMachine.textInBatch {
            closeBatch()
        }
    }

    /// Brings the items since the outermost record began into the order of their records: those of a record go on
    /// after the records within it.
    private mutating func sortItems(_ group: Int) {
        let width = batch.groups[group].columnCount
        let first = outerItems[group]
        let rowsOfItems = itemRows[group]
        let order = rowsOfItems.indices.sorted { (rowsOfItems[$0], $0) < (rowsOfItems[$1], $1) }
        let old = Array(batch.groups[group].slices[(first * width)...])
        batch.groups[group].slices.removeLast(old.count)
        for item in order {
            batch.groups[group].slices += old[item * width..<(item + 1) * width]
        }
        var end = first
        var next = 0
        for row in outerRow..<batch.count {
            while next < order.count, rowsOfItems[order[next]] == row { next += 1 }
            end = first + next
            batch.groups[group].itemStarts.append(UInt32(end))
        }
        itemRows[group].removeAll(keepingCapacity: true)
    }

    /// Hands the batch over to the reader, if there is anything in it.
    mutating func closeBatch() {
        guard batch.count > 0 else { return }
        ready.append(batch)
        batch = XMLMachine.emptyBatch(plan)
        batchNumber += 1
        for group in itemCounts.indices { itemCounts[group] = 0 }
    }

    /// Only records within records can make a batch larger than planned.
    private mutating func growBatch() {
        let old = batch
        batch = XMLMachine.emptyBatch(plan, capacity: old.capacity * 2)
        for column in 0..<columnCount {
            for row in 0..<old.count { batch[column, row] = old[column, row] }
        }
        batch.count = old.count
        batch.bytes = old.bytes
        batch.positions = old.positions
        batch.shapes = old.shapes
        batch.groups = old.groups
        batch.problems = old.problems
    }

    /// Undecodable bytes between records may stand in anything that all records depend on.
    mutating func refuseDamageOutsideRecords() {
        guard let damage = places.nextDamage, damage.decodedOffset < places.lastStart else {
            return
        }
        failure = DeliveryError(
            rule: .encodingUndecodable,
            position: RecordPosition(
                ordinal: nextOrdinal, line: 0, byteOffset: damage.rawOffset,
                byteLength: Int64(damage.rawLength)),
            found: "bytes that are no \(places.encodingName), outside any record",
            expected: "text in one encoding; ask the sender for the file's encoding")
    }

    /// Undecodable bytes within a record set it aside.
    private mutating func noteDamageInRecords() {
        guard places.nextDamage != nil else { return }
        var damagedRows: Set<Int> = []
        let end = places.lastEnd
        while let damage = places.nextDamage, damage.decodedOffset < end {
            places.passDamage()
            for row in outerRow..<batch.count {
                let position = batch.positions[row]
                let range = position.byteOffset..<position.byteOffset + position.byteLength
                guard range.contains(damage.rawOffset), damagedRows.insert(row).inserted else {
                    continue
                }
                batch.problems.append(
                    RecordProblem(
                        row: row, rule: .recordUndecodable, severity: .error,
                        found: "undecodable bytes at offset \(damage.rawOffset)",
                        expected: "\(places.encodingName) text"))
            }
        }
        batch.problems.sort { $0.row < $1.row }
    }
}
