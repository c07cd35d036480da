import ArgumentParser
import Foundation
import GuijiContract
import GuijiModel
import GuijiPipeline

/// `guiji contract lint|show`.
struct ContractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract", abstract: "Check and explain data contracts.",
        subcommands: [Lint.self, Show.self])

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Report every problem of the contracts at once, with file, line and a suggestion.",
            discussion: """
                EXAMPLES
                  guiji contract lint                       everything under the workspace's schemas
                  guiji contract lint Schemas               another folder
                  guiji contract lint hotline.odcs.yaml     one contract by itself

                Exit code 0 where nothing is wrong (warnings allowed), 1 otherwise.
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption

        @Argument(
            help: "Folders of schemas or single contracts (default: the workspace's schemas).")
        var paths: [String] = []

        private struct Answer: Encodable {
            var file: String
            var line: Int
            var column: Int
            var severity: String
            var rule: String
            var message: String
            var suggestion: String?
        }

        func run() throws {
            let paths = self.paths.isEmpty ? [try place.open().schemas.path] : self.paths
            var problems: [ContractProblem] = []
            var count = 0
            for path in paths {
                var isDirectory: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                    throw GuijiError.notFound(path: path, what: "contract or folder")
                }
                if isDirectory.boolValue {
                    let (schemas, found) = SchemaLoader.load(directory: path)
                    count += schemas.contracts.count
                    problems += found
                } else {
                    let (contract, found) = ContractLoader.load(file: path)
                    count += contract == nil ? 0 : 1
                    problems += found
                }
            }
            problems.sort()
            let errors = problems.count { $0.severity == .error }
            if format.json {
                try Output.json(
                    problems.map {
                        Answer(
                            file: $0.file, line: $0.line, column: $0.column,
                            severity: $0.severity.rawValue,
                            rule: $0.rule, message: $0.message, suggestion: $0.suggestion)
                    })
            } else {
                for problem in problems { Output.line(ContractCommand.text(problem)) }
                Output.line(
                    "\(count) good \(count == 1 ? "contract" : "contracts"), \(errors) "
                        + "\(errors == 1 ? "error" : "errors"), \(problems.count - errors) "
                        + "\(problems.count - errors == 1 ? "warning" : "warnings")")
            }
            // Never 0 where no check ran.
            if errors > 0 || count == 0 { throw ExitCode(1) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explain a feed's contract to a person.",
            discussion: """
                EXAMPLES
                  guiji contract show D02-syrk
                  guiji contract show ./syrk.odcs.yaml --json
                """)

        @OptionGroup var place: WorkspaceOption
        @OptionGroup var format: FormatOption

        @Argument(help: "A feed id or a contract's file.")
        var feed: String

        func run() throws {
            let (schemas, contract) = try ContractChoice.load(place, feed)
            guard let contract else { return }
            if format.json {
                try Output.json(ContractDescription.json(contract, schemas))
            } else {
                Output.line(ContractDescription.text(contract, schemas))
            }
        }
    }

    /// `file:line:column: error: message [rule]`, as compilers write it, so that editors can jump there.
    static func text(_ problem: ContractProblem) -> String {
        var text =
            "\(problem.file):\(problem.line):\(problem.column): \(problem.severity.rawValue): \(problem.message) "
            + "[\(problem.rule)]"
        if let suggestion = problem.suggestion { text += "\n    \(suggestion)" }
        return text
    }
}
