import Foundation
import GuijiTestSupport
import Testing

/// The generic tool of the Open Data Contract Standard, where it was installed (`make venv`).
enum GenericLinter {
    static let path = PackageFolder.root + "/build/venv/bin/datacontract"
    static let isPresent = FileManager.default.isExecutableFile(atPath: path)

    /// The tool's exit code for a contract, and what it printed.
    static func lint(_ contract: String) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["lint", contract]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

@Suite("The generic contract linter")
struct GenericLintTests {
    @Test(
        "It accepts every contract under Schemas",
        .enabled(if: GenericLinter.isPresent, "needs datacontract-cli: make venv"),
        arguments: PackageFolder.contracts)
    func accepts(_ contract: String) throws {
        let (code, output) = try GenericLinter.lint(contract)
        #expect(code == 0, "\(contract)\n\(output)")
    }

    @Test(
        "It does refuse what is no contract",
        .enabled(if: GenericLinter.isPresent, "needs datacontract-cli: make venv"))
    func refuses() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "guiji-\(UUID().uuidString).odcs.yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try "kind: DataContract\napiVersion: v3.1.0\nschema: 7\n"
            .write(to: file, atomically: true, encoding: .utf8)
        #expect(try GenericLinter.lint(file.path).code != 0)
    }
}
