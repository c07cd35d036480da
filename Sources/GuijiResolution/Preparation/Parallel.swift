import Dispatch
import Synchronization

/// Runs independent pieces of work on a few threads.
package enum Parallel {
    private struct Work: @unchecked Sendable {
        // The callers' pieces write to places of their own and share only what nobody changes, which the compiler
        // cannot see through pointers; `concurrentPerform` returns after the last piece, so nothing escapes.
        let body: (Int) -> Void
    }

    /// Calls `body` with 0..<count, each once, in any order: a thread that is free takes the next.
    static func forEach(_ count: Int, threads: Int, _ body: (Int) -> Void) {
        forEach(count, threads: threads, state: { () }) { _, piece in body(piece) }
    }

    /// Calls `body` with 0..<count, each once, and with something that one thread has for itself.
    static func forEach<State>(
        _ count: Int, threads: Int, state: () -> State, _ body: (State, Int) -> Void
    ) {
        let next = Atomic(0)
        let thread: (Int) -> Void = { _ in
            var own: State?
            while true {
                let piece = next.add(1, ordering: .relaxed).oldValue
                if piece >= count { return }
                let state = own ?? state()
                own = state
                body(state, piece)
            }
        }
        let workers = max(1, min(threads, count))
        withoutActuallyEscaping(thread) { thread in
            let work = Work(body: thread)
            DispatchQueue.concurrentPerform(iterations: workers) { work.body($0) }
        }
    }

    /// The results of all pieces, in the order of the pieces, whichever thread made them.
    package static func map<Result>(_ count: Int, threads: Int, _ body: (Int) -> Result) -> [Result]
    {
        map(count, threads: threads, state: { () }) { _, piece in body(piece) }
    }

    /// The same, with something that one thread has for itself.
    static func map<State, Result>(
        _ count: Int, threads: Int, state: () -> State, _ body: (State, Int) -> Result
    ) -> [Result] {
        let results = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
        results.initialize(repeating: nil)
        defer {
            results.deinitialize()
            results.deallocate()
        }
        forEach(count, threads: threads, state: state) { results[$1] = body($0, $1) }
        return results.compactMap { $0 }
    }

    /// So many even parts of 0..<count.
    package static func parts(_ count: Int, _ parts: Int) -> [Range<Int>] {
        (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    }
}
