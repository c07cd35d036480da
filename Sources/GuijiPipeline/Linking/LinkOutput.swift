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
        let table = run.table
        let ids = table.idArena
        var names = [UInt32](repeating: .max, count: table.count)
        for row in 0..<table.count {
            let root = Int(result.clusters[row])
            if names[root] == .max || precedes(row, Int(names[root]), ids) {
                names[root] = UInt32(row)
            }
        }
        var positions = [UInt32](repeating: 0, count: table.count)
        for row in 0..<table.count { positions[Int(table.inputPositions[row])] = UInt32(row) }
        let header = [run.idHeader] + (hasSources ? ["source"] : []) + ["cluster"]
        let sources = table.sourceNames.map { Array($0.utf8) }
        let file = try OutputFile(path: path)
        file.append(header.joined(separator: ",") + "\n")
        var field: [UInt8] = []
        for row in positions.map(Int.init) {
            file.appendField(ids[table.idRange(row)])
            file.append(UInt8(ascii: ","))
            let named = Int(names[Int(result.clusters[row])])
            if hasSources {
                file.appendField(sources[Int(table.sources[row])][...])
                file.append(UInt8(ascii: ","))
                field.removeAll(keepingCapacity: true)
                field += sources[Int(table.sources[named])]
                field.append(UInt8(ascii: "/"))
                field += ids[table.idRange(named)]
                file.appendField(field[...])
            } else {
                file.appendField(ids[table.idRange(named)])
            }
            file.append(UInt8(ascii: "\n"))
        }
        try file.finish()
    }

    private func sourceName(_ row: Int) -> String {
        run.table.sourceNames[Int(run.table.sources[row])]
    }

    private func precedes(_ left: Int, _ right: Int, _ ids: [UInt8]) -> Bool {
        let a = run.table.idRange(left)
        let b = run.table.idRange(right)
        // Numbers by size: "9" before "10".
        if a.count != b.count, run.idHeader == "row" { return a.count < b.count }
        let common = min(a.count, b.count)
        for index in 0..<common {
            let (x, y) = (ids[a.lowerBound + index], ids[b.lowerBound + index])
            if x != y { return x < y }
        }
        if a.count != b.count { return a.count < b.count }
        return sourceName(left) < sourceName(right)
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

    func append(_ byte: UInt8) { buffer.append(byte) }

    func append(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        flush(over: 1 << 20)
    }

    /// A field, quoted where it needs to be (RFC 4180).
    func appendField(_ field: ArraySlice<UInt8>) {
        field.withUnsafeBufferPointer { field in
            var needsQuotes = false
            for byte in field where byte <= 0x2C {
                if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D {
                    needsQuotes = true
                }
            }
            if needsQuotes {
                buffer.append(0x22)
                for byte in field {
                    if byte == 0x22 { buffer.append(0x22) }
                    buffer.append(byte)
                }
                buffer.append(0x22)
            } else {
                buffer.append(contentsOf: field)
            }
        }
        flush(over: 1 << 20)
    }

    func appendLine(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(0x2C) }
            appendField(Array(cell.utf8)[...])
        }
        buffer.append(0x0A)
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
