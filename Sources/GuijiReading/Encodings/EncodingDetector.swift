import GuijiContract
import GuijiModel

/// Decides a file's encoding: by its byte order mark, else by evidence, with the declaration for what evidence
/// cannot tell.
///
/// UTF-8 is tried first, because most UTF-8 text also decodes as GB18030 (to nonsense) while GB18030 text is hardly
/// ever valid UTF-8. Only characters of three or more bytes speak against a declared GB18030: short words such as
/// 联通 in GB18030 are valid two-byte UTF-8, and a column may repeat them a million times.
enum EncodingDetector {
    struct Decision {
        var encoding: Container.Encoding
        var byteOrderMarkLength = 0
        var finding: Finding?
    }

    /// Reads until the evidence suffices: mostly some kilobytes, the whole file (at several GB/s) where it is ASCII.
    static func decide(source: ByteSource, declared: Container.Encoding) throws(DeliveryError)
        -> Decision
    {
        var head: [UInt8] = []
        while head.count < 4096 {
            let chunk = try source.next()
            if chunk.isEmpty { break }
            head.append(contentsOf: chunk.prefix(4096))
        }
        try source.seek(to: 0)
        if let (marked, length) = byteOrderMark(head) {
            return Decision(
                encoding: marked, byteOrderMarkLength: length,
                finding: mismatch(found: marked, declared: declared, "by its byte order mark"))
        }
        if let wide = wideEncoding(head) {
            return Decision(
                encoding: wide,
                finding: mismatch(found: wide, declared: declared, "by its NUL bytes"))
        }
        let found = try byEvidence(source: source, declared: declared)
        return Decision(
            encoding: found,
            finding: mismatch(found: found, declared: declared, "by its characters"))
    }

    private static func byEvidence(source: ByteSource, declared: Container.Encoding)
        throws(DeliveryError) -> Container.Encoding
    {
        let fallback: Container.Encoding =
            switch declared {
            case .utf16, .utf16LE, .utf16BE: .utf8
            default: declared
            }
        let asUTF8 = try EncodingEvidence.gather(source, as: .utf8)
        if asUTF8.characters == 0, asUTF8.malformed == 0 { return fallback }
        let speaksForUTF8 = declared == .utf8 ? asUTF8.characters : asUTF8.longCharacters
        if speaksForUTF8 > 0, asUTF8.malformed * 20 <= speaksForUTF8 { return .utf8 }

        var candidates: [Container.Encoding] = [fallback]
        for other in [Container.Encoding.gb18030, .utf8] where !candidates.contains(other) {
            candidates.append(other)
        }
        var best = fallback
        var bestEvidence = EncodingEvidence()
        for candidate in candidates {
            let evidence =
                candidate == .utf8 ? asUTF8 : try EncodingEvidence.gather(source, as: candidate)
            if candidate == candidates[0] || evidence.malformedShare < bestEvidence.malformedShare {
                best = candidate
                bestEvidence = evidence
            }
        }
        guard bestEvidence.malformed < 32 || bestEvidence.malformedShare <= 1.0 / 3 else {
            throw DeliveryError(
                rule: .encodingUndecodable,
                found: "\(bestEvidence.malformed) byte sequences that are no \(best.rawValue)",
                expected: "text in \(declared.rawValue); ask the sender for the file's encoding")
        }
        return best
    }

    private static func mismatch(
        found: Container.Encoding, declared: Container.Encoding, _ evidence: String
    ) -> Finding? {
        let isAsDeclared =
            found == declared
            || declared == .utf16 && (found == .utf16LE || found == .utf16BE)
        guard !isAsDeclared else { return nil }
        return Finding(
            rule: .encodingMismatch, severity: .warning, found: "\(found.rawValue), \(evidence)",
            expected: declared.rawValue)
    }

    private static func byteOrderMark(_ head: [UInt8]) -> (Container.Encoding, Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
        return nil
    }

    /// Whether the first bytes of a file have NUL bytes that no encoding explains.
    static func isBinary(_ head: [UInt8]) -> Bool {
        head.contains(0) && byteOrderMark(head) == nil && wideEncoding(head) == nil
    }

    /// UTF-16 without a mark: ASCII characters (delimiters, line ends) have a zero on the same side each time.
    private static func wideEncoding(_ head: [UInt8]) -> Container.Encoding? {
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let enough = max(2, head.count / 16)
        if zeros[1] >= enough, zeros[0] * 16 <= zeros[1] { return .utf16LE }
        if zeros[0] >= enough, zeros[1] * 16 <= zeros[0] { return .utf16BE }
        return nil
    }
}
