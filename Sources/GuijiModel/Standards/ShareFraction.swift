/// Shares of ownership as reduced fractions: `50%`, `0.5` and `2/4` are `1/2`; the whole is `1/1`.
package enum ShareFraction {
    /// Appends the reduced fraction to `output`.
    /// - Returns: false where the text is no share in (0, 1]; nothing is appended then.
    package static func append(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) -> Bool {
        guard let (numerator, denominator) = parse(text), numerator > 0, denominator > 0,
            numerator <= denominator
        else { return false }
        let divisor = greatestCommonDivisor(numerator, denominator)
        output.append(contentsOf: "\(numerator / divisor)/\(denominator / divisor)".utf8)
        return true
    }

    private static func parse(_ text: UnsafeRawBufferPointer) -> (Int, Int)? {
        var numbers: [Int] = []
        var current = 0
        var digits = 0
        // The denominator of the decimal places of the number being read.
        var scale = 1
        var isFractional = false
        var isFraction = false
        var isPercent = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digits < 9, !isPercent else { return nil }
                current = current * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
                if isFractional { scale *= 10 }
            case UInt8(ascii: "."):
                guard !isFractional, !isFraction else { return nil }
                isFractional = true
            case UInt8(ascii: "/"):
                guard !isFraction, !isFractional, digits > 0 else { return nil }
                isFraction = true
                numbers.append(current)
                (current, digits) = (0, 0)
            case UInt8(ascii: "%"):
                guard !isFraction, !isPercent else { return nil }
                isPercent = true
            case UInt8(ascii: " "): continue
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        if isFraction { return (numbers[0], current) }
        return (current, isPercent ? scale * 100 : scale)
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}
