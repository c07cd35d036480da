package import Foundation
import Yams

/// The folder a city's import lives in: `guiji.yaml`, `schemas/`, `inbox/`, `archive/`, `reports/`, `warehouse.db`.
package struct Workspace: Sendable {
    package let root: URL
    package let schemas: URL
    package let inbox: URL
    package let archive: URL
    package let warehouse: URL
    var lockFile: URL { root.appending(path: ".guiji.lock") }

    static let configurationName = "guiji.yaml"

    /// Opens the workspace at a folder.
    /// - Throws: `GuijiError.noWorkspace`, `.notFound`, `.configuration`.
    package init(root: URL) throws {
        let root = root.standardizedFileURL
        self.root = root
        let file = root.appending(path: Workspace.configurationName)
        guard FileManager.default.fileExists(atPath: root.path) else {
            throw GuijiError.notFound(path: root.path, what: "workspace")
        }
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw GuijiError.noWorkspace(path: root.path)
        }
        let values: [String: String]
        do {
            values = try Workspace.parse(text)
        } catch {
            throw GuijiError.configuration(path: file.path, what: "\(error)")
        }
        let known = ["schemas", "inbox", "archive", "warehouse"]
        if let unknown = values.keys.sorted().first(where: { !known.contains($0) }) {
            throw GuijiError.configuration(
                path: file.path,
                what: "unknown key '\(unknown)'; known: \(known.joined(separator: ", "))")
        }
        func place(_ key: String, _ standard: String) -> URL {
            URL(filePath: values[key] ?? standard, relativeTo: root.appending(path: "/"))
                .absoluteURL
        }
        schemas = place("schemas", "schemas")
        inbox = place("inbox", "inbox")
        archive = place("archive", "archive")
        warehouse = place("warehouse", "warehouse.db")
    }

    private static func parse(_ text: String) throws -> [String: String] {
        guard let node = try Yams.compose(yaml: text), !node.null.isNull else { return [:] }
        guard let mapping = node.mapping else {
            throw GuijiError.configuration(path: "", what: "expected 'key: value' lines")
        }
        var values: [String: String] = [:]
        for (key, value) in mapping {
            values[key.string ?? ""] = value.string ?? ""
        }
        return values
    }

    /// Makes a workspace: folders, `guiji.yaml`, and a copy of the schemas.
    package static func create(at root: URL, schemas source: URL) throws -> Workspace {
        let files = FileManager.default
        let root = root.standardizedFileURL
        let configuration = root.appending(path: configurationName)
        guard !files.fileExists(atPath: configuration.path) else {
            throw GuijiError.alreadyThere(path: root.path)
        }
        guard files.fileExists(atPath: source.path) else {
            throw GuijiError.notFound(
                path: source.path, what: "schemas folder (name one with --schemas)")
        }
        do {
            for name in ["inbox", "archive", "reports"] {
                try files.createDirectory(
                    at: root.appending(path: name), withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            let copy = root.appending(path: "schemas")
            if !files.fileExists(atPath: copy.path) { try files.copyItem(at: source, to: copy) }
            // Last, because it is what makes the folder a workspace: an interrupted init can be repeated.
            try Data(template.utf8).write(to: configuration, options: .atomic)
        } catch let error as CocoaError {
            let code = (error.underlying as? POSIXError)?.code.rawValue ?? EIO
            throw GuijiError.io(path: root.path, what: "make the workspace", errno: code)
        }
        return try Workspace(root: root)
    }

    private static let template = """
        # A Guiji workspace. Paths are relative to this file.
        schemas: schemas        # contracts, unified tables, code lists
        inbox: inbox            # where departments drop their files
        archive: archive        # loaded files, compressed, by content hash
        warehouse: warehouse.db

        """
}

extension Node {
    /// Whether the node is YAML's null.
    fileprivate var null: (isNull: Bool, tag: Tag) { (tag == Tag(.null), tag) }
}
