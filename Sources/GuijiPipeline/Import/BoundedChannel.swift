import Foundation

/// A queue of limited length between two threads: the writer waits while it is full, the reader while it is empty.
/// So reading, shaping and loading run side by side, and memory does not grow with the file.
final class BoundedChannel<Element: Sendable>: @unchecked Sendable {
    // @unchecked: every access to the mutable state below happens with `condition` locked.
    private let condition = NSCondition()
    private let limit: Int
    private var waiting: [Element] = []
    private var isClosed = false

    init(limit: Int) {
        self.limit = limit
        waiting.reserveCapacity(limit)
    }

    /// Adds an element, waiting for room. Returns `false` where the receiving side has gone: stop producing.
    func send(_ element: Element) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= limit && !isClosed { condition.wait() }
        guard !isClosed else { return false }
        waiting.append(element)
        condition.broadcast()
        return true
    }

    /// The next element, waiting for one; `nil` once the channel is closed and empty.
    func receive() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !isClosed { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        let element = waiting.removeFirst()
        condition.broadcast()
        return element
    }

    /// Ends the channel. What was sent can still be received.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    /// Ends the channel and drops what was sent, so that a waiting sender stops.
    func cancel() {
        condition.lock()
        isClosed = true
        waiting.removeAll()
        condition.broadcast()
        condition.unlock()
    }
}
