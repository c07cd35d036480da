import GuijiContract
import GuijiModel

@testable import GuijiReading

/// A record as a test wants to see it.
struct SeenRecord: Equatable, CustomStringConvertible {
    var values: [String?]
    var position: RecordPosition
    var shape: UInt8
    /// Rule and severity, such as `RECORD_QUOTE warning`.
    var problems: [String]

    var description: String {
        "\(position.ordinal)@\(position.line):\(position.byteOffset)+\(position.byteLength) "
            + "\(values.map { $0 ?? "nil" }) \(problems)"
    }
}

/// A plan for a CSV file whose columns are wanted by name.
func csvPlan(
    _ sources: [String], essential: Set<String> = [], _ change: (inout Container) -> Void = { _ in }
) -> ReadPlan {
    var container = Container(format: .csv)
    change(&container)
    return ReadPlan(
        container: container,
        columns: sources.map {
            ReadPlan.Column(sources: [$0], isEssential: essential.contains($0))
        })
}

/// All records of a reader.
func records(of reader: CSVRecordReader) throws -> [SeenRecord] {
    var records: [SeenRecord] = []
    while let batch = try reader.next() {
        let columns = batch.slices.count / batch.capacity
        precondition(batch.count > 0)
        for row in 0..<batch.count {
            records.append(
                SeenRecord(
                    values: (0..<columns).map { batch.text(column: $0, row: row) },
                    position: batch.positions[row], shape: batch.shapes[row],
                    problems: batch.problems.filter { $0.row == row }
                        .map { "\($0.rule) \($0.severity)" }))
        }
    }
    return records
}

/// All records of a text.
func records(_ text: String, _ plan: ReadPlan) throws -> [SeenRecord] {
    try records(of: CSVRecordReader(source: ByteSource(bytes: Array(text.utf8)), plan: plan))
}
