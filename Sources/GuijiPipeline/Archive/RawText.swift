import Foundation

/// Raw bytes of a record as a person can read them.
package enum RawText {
    /// The bytes decoded from the encoding their delivery was found in; `nil` where they are no text in it.
    package static func decode(_ bytes: [UInt8], encoding: String?) -> String? {
        guard let encoding, encoding != "UTF-8" else {
            return String(validating: bytes, as: UTF8.self)
        }
        guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        let size = output.count
        var room = size
        let failed = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var source = from.baseAddress
                var target = to.baseAddress
                var left = from.count
                return iconv(converter, &source, &left, &target, &room) == -1
            }
        }
        guard !failed else { return nil }
        return String(
            validating: output[..<(size - room)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
