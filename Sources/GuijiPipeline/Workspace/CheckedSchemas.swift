package import Foundation
package import GuijiContract
package import GuijiModel

/// The schemas of a workspace, for commands that need them without errors.
package enum CheckedSchemas {
    /// Loads and checks everything under a schemas folder.
    /// - Throws: `GuijiError.contracts` where anything has an error, `.notFound` where the folder is missing.
    package static func load(_ directory: URL) throws -> SchemaSet {
        guard FileManager.default.fileExists(atPath: directory.path) else {
            throw GuijiError.notFound(path: directory.path, what: "schemas folder")
        }
        let (schemas, problems) = SchemaLoader.load(directory: directory.path)
        let errors = problems.count { $0.severity == .error }
        guard errors == 0 else {
            throw GuijiError.contracts(directory: directory.path, count: errors)
        }
        return schemas
    }
}

extension SchemaSet {
    /// The contract of a feed the user named.
    /// - Throws: `GuijiError.unknownFeed` with the nearest known id.
    package func requiredContract(_ feed: FeedID) throws -> FeedContract {
        if let contract = contract(feed) { return contract }
        let nearest = NearestWord.of(feed.rawValue, in: contracts.map(\.feed.rawValue))
        throw GuijiError.unknownFeed(feed.rawValue, nearest: nearest)
    }
}
