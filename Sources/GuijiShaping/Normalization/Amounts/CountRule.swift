import GuijiModel

/// Counts as people write them: `约30人`, `500余`, `近1.2万户`. Stored as the number; that it is an estimate, is mentioned.
struct CountRule: ColumnRule {
    private var number: IntegerRule
    private var scanner: NumberScanner
    private let values: UnsafeMutablePointer<Int64>
    private let isNull: UnsafeMutablePointer<UInt8>

    init(
        point: UInt8, separator: UInt8?, _ values: UnsafeMutablePointer<Int64>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        number = IntegerRule(point: point, separator: separator, values, isNull)
        scanner = NumberScanner(point: point, separator: separator)
        self.values = values
        self.isNull = isNull
    }

    @inline(__always)
    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        let issue = number.take(text, raw: raw, at: index, field, &space)
        return issue == .notInteger ? readWords(text, index, field) : issue
    }

    private static let estimates = [
        "约", "大约", "近", "将近", "超", "超过", "不足", "不到", "至少", "余", "多", "左右", "以上", "上下", "+",
    ]
    private static let counters = [
        "共", "计", "人", "名", "位", "户", "家", "个", "张", "床", "件", "次", "起", "台", "辆", "只", "套", "间",
        "份", "株", "棵",
    ]

    @inline(never)
    private mutating func readWords(_ text: Bytes, _ index: Int, _ field: FieldPlan) -> Issue {
        var rest = NameText.scalars(text).filter { $0 != 0x20 }
        var isEstimate = false
        var power = 0
        while let found = CountRule.strip(&rest) {
            switch found {
            case .estimate: isEstimate = true
            case .counter: break
            case .times(let more):
                guard power == 0 else { return .notInteger }
                power = more
            }
        }
        var digits: [UInt8] = []
        for scalar in rest {
            guard scalar < 0x80 else { return .notInteger }
            digits.append(UInt8(scalar))
        }
        let outcome = digits.withUnsafeBufferPointer { scanner.scan($0) }
        if outcome == .precisionLost { return .precisionLost }
        let value = scanner.isNegative ? -1 : scanner.nearestDouble * [1, 1e4, 1e8][power / 4]
        guard outcome == .number, value >= 0, value < 1e15, value == value.rounded() else {
            return .notInteger
        }
        let issue = field.numberIssue(value)
        if issue != .none { return issue }
        values[index] = Int64(value)
        isNull[index] = 0
        return isEstimate ? .estimate : .none
    }

    private enum Word { case estimate, counter, times(Int) }

    /// Takes one word off either end.
    private static func strip(_ rest: inout [UInt32]) -> Word? {
        for (word, power) in [("万", 4), ("亿", 8)] where takeEnd(word, &rest) {
            return .times(power)
        }
        for word in estimates where takeStart(word, &rest) || takeEnd(word, &rest) {
            return .estimate
        }
        for word in counters where takeStart(word, &rest) || takeEnd(word, &rest) {
            return .counter
        }
        return nil
    }

    private static func takeStart(_ word: String, _ rest: inout [UInt32]) -> Bool {
        let scalars = word.unicodeScalars.map(\.value)
        guard rest.count > scalars.count, rest.starts(with: scalars) else { return false }
        rest.removeFirst(scalars.count)
        return true
    }

    private static func takeEnd(_ word: String, _ rest: inout [UInt32]) -> Bool {
        let scalars = word.unicodeScalars.map(\.value)
        guard rest.count > scalars.count, rest.suffix(scalars.count).elementsEqual(scalars) else {
            return false
        }
        rest.removeLast(scalars.count)
        return true
    }
}
