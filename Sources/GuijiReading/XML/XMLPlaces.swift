import CLibXML2
import GuijiModel

/// Leads the parser's place in the decoded text back to bytes and lines of the file.
///
/// libxml2 counts what it consumed and keeps a whole start tag in its buffer while it tells of it; a `<` cannot stand
/// inside a tag (XML 1.0, section 3.1), so the last one before the parser's place began the element.
struct XMLPlaces {
    private let decoder: TextDecoder
    private var map: RawOffsetMap
    /// UTF-8 text stands in the file as it is.
    private let isUTF8: Bool
    private var mapped: Int64 = 0
    private var extra: Int64 = 0
    private var damagePassed = 0
    /// Offset in the decoded text of the last start tag asked for.
    private(set) var lastStart: Int64 = 0
    /// Offset in the decoded text of the last place asked for.
    private(set) var lastEnd: Int64 = 0

    init(_ decoder: TextDecoder) {
        self.decoder = decoder
        map = RawOffsetMap(decoder)
        isUTF8 = decoder.foundEncoding == .utf8
    }

    var encodingName: String { decoder.foundEncoding.rawValue }

    /// Takes note of text before it goes to the parser.
    mutating func add(_ text: UnsafeRawBufferPointer) {
        if !isUTF8 { map.add(text) }
    }

    /// The file's offset of the parser's place.
    mutating func here(_ parser: xmlParserCtxtPtr?) -> Int64 {
        lastEnd = XMLPlaces.decodedOffset(parser)
        return raw(lastEnd)
    }

    /// Where the tag begins that the parser has just read (but for its `>`).
    mutating func startOfTag(_ parser: xmlParserCtxtPtr?, ordinal: Int64) -> RecordPosition {
        guard let input = parser?.pointee.input, var place = input.pointee.cur,
            let base = input.pointee.base
        else { return RecordPosition(ordinal: ordinal, line: 0, byteOffset: 0, byteLength: 0) }
        var line = Int64(input.pointee.line)
        let end = place
        while place > base {
            place -= 1
            if place.pointee == UInt8(ascii: "<") { break }
            if place.pointee == UInt8(ascii: "\n") { line -= 1 }
        }
        lastStart = XMLPlaces.decodedOffset(parser) - Int64(end - place)
        return RecordPosition(
            ordinal: ordinal, line: line, byteOffset: raw(lastStart), byteLength: 0)
    }

    /// Where the parser is, for a message.
    mutating func position(_ parser: xmlParserCtxtPtr?, ordinal: Int64) -> RecordPosition {
        RecordPosition(
            ordinal: ordinal, line: Int64(parser?.pointee.input?.pointee.line ?? 0),
            byteOffset: here(parser), byteLength: 0)
    }

    private static func decodedOffset(_ parser: xmlParserCtxtPtr?) -> Int64 {
        guard let input = parser?.pointee.input, let cur = input.pointee.cur,
            let base = input.pointee.base
        else { return 0 }
        return Int64(input.pointee.consumed) + Int64(cur - base)
    }

    private mutating func raw(_ decoded: Int64) -> Int64 {
        guard isUTF8 else { return map.rawOffset(ofDecoded: decoded) }
        if !decoder.deviations.isEmpty, decoded > mapped {
            extra += decoder.extraBytes(in: mapped..<decoded)
            mapped = decoded
        }
        return decoded + decoder.byteOrderMarkLength + extra
    }

    /// The first undecodable bytes that no record has been blamed for.
    var nextDamage: MalformedText? {
        damagePassed < decoder.malformed.count ? decoder.malformed[damagePassed] : nil
    }

    mutating func passDamage() { damagePassed += 1 }
}
