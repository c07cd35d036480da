import GuijiContract
import GuijiModel

extension XMLMachine {
    mutating func startText(_ duties: XMLSteps.Duties) {
        if duties.contains(.leaf) {
            leafDepth = depth
            leafStart = batch.bytes.count
            leafIsOwnText = duties.contains(.ownText)
        } else {
            outer.append(Collected(depth: depth, isOwnText: duties.contains(.ownText)))
        }
    }

    /// Text or CDATA, in pieces as they come.
    mutating func characters(_ text: UnsafeRawBufferPointer) {
        if leafDepth >= 0, !leafIsOwnText || leafDepth == depth {
            batch.bytes.append(contentsOf: text)
            if batch.bytes.count - leafStart > limits.fieldBytes { failLongText() }
        }
        guard !outer.isEmpty else { return }
        for index in outer.indices where !outer[index].isOwnText || outer[index].depth == depth {
            outer[index].text.append(contentsOf: text)
            if outer[index].text.count > limits.fieldBytes { failLongText() }
        }
    }

    /// A piece of a CDATA section. Its line ends come as they stand in the file (libxml2 2.9 forgets them when it is
    /// fed in pieces), so they are brought to `\n` here, as section 2.11 of XML 1.0 asks.
    mutating func section(_ text: UnsafeRawBufferPointer) {
        guard leafDepth >= 0 || !outer.isEmpty else { return }
        var rest = text[...]
        if sectionEndsInReturn, rest.first == UInt8(ascii: "\n") { rest.removeFirst() }
        sectionEndsInReturn = text.last == UInt8(ascii: "\r")
        while let place = rest.firstIndex(of: UInt8(ascii: "\r")) {
            characters(UnsafeRawBufferPointer(rebasing: rest[..<place]))
            withUnsafeBytes(of: UInt8(ascii: "\n")) { characters($0) }
            rest = rest[(place + 1)...]
            if rest.first == UInt8(ascii: "\n") { rest.removeFirst() }
        }
        characters(UnsafeRawBufferPointer(rebasing: rest))
    }

    mutating func endText(_ node: Int, _ duties: XMLSteps.Duties) {
        if duties.contains(.leaf) {
            // An element that is nil has not begun to collect.
            guard leafDepth == depth else { return }
            leafDepth = -1
            give(FieldSlice(leafStart..<batch.bytes.count), to: steps.textTargets[node])
        } else if let collected = outer.last, collected.depth == depth {
            outer.removeLast()
            collected.text.withUnsafeBytes { take($0, for: steps.textTargets[node]) }
        }
    }

    /// Stores a value and gives it to its targets.
    mutating func take(_ text: UnsafeRawBufferPointer, for targets: Range<Int>) {
        guard text.count <= limits.fieldBytes else { return failLongText() }
        let start = batch.bytes.count
        batch.bytes.append(contentsOf: text)
        give(FieldSlice(start..<batch.bytes.count), to: targets)
    }

    /// Fills slots and columns with a value that is in the batch. The first value of the best alternative stays.
    private mutating func give(_ slice: FieldSlice, to targets: Range<Int>) {
        for number in targets {
            let target = steps.targets[number]
            switch target.kind {
            case .column: fill(target.index, of: target.shape, with: slice, rank: target.rank)
            case .item:
                let place = target.group * shapeCount + target.shape
                guard target.rank < itemRanks[place][target.index] else { continue }
                itemRanks[place][target.index] = target.rank
                let width = batch.groups[target.group].columnCount
                batch.groups[target.group].slices[items[place] * width + target.index] = slice
            case .slot:
                guard !slots[target.index].isSet else { continue }
                slots[target.index] = Slot(
                    isSet: true, bytes: Array(batch.bytes[slice.range]), batchNumber: batchNumber,
                    slice: slice)
            }
        }
        if openRecords > 0, batch.bytes.count - outerBytes > limits.recordBytes {
            fail(
                .fileMalformed,
                found: "a record with more than \(limits.recordBytes) bytes of text",
                expected: "smaller records; is an end tag missing?")
        }
    }

    @inline(__always)
    mutating func fill(_ column: Int, of shape: Int, with slice: FieldSlice, rank: UInt8) {
        let place = shape * columnCount + column
        guard rank < ranks[place] else { return }
        ranks[place] = rank
        batch.slices[column * batch.capacity + rows[shape]] = slice
        seenColumns[column] = true
    }

    private mutating func failLongText() {
        fail(
            .fileMalformed, found: "a value longer than \(limits.fieldBytes) bytes",
            expected: "shorter values; is an end tag missing?")
    }
}
