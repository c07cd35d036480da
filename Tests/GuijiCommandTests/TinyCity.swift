import Foundation
import Testing

/// A workspace with one small CSV feed, for trying what can go wrong. Removed when the value goes away.
final class TinyCity {
    let root: URL
    var workspace: URL { root.appending(path: "ws") }
    var inbox: URL { workspace.appending(path: "inbox/tiny") }
    var warehouse: String { workspace.appending(path: "warehouse.db").path }

    static let contract = """
        version: 1.0.0
        apiVersion: v3.1.0
        kind: DataContract
        id: D90-tiny
        name: 示例台账
        status: active
        description: { purpose: A small table for trying what can go wrong. }
        servers:
          - { server: inbox, type: local, path: "tiny/*.csv", format: csv }
        schema:
          - name: feed_d90_tiny
            logicalType: object
            properties:
              - { name: item_no, businessName: 编号, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true, transformSourceObjects: [编号], logicalTypeOptions: { pattern: "^T[0-9]{6}$" } }
              - { name: title, businessName: 名称, logicalType: string, transformSourceObjects: [名称] }
              - { name: counted_on, businessName: 日期, logicalType: date, transformSourceObjects: [日期] }
              - { name: amount, businessName: 金额, logicalType: number, transformSourceObjects: [金额], customProperties: [ { property: guijiField, value: { scale: 2 } } ] }
        customProperties:
          - { property: guijiDepartment, value: { code: D90, name: 示例局 } }
          - { property: guijiContainer, value: { encoding: UTF-8 } }
          - { property: guijiLoad, value: { mode: snapshot } }
        """

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(
            path: "guiji-tiny-\(UUID().uuidString)")
        let folder = root.appending(path: "schemas/departments/D90-tiny")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(TinyCity.contract.utf8).write(to: folder.appending(path: "tiny.odcs.yaml"))
        let made = try CommandRunner.run(
            ["init", workspace.path, "--schemas", root.appending(path: "schemas").path])
        try #require(made.exitCode == 0, "\(made.stderr)")
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// `count` rows, numbered from `first`; `mark` varies their titles.
    static func csv(_ count: Int, first: Int = 1, mark: String = "样") -> String {
        var text = "编号,名称,日期,金额\n"
        for number in first..<first + count {
            text +=
                "T\(String(format: "%06d", number)),\(mark)\(number % 17),2020-11-\(10 + number % 20),\(number).50\n"
        }
        return text
    }

    /// Puts a file into the inbox, settled: not one that is still being written.
    @discardableResult
    func drop(_ name: String, _ bytes: some DataProtocol) throws -> URL {
        let url = inbox.appending(path: name)
        try Data(bytes).write(to: url)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: url.path)
        return url
    }

    func run(_ more: String..., date: String = "2020-11-20") throws -> CommandRunner.Result {
        try CommandRunner.run(["run", "--workspace", workspace.path, "--date", date] + more)
    }

    /// The answer of one SQL statement, as the sqlite3 shell prints it.
    func sql(_ statement: String) throws -> String {
        let result = try CommandRunner.run(
            ["-readonly", warehouse, statement], program: "/usr/bin/sqlite3")
        try #require(result.exitCode == 0, "\(result.stderr)")
        return result.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What holds now and all history, without the numbers that a repeated run may give differently.
    func contents() throws -> String {
        try sql(
            """
            SELECT item_no, title, counted_on, amount, valid_to_run IS NULL
            FROM feed_d90_tiny ORDER BY 1, 2, 3, 4, 5
            """)
    }
}
