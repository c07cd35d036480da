import GuijiContract
import GuijiModel

/// How well a file's bytes fit an encoding.
struct EncodingEvidence: Equatable {
    /// Characters outside ASCII that are valid.
    var characters = 0
    /// Of these, characters of three or more bytes in the file.
    var longCharacters = 0
    /// Places where no character fits.
    var malformed = 0

    /// Malformed places among all that are not ASCII.
    var malformedShare: Double {
        let all = characters + malformed
        return all == 0 ? 0 : Double(malformed) / Double(all)
    }

    /// After so many characters outside ASCII the matter is decided.
    private static let enough = 4000

    /// Counts from the start of the file until there is enough evidence, and goes back to the start.
    static func gather(_ source: ByteSource, as encoding: Container.Encoding) throws(DeliveryError)
        -> EncodingEvidence
    {
        try source.seek(to: 0)
        let codec = Codec(encoding: encoding)
        var evidence = EncodingEvidence()
        var rest: [UInt8] = []
        while evidence.longCharacters + evidence.malformed < enough
            || evidence.characters + evidence.malformed < enough
        {
            let chunk = try source.next()
            let atEnd = chunk.isEmpty
            if rest.isEmpty {
                rest = evidence.count(chunk, codec, atEnd: atEnd)
            } else {
                rest.append(contentsOf: chunk)
                rest = rest.withUnsafeBytes { evidence.count($0, codec, atEnd: atEnd) }
            }
            if atEnd { break }
            if encoding != .utf8, evidence.characters + evidence.malformed >= enough { break }
        }
        try source.seek(to: 0)
        return evidence
    }

    /// Counts one chunk.
    /// - Returns: the start of a character that the chunk's end cut.
    private mutating func count(
        _ chunk: UnsafeRawBufferPointer, _ codec: Codec, atEnd: Bool
    ) -> [UInt8] {
        guard let bytes = chunk.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
        var index = 0
        while index < chunk.count {
            if codec.encoding.keepsASCII, bytes[index] < 0x80 {
                while index + 8 <= chunk.count,
                    chunk.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                while index < chunk.count, bytes[index] < 0x80 { index += 1 }
                continue
            }
            switch codec.unit(bytes + index, chunk.count - index, atEnd: atEnd) {
            case .incomplete: return Array(chunk[index...])
            case .malformed(let length):
                malformed += 1
                index += length
            case .character(_, let length):
                characters += 1
                if length > 2 { longCharacters += 1 }
                index += length
            }
        }
        return []
    }
}

extension Container.Encoding {
    /// Whether ASCII bytes stand for themselves wherever a character begins.
    var keepsASCII: Bool {
        switch self {
        case .utf8, .gb18030, .latin1, .big5: true
        case .utf16, .utf16LE, .utf16BE: false
        }
    }
}
