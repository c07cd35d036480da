import Foundation

/// Why a run or a command cannot go on. Facts only; the wording is in `GuijiError+Message.swift`.
package enum GuijiError: Error, Sendable {
    /// Another run holds the workspace's lock.
    case locked(path: String, holder: String?)
    /// The folder is not a workspace.
    case noWorkspace(path: String)
    /// A file or folder the user named is not there.
    case notFound(path: String, what: String)
    /// The target of `init` is taken.
    case alreadyThere(path: String)
    /// The operating system refused.
    case io(path: String, what: String, errno: Int32)
    /// The configuration file cannot be used.
    case configuration(path: String, what: String)
    /// Contracts have errors; so many.
    case contracts(directory: String, count: Int)
    /// No contract takes this file.
    case noContract(file: String, feeds: [String])
    /// The user asked for a feed that no contract describes.
    case unknownFeed(String, nearest: String?)
    /// A table or a model given to `link` cannot be used.
    case table(path: String, what: String)
    /// A matching model has errors; each as it is shown.
    case matchingModel(path: String, problems: [String])
    /// A steward asked for what cannot be decided so; nothing was recorded.
    case decision(what: String)
}
