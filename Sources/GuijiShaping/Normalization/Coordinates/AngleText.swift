/// Reads the text of a longitude or latitude: decimal degrees, or degrees, minutes and seconds (`121°10′12″`,
/// `31度53分24秒`, `E121°10.2'`), with whatever marks are typed for the signs.
enum AngleText {
    /// The angle in degrees, west and south negative; `nil` where the text is none. Metres of a projection come back
    /// as they are.
    static func degrees(_ text: Bytes) -> Double? {
        var parts = Parts()
        var at = 0
        while at < text.count {
            let scalar = Scalar(text, at: at)
            if isDigit(text[at]) || text[at] == UInt8(ascii: ".") {
                guard let end = parts.number(text, at) else { return nil }
                at = end
                continue
            }
            guard parts.sign(scalar.value, isFirst: at == 0) else { return nil }
            at += scalar.length
        }
        return parts.degrees
    }

    private struct Parts {
        private var numbers: [Double] = []
        /// The unit of each number: 0 degrees, 1 minutes, 2 seconds; -1 not said.
        private var units: [Int] = []
        private var isNegative = false
        private var hasSign = false
        private var hasFraction = false

        /// Reads one number.
        mutating func number(_ text: Bytes, _ start: Int) -> Int? {
            // Only the last part may have a fraction; a part without its mark has the next one's turn.
            guard numbers.count < 3, !hasFraction else { return nil }
            var at = start
            var whole = 0.0
            var scale = 1.0
            var digits = 0
            while at < text.count, isDigit(text[at]) {
                whole = whole * 10 + Double(text[at] &- 0x30)
                digits += 1
                at += 1
            }
            if at < text.count, text[at] == UInt8(ascii: ".") {
                hasFraction = true
                at += 1
                while at < text.count, isDigit(text[at]) {
                    whole = whole * 10 + Double(text[at] &- 0x30)
                    scale *= 10
                    digits += 1
                    at += 1
                }
            }
            guard digits > 0, digits <= 18 else { return nil }
            numbers.append(whole / scale)
            units.append(-1)
            return at
        }

        /// Reads a mark. Two single marks in a row are a double one.
        mutating func sign(_ value: UInt32, isFirst: Bool) -> Bool {
            switch value {
            case 0x20, 0x3A: return true
            case 0x2D, 0x2212:
                guard isFirst, !hasSign else { return false }
                hasSign = true
                isNegative = true
                return true
            case 0x2B: return isFirst
            // ° º ˚ 度
            case 0xB0, 0xBA, 0x2DA, 0x5EA6, 0x2103: return unit(0)
            // ' ′ ’ ‘ ` ´ ＇ 分
            case 0x27, 0x2032, 0x2019, 0x2018, 0x60, 0xB4, 0x5206:
                if units.last == 1 {
                    units[units.count - 1] = 2
                    return units.count > 1
                }
                return unit(1)
            // " ″ ” “ 〃 ＂ 秒
            case 0x22, 0x2033, 0x201D, 0x201C, 0x3003, 0x79D2: return unit(2)
            // E N 东 北 经 纬: nothing to say here.
            case 0x45, 0x65, 0x4E, 0x6E, 0x4E1C, 0x5317, 0x7ECF, 0x7EAC: return true
            // W S 西 南
            case 0x57, 0x77, 0x53, 0x73, 0x897F, 0x5357:
                guard !hasSign else { return false }
                hasSign = true
                isNegative = true
                return true
            default: return false
            }
        }

        private mutating func unit(_ unit: Int) -> Bool {
            guard let last = units.last, last == -1 else { return false }
            units[units.count - 1] = unit
            return true
        }

        var degrees: Double? {
            guard !numbers.isEmpty else { return nil }
            var total = 0.0
            var previous = -1
            for (index, number) in numbers.enumerated() {
                // A part without a mark is the next smaller one.
                let unit = units[index] == -1 ? previous + 1 : units[index]
                guard unit > previous, unit <= 2, unit == 0 || number < 60, unit == index else {
                    return nil
                }
                total += number / [1, 60, 3600][unit]
                previous = unit
            }
            return isNegative ? -total : total
        }
    }
}
