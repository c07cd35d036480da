/// Reads the text of a number into its digits and the place of its point, without losing any.
///
/// Sign; digits, in groups of three where the feed writes separators; the point; digits; an exponent. Nothing else: no
/// unit, no currency, no percent sign. A spreadsheet's short form of a long number (`3.20684E+17`: a plus sign, two
/// digits of exponent, fewer digits than the number has) is told apart, because its digits are lost. `1.2E7`, as
/// programs print, is exact.
struct NumberScanner {
    /// ASCII digits without leading zeros; none for zero.
    var digits: [UInt8] = []
    /// How many digits stand before the point; beyond the digits there are zeros. Negative: so many zeros follow the
    /// point before the digits.
    var pointAt = 0
    var isNegative = false
    private let point: UInt8
    private let separator: UInt8?

    init(point: UInt8, separator: UInt8?) {
        self.point = point
        self.separator = separator
    }

    enum Outcome { case number, noNumber, precisionLost }

    mutating func scan(_ text: Bytes) -> Outcome {
        digits.removeAll(keepingCapacity: true)
        pointAt = 0
        isNegative = false
        var at = skipSign(text)
        guard let end = integerPart(text, from: at) else { return .noNumber }
        var count = end.digits
        at = end.at
        if at < text.count, text[at] == point {
            at += 1
            while at < text.count, isDigit(text[at]) {
                if digits.isEmpty, text[at] == 0x30 {
                    pointAt -= 1
                } else {
                    digits.append(text[at])
                }
                count += 1
                at += 1
            }
        }
        guard count > 0 else { return .noNumber }
        return at == text.count ? .number : exponent(text, from: at)
    }

    private mutating func skipSign(_ text: Bytes) -> Int {
        guard let first = text.first else { return 0 }
        if first == UInt8(ascii: "+") { return 1 }
        if first == UInt8(ascii: "-") {
            isNegative = true
            return 1
        }
        // U+2212, the typographic minus.
        if text.count > 3, first == 0xE2, text[1] == 0x88, text[2] == 0x92 {
            isNegative = true
            return 3
        }
        return 0
    }

    private mutating func integerPart(
        _ text: Bytes, from start: Int
    ) -> (at: Int, digits: Int)? {
        var at = start
        var count = 0
        var groupStart: Int?
        while at < text.count {
            let byte = text[at]
            if isDigit(byte) {
                if !digits.isEmpty || byte != 0x30 {
                    digits.append(byte)
                    pointAt += 1
                }
                count += 1
            } else if byte == separator {
                let length = count - (groupStart ?? 0)
                guard groupStart == nil ? (1...3).contains(length) : length == 3 else { return nil }
                groupStart = count
            } else {
                break
            }
            at += 1
        }
        if let groupStart, count - groupStart != 3 { return nil }
        return (at, count)
    }

    private mutating func exponent(_ text: Bytes, from start: Int) -> Outcome {
        guard text[start] | 0x20 == UInt8(ascii: "e"), start + 1 < text.count else {
            return .noNumber
        }
        var at = start + 1
        let sign = text[at]
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { at += 1 }
        let length = text.count - at
        guard (1...4).contains(length), text[at...].allSatisfy(isDigit) else { return .noNumber }
        var value = 0
        for byte in text[at...] { value = value * 10 + Int(byte - 0x30) }
        if !digits.isEmpty { pointAt += sign == UInt8(ascii: "-") ? -value : value }
        let isShortForm = sign == UInt8(ascii: "+") && length >= 2 && digits.count < pointAt
        return isShortForm ? .precisionLost : .number
    }

    /// Whether a text has a spreadsheet's short form of a long number: `3.20684E+17`.
    @inline(__always)
    static func isShortForm(_ text: Bytes) -> Bool {
        let count = text.count
        guard count >= 5, text[count &- 3] == UInt8(ascii: "+") else { return false }
        return hasShortForm(text)
    }

    @inline(never)
    private static func hasShortForm(_ text: Bytes) -> Bool {
        let count = text.count
        guard text[count - 4] == UInt8(ascii: "E"), isDigit(text[count - 2]),
            isDigit(text[count - 1]), text[0] != 0x30
        else { return false }
        if count == 5 { return isDigit(text[0]) }
        return count > 6 && isDigit(text[0]) && text[1] == UInt8(ascii: ".")
            && text.part(2, count - 4).allSatisfy(isDigit)
    }

    /// The nearest binary number. Exact products and quotients of small powers of ten need no library (Clinger 1990);
    /// the rest goes through the standard library.
    var nearestDouble: Double {
        guard !digits.isEmpty else { return 0 }
        let power = pointAt - digits.count
        var value: Double
        if digits.count <= 15, power >= -22, power <= 22 {
            var whole: Int64 = 0
            for digit in digits { whole = whole &* 10 &+ Int64(digit &- 0x30) }
            value = Double(whole)
            if power < 0 {
                value /= NumberScanner.powers[-power]
            } else {
                value *= NumberScanner.powers[power]
            }
        } else {
            let text = String(decoding: digits, as: UTF8.self) + "e\(power)"
            value = Double(text) ?? .infinity
        }
        return isNegative ? -value : value
    }

    /// 10 to the power of 0…22, which binary floating point holds exactly.
    @inline(__always)
    static func power(of exponent: Int) -> Double { powers[exponent] }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
