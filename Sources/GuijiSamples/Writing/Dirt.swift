import GuijiModel

/// A kind of dirt that a department's data has, at a stated rate.
package struct Dirt: Sendable {
    /// What it is, for `truth/dirt.csv`.
    package let name: String
    /// The share of records it strikes, 0…1.
    package let rate: Double
    let purpose: Purpose

    package init(_ name: String, _ rate: Double) {
        self.name = name
        self.rate = rate
        purpose = Purpose(name)
    }
}

/// Ways to write a value wrongly, or merely differently.
package enum Messy {
    /// Digits and letters in their full-width form, as an old input method leaves them.
    package static func fullWidth(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let value = (0x21...0x7E).contains(scalar.value) ? scalar.value + 0xFEE0 : scalar.value
            result.append(UnicodeScalar(value) ?? scalar)
        }
        return String(result)
    }

    /// A word that means "nothing".
    package static func nullWord(_ chance: inout Chance) -> String {
        chance.pick(["NULL", "null", "无", "/", "-", "不详"])
    }

    /// Two neighbouring digits of the serial part swapped, or the last digit changed: never a valid number, because
    /// the check finds each of them.
    package static func mistyped(_ number: String, _ chance: inout Chance) -> String {
        var digits = Array(number.utf8)
        guard digits.count > 16 else { return number }
        let place = chance.within(6...15)
        if digits[place] != digits[place + 1] {
            digits.swapAt(place, place + 1)
        } else {
            digits[place] = digits[place] == 0x39 ? 0x30 : digits[place] + 1
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// A credit code with two digits of its serial changed, which no repair can find out.
    package static func twoWrong(_ code: String) -> String {
        var letters = Array(code.utf8)
        guard letters.count == 18 else { return code }
        for place in [13, 14] where (0x30...0x39).contains(letters[place]) {
            letters[place] = 0x30 + (letters[place] - 0x30 + 3) % 10
        }
        let check = letters.withUnsafeBufferPointer { bytes in
            CreditCode.checkCharacter(UnsafeBufferPointer(rebasing: bytes[..<17]))
        }
        // Where the changed code happens to be right, one more digit is wrong.
        if check == letters[17] { letters[12] = letters[12] == 0x30 ? 0x31 : 0x30 }
        return String(decoding: letters, as: UTF8.self)
    }

    /// A number masked as public lists do: four at the start, so many at the end.
    package static func masked(_ number: String, keeping head: Int, _ tail: Int) -> String {
        let hidden = max(0, number.count - head - tail)
        return number.prefix(head) + String(repeating: "*", count: hidden) + number.suffix(tail)
    }

    /// A long number as a spreadsheet shows it: the value is lost.
    package static func scientific(_ number: String) -> String {
        let digits = number.filter(\.isNumber)
        guard digits.count > 6, let first = digits.first else { return number }
        return "\(first).\(digits.dropFirst().prefix(5))E+\(digits.count - 1)"
    }

    /// A mobile with what people put before and into it.
    package static func phone(_ number: String, _ chance: inout Chance) -> String {
        guard number.count == 11 else { return number }
        switch chance.below(4) {
        case 0: return "0086" + number
        case 1: return "+86 " + number
        case 2:
            return number.prefix(3) + "-" + number.dropFirst(3).prefix(4) + "-" + number.suffix(4)
        default: return fullWidth(number)
        }
    }

    /// A day in one of the spellings that departments mix.
    package static func date(_ day: Day, _ chance: inout Chance) -> String {
        switch chance.below(5) {
        case 0: DateText.dots(day)
        case 1: DateText.slashes(day)
        case 2: DateText.hanzi(day)
        case 3: DateText.compact(day)
        default: DateText.short(day)
        }
    }

    /// The end of a text cut off, in characters.
    package static func blanks(_ text: String, _ chance: inout Chance) -> String {
        chance.happens(0.5) ? text + "  " : "　" + text
    }
}
