import Foundation
import GuijiSamples
import Synchronization

/// One line on standard error while samples are made. Nothing at all where nobody watches. Feeds are written side by
/// side, so calls come from several threads.
final class SamplesProgress: Sendable {
    private let isShown = isatty(2) == 1
    private let last = Mutex(Date.distantPast)

    func show(_ progress: SampleProgress) {
        guard isShown else { return }
        last.withLock { last in
            guard Date().timeIntervalSince(last) > 0.1 else { return }
            last = Date()
            let text =
                "[night \(progress.night)/\(progress.nights)] \(progress.feedsDone)/\(progress.feeds) feeds "
                + progress.feed
            FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
        }
    }

    func clear() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
