/// Shares of a whole as reduced fractions: `1/2`, `50%`, `0.5` and `二分之一` are all `1/2`; the whole is `1/1`. More than
/// the whole, and nothing at all, are no shares.
struct ShareRule: TextRule {
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        guard let share = ShareRule.fraction(text), share.top > 0, share.top <= share.bottom else {
            return .unusable(.notShare)
        }
        let divisor = ShareRule.commonDivisor(share.top, share.bottom)
        canonical.clear()
        canonical.append(utf8: "\(share.top / divisor)/\(share.bottom / divisor)")
        return isEqual(canonical.bytes, text) ? .same : .changed
    }

    private static func fraction(_ text: Bytes) -> (top: Int, bottom: Int)? {
        let scalars = NameText.scalars(text).filter { $0 != 0x20 }
        if let slash = scalars.firstIndex(where: { $0 == 0x2F || $0 == 0x2044 }) {
            guard let top = whole(scalars[..<slash]), let bottom = whole(scalars[(slash + 1)...])
            else { return nil }
            return (top, bottom)
        }
        // 二分之一: the parts of the whole come first.
        if let at = scalars.firstIndex(of: 0x5206), at + 1 < scalars.count,
            scalars[at + 1] == 0x4E4B
        {
            let isPercent = scalars[..<at].elementsEqual([0x767E])
            guard let bottom = isPercent ? 100 : whole(scalars[..<at]),
                let top = whole(scalars[(at + 2)...])
            else { return nil }
            return (top, bottom)
        }
        if scalars.last == 0x25 { return decimal(scalars.dropLast(), over: 100) }
        if scalars.last == 0x2030 { return decimal(scalars.dropLast(), over: 1000) }
        return decimal(scalars[...], over: 1)
    }

    /// `33.3` over 100 is 333/1000.
    private static func decimal(_ digits: ArraySlice<UInt32>, over whole: Int) -> (Int, Int)? {
        let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let before = self.whole(first) else {
            return nil
        }
        guard parts.count == 2 else { return (before, whole) }
        guard parts[1].count <= 9, let after = self.whole(parts[1]) else { return nil }
        let scale = (0..<parts[1].count).reduce(1) { power, _ in power * 10 }
        return (before * scale + after, whole * scale)
    }

    /// Up to nine digits, or one Han numeral up to 十.
    private static func whole(_ digits: ArraySlice<UInt32>) -> Int? {
        if digits.count == 1, let first = digits.first,
            let han = hanDigits.firstIndex(of: first)
        {
            return han + 1
        }
        guard (1...9).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    private static let hanDigits = "一二三四五六七八九十".unicodeScalars.map(\.value)

    private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}
