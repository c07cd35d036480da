import GuijiContract
import GuijiModel

/// The encoding that a document's own XML declaration names.
struct XMLDeclaration {
    /// As written, such as `gb2312`.
    var label: String
    /// `nil` for a label that is not known here; evidence decides then.
    var encoding: Container.Encoding?

    /// Reads the declaration in the first bytes, where there is one in ASCII, and goes back to the start.
    init?(_ source: ByteSource) throws(DeliveryError) {
        var head: [UInt8] = []
        while head.count < 1024 {
            let chunk = try source.next()
            if chunk.isEmpty { break }
            head.append(contentsOf: chunk.prefix(1024))
        }
        try source.seek(to: 0)
        self.init(head: head)
    }

    init?(head: [UInt8]) {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard bytes.starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let text = String(decoding: bytes[..<end], as: UTF8.self)
        guard let range = text.firstRange(of: "encoding") else { return nil }
        let rest = text[range.upperBound...].drop { " \t\r\n=".contains($0) }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        label = String(rest.dropFirst().prefix { $0 != quote })
        encoding = XMLDeclaration.encodings[label.lowercased()]
    }

    /// GB 2312 and GBK are parts of GB18030, and feeds that declare the former use characters of the latter.
    private static let encodings: [String: Container.Encoding] = [
        "utf-8": .utf8, "utf8": .utf8, "us-ascii": .utf8, "ascii": .utf8,
        "gb2312": .gb18030, "gb_2312-80": .gb18030, "euc-cn": .gb18030, "gbk": .gb18030,
        "x-gbk": .gb18030, "cp936": .gb18030, "windows-936": .gb18030, "gb18030": .gb18030,
        "gb18030-2000": .gb18030, "gb18030-2022": .gb18030,
        "big5": .big5, "big5-hkscs": .big5, "cp950": .big5,
        "iso-8859-1": .latin1, "latin1": .latin1, "windows-1252": .latin1,
        "utf-16": .utf16, "utf-16le": .utf16LE, "utf-16be": .utf16BE, "iso-10646-ucs-2": .utf16,
    ]
}
