import Glibc
package import GuijiModel

/// The bytes of one delivery, chunk by chunk, as they stand in the file.
///
/// Files are read with `read(2)` into one buffer that is used again and again: memory stays at one chunk, and unlike
/// mapped pages the chunk counts honestly in the peak. Confined to one thread.
package final class ByteSource {
    package static let defaultChunkSize = 256 << 10

    /// What to call the source in messages.
    package let name: String
    /// The file's length in bytes as it was when opened.
    package let size: Int64
    /// Offset in the file of the next chunk's first byte.
    package private(set) var offset: Int64 = 0

    /// The open file, or -1 for bytes in memory.
    private let descriptor: CInt
    private let memory: [UInt8]
    private let chunkSizes: [Int]
    private var chunkNumber = 0
    private let buffer: UnsafeMutableRawBufferPointer

    /// Opens a regular file.
    /// - Throws: `FILE_UNREADABLE` with the system's reason where the file cannot be opened or is not a file.
    package init(path: String, chunkSize: Int = ByteSource.defaultChunkSize) throws(DeliveryError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ByteSource.unreadable(path, offset: 0, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ByteSource.unreadable(path, offset: 0, reason: "not a regular file")
        }
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        name = path
        size = Int64(status.st_size)
        self.descriptor = descriptor
        memory = []
        chunkSizes = [chunkSize]
        buffer = .allocate(byteCount: chunkSize, alignment: 16)
    }

    /// Bytes in memory, handed out in chunks of the given sizes, over and over; for tests of every split point.
    package init(bytes: [UInt8], name: String = "memory", chunkSizes: [Int] = [defaultChunkSize]) {
        precondition(!chunkSizes.isEmpty && chunkSizes.allSatisfy { $0 > 0 })
        self.name = name
        size = Int64(bytes.count)
        descriptor = -1
        memory = bytes
        self.chunkSizes = chunkSizes
        buffer = .allocate(
            byteCount: min(chunkSizes.max() ?? 1, max(1, bytes.count)), alignment: 16)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    /// The next chunk; empty at the end. The memory is valid until the next call of any method.
    /// - Throws: `FILE_UNREADABLE` where the system cannot read on.
    package func next() throws(DeliveryError) -> UnsafeRawBufferPointer {
        let wanted = min(chunkSizes[chunkNumber % chunkSizes.count], buffer.count)
        chunkNumber += 1
        guard descriptor >= 0 else {
            let start = Int(offset)
            let end = min(start + wanted, memory.count)
            memory.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[start..<end])) }
            offset = Int64(end)
            return UnsafeRawBufferPointer(rebasing: buffer[0..<(end - start)])
        }
        while true {
            let count = read(descriptor, buffer.baseAddress, wanted)
            if count >= 0 {
                offset += Int64(count)
                return UnsafeRawBufferPointer(rebasing: buffer[0..<count])
            }
            if errno != EINTR {
                throw ByteSource.unreadable(
                    name, offset: offset, reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Goes to an offset of the file, mostly back to its start after sniffing.
    /// - Throws: `FILE_UNREADABLE`.
    package func seek(to newOffset: Int64) throws(DeliveryError) {
        let target = min(max(0, newOffset), size)
        if descriptor >= 0, lseek(descriptor, off_t(target), SEEK_SET) < 0 {
            throw ByteSource.unreadable(
                name, offset: target, reason: String(cString: strerror(errno)))
        }
        offset = target
        chunkNumber = 0
    }

    private static func unreadable(_ name: String, offset: Int64, reason: String) -> DeliveryError {
        DeliveryError(
            rule: .fileUnreadable,
            position: offset == 0
                ? nil : RecordPosition(ordinal: 0, line: 0, byteOffset: offset, byteLength: 0),
            found: "\(name): \(reason)",
            expected: "a readable file; check the path, the permissions and the disk")
    }
}
