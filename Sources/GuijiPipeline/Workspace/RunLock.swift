import Foundation

/// The lock that lets one run at a time write a workspace. Held by the operating system (`flock`), so a holder that
/// was killed never blocks the next night.
final class RunLock {
    private let descriptor: Int32

    /// Takes the lock or throws `GuijiError.locked` at once.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw GuijiError.io(path: path, what: "open the lock file", errno: errno)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = RunLock.readHolder(descriptor)
            close(descriptor)
            throw GuijiError.locked(path: path, holder: holder)
        }
        // For whoever wonders who holds it; the lock itself does not depend on this text.
        _ = ftruncate(descriptor, 0)
        let text = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func readHolder(_ descriptor: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count], as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit { close(descriptor) }
}
