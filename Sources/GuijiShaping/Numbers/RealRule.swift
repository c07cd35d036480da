/// Measured quantities, as binary floating point. Minus zero becomes zero.
struct RealRule: ColumnRule {
    private var scanner: NumberScanner
    private let factor: Double
    private let values: UnsafeMutablePointer<Double>
    private let isNull: UnsafeMutablePointer<UInt8>

    init(
        point: UInt8, separator: UInt8?, factor: Double, _ values: UnsafeMutablePointer<Double>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        scanner = NumberScanner(point: point, separator: separator)
        self.factor = factor
        self.values = values
        self.isNull = isNull
    }

    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        // A measurement in a spreadsheet's short form has the digits that it has.
        if scanner.scan(text) == .noNumber { return .notReal }
        let value = scanner.nearestDouble * factor
        guard value.isFinite else { return .tooLarge }
        let issue = field.numberIssue(value)
        if issue != .none { return issue }
        values[index] = value == 0 ? 0 : value
        isNull[index] = 0
        return .none
    }
}
