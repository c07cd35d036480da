import ArgumentParser
import Foundation
import GuijiModel
import GuijiPipeline
import GuijiWarehouse

/// `guiji doctor`.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check that the warehouse and the archive are whole.",
        discussion: """
            EXAMPLES
              guiji doctor
              guiji doctor --json
              guiji doctor --skip-archive       where the archive is kept on another machine

            Looks for damage from outside (a disk, an edit by hand, a bad copy): SQLite's own checks, one outcome for
            each record, a record behind each value, ids that lead to entities, files in the archive. Changes nothing.
            Exit code 0 where all is well, 1 otherwise.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var format: FormatOption

    @Flag(help: "Don't look for the archived files.")
    var skipArchive = false

    func run() throws {
        let workspace = try place.open()
        let schemas = try CheckedSchemas.load(workspace.schemas)
        let warehouse = try Warehouse.openForReading(path: workspace.warehouse.path)
        var examination = try warehouse.examine(schemas)
        if !skipArchive {
            examination.checks.append(
                Archive(root: workspace.archive).examine(try warehouse.loadedFiles()))
        }
        if format.json {
            try Output.json(examination)
        } else {
            show(examination)
        }
        if !examination.isSound { throw ExitCode(1) }
    }

    private func show(_ examination: Examination) {
        let table = TextTable(
            headers: ["check", "", "examined", "what must hold"],
            rows: examination.checks.map { check in
                let number = Int64(check.complaints.count) + check.further
                return [
                    check.name, number == 0 ? "good" : "\(number) wrong", String(check.examined),
                    check.rule,
                ]
            })
        for line in table.lines { Output.line(line) }
        for check in examination.checks {
            for complaint in check.complaints { Output.line("\(check.name): \(complaint)") }
            if check.further > 0 { Output.line("\(check.name): and \(check.further) more") }
        }
        if !examination.isSound {
            Output.line(
                "Keep a copy of the file as it is, then restore warehouse.db from a backup, or build it anew from "
                    + "the archive.")
        }
    }
}
