import GuijiContract
import GuijiModel
import GuijiReading

/// Any bytes as an XML delivery: reading ends with records or a `DeliveryError`, each record lies in the file after
/// the one before, and the sizes of the chunks make no difference.
enum XMLFuzzCase {
    static func run(_ bytes: [UInt8]) {
        let whole = read(bytes, chunkSizes: [1 << 20])
        let byChunks = read(bytes, chunkSizes: [1, 7, 3])
        precondition(whole == byChunks, "chunk sizes change the result")
    }

    private static func read(_ bytes: [UInt8], chunkSizes: [Int]) -> [String] {
        var lines: [String] = []
        do throws(DeliveryError) {
            let reader = try XMLRecordReader(
                source: ByteSource(bytes: bytes, chunkSizes: chunkSizes), plan: plan)
            var end: Int64 = 0
            while let batch = try reader.next() {
                precondition(batch.count > 0, "an empty batch")
                for row in 0..<batch.count {
                    let position = batch.positions[row]
                    precondition(position.byteOffset >= end, "records overlap")
                    end = position.byteOffset + position.byteLength
                    precondition(end <= Int64(bytes.count), "a record beyond the file")
                    lines.append("\(position)")
                    for column in plan.columns.indices {
                        lines.append(batch.text(column: column, row: row) ?? "-")
                    }
                    for group in batch.groups { lines.append("\(group.items(ofRow: row).count)") }
                }
            }
            lines += reader.fileFindings.map { "\($0.rule) \($0.found)" }
        } catch {
            lines.append("\(error.rule) \(error.found)")
        }
        return lines
    }

    private static let plan: ReadPlan = {
        var container = Container(format: .xml)
        container.namespaces = ["x": "urn:x"]
        return ReadPlan(
            container: container, shapes: [RecordShape(name: "", path: "/r/l/e")],
            columns: ["a", "b/c", "@k", "../@k", ".", "x:a", "../a"].map { .init(sources: [$0]) },
            groups: [.init(source: "g", columns: [.init(sources: ["a"]), .init(sources: ["."])])],
            envelopePaths: ["/r/@n"])
    }()
}
