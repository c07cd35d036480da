import ArgumentParser
import Foundation
import GuijiPipeline

/// `guiji init DIR`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a workspace: guiji.yaml, schemas/, inbox/, archive/, reports/.",
        discussion: """
            EXAMPLES
              guiji init city
              guiji init city --schemas /opt/guiji/Schemas

            The schemas (contracts, unified tables, code lists) are copied into the workspace, where they are yours to
            edit. Without --schemas they come from $GUIJI_SCHEMAS, else from ./Schemas, else from the folder Schemas that
            the command was installed or built with.
            """)

    @Argument(help: "The folder to make.")
    var directory: String

    @Option(name: .long, help: ArgumentHelp("Schemas to copy.", valueName: "dir"))
    var schemas: String?

    func run() throws {
        let source =
            schemas ?? ProcessInfo.processInfo.environment["GUIJI_SCHEMAS"] ?? ProductSchemas.path
        let workspace = try Workspace.create(
            at: URL(filePath: directory), schemas: URL(filePath: source))
        Output.line("Made \(workspace.root.path).")
        Output.line(
            "Put deliveries under \(workspace.inbox.path), then: guiji run --workspace \(directory)"
        )
    }
}
