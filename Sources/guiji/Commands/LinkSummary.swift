import Foundation
import GuijiContract
import GuijiModel
import GuijiPipeline
import GuijiResolution

/// What a linking found, for people and programs.
struct LinkSummary {
    let run: LinkRun
    let result: Linker.Result

    private struct Answer: Encodable {
        struct Rule: Encodable {
            var rule: String
            var pairs: Int
            var largestBlock: Int
            var skippedBlocks: Int
            var skippedRows: Int
            var skippedPairs: Int
        }
        var rows: Int
        var clusters: Int
        var clustersOfSeveral: Int
        var largestCluster: Int
        var candidatePairs: Int
        var pairsAtReviewOrAbove: Int
        var refusedEdges: Int
        var blocking: [Rule]
    }

    func show(json: Bool) throws {
        var sizes: [UInt32: Int] = [:]
        for cluster in result.clusters { sizes[cluster, default: 0] += 1 }
        let several = sizes.values.count { $0 > 1 }
        if json {
            return try Output.json(
                Answer(
                    rows: run.table.count, clusters: sizes.count, clustersOfSeveral: several,
                    largestCluster: sizes.values.max() ?? 0, candidatePairs: result.candidatePairs,
                    pairsAtReviewOrAbove: result.edges.count, refusedEdges: result.refusals.count,
                    blocking: result.blocks.map {
                        .init(
                            rule: $0.rule, pairs: $0.pairs, largestBlock: $0.largestBlock,
                            skippedBlocks: $0.skippedBlocks, skippedRows: $0.skippedRows,
                            skippedPairs: $0.skippedPairs)
                    }))
        }
        Output.line(
            "\(run.table.count) rows, \(sizes.count) clusters, \(several) of them of several rows (the largest has "
                + "\(sizes.values.max() ?? 0)).")
        Output.line(
            "\(result.candidatePairs) pairs compared, \(result.edges.count) worth a look, \(result.refusals.count) "
                + "edges refused by whole clusters.")
        for block in result.blocks where block.skippedBlocks > 0 {
            Output.line(
                "Not compared by '\(block.rule)': \(block.skippedRows) rows in \(block.skippedBlocks) blocks of more "
                    + "than \(run.model.largestBlock) (\(block.skippedPairs) pairs); the largest has \(block.largestBlock). "
                    + "Add a column to the rule, or raise 'largestBlock'.")
        }
    }

    /// A pair's waterfall.
    static func show(
        _ waterfall: Waterfall, ids: [String], linked: Bool, showsValues: Bool,
        _ language: LanguageOption
    ) {
        func shown(_ text: String) -> String { showsValues ? text : Masking.mask(text) }
        Output.line(Output.heading("\(ids[0]) and \(ids[1])"))
        let table = TextTable(
            headers: [
                "", language.choose(zh: "结果", en: "answer"), language.choose(zh: "比特", en: "bits"),
                language.choose(zh: "左", en: "first"), language.choose(zh: "右", en: "second"),
            ],
            rows: waterfall.steps.map { step in
                [
                    language.word(step.name), language.word(step.answer),
                    String(format: "%+.2f", step.bits),
                    step.values.map { shown($0.0) }.joined(separator: " | "),
                    step.values.map { shown($0.1) }.joined(separator: " | "),
                ]
            })
        Output.line(table.text(indent: 2))
        let bits = String(format: "%+.2f", waterfall.bits)
        let probability = String(format: "%.4f", waterfall.probability)
        Output.line(
            "  "
                + language.choose(
                    zh: "\(bits) 比特，概率 \(probability)；\(linked ? "属同一组" : "不属同一组")。",
                    en:
                        "\(bits) bits, probability \(probability); \(linked ? "in one cluster" : "not in one cluster")."
                ))
    }
}
