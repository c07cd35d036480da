import Foundation
import Testing

/// A workspace made by `guiji init` in a temporary folder, removed when the value goes away.
final class CommandWorkspace {
    let root: URL
    var inbox: URL { root.appending(path: "ws/inbox") }

    /// - Parameter contracts: a folder of contracts to use instead of the project's departments. Code lists and
    ///   unified tables are always the project's.
    init(contracts: URL? = nil) throws {
        root = FileManager.default.temporaryDirectory.appending(
            path: "guiji-city-\(UUID().uuidString)")
        let schemas = root.appending(path: "schemas")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: CommandRunner.packageRoot.appending(path: "Schemas"), to: schemas)
        if let contracts {
            let departments = schemas.appending(path: "departments")
            try FileManager.default.removeItem(at: departments)
            try FileManager.default.createDirectory(
                at: departments, withIntermediateDirectories: true)
            for name in try FileManager.default.contentsOfDirectory(atPath: contracts.path)
            where name.hasSuffix(".odcs.yaml") {
                try FileManager.default.copyItem(
                    at: contracts.appending(path: name), to: departments.appending(path: name))
            }
        }
        let made = try CommandRunner.run(
            ["init", root.appending(path: "ws").path, "--schemas", schemas.path])
        try #require(made.exitCode == 0, "\(made.stdout)\(made.stderr)")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Puts bytes into the inbox as a settled file, not as one that is still being written.
    func drop(_ path: String, _ bytes: Data) throws {
        let url = inbox.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: url.path)
    }

    /// Puts every file below a folder into the inbox.
    func drop(folder: URL) throws {
        let paths =
            FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        for path in paths.sorted() {
            let url = folder.appending(path: path)
            let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
            if isFile { try drop(path, try Data(contentsOf: url)) }
        }
    }

    func run(date: String) throws -> CommandRunner.Result {
        try CommandRunner.run(
            ["run", "--workspace", root.appending(path: "ws").path, "--date", date])
    }

    /// The rows of a query, each as the values that SQLite's JSON shows: text, number or null.
    func rows(_ query: String) throws -> [[CellValue]] {
        let database = root.appending(path: "ws/warehouse.db").path
        // Text with a line break must stay one line: JSON escapes it.
        let result = try CommandRunner.run(
            ["-readonly", "-noheader", "-list", database, query], program: "/usr/bin/sqlite3")
        try #require(result.exitCode == 0, "\(query): \(result.stderr)")
        return try result.stdout.split(separator: "\n").map {
            try JSONDecoder().decode([CellValue].self, from: Data($0.utf8))
        }
    }

    /// The single integer that a query yields.
    func count(_ query: String) throws -> Int {
        let answer = try rows("SELECT json_array((\(query)))")
        guard answer.count == 1, case .number(let value)? = answer[0].first else {
            Issue.record("\(query) gave \(answer)")
            return -1
        }
        return Int(value)
    }

    static let hasSQLite = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")
}

/// A value in JSON that is text, a number or nothing.
enum CellValue: Decodable, Hashable, Comparable, CustomStringConvertible {
    case null
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    var description: String {
        switch self {
        case .null: "NULL"
        case .number(let value): "\(value)"
        case .text(let value): value
        }
    }

    /// The value as an SQL literal.
    var literal: String {
        switch self {
        case .null: "NULL"
        case .number(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
        case .text(let value): "'\(value.replacing("'", with: "''"))'"
        }
    }
}
