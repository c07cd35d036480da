import Glibc

/// The C library's character conversion, used only to fill tables once, never on text.
struct Iconv: ~Copyable {
    private let descriptor: iconv_t

    /// A conversion to UTF-8, or `nil` where the system lacks the encoding.
    init?(from encoding: String) {
        guard let opened = iconv_open("UTF-8", encoding), Int(bitPattern: opened) != -1 else {
            return nil
        }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// The one character that `code` encodes, as packed UTF-8; 0 where there is none or more than one.
    func character(_ code: [UInt8]) -> UInt32 {
        var input = code.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 16)
        var left = input.count
        var room = output.count
        let done = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var source = input.baseAddress
                var target = output.baseAddress
                iconv(descriptor, nil, nil, nil, nil)
                return iconv(descriptor, &source, &left, &target, &room)
                    != .max && iconv(descriptor, nil, nil, &target, &room) != .max
            }
        }
        let length = output.count - room
        guard done, left == 0, (1...4).contains(length) else { return 0 }
        var packed: UInt32 = 0
        for index in 0..<length {
            packed |= UInt32(UInt8(bitPattern: output[index])) << UInt32(8 * index)
        }
        return DecodedUnit.sequenceLength(lead: UInt8(truncatingIfNeeded: packed)) == length
            ? packed : 0
    }
}

extension DecodedUnit {
    /// The length that a UTF-8 sequence's first byte announces.
    @inline(__always)
    static func sequenceLength(lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
}
