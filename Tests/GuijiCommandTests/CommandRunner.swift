import Foundation

/// Runs the built `guiji` command, or another program, as a user would.
enum CommandRunner {
    /// What a finished program left behind.
    struct Result: Sendable {
        /// The exit code; 128 + the signal where a signal ended it, as a shell counts.
        var exitCode: Int32
        var stdout: String
        var stderr: String
    }

    /// The path of the command that was built together with these tests.
    static let tool: String = {
        // The test bundle is an executable in the build folder, and `guiji` stands beside it; on macOS the bundle is
        // a folder that is loaded by another program, so the bundle's own place is asked for first.
        let places =
            Bundle.allBundles.map(\.bundleURL) + [
                Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0]),
            ]
        for place in places {
            for folder in [place, place.deletingLastPathComponent()] {
                let candidate = folder.appending(path: "guiji").path
                if FileManager.default.isExecutableFile(atPath: candidate), !isFolder(candidate) {
                    return candidate
                }
            }
        }
        return packageRoot.appending(path: ".build/debug/guiji").path
    }()

    /// The folder of `Package.swift`.
    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a program to its end.
    /// - Parameters:
    ///   - stdin: what it reads from standard input; nothing by default.
    ///   - env: variables set on top of the environment of the tests.
    static func run(
        _ arguments: [String], program: String = tool, stdin: Data = Data(),
        env: [String: String] = [:]
    ) throws -> Result {
        let running = try start(arguments, program: program, stdin: stdin, env: env)
        running.process.waitUntilExit()
        return try running.collect()
    }

    /// Runs the command and kills it (SIGKILL) after so many seconds.
    /// - Returns: whether the kill ended it; `false` where it had finished before.
    static func runAndKill(_ arguments: [String], after seconds: Double) throws -> Bool {
        let running = try start(arguments, program: tool, stdin: Data(), env: [:])
        Thread.sleep(forTimeInterval: seconds)
        kill(running.process.processIdentifier, SIGKILL)
        running.process.waitUntilExit()
        let isKilled = running.process.terminationReason == .uncaughtSignal
        _ = try running.collect()
        return isKilled
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }

    /// A program under way. What it prints goes into files, because a full pipe would block it.
    private struct Running {
        var process: Process
        var folder: URL

        func collect() throws -> Result {
            defer { try? FileManager.default.removeItem(at: folder) }
            let code = process.terminationStatus
            return Result(
                exitCode: process.terminationReason == .uncaughtSignal ? 128 + code : code,
                stdout: String(
                    decoding: try Data(contentsOf: folder.appending(path: "out")), as: UTF8.self),
                stderr: String(
                    decoding: try Data(contentsOf: folder.appending(path: "err")), as: UTF8.self))
        }
    }

    private static func start(
        _ arguments: [String], program: String, stdin: Data, env: [String: String]
    ) throws -> Running {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, content) in [("in", stdin), ("out", Data()), ("err", Data())] {
            try content.write(to: folder.appending(path: name))
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(env) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "err"))
        try process.run()
        return Running(process: process, folder: folder)
    }
}
