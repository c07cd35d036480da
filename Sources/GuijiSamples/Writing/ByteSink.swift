import Foundation
import GuijiContract
import GuijiModel

/// A file being written: UTF-8 in, the delivery's encoding out, 256 KiB at a time.
final class ByteSink {
    let path: String
    private let encoding: Container.Encoding
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var converter: iconv_t?
    /// Bytes that are in the file, without the buffer.
    private var flushed = 0
    /// Over all that was written, in the order of writing: equal for equal files.
    private var hash = StableHash()
    private static let limit = 256 << 10

    /// - Throws: `SamplesError.io`.
    init(path: String, encoding: Container.Encoding) throws {
        self.path = path
        self.encoding = encoding
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else {
            throw SamplesError.io(path: path, what: "write", errno: errno)
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        buffer.reserveCapacity(ByteSink.limit + 4096)
        if encoding != .utf8 {
            guard let opened = iconv_open(encoding.rawValue, "UTF-8"),
                Int(bitPattern: opened) != -1
            else { throw SamplesError.io(path: path, what: "encode", errno: errno) }
            converter = opened
        }
    }

    deinit { if let converter { iconv_close(converter) } }

    func append(_ text: String) { buffer.append(contentsOf: text.utf8) }
    func append(_ byte: UInt8) { buffer.append(byte) }
    func append(_ bytes: ArraySlice<UInt8>) { buffer.append(contentsOf: bytes) }

    /// Where in the file the next byte will stand, in any encoding.
    func offset() throws -> Int {
        try flush()
        return flushed
    }

    /// Writes what is buffered where that is much. Called between records.
    func flushIfFull() throws { if buffer.count > ByteSink.limit { try flush() } }

    /// Equal for files with the same bytes. To be asked after `close`.
    var contentHash: UInt64 { hash.value }

    func close() throws {
        try flush()
        try handle.close()
    }

    /// Writes over bytes that were written before.
    func patch(_ text: String, at offset: Int) throws {
        try flush()
        var added = text
        added.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        try handle.seek(toOffset: UInt64(offset))
        try handle.write(contentsOf: Data(text.utf8))
        try handle.seekToEnd()
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        let bytes = spoiled()
        do { try handle.write(contentsOf: bytes) } catch {
            throw SamplesError.io(path: path, what: "write", errno: errno)
        }
        bytes.withUnsafeBytes { hash.add($0) }
        flushed += bytes.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// The buffer in the file's encoding, with the marks of broken characters turned into what they stand for.
    private func spoiled() -> Data {
        let mark = Array(Broken.character.utf8)
        var result = Data(capacity: buffer.count)
        var start = 0
        var index = 0
        while index + 2 < buffer.count {
            if buffer[index] == mark[0], buffer[index + 1] == mark[1], buffer[index + 2] == mark[2]
            {
                convert(buffer[start..<index], into: &result)
                result.append(
                    contentsOf: encoding == .gb18030 ? [0x82, 0x30, 0xB7] : [0xE4, 0xB8])
                index += 3
                start = index
            } else {
                index += 1
            }
        }
        convert(buffer[start...], into: &result)
        return result
    }

    private func convert(_ bytes: ArraySlice<UInt8>, into result: inout Data) {
        guard let converter, !bytes.isEmpty else {
            result.append(contentsOf: bytes)
            return
        }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
        var left = input.count
        var room = output.count
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var source = input.baseAddress
                var target = output.baseAddress
                _ = iconv(converter, &source, &left, &target, &room)
            }
        }
        result.append(
            contentsOf: output[..<(output.count - room)].lazy.map(UInt8.init(bitPattern:)))
    }
}
