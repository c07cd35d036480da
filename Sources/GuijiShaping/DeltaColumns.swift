import GuijiContract
import GuijiModel

/// What a delta's records ask for, and which of two versions of a key is the later.
struct DeltaColumns: Sendable {
    /// The operation column, of a delta.
    let operation: Int?
    private let words: WordTable
    private let expected: String
    private let order: Int?
    private let orderZoneMinutes: Int

    init(_ contract: FeedContract) throws(ShaperError) {
        var operations: [String: RecordOperation] = [:]
        switch contract.load {
        case .snapshot:
            operation = nil
            order = nil
        case .delta(let operationField, let stated, let orderField):
            operation = operationField
            operations = stated
            order = orderField
        case .event(let orderField):
            operation = nil
            order = orderField
        }
        let sorted = operations.sorted { $0.key < $1.key }
        words = WordTable(
            sorted.map { (word: FieldPlan.normalized($0.key), number: Int($0.value.rawValue)) })
        expected = "one of " + sorted.map(\.key).joined(separator: ", ")
        guard let order else {
            orderZoneMinutes = 0
            return
        }
        switch contract.fields[order].kind {
        case .integer: orderZoneMinutes = 0
        case .date(let options), .timestamp(let options): orderZoneMinutes = options.zoneMinutes
        default:
            throw ShaperError(
                feed: contract.feed, field: contract.fields[order].name,
                problem: "the order of versions is neither a date, a time nor a whole number",
                advice: "name another field in guijiLoad.order")
        }
    }

    /// For a delta: what each record asks for, by the operation column's canonical value, else by what stood there.
    /// An unknown word sets the record aside.
    func operations(
        _ columns: [ShapedColumn], _ raw: UnsafePointer<FieldSlice>, rawStride: Int, count: Int,
        _ field: FieldShaper?, _ space: inout Workspace, _ sink: inout FindingSink
    ) -> [RecordOperation] {
        guard let operation, let field else { return [] }
        var result = [RecordOperation](repeating: .upsert, count: count)
        for row in 0..<count {
            if let known = known(columns[operation], row, space) {
                result[row] = known
                continue
            }
            let slice = raw[operation * rawStride + row]
            let text = slice.isAbsent ? Bytes(rebasing: space.base[0..<0]) : space.text(slice)
            let normal = TextNormalizer.normalized(text, &space.normalized)
            if let known = RecordOperation(words.number(normal)) {
                result[row] = known
                continue
            }
            sink.add(
                row: row, order: field.plan.order, rule: .operationUnknown, severity: .error,
                field: field.plan.name, found: text, expected: expected)
        }
        return result
    }

    private func known(
        _ column: ShapedColumn, _ row: Int, _ space: borrowing Workspace
    ) -> RecordOperation? {
        guard !column.isNull(row) else { return nil }
        switch column {
        case .text(let slices): return RecordOperation(words.number(space.text(slices[row])))
        case .integer(let values, _):
            var text = String(values[row])
            return RecordOperation(text.withUTF8 { words.number($0) })
        case .real: return nil
        }
    }

    /// For a contract with an order: its value for each record, times in milliseconds since 1970.
    func orders(_ columns: [ShapedColumn], count: Int, _ space: borrowing Workspace) -> [Int64] {
        guard let order else { return [] }
        var result = [Int64](repeating: .min, count: count)
        switch columns[order] {
        case .text(let slices):
            for row in 0..<count where !slices[row].isAbsent {
                result[row] = CanonicalTime.milliseconds(
                    space.text(slices[row]), zoneMinutes: orderZoneMinutes)
            }
        case .integer(let values, let isNull):
            for row in 0..<count where isNull[row] == 0 { result[row] = values[row] }
        case .real: break
        }
        return result
    }
}

extension RecordOperation {
    /// From a word's number; -1 is no word.
    fileprivate init?(_ number: Int) {
        guard number >= 0 else { return nil }
        self.init(rawValue: UInt8(number))
    }
}
