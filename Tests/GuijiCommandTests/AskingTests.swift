import Foundation
import Testing

/// Questions with a slip of the pen in them, and answers in other forms.
@Suite("Asking a warehouse")
struct AskingTests {
    private func city() throws -> TinyCity {
        let city = try TinyCity()
        try city.drop("t_20201120.csv", Data((TinyCity.csv(20) + "坏,坏\n").utf8))
        let result = try city.run()
        try #require(result.exitCode == 0, "\(result.stdout)\(result.stderr)")
        return city
    }

    private func findings(_ city: TinyCity, _ more: String...) throws -> CommandRunner.Result {
        try CommandRunner.run(["findings", "--workspace", city.workspace.path] + more)
    }

    @Test(
        "A run or a feed that never was is an error with the nearest one, not an empty answer",
        arguments: [
            (["--run", "9"], "Did you mean 1?"),
            (["--feed", "D90-tniy"], "Did you mean D90-tiny?"),
        ])
    func slips(_ options: [String], _ says: String) throws {
        let city = try city()
        let result = try CommandRunner.run(
            ["findings", "--workspace", city.workspace.path] + options)
        withExtendedLifetime(city) {}
        #expect(result.exitCode == 64)
        #expect(result.stderr.contains(says), "\(result.stderr)")
    }

    @Test("Findings as CSV are all there, with a header, one line each")
    func csv() throws {
        let city = try city()
        let count = try city.sql("SELECT count(*) FROM finding")
        let result = try findings(city, "--format", "csv")
        let lines = result.stdout.split(separator: "\n")
        #expect(lines.first?.hasPrefix("run,feed,file,record,line,") == true)
        #expect(String(lines.count - 1) == count)
        #expect(lines.last?.contains("RECORD_RAGGED") == true)
    }

    @Test("Without --schemas a workspace is made of those that came with the command")
    func initAnywhere() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try CommandRunner.run(["init", folder.path])
        #expect(result.exitCode == 0, "\(result.stderr)")
        #expect(
            FileManager.default.fileExists(atPath: folder.path + "/schemas/unified/person.yaml"))
    }
}
