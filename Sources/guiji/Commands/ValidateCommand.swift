import ArgumentParser
import Foundation
import GuijiContract
import GuijiModel
import GuijiPipeline
import GuijiReporting
import GuijiWarehouse

/// `guiji validate FILE…`.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Judge files as a run would, and load nothing.",
        discussion: """
            EXAMPLES
              guiji validate inbox/D02-gaj/syrk_20201120.csv
              guiji validate syrk.csv --contract D02-syrk
              guiji validate syrk.csv --contract ./syrk.odcs.yaml --show-values

            Exit code 0 where every file would be loaded without an error, 1 otherwise. Personal values are masked
            unless --show-values asks for them.
            """)

    @OptionGroup var place: WorkspaceOption
    @OptionGroup var format: FormatOption

    @Argument(help: "Files to judge.")
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "A feed id or a contract's file (default: by the file's path).", valueName: "id|file"))
    var contract: String?

    @Option(help: ArgumentHelp("Show at most so many findings a file.", valueName: "n"))
    var limit = 20

    @Flag(help: "Show values as they stand, unmasked.")
    var showValues = false

    private struct Answer: Encodable {
        var file: String
        var isValid: Bool
        var verdict: RunSummary.Delivery
        var findings: [FindingRow]
    }

    func run() throws {
        let (schemas, chosen) = try ContractChoice.load(place, contract)
        var answers: [Answer] = []
        for file in files {
            guard FileManager.default.fileExists(atPath: file) else {
                throw GuijiError.notFound(path: file, what: "file")
            }
            let contract = try chosen ?? ContractChoice.byPath(file, place, schemas)
            let verdict = try Rehearsal.judge(
                file: file, shownAs: file, contract: contract, codeLists: schemas.codeLists,
                businessDate: BusinessDate.yesterday(), findingLimit: limit)
            let isValid =
                verdict.delivery.state == DeliveryState.loaded.rawValue
                && verdict.delivery.setAside == 0
            answers.append(
                Answer(
                    file: file, isValid: isValid, verdict: verdict.delivery,
                    findings: verdict.findings.map { showValues ? $0 : $0.masked }))
        }
        if format.json { try Output.json(answers) } else { answers.forEach(show) }
        if !answers.allSatisfy(\.isValid) { throw ExitCode(1) }
    }

    private func show(_ answer: Answer) {
        let verdict = answer.verdict
        let word =
            answer.isValid
            ? "valid" : verdict.state == DeliveryState.loaded.rawValue ? "not valid" : verdict.state
        Output.line(
            "\(answer.file): \(word): \(verdict.records) records of \(verdict.feed), \(verdict.setAside) set aside, "
                + "\(verdict.findings) findings")
        if let reason = verdict.reason { Output.line("  \(reason)") }
        for line in FindingTable.lines(answer.findings) { Output.line("  " + line) }
        if verdict.findings > answer.findings.count {
            Output.line("  … and \(verdict.findings - Int64(answer.findings.count)) more (--limit)")
        }
    }
}
