package import Foundation

/// The real data that tests read beside the package: `../shared/data` from the package root. Where it is absent the
/// tests that need it are skipped: `@Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))`.
package enum SharedData {
    /// The package's root, from this file's path.
    package static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder, whether or not it is there.
    package static let root = packageRoot.deletingLastPathComponent().appending(path: "shared/data")

    /// Whether the folder is there.
    package static let isPresent = FileManager.default.fileExists(atPath: root.path)

    /// Whether one of its files or folders is there.
    package static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url(path).path)
    }

    /// A file or folder below it.
    package static func url(_ path: String) -> URL { root.appending(path: path) }

    /// A file's bytes; a `.gz` file is expanded.
    package static func bytes(_ path: String) throws -> [UInt8] {
        guard path.hasSuffix(".gz") else { return try [UInt8](Data(contentsOf: url(path))) }
        return try [UInt8](output(of: "gzip", ["-dc", url(path).path]))
    }

    /// Expands an archive (`.tar`, `.tar.gz`, `.tar.xz`) or a `.gz` file into a new temporary folder, which `body`
    /// may use and which is removed afterwards. A `.gz` file keeps its name without the ending.
    package static func withExpanded<Result>(
        _ path: String, _ body: (URL) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "guiji-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if path.hasSuffix(".gz") && !path.hasSuffix(".tar.gz") {
            let name = url(path).deletingPathExtension().lastPathComponent
            try Data(bytes(path)).write(to: folder.appending(path: name))
        } else {
            _ = try output(of: "tar", ["-xf", url(path).path, "-C", folder.path])
        }
        return try body(folder)
    }

    /// A command's standard output.
    private static func output(of command: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CocoaError(
                .fileReadCorruptFile,
                userInfo: [NSFilePathErrorKey: arguments.joined(separator: " ")])
        }
        return data
    }
}
