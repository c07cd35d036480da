import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

/// The business date of the worked examples.
let businessDate = (year: 2020, month: 11, day: 20)

/// A batch as a reader would give it. `nil` is an absent value.
func rawBatch(_ rows: [[String?]], columnCount: Int? = nil, shapes: [UInt8]? = nil) -> RawBatch {
    let columns = columnCount ?? rows.first?.count ?? 0
    var batch = RawBatch(columnCount: columns, capacity: max(rows.count, 1) + 3)
    for (row, values) in rows.enumerated() {
        batch.positions.append(
            RecordPosition(
                ordinal: Int64(row), line: Int64(row) + 2, byteOffset: Int64(row) * 100,
                byteLength: 99))
        batch.shapes.append(shapes?[row] ?? 0)
        for (column, value) in values.enumerated() {
            guard let value else { continue }
            let start = batch.bytes.count
            batch.bytes += value.utf8
            batch[column, row] = FieldSlice(start..<batch.bytes.count)
        }
        batch.count += 1
    }
    return batch
}

/// Adds a group's items, by record.
func rawGroup(_ records: [[[String?]]], columnCount: Int, into batch: inout RawBatch) {
    var group = RawGroup(columnCount: columnCount)
    for items in records {
        for item in items {
            for value in item {
                guard let value else {
                    group.slices.append(.absent)
                    continue
                }
                let start = batch.bytes.count
                batch.bytes += value.utf8
                group.slices.append(FieldSlice(start..<batch.bytes.count))
            }
        }
        group.itemStarts.append(UInt32(group.slices.count / columnCount))
    }
    batch.groups.append(group)
}

func contract(
    _ fields: [FieldSpec], groups: [GroupSpec] = [], key: [Int] = [], load: LoadMode = .snapshot,
    shapes: [RecordShape] = [RecordShape(name: "")]
) -> FeedContract {
    FeedContract(
        feed: FeedID("D00-test"), department: DepartmentID("D00"),
        container: Container(format: .csv), shapes: shapes, fields: fields, groups: groups,
        key: key, load: load)
}

func shaper(_ contract: FeedContract, _ lists: [CodeList] = []) throws -> Shaper {
    let named = Dictionary(uniqueKeysWithValues: lists.map { ($0.name, $0) })
    return try Shaper(contract: contract, codeLists: named, businessDate: businessDate)
}

extension ShapedBatch {
    /// A value as text; numbers in their shortest form; `nil` for NULL.
    func value(_ column: Int, _ row: Int) -> String? {
        switch columns[column] {
        case .text(let slices):
            slices[row].isAbsent ? nil : String(decoding: bytes[slices[row].range], as: UTF8.self)
        case .integer(let values, let isNull): isNull[row] != 0 ? nil : String(values[row])
        case .real(let values, let isNull): isNull[row] != 0 ? nil : values[row].description
        }
    }
}

/// What became of one value.
struct Shaped: Equatable, CustomStringConvertible {
    var value: String?
    var rules: [RuleID]
    var severities: [Severity] = []
    var isSetAside = false
    var description: String { "\(value ?? "NULL") \(rules) \(severities) \(isSetAside)" }

    init(
        _ value: String?, _ rules: RuleID..., severities: [Severity] = [], isSetAside: Bool = false
    ) {
        self.value = value
        self.rules = rules
        self.severities = severities
        self.isSetAside = isSetAside
    }
}

/// Shapes one value alone, as a field `value` that is neither required nor a key.
func shapeAlone(
    _ kind: FieldKind, _ text: String?, _ lists: [CodeList] = [],
    _ change: (inout FieldSpec) -> Void = { _ in }
) throws -> ShapedBatch {
    var field = FieldSpec(name: "value", sources: ["value"], kind: kind)
    change(&field)
    return try shaper(contract([field]), lists).shape(rawBatch([[text]]))
}

/// The value and the rules of one value shaped alone.
func outcome(
    _ kind: FieldKind, _ text: String?, _ lists: [CodeList] = [],
    _ change: (inout FieldSpec) -> Void = { _ in }
) throws -> Shaped {
    let batch = try shapeAlone(kind, text, lists, change)
    var shaped = Shaped(batch.value(0, 0))
    shaped.rules = batch.findings.map(\.rule)
    return shaped
}
