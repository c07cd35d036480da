import Foundation
import GuijiContract
import GuijiModel
import GuijiReading

/// libFuzzer's entry point. The environment's GUIJI_FUZZ_READER chooses the reader: 0 CSV, 1 XML, 2 JSON. Whatever the
/// bytes, a reader must neither crash nor hang, and every position must lie within the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    switch ProcessInfo.processInfo.environment["GUIJI_FUZZ_READER"] {
    case "1": XMLFuzzCase.run(bytes)
    case "2":
        for format in [Container.Format.json, .jsonLines] {
            let shape = RecordShape(name: "", path: format == .json ? "$[]" : "")
            readThrough(bytes, format, shape, sources: ["a", "b.c", "d[0]"], group: "e[]")
        }
    default:
        readThrough(bytes, .csv, RecordShape(name: ""), sources: ["a", "b", "c"], group: nil)
    }
    return 0
}

/// Reads every batch of the input and checks what holds for any input.
private func readThrough(
    _ bytes: [UInt8], _ format: Container.Format, _ shape: RecordShape, sources: [String],
    group: String?
) {
    let column = { (source: String) in ReadPlan.Column(sources: [source]) }
    let plan = ReadPlan(
        container: Container(format: format), shapes: [shape], columns: sources.map(column),
        groups: group.map { [ReadPlan.Group(source: $0, columns: [column("f")])] } ?? [])
    do throws(DeliveryError) {
        let reader = try DeliveryReader.open(
            source: ByteSource(bytes: bytes, chunkSizes: [7, 64, 1]), plan: plan)
        while let batch = try reader.next() {
            for position in batch.positions {
                precondition(position.byteOffset >= 0 && position.byteLength >= 0)
                precondition(position.byteOffset + position.byteLength <= Int64(bytes.count))
            }
            for slice in batch.slices where !slice.isAbsent {
                precondition(slice.range.upperBound <= batch.bytes.count)
            }
        }
    } catch {
        // A refusal is a right answer.
    }
}
