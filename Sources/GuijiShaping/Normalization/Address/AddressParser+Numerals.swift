/// Writes numbers in their canonical form.
extension AddressParser {
    /// Writes a number's canonical form: ASCII digits and capitals, without leading zeros where these mean nothing.
    func write(
        _ part: AddressPart, _ from: Int, _ to: Int, _ result: inout AddressComponents
    ) {
        result.begin(part)
        writeNumber(from, to, keepsZeros: part == .room, &result)
        result.finish(part)
    }

    func writeNumber(
        _ from: Int, _ to: Int, keepsZeros: Bool, _ result: inout AddressComponents
    ) {
        var at = from
        if characters.numerals[Int(result.text.units[at])] != 255
            || (result.text.units[at] == 0x8D1F && at &+ 1 < to)
        {
            return writeNumeral(from, to, &result)
        }
        if keepsZeros {
            // 0401 is room 401; 08 may be room 8 of a floor.
            if to &- from == 4, result.text.units[at] == 0x30, result.text.units[at &+ 1] != 0x30,
                (from..<to).allSatisfy({ characters.isA(result.text.units[$0], .digit) })
            {
                at &+= 1
            }
        } else {
            while at &+ 1 < to, result.text.units[at] == 0x30,
                characters.isA(result.text.units[at &+ 1], .digit)
            {
                at &+= 1
            }
        }
        for index in at..<to {
            let unit = result.text.units[index]
            if unit >= 0x61, unit <= 0x7A {
                result.add(UInt8(truncatingIfNeeded: unit) &- 32)
            } else {
                append(index, index &+ 1, &result)
            }
        }
    }

    /// 四〇一 → 401 by position; 十二, 二十一, 一百零五 by value; 负三 → -3.
    func writeNumeral(_ from: Int, _ to: Int, _ result: inout AddressComponents) {
        var at = from
        if result.text.units[at] == 0x8D1F {
            result.add(0x2D)
            at &+= 1
        }
        if characters.isA(result.text.units[at], .digit) {
            return append(at, to, &result)
        }
        result.note(.numeralRead)
        var isPositional = true
        for index in at..<to where characters.numerals[Int(result.text.units[index])] >= 10 {
            isPositional = false
        }
        if isPositional {
            for index in at..<to {
                result.add(characters.numerals[Int(result.text.units[index])] &+ 0x30)
            }
            return
        }
        var total = 0
        var digit = 0
        for index in at..<to {
            let value = Int(characters.numerals[Int(result.text.units[index])])
            if value >= 10 {
                total += (digit == 0 && index == at ? 1 : digit) * value
                digit = 0
            } else {
                digit = value
            }
        }
        total += digit
        if total >= 100 { result.add(UInt8(truncatingIfNeeded: total / 100 % 10) + 0x30) }
        if total >= 10 { result.add(UInt8(truncatingIfNeeded: total / 10 % 10) + 0x30) }
        result.add(UInt8(truncatingIfNeeded: total % 10) + 0x30)
    }
}
