/// Longitudes and latitudes as numbers. Which system they are in, whether the axes are exchanged and whether they lie
/// where they may is seen only with both together: `CoordinatePass`.
struct CoordinateRule: ColumnRule {
    private var number: RealRule
    private let values: UnsafeMutablePointer<Double>
    private let isNull: UnsafeMutablePointer<UInt8>
    /// The greatest magnitude; none where a pass looks at the value later.
    private let bound: Double?
    /// The place of the number in a text that holds several, from 1.
    private let part: Int?

    init(
        point: UInt8, separator: UInt8?, bound: Double?, part: Int? = nil,
        _ values: UnsafeMutablePointer<Double>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        number = RealRule(point: point, separator: separator, factor: 1, values, isNull)
        self.values = values
        self.isNull = isNull
        self.bound = bound
        self.part = part
    }

    @inline(__always)
    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        var text = text
        if let part {
            guard let own = CoordinateRule.part(part, of: text) else { return .notAngle }
            text = own
        }
        var issue = number.take(text, raw: raw, at: index, field, &space)
        if issue == .notReal { issue = readAngle(text, index, field) }
        guard let bound, issue == .none, values[index].magnitude > bound else { return issue }
        isNull[index] = 1
        values[index] = 0
        return .notAngle
    }

    /// One of several numbers apart by blanks, commas, semicolons or brackets (GeoJSON: `[[121.1,31.8],[121.2,31.8]]`);
    /// `nil` where there are fewer.
    private static func part(_ place: Int, of text: Bytes) -> Bytes? {
        var left = place
        var at = 0
        while at < text.count {
            while at < text.count, isApart(text[at]) { at += 1 }
            let start = at
            while at < text.count, !isApart(text[at]) { at += 1 }
            left -= 1
            if left == 0, at > start { return Bytes(rebasing: text[start..<at]) }
        }
        return nil
    }

    private static func isApart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
            || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
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
