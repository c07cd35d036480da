/// Measured quantities, as binary floating point. Minus zero becomes zero.
struct RealRule: ColumnRule {
    private var scanner: NumberScanner
    private let factor: Double
    private let point: UInt8
    private let values: UnsafeMutablePointer<Double>
    private let isNull: UnsafeMutablePointer<UInt8>

    init(
        point: UInt8, separator: UInt8?, factor: Double, _ values: UnsafeMutablePointer<Double>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        scanner = NumberScanner(point: point, separator: separator)
        self.factor = factor
        self.point = point
        self.values = values
        self.isNull = isNull
    }

    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        var value: Double
        if let plain = plain(text) {
            value = plain
        } else {
            // A measurement in a spreadsheet's short form has the digits that it has.
            if scanner.scan(text) == .noNumber { return .notReal }
            value = scanner.nearestDouble
        }
        value *= factor
        guard value.isFinite else { return .tooLarge }
        let issue = field.numberIssue(value)
        if issue != .none { return issue }
        values[index] = value == 0 ? 0 : value
        isNull[index] = 0
        return .none
    }

    /// The value of `-?[0-9]+(\.[0-9]+)?` with at most 15 digits, the usual case: an exact whole number divided by an
    /// exact power of ten (see `NumberScanner.nearestDouble`).
    @inline(__always)
    private func plain(_ text: Bytes) -> Double? {
        let count = text.count
        guard count <= 17, point == UInt8(ascii: ".") else { return nil }
        let start = text[0] == UInt8(ascii: "-") ? 1 : 0
        var whole: Int64 = 0
        var at = start
        while at < count, isDigit(text[at]) {
            whole = whole &* 10 &+ Int64(text[at] &- 0x30)
            at &+= 1
        }
        guard at > start else { return nil }
        var places = 0
        if at < count {
            guard text[at] == UInt8(ascii: ".") else { return nil }
            at &+= 1
            places = count &- at
            while at < count {
                guard isDigit(text[at]) else { return nil }
                whole = whole &* 10 &+ Int64(text[at] &- 0x30)
                at &+= 1
            }
            guard places > 0 else { return nil }
        }
        guard whole < 1_000_000_000_000_000, places <= 15 else { return nil }
        let value = Double(whole) / NumberScanner.power(of: places)
        return start == 1 ? -value : value
    }
}
