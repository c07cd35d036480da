import CZstd
package import Foundation
import GuijiModel

/// The raw deliveries, compressed with zstd, one file by content hash: `archive/3f/3fa9….zst`.
///
/// A file appears under its name only when it is complete and on disk (written beside, flushed, renamed).
package struct Archive: Sendable {
    let root: URL

    package init(root: URL) { self.root = root }

    /// Where the bytes with this SHA-256 are kept.
    package func url(sha256: String) -> URL {
        root.appending(path: String(sha256.prefix(2))).appending(path: sha256 + ".zst")
    }

    /// Whether the bytes are kept already.
    func holds(sha256: String) -> Bool {
        FileManager.default.fileExists(atPath: url(sha256: sha256).path)
    }

    /// Compresses a file into the archive. Level 1: a delivery is written once and read only by `trace`.
    func store(path: String, sha256: String) throws {
        let target = url(sha256: sha256)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let partial = target.deletingLastPathComponent().appending(
            path: ".\(sha256).\(getpid()).part"
        ).path
        do {
            try compress(from: path, to: partial)
        } catch {
            unlink(partial)
            throw error
        }
        guard rename(partial, target.path) == 0 else {
            let code = errno
            unlink(partial)
            throw GuijiError.io(path: target.path, what: "write", errno: code)
        }
    }

    private func compress(from path: String, to partial: String) throws {
        let input = open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw GuijiError.io(path: path, what: "read", errno: errno) }
        defer { close(input) }
        let output = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw GuijiError.io(path: partial, what: "write", errno: errno) }
        defer { close(output) }
        guard let stream = ZSTD_createCCtx() else {
            throw GuijiError.io(path: partial, what: "compress", errno: ENOMEM)
        }
        defer { ZSTD_freeCCtx(stream) }
        ZSTD_CCtx_setParameter(stream, ZSTD_c_compressionLevel, 1)
        ZSTD_CCtx_setParameter(stream, ZSTD_c_checksumFlag, 1)
        var source = [UInt8](repeating: 0, count: 1 << 18)
        var target = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())
        var isLast = false
        while !isLast {
            let count = read(input, &source, source.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw GuijiError.io(path: path, what: "read", errno: errno) }
            isLast = count == 0
            try source.withUnsafeBytes { bytes in
                var block = ZSTD_inBuffer(src: bytes.baseAddress, size: count, pos: 0)
                var remaining = 1
                while isLast ? remaining != 0 : block.pos < block.size {
                    remaining = try target.withUnsafeMutableBytes { room in
                        var packed = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
                        let left = ZSTD_compressStream2(
                            stream, &packed, &block, isLast ? ZSTD_e_end : ZSTD_e_continue)
                        guard ZSTD_isError(left) == 0 else {
                            throw GuijiError.io(path: partial, what: "compress", errno: EIO)
                        }
                        try writeAll(
                            output, UnsafeRawBufferPointer(rebasing: room[..<packed.pos]), partial)
                        return left
                    }
                }
            }
        }
        guard fsync(output) == 0 else {
            throw GuijiError.io(path: partial, what: "write", errno: errno)
        }
    }

    private func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ path: String)
        throws
    {
        var offset = 0
        while offset < bytes.count {
            let count = write(
                descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw GuijiError.io(path: path, what: "write", errno: errno) }
            offset += count
        }
    }

    /// Part of an archived file's original bytes, and the line (from 1) the part begins on. Reads from the start:
    /// the cost grows with `offset`.
    package func bytes(sha256: String, offset: Int64, length: Int64) throws -> (
        bytes: [UInt8], line: Int64
    ) {
        let path = url(sha256: sha256).path
        let input = open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw GuijiError.io(path: path, what: "read", errno: errno) }
        defer { close(input) }
        guard let stream = ZSTD_createDCtx() else {
            throw GuijiError.io(path: path, what: "decompress", errno: ENOMEM)
        }
        defer { ZSTD_freeDCtx(stream) }
        var source = [UInt8](repeating: 0, count: ZSTD_DStreamInSize())
        var target = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
        var position: Int64 = 0
        var line: Int64 = 1
        var result: [UInt8] = []
        while result.count < length {
            let count = read(input, &source, source.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            var block = ZSTD_inBuffer(src: nil, size: count, pos: 0)
            while block.pos < block.size {
                let produced: Int = try source.withUnsafeBytes { bytes in
                    block.src = bytes.baseAddress
                    return try target.withUnsafeMutableBytes { room in
                        var plain = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
                        guard ZSTD_isError(ZSTD_decompressStream(stream, &plain, &block)) == 0
                        else {
                            throw GuijiError.io(path: path, what: "decompress", errno: EIO)
                        }
                        return plain.pos
                    }
                }
                for byte in target[..<produced] {
                    if position < offset {
                        if byte == UInt8(ascii: "\n") { line += 1 }
                    } else if result.count < length {
                        result.append(byte)
                    }
                    position += 1
                }
            }
        }
        return (result, line)
    }

    /// Removes what an interrupted run left half written.
    func removePartials() {
        guard let folders = try? FileManager.default.contentsOfDirectory(atPath: root.path) else {
            return
        }
        for folder in folders {
            let inside = root.appending(path: folder)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: inside.path)) ?? []
            where name.hasSuffix(".part") {
                unlink(inside.appending(path: name).path)
            }
        }
    }
}
