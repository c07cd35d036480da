import Foundation
import GuijiModel
import GuijiPipeline

/// One line on standard error that is rewritten as a run goes on. Nothing at all where nobody watches.
final class ProgressBar {
    private let isShown = isatty(2) == 1
    private var last = Date.distantPast

    func show(_ progress: RunProgress) {
        guard isShown, Date().timeIntervalSince(last) > 0.1 else { return }
        last = Date()
        let share =
            progress.bytesInAll > 0 ? Double(progress.bytesDone) / Double(progress.bytesInAll) : 1
        let width = 24
        let filled = min(width, Int(share * Double(width)))
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let text =
            "[\(progress.delivery)/\(progress.deliveries)] \(bar) \(Int(share * 100)) % \(progress.path)"
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    func clear() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
