import Foundation

extension GuijiError: CustomStringConvertible {
    /// What happened, and what to do next.
    package var description: String {
        switch self {
        case .locked(let path, let holder):
            let who = holder.map { " (process \($0))" } ?? ""
            return "another run\(who) holds \(path). Wait for it to end; nothing was changed."
        case .noWorkspace(let path):
            return
                "\(path) is not a workspace: there is no guiji.yaml. Make one with 'guiji init DIR', or name one "
                + "with --workspace or GUIJI_WORKSPACE."
        case .notFound(let path, let what):
            return "no such \(what): \(path)"
        case .alreadyThere(let path):
            return "\(path) is a workspace already; nothing was changed."
        case .io(let path, let what, let code):
            return "cannot \(what): \(path): \(String(cString: strerror(code)))"
        case .configuration(let path, let what):
            return "\(path): \(what)"
        case .contracts(let directory, let count):
            return
                "\(count) \(count == 1 ? "error" : "errors") in the contracts under \(directory). See 'guiji "
                + "contract lint'; nothing was loaded."
        case .noContract(let file, let feeds):
            let known = feeds.prefix(5).joined(separator: ", ")
            return
                "no contract's path matches \(file). Name one with --contract (\(known)\(feeds.count > 5 ? ", …" : ""))."
        case .unknownFeed(let feed, let nearest):
            return "no contract describes the feed \(feed)."
                + (nearest.map { " Did you mean \($0)?" } ?? "")
        case .table(let path, let what):
            return "\(path): \(what)"
        case .matchingModel(let path, let problems):
            return
                "\(path) is not a usable model; nothing was linked.\n"
                + problems.joined(separator: "\n")
        case .decision(let what):
            return what
        }
    }

    /// The process's exit code, by the conventions of sysexits (architecture, section 7).
    package var exitCode: Int32 {
        switch self {
        case .locked: 75
        case .noWorkspace, .notFound: 66
        case .alreadyThere, .noContract, .unknownFeed, .table, .decision: 64
        case .io: 74
        case .configuration, .contracts, .matchingModel: 78
        }
    }
}
