import GuijiTestSupport
import Glibc
import Testing

@testable import GuijiReading

/// What iconv makes of some bytes; `nil` where it refuses them.
func iconvUTF8(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
    guard let descriptor = iconv_open("UTF-8", encoding), Int(bitPattern: descriptor) != -1 else {
        return nil
    }
    defer { iconv_close(descriptor) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var left = input.count
    var room = output.count
    let result = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            var source = input.baseAddress
            var target = output.baseAddress
            return iconv(descriptor, &source, &left, &target, &room)
        }
    }
    guard result != .max, left == 0 else { return nil }
    return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
}

/// All of some bytes through a decoder.
func decode(_ bytes: [UInt8], _ codec: Codec) -> (text: [UInt8], malformed: Int) {
    var text: [UInt8] = []
    var malformed = 0
    bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        var index = 0
        while index < buffer.count {
            switch codec.unit(base + index, buffer.count - index, atEnd: true) {
            case .character(let packed, let length):
                for place in 0..<DecodedUnit.utf8Length(packed) {
                    text.append(UInt8(truncatingIfNeeded: packed >> UInt32(8 * place)))
                }
                index += length
            case .malformed(let length):
                malformed += 1
                index += length
            case .incomplete: return
            }
        }
    }
    return (text, malformed)
}

@Suite struct CharacterTableTests {
    @Test(
        "Every two-byte code of GB18030 and Big5 agrees with iconv",
        arguments: ["GB18030", "CP950"])
    func twoByteCodes(encoding: String) throws {
        let codec = Codec(encoding: encoding == "GB18030" ? .gb18030 : .big5)
        var assigned = 0
        for lead: UInt8 in 0x81...0xFE {
            for trail: UInt8 in 0x3A...0xFE {
                let (text, malformed) = decode([lead, trail], codec)
                let expected = iconvUTF8([lead, trail], from: encoding)
                if let expected {
                    assigned += 1
                    if text != expected {
                        Issue.record("\(lead) \(trail): \(text), iconv \(expected)")
                    }
                } else if malformed == 0 {
                    Issue.record("\(lead) \(trail) is no character for iconv")
                }
            }
        }
        #expect(assigned > 13_000)
    }

    @Test("Every four-byte code of GB18030 agrees with iconv")
    func fourByteCodes() throws {
        var wrong = 0
        let all = 126 * 10 * 126 * 10
        // iconv refuses a whole text for one bad code, so good stretches are compared at once, bad ones singly.
        for start in stride(from: 0, to: all, by: 1260) {
            let codes = (start..<start + 1260).map { GB18030.fourByteCode($0) }
            let ours = codes.map { GB18030.fourByte($0[0], $0[1], $0[2], $0[3]) }
            if let expected = iconvUTF8(codes.flatMap { $0 }, from: "GB18030") {
                if decode(codes.flatMap { $0 }, Codec(encoding: .gb18030)).text != expected {
                    wrong += 1
                }
            } else if ours.contains(where: { $0 != 0 }) {
                for (code, packed) in zip(codes, ours) {
                    let expected = iconvUTF8(code, from: "GB18030")
                    let text = decode(code, Codec(encoding: .gb18030)).text
                    if expected == nil ? packed != 0 : text != expected { wrong += 1 }
                }
            }
        }
        #expect(wrong == 0)
    }

    @Test("UTF-8 is accepted and refused as the standard library does, one to four bytes")
    func utf8() {
        var generator = SplitMix64(seed: 8)
        for _ in 0..<100_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes.append(UInt8.random(in: 0x70...0xFF, using: &generator))
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let length = bytes.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { UTF8Validation.validPrefix($0, buffer.count) } ?? 0
            }
            let decoded = decode(bytes, Codec(encoding: .utf8))
            if (length == bytes.count) != isValid || (decoded.malformed == 0) != isValid {
                Issue.record("\(bytes)")
            }
        }
    }
}
