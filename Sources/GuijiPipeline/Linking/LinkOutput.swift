import Foundation
import GuijiModel
package import GuijiResolution

/// Writes what a linking found: clusters, and the edges with their evidence.
package struct LinkOutput {
    private let run: LinkRun
    private let result: Linker.Result
    private let hasSources: Bool

    package init(run: LinkRun, result: Linker.Result) {
        self.run = run
        self.result = result
        hasSources = run.table.sourceNames.count > 1
    }

    /// One line a row, in the input's order: the id, its source where there are several, and its cluster, which is
    /// called by the smallest id in it.
    package func writeClusters(to path: String) throws {
        let file = try OutputFile(path: path)
        let header = [run.idHeader] + (hasSources ? ["source"] : []) + ["cluster"]
        file.append(header.joined(separator: ",") + "\n")
        let names = ClusterNames(run: run, clusters: result.clusters)
        for text in names.lines() { file.append(text) }
        try file.finish()
    }

    private func sourceName(_ row: Int) -> String {
        run.table.sourceNames[Int(run.table.sources[row])]
    }

    /// One line a pair at or above the review threshold: both ids, bits, probability, and each comparison's answer.
    package func writeEdges(to path: String) throws {
        let comparisons = run.model.comparisons
        let file = try OutputFile(path: path)
        let header =
            (hasSources ? ["source_l", "source_r"] : []) + [
                run.idHeader + "_l", run.idHeader + "_r", "weight", "probability", "linked",
            ] + comparisons.map(\.name)
        file.appendLine(header)
        for edge in result.edges {
            let left = Int(edge.left)
            let right = Int(edge.right)
            var cells = hasSources ? [sourceName(left), sourceName(right)] : []
            cells += [
                run.table.id(left), run.table.id(right),
                String(format: "%.3f", Double(edge.weight) / 1024),
                String(format: "%.6f", edge.probability),
                result.clusters[left] == result.clusters[right] ? "1" : "0",
            ]
            for (index, comparison) in comparisons.enumerated() {
                let answer = Int(edge.pattern >> UInt64(4 * index) & 15)
                cells.append(answer == 0 ? "" : comparison.levels[answer - 1].label)
            }
            file.appendLine(cells)
        }
        try file.finish()
    }
}

/// A file that is written whole or not at all: under another name until it is complete. Readable by its owner alone.
final class OutputFile {
    private let path: String
    private let temporary: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []

    init(path: String) throws {
        self.path = path
        temporary = path + ".part"
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: temporary)
        else { throw GuijiError.io(path: path, what: "write the file", errno: errno) }
        self.handle = handle
        buffer.reserveCapacity(1 << 20)
    }

    func append(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        flush(over: 1 << 20)
    }

    func append(_ bytes: [UInt8]) {
        buffer.append(contentsOf: bytes)
        flush(over: 1 << 20)
    }

    func appendLine(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(0x2C) }
            Array(cell.utf8).withUnsafeBufferPointer { CSVField.append($0, to: &buffer) }
        }
        buffer.append(0x0A)
        flush(over: 1 << 20)
    }

    private func flush(over size: Int) {
        guard buffer.count > size else { return }
        handle.write(Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws {
        do {
            try handle.write(contentsOf: Data(buffer))
            try handle.close()
        } catch {
            throw GuijiError.io(path: path, what: "write the file", errno: errno)
        }
        guard rename(temporary, path) == 0 else {
            throw GuijiError.io(path: path, what: "write the file", errno: errno)
        }
    }
}
