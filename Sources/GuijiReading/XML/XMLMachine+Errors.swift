import CLibXML2
import GuijiModel

extension XMLMachine {
    /// libxml2 found the document not well-formed. The first error says most.
    mutating func meetError(code: CInt, _ message: String) {
        guard !hasFailed else { return }
        let found = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        let isAtEnd = isEnding && (depth > 0 || !hasRoot) && (isInputUsedUp || code == 5)
        failure = DeliveryError(
            rule: isAtEnd ? .fileTruncated : .fileMalformed,
            position: places.position(parser, ordinal: nextOrdinal),
            found: isAtEnd ? "the file ends inside \(openPath)" : found,
            expected: isAtEnd
                ? "the whole file, to the root's end tag; ask for it to be sent again"
                : "well-formed XML; ask the sender for a repaired file")
    }

    /// libxml2 asks for an entity, either because the document refers to it or after its declaration.
    mutating func meetEntity(_ name: String) {
        guard let parser else { return }
        let references = UInt(parser.pointee.nbentities)
        guard references != entityReferences else { return }
        entityReferences = references
        fail(
            .fileMalformed, found: "a reference to the entity \(name)",
            expected:
                "text without entities of the document's own: they can multiply without bound or "
                + "reach outside the file. Only &lt; &gt; &amp; &apos; &quot; and &#…; are read")
    }

    /// libxml2 compares each attribute of a tag with all before it, so a tag that grows without end is refused before
    /// it is complete.
    /// - Parameter pending: text that the parser waits to see more of.
    mutating func refuseLongTag(_ pending: UnsafeRawBufferPointer) {
        guard !hasFailed else { return }
        if pending.count < 64 << 10 { nextTagCheck = 64 << 10 }
        // At doubled lengths only, so that the looking stays in proportion to the text.
        guard pending.count >= nextTagCheck, pending[0] == UInt8(ascii: "<") else { return }
        nextTagCheck = 2 * pending.count
        var quote: UInt8 = 0
        var attributes = 0
        for byte in pending {
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                attributes += 1
            } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "!") {
                return
            }
        }
        guard attributes > limits.attributes else { return }
        fail(
            .fileMalformed, found: "an element with more than \(attributes - 1) attributes",
            expected: "at most \(limits.attributes)")
    }

    private var isInputUsedUp: Bool {
        guard let input = parser?.pointee.input, let cur = input.pointee.cur,
            let end = input.pointee.end
        else { return true }
        return cur >= end
    }

    /// The innermost open element that is in a path, for messages.
    private var openPath: String {
        known == 0 ? "the document" : steps.path(of: path[known])
    }
}
