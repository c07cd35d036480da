import CSimdjson
import GuijiModel

/// Tells a JSON document declared as JSON Lines, and the other way round, from mere damage.
enum JSONLinesHint {
    /// Whether a value begins at a place and is the first of its line.
    static func isNewLine(_ text: UnsafeRawBufferPointer, at place: Int) -> Bool {
        guard place < text.count, [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(text[place])
        else { return false }
        let before = text[..<place].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return before == UInt8(ascii: "\n")
    }

    /// Looks at the first lines of a file declared as JSON Lines.
    /// - Throws: `FILE_MALFORMED` where they belong to one document.
    static func check(_ text: JSONText, program: JSONProgram) throws(DeliveryError) {
        let block = UnsafeRawBufferPointer(rebasing: text.buffer[..<text.blockCount])
        let lines = block.split(
            separator: UInt8(ascii: "\n"), maxSplits: 8, omittingEmptySubsequences: true
        ).map { trimmed($0) }.filter { !$0.isEmpty }
        guard let first = lines.first, let opening = first.first,
            opening == UInt8(ascii: "[") || opening == UInt8(ascii: "{")
        else { return }
        var isDocument = false
        if diagnose(first).status == GUIJI_JSON_OK {
            // An array of objects on one line, and nothing that looks into arrays.
            let inner = first.dropFirst().first { !isBlank($0) }
            isDocument =
                opening == UInt8(ascii: "[") && inner == UInt8(ascii: "{") && !program.takesArrays
        } else if lines.count > 1 {
            isDocument = first.count == 1 || diagnose(lines[1]).status != GUIJI_JSON_OK
        }
        guard isDocument else { return }
        throw DeliveryError(
            rule: .fileMalformed,
            position: RecordPosition(
                ordinal: 0, line: 1, byteOffset: text.decoder.byteOrderMarkLength,
                byteLength: Int64(first.count)),
            found: "a first line that is part of a document", expected: JSONProblems.documentInLines
        )
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }

    private static func trimmed(_ line: Slice<UnsafeRawBufferPointer>)
        -> Slice<UnsafeRawBufferPointer>
    {
        var line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }

    private static func diagnose(_ line: Slice<UnsafeRawBufferPointer>) -> guiji_json_fault {
        let bytes = UnsafeRawBufferPointer(rebasing: line)
        return guiji_json_diagnose(
            bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
}
