import GuijiContract
import GuijiModel
import Testing

@testable import GuijiReading

/// All that a JSON reader gives, in forms that are easy to compare.
struct JSONReading {
    var rows: [[String?]] = []
    /// By record, by group: the items' values.
    var groups: [[[[String?]]]] = []
    var positions: [RecordPosition] = []
    var shapes: [UInt8] = []
    /// With the record's ordinal as row.
    var problems: [RecordProblem] = []
    var findings: [Finding] = []
    var envelope: [String: String] = [:]
    var encoding: Container.Encoding = .utf8
    var batchSizes: [Int] = []

    init(_ bytes: [UInt8], _ plan: ReadPlan, chunkSizes: [Int] = [ByteSource.defaultChunkSize])
        throws
    {
        let reader = try JSONRecordReader(
            source: ByteSource(bytes: bytes, chunkSizes: chunkSizes), plan: plan)
        while let batch = try reader.next() {
            let before = rows.count
            #expect(batch.count > 0)
            #expect(batch.positions.count == batch.count && batch.shapes.count == batch.count)
            batchSizes.append(batch.count)
            for row in 0..<batch.count {
                rows.append(plan.columns.indices.map { batch.text(column: $0, row: row) })
                groups.append(
                    batch.groups.map { group in
                        group.items(ofRow: row).map { item in
                            (0..<group.columnCount).map {
                                batch.text(group.slices[item * group.columnCount + $0])
                            }
                        }
                    })
            }
            positions += batch.positions
            shapes += batch.shapes
            problems += batch.problems.map { problem in
                var problem = problem
                problem.row += before
                return problem
            }
        }
        #expect(try reader.next() == nil, "nothing comes after the last batch")
        findings = reader.fileFindings
        envelope = reader.envelope
        encoding = reader.foundEncoding
    }

    init(_ text: String, _ plan: ReadPlan) throws { try self.init(Array(text.utf8), plan) }

    /// Rules of the problems, with the records' ordinals.
    var problemRules: [String] { problems.map { "\($0.row) \($0.rule) \($0.severity)" } }
    /// Rules of the file findings with what they name.
    var findingRules: [String] { findings.map { "\($0.rule) \($0.severity)" } }
}

extension JSONReading {
    /// A plan for one document.
    static func document(
        _ path: String, _ sources: [String], groups: [ReadPlan.Group] = [],
        envelope: [String] = [], essential: Bool = false
    ) -> ReadPlan {
        ReadPlan(
            container: Container(format: .json), shapes: [RecordShape(name: "", path: path)],
            columns: sources.map { ReadPlan.Column(sources: [$0], isEssential: essential) },
            groups: groups, envelopePaths: envelope)
    }

    /// A plan for JSON Lines.
    static func lines(_ sources: [String], groups: [ReadPlan.Group] = []) -> ReadPlan {
        ReadPlan(
            container: Container(format: .jsonLines),
            columns: sources.map { ReadPlan.Column(sources: [$0]) }, groups: groups)
    }

    /// The error with which reading a text ends, or `nil`.
    static func error(_ text: String, _ plan: ReadPlan) -> DeliveryError? {
        error(Array(text.utf8), plan)
    }

    static func error(_ bytes: [UInt8], _ plan: ReadPlan) -> DeliveryError? {
        do {
            _ = try JSONReading(bytes, plan)
            return nil
        } catch {
            return error as? DeliveryError
        }
    }
}

extension ReadPlan.Group {
    init(_ source: String, _ sources: [String]) {
        self.init(source: source, columns: sources.map { ReadPlan.Column(sources: [$0]) })
    }
}
