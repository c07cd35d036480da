import GuijiModel

/// Whole numbers, to 64 bits. A fraction of zeros (`12.0`, as spreadsheets and JSON write) is whole.
struct IntegerRule: ColumnRule {
    private var scanner: NumberScanner
    private let values: UnsafeMutablePointer<Int64>
    private let isNull: UnsafeMutablePointer<UInt8>

    init(
        point: UInt8, separator: UInt8?, _ values: UnsafeMutablePointer<Int64>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        scanner = NumberScanner(point: point, separator: separator)
        self.values = values
        self.isNull = isNull
    }

    @inline(__always)
    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        var value: Int64 = 0
        var start = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative { start = 1 }
        // 18 digits cannot overflow.
        var isPlain = text.count > start && text.count &- start <= 18
        if isPlain {
            for at in start..<text.count {
                let digit = text[at] &- 0x30
                isPlain = isPlain && digit < 10
                value = value &* 10 &+ Int64(digit)
            }
        }
        if isPlain {
            if isNegative { value = -value }
        } else {
            let issue = readSlowly(text, &value)
            if issue != .none { return issue }
        }
        let issue = field.numberIssue(Double(value))
        if issue != .none { return issue }
        values[index] = value
        isNull[index] = 0
        return .none
    }

    @inline(never)
    private mutating func readSlowly(_ text: Bytes, _ value: inout Int64) -> Issue {
        switch scanner.scan(text) {
        case .noNumber: return .notInteger
        case .precisionLost: return .precisionLost
        case .number: break
        }
        let whole = max(0, scanner.pointAt)
        guard whole >= scanner.digits.count || scanner.digits[whole...].allSatisfy({ $0 == 0x30 }),
            scanner.pointAt >= 0 || scanner.digits.isEmpty
        else { return .notInteger }
        guard whole <= 19 else { return .tooLarge }
        value = 0
        for at in 0..<whole {
            let digit = at < scanner.digits.count ? Int64(scanner.digits[at] - 0x30) : 0
            let (tens, overflow1) = value.multipliedReportingOverflow(by: 10)
            let (next, overflow2) = tens.subtractingReportingOverflow(digit)
            guard !overflow1, !overflow2 else { return .tooLarge }
            value = next
        }
        // Counted downwards, because the least number has no positive counterpart.
        if scanner.isNegative { return .none }
        guard value != .min else { return .tooLarge }
        value = -value
        return .none
    }
}
