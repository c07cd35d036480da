import Foundation
import GuijiContract
import GuijiModel
import GuijiPipeline

/// Which contract a command means: a feed id of the workspace, a file, or whichever takes a path.
enum ContractChoice {
    /// The schemas, and the contract named by `choice` where one is named.
    static func load(_ place: WorkspaceOption, _ choice: String?) throws -> (
        SchemaSet, FeedContract?
    ) {
        guard let choice, choice.hasSuffix(".yaml") || choice.hasSuffix(".yml") else {
            let schemas = try CheckedSchemas.load(try place.open().schemas)
            return (schemas, try choice.map { try schemas.requiredContract(FeedID($0)) })
        }
        guard FileManager.default.fileExists(atPath: choice) else {
            throw GuijiError.notFound(path: choice, what: "contract")
        }
        // A contract's file stands by itself; a workspace only adds its code lists.
        let schemas = (try? CheckedSchemas.load(try place.open().schemas)) ?? SchemaSet()
        let (contract, problems) = ContractLoader.load(file: choice)
        guard let contract else {
            throw GuijiError.contracts(
                directory: choice, count: problems.count { $0.severity == .error })
        }
        return (schemas, contract)
    }

    /// The contract whose pattern takes a file: by its path below the inbox, else by its name alone.
    static func byPath(_ file: String, _ place: WorkspaceOption, _ schemas: SchemaSet) throws
        -> FeedContract
    {
        let path = URL(filePath: file).standardizedFileURL.path
        let inbox = try place.open().inbox.standardizedFileURL.path + "/"
        if path.hasPrefix(inbox),
            let contract = schemas.contracts.first(where: {
                $0.matches(path: String(path.dropFirst(inbox.count)))
            })
        {
            return contract
        }
        let name = URL(filePath: file).lastPathComponent
        let byName = schemas.contracts.filter { $0.matches(name: name) }
        guard byName.count == 1 else {
            let feeds = (byName.isEmpty ? schemas.contracts : byName).map(\.feed.rawValue)
            throw GuijiError.noContract(file: file, feeds: feeds)
        }
        return byName[0]
    }
}

extension FeedContract {
    /// Whether a bare file name fits the last part of one of the feed's patterns.
    fileprivate func matches(name: String) -> Bool {
        patterns.contains { pattern in
            guard let last = pattern.split(separator: "/").last else { return false }
            return fnmatch(String(last), name, 0) == 0
        }
    }
}
