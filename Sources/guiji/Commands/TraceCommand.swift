import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

/// `guiji trace TABLE ID [COLUMN]`.
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Where a value came from: rule, record, file, line, raw bytes.",
        discussion: """
            EXAMPLES
              guiji trace person 1 phone_primary
              guiji trace organization 7
              guiji trace ownership 12 valid_to
              guiji trace feed_d02_syrk 12 current_address --json

            ID is the entity's in a unified table, the record's in a feed table. The answer shows values as they are.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var format: FormatOption

    @Argument(help: "A unified table (person, residence, …) or a feed table.")
    var table: String

    @Argument(help: "The row.")
    var id: Int64

    @Argument(help: "The column (default: every column with a value).")
    var column: String?

    /// A cell with what only the archive knows.
    private struct Answer: Encodable {
        var cell: Trace.Cell
        var line: Int64?
        var raw: String?
        /// The bytes in hexadecimal, where they are no text.
        var rawHex: String?
    }

    func run() throws {
        let workspace = try place.open()
        let schemas = try CheckedSchemas.load(workspace.schemas)
        let warehouse = try Warehouse.openForReading(path: workspace.warehouse.path)
        let trace = try warehouse.trace(table: table, id: id, column: column, schemas: schemas)
        let archive = Archive(root: workspace.archive)
        let answers = try trace.cells.map { cell in
            guard column != nil, let origin = cell.origin else { return Answer(cell: cell) }
            let (bytes, line) = try archive.bytes(
                sha256: origin.sha256, offset: origin.byteOffset, length: origin.byteLength)
            let text = RawText.decode(bytes, encoding: origin.encoding)
            return Answer(
                cell: cell, line: line, raw: text,
                rawHex: text == nil
                    ? bytes.map { String(format: "%02x", $0) }.joined(separator: " ") : nil)
        }
        guard !format.json else { return try Output.json(answers) }
        if let asked = trace.forwardedFrom {
            Output.line("\(table) \(asked) was merged into \(table) \(trace.id).")
        }
        if column == nil { show(trace) } else { answers.forEach { show($0, trace) } }
    }

    private func show(_ answer: Answer, _ trace: Trace) {
        let cell = answer.cell
        Output.line(
            Output.heading("\(trace.table) \(trace.id) \(cell.column) = \(cell.value ?? "NULL")"))
        guard let origin = cell.origin else { return Output.line("  no record supplied a value") }
        var rows = [
            ["rule", cell.rule ?? ""],
            ["record", "\(origin.record) of \(origin.feed) (contract \(origin.contractVersion))"],
            [
                "field",
                [origin.field, origin.source.map { "from \($0)" }].compactMap { $0 }.joined(
                    separator: " "),
            ],
        ]
        if let role = origin.role {
            let score = origin.score.map { String(format: "%.2f", $0) } ?? ""
            rows.append(["link", "as \(role), by rule \(origin.linkRule ?? "") \(score)"])
        }
        rows += [
            [
                "file",
                "\(origin.path), business date \(origin.businessDate), loaded by run \(origin.run)",
            ],
            ["sha256", origin.sha256],
            [
                "place",
                "record \(origin.number), line \(answer.line.map(String.init) ?? "?"), bytes \(origin.byteOffset)"
                    + "–\(origin.byteOffset + origin.byteLength) (\(origin.encoding ?? "UTF-8"))",
            ],
        ]
        for row in rows { Output.line("  " + DisplayWidth.pad(row[0], to: 8) + row[1]) }
        Output.line(
            "  raw     " + (answer.raw ?? answer.rawHex ?? "").replacing("\n", with: "\n          ")
        )
        guard !cell.others.isEmpty else { return }
        Output.line("  other records say")
        let table = TextTable(
            headers: ["value", "feed", "as", "record", "not chosen because"],
            rows: cell.others.map { [$0.value, $0.feed, $0.role, String($0.record), $0.reason] })
        Output.line(table.text(indent: 4))
    }

    private func show(_ trace: Trace) {
        let table = TextTable(
            headers: ["column", "value", "feed", "record", "file"],
            rows: trace.cells.map {
                [
                    $0.column, $0.value ?? "", $0.origin?.feed ?? "",
                    $0.origin.map { String($0.record) } ?? "",
                    $0.origin?.path ?? "",
                ]
            })
        Output.line("\(trace.table) \(trace.id)")
        for line in table.lines { Output.line("  " + line) }
    }
}
