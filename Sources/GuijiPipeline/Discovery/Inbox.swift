package import Foundation
package import GuijiContract
import GuijiModel

/// Finds the deliveries in an inbox.
package struct Inbox {
    let root: URL

    package init(root: URL) { self.root = root }

    /// Endings of files that a sender has not finished.
    static let unfinishedEndings = [
        ".part", ".tmp", ".filepart", ".partial", ".crdownload", ".swp",
    ]
    /// A file touched within this time is looked at twice.
    static let settleSeconds: TimeInterval = 3
    static let secondLookAfter: TimeInterval = 0.5

    /// Every file in the inbox, in loading order: by business date, then feed, then path.
    /// - Throws: `GuijiError.notFound` where the inbox itself is missing.
    package func entries(contracts: [FeedContract], runDate: String) throws -> [InboxEntry] {
        var found: [(entry: InboxEntry, modified: TimeInterval)] = []
        for path in try paths() {
            guard var entry = classify(path, contracts, runDate) else { continue }
            let facts = InboxFacts(path: root.appending(path: path).path)
            entry.byteCount = facts.size
            if entry.standing == .ready && !facts.isRegular { entry.standing = .notAFile }
            if facts.isDirectory && entry.feed == nil { continue }
            found.append((entry, facts.modified))
        }
        markChanging(&found)
        return found.map(\.entry).sorted {
            ($0.businessDate, $0.feed?.rawValue ?? "", $0.path) < (
                $1.businessDate, $1.feed?.rawValue ?? "", $1.path
            )
        }
    }

    private func paths() throws -> [String] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isDirectory),
            isDirectory.boolValue
        else { throw GuijiError.notFound(path: root.path, what: "inbox folder") }
        guard let all = FileManager.default.enumerator(atPath: root.path) else {
            throw GuijiError.io(path: root.path, what: "list", errno: errno)
        }
        return all.compactMap { $0 as? String }.filter { path in
            !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
    }

    private func classify(_ path: String, _ contracts: [FeedContract], _ runDate: String)
        -> InboxEntry?
    {
        let unfinished = Inbox.unfinishedEndings.first { path.lowercased().hasSuffix($0) }
        let name = unfinished.map { String(path.dropLast($0.count)) } ?? path
        let contract = contracts.first { $0.matches(path: name) || $0.matches(path: path) }
        let standing: InboxEntry.Standing =
            unfinished != nil ? .stillWriting : contract == nil ? .unexpected : .ready
        return InboxEntry(
            path: path, standing: standing, feed: contract?.feed,
            businessDate: BusinessDate.inName(path) ?? runDate, byteCount: 0)
    }

    /// Looks a second time at files touched just now; one whose size or time moved is still being written.
    private func markChanging(_ found: inout [(entry: InboxEntry, modified: TimeInterval)]) {
        let now = Date().timeIntervalSince1970
        let fresh = found.indices.filter {
            found[$0].entry.standing == .ready && now - found[$0].modified < Inbox.settleSeconds
        }
        guard !fresh.isEmpty else { return }
        Thread.sleep(forTimeInterval: Inbox.secondLookAfter)
        for index in fresh {
            let again = InboxFacts(path: root.appending(path: found[index].entry.path).path)
            if again.size != found[index].entry.byteCount || again.modified != found[index].modified
            {
                found[index].entry.standing = .stillWriting
            }
        }
    }
}

/// What the file system says of one path.
struct InboxFacts {
    var size: Int64 = 0
    var modified: TimeInterval = 0
    var isRegular = false
    var isDirectory = false

    init(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        size = Int64(status.st_size)
        modified = TimeInterval(status.st_mtim.tv_sec) + TimeInterval(status.st_mtim.tv_nsec) / 1e9
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
    }
}

extension FeedContract {
    /// Whether a path below the inbox belongs to this feed.
    package func matches(path: String) -> Bool {
        patterns.contains { pattern in
            let pattern = pattern.hasPrefix("./") ? String(pattern.dropFirst(2)) : pattern
            return fnmatch(pattern, path, FNM_PATHNAME) == 0
        }
    }
}
