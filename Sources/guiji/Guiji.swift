import ArgumentParser
import GuijiModel

/// The command. Each subcommand is one file under `Commands/`.
@main
struct Guiji: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guiji",
        abstract: "Guiji 归集: a city's nightly feeds, in one trustworthy warehouse.",
        discussion: """
            EXAMPLES
              guiji init city                      make a workspace
              guiji run --workspace city           load what is in city/inbox
              guiji status --workspace city        what arrived, what is late, what was set aside
              guiji trace person 1 phone_primary   where a value came from

            The workspace is --workspace, else the environment's GUIJI_WORKSPACE, else this folder.

            EXIT CODES
              0 done   1 failed, or not valid   2 done, but a delivery was held, failed or missing
              64 usage   66 no such workspace or file   74 disk or I/O   75 another run holds the lock
              78 a contract or the configuration is invalid
            """,
        version: Tool.version,
        subcommands: [
            InitCommand.self, RunCommand.self, StatusCommand.self, ValidateCommand.self,
            ContractCommand.self, FindingsCommand.self, TraceCommand.self, ReviewCommand.self,
            ExplainCommand.self, DoctorCommand.self, LinkCommand.self, SamplesCommand.self,
        ])

    /// Parses, runs, and turns whatever was thrown into a message and an exit code.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Failure.end(with: error)
        }
    }
}
