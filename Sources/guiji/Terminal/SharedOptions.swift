import ArgumentParser
import Foundation
import GuijiPipeline

/// Where the workspace is, for every command that needs one.
struct WorkspaceOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The workspace (default: $GUIJI_WORKSPACE, else this folder).", valueName: "dir"))
    var workspace: String?

    func open() throws -> Workspace {
        let path = workspace ?? ProcessInfo.processInfo.environment["GUIJI_WORKSPACE"] ?? "."
        return try Workspace(root: URL(filePath: path))
    }
}

/// `--json`, for every command that answers something.
struct FormatOption: ParsableArguments {
    @Flag(name: .long, help: "Print JSON, for programs.")
    var json = false
}
