import Dispatch

/// Runs independent pieces of work on a few threads.
enum Parallel {
    private struct Work: @unchecked Sendable {
        // The callers' pieces write to places of their own and share only what nobody changes, which the compiler
        // cannot see through pointers; `concurrentPerform` returns after the last piece, so nothing escapes.
        let body: (Int) -> Void
    }

    /// Calls `body` with 0..<count, each once; piece *i* runs on thread *i* mod `threads`, in rising order.
    static func forEach(_ count: Int, threads: Int, _ body: (Int) -> Void) {
        let workers = max(1, min(threads, count))
        withoutActuallyEscaping(body) { body in
            let work = Work(body: body)
            DispatchQueue.concurrentPerform(iterations: workers) { worker in
                for piece in stride(from: worker, to: count, by: workers) { work.body(piece) }
            }
        }
    }

    /// The results of all pieces, in the order of the pieces, whichever thread made them.
    static func map<Result>(_ count: Int, threads: Int, _ body: (Int) -> Result) -> [Result] {
        let results = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
        results.initialize(repeating: nil)
        defer {
            results.deinitialize()
            results.deallocate()
        }
        forEach(count, threads: threads) { results[$0] = body($0) }
        return results.compactMap { $0 }
    }
}
