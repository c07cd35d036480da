/// 统一社会信用代码 (GB 32100-2015): 18 characters of an alphabet of 31.
///
/// All functions take ASCII bytes in canonical form (digits and upper-case letters), allocate nothing unless said, and
/// take some nanoseconds.
package enum CreditCode {
    /// What is true of a text that should be a code.
    package enum Verdict: UInt8, Sendable {
        case valid
        /// Stars stand for hidden characters (`XXXX000****`).
        case masked
        /// Not 18 characters.
        case wrongForm
        /// A character outside the alphabet (`I O S V Z` among the letters).
        case wrongAlphabet
        /// The first two characters are no registering department and category.
        case wrongCategory
        /// The third and fourth are no province (nor 10, the state as a whole).
        case wrongDivision
        /// The check character of the organization code inside (positions 9…17).
        case wrongInnerCheck
        /// The last character.
        case wrongCheck
    }

    /// Judges a code by all checks.
    package static func verdict(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 18 else { return isMasked(bytes) ? .masked : .wrongForm }
        var sum = 0
        for index in 0..<18 {
            let value = values[Int(bytes[index])]
            guard value < 31 else { return isMasked(bytes) ? .masked : .wrongAlphabet }
            if index < 17 { sum &+= Int(value) &* Int(weights[index]) }
        }
        guard isCategory(bytes[0], bytes[1]) else { return .wrongCategory }
        let isNational = bytes[2] == 0x31 && bytes[3] == 0x30
        guard isNational || DivisionPrefix.isProvince(bytes[2], bytes[3]) else {
            return .wrongDivision
        }
        let inner = UnsafeBufferPointer(rebasing: bytes[8..<17])
        guard OrganizationCode.isValid(inner) else { return .wrongInnerCheck }
        return Int(values[Int(bytes[17])]) == (31 - sum % 31) % 31 ? .valid : .wrongCheck
    }

    /// Whether a text is a valid code.
    package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        verdict(bytes) == .valid
    }

    /// Whether a text is a valid code.
    package static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isValid($0) }
    }

    /// The check character of the first 17: weights 3^(i−1) mod 31, (31 − Σ mod 31) mod 31. `nil` where one is
    /// outside the alphabet.
    package static func checkCharacter(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard bytes.count >= 17 else { return nil }
        var sum = 0
        for index in 0..<17 {
            let value = values[Int(bytes[index])]
            guard value < 31 else { return nil }
            sum += Int(value) * Int(weights[index])
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    /// What a letter outside the alphabet was surely meant to be: O 0, I 1, Z 2, S 5. Lower case becomes upper.
    ///
    /// Each has one reading only, so a repaired code is unique; it counts only if it is then valid.
    @inlinable
    package static func repaired(_ byte: UInt8) -> UInt8 {
        let upper = byte &- 0x61 < 26 ? byte & ~0x20 : byte
        switch upper {
        case UInt8(ascii: "O"): return UInt8(ascii: "0")
        case UInt8(ascii: "I"): return UInt8(ascii: "1")
        case UInt8(ascii: "Z"): return UInt8(ascii: "2")
        case UInt8(ascii: "S"): return UInt8(ascii: "5")
        default: return upper
        }
    }

    /// Whether stars stand for hidden characters.
    package static func isMasked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.contains(UInt8(ascii: "*"))
            && bytes.allSatisfy {
                $0 == UInt8(ascii: "*") || $0 &- 0x30 < 10 || $0 &- 0x41 < 26
            }
    }

    /// The registering department and the category of what it registers, as the standard and its amendment list them
    /// (1 机构编制, 2 外交, 3 司法, 5 民政, 6 旅游, 7 宗教, 8 工会, 9 市场监管, A 军队, N 农业, Y 其他).
    private static func isCategory(_ department: UInt8, _ category: UInt8) -> Bool {
        let digit = category &- 0x30
        guard digit < 10 else { return false }
        return categories[Int(values[Int(department)])] & (1 << UInt16(digit)) != 0
    }

    /// For each first character, by its number in the alphabet, the set of second ones.
    private static let categories: [UInt16] = {
        let table = [
            "1": "1239", "2": "19", "3": "123459", "5": "123459", "6": "129", "7": "129",
            "8": "19", "9": "123", "A": "19", "N": "1239", "Y": "1",
        ]
        var sets = [UInt16](repeating: 0, count: 31)
        for (department, category) in table {
            for first in department.utf8 {
                for digit in category.utf8 {
                    sets[Int(values[Int(first)])] |= 1 << UInt16(digit &- 0x30)
                }
            }
        }
        return sets
    }()

    static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    /// For each byte its number in the alphabet; 255 outside it.
    @usableFromInline static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (index, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(index) }
        return values
    }()
    private static let weights: [UInt8] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ]
}
