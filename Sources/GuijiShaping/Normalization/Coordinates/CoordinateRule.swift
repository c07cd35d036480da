/// Longitudes and latitudes as numbers. Which system they are in, whether the axes are exchanged and whether they lie
/// where they may is seen only with both together: `CoordinatePass`.
struct CoordinateRule: ColumnRule {
    private var number: RealRule
    private let values: UnsafeMutablePointer<Double>
    private let isNull: UnsafeMutablePointer<UInt8>
    /// The greatest magnitude; none where a pass looks at the value later.
    private let bound: Double?

    init(
        point: UInt8, separator: UInt8?, bound: Double?, _ values: UnsafeMutablePointer<Double>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        number = RealRule(point: point, separator: separator, factor: 1, values, isNull)
        self.values = values
        self.isNull = isNull
        self.bound = bound
    }

    @inline(__always)
    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        var issue = number.take(text, raw: raw, at: index, field, &space)
        if issue == .notReal { issue = readAngle(text, index, field) }
        guard let bound, issue == .none, values[index].magnitude > bound else { return issue }
        isNull[index] = 1
        values[index] = 0
        return .notAngle
    }

    @inline(never)
    private func readAngle(_ text: Bytes, _ index: Int, _ field: FieldPlan) -> Issue {
        guard let degrees = AngleText.degrees(text) else { return .notAngle }
        let issue = field.numberIssue(degrees)
        if issue != .none { return issue }
        values[index] = degrees == 0 ? 0 : degrees
        isNull[index] = 0
        return .none
    }
}
