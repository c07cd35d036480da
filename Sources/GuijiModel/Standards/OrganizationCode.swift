/// 组织机构代码 (GB 11714-1997): eight digits or letters and a check character. Positions 9…17 of a credit code.
package enum OrganizationCode {
    /// Whether nine ASCII characters (upper case, without the hyphen) are a valid code.
    package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 9, let check = checkCharacter(bytes) else { return false }
        return check == bytes[8]
    }

    /// Whether a text is a valid code.
    package static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isValid($0) }
    }

    /// The check character of the first eight: weights 3 7 9 10 5 8 4 2 with A = 10 … Z = 35, C = 11 − Σ mod 11, 10 is
    /// `X` and 11 is `0`. `nil` where one is neither digit nor upper-case letter.
    package static func checkCharacter(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard bytes.count >= 8 else { return nil }
        var sum = 0
        for index in 0..<8 {
            let byte = bytes[index]
            if byte &- 0x30 < 10 {
                sum &+= Int(byte &- 0x30) &* Int(weights[index])
            } else if byte &- 0x41 < 26 {
                sum &+= Int(byte &- 0x41 &+ 10) &* Int(weights[index])
            } else {
                return nil
            }
        }
        let check = 11 - sum % 11
        return check == 10 ? UInt8(ascii: "X") : check == 11 ? 0x30 : 0x30 + UInt8(check)
    }

    private static let weights: [UInt8] = [3, 7, 9, 10, 5, 8, 4, 2]
}

/// 工商注册号 (GS15-2006), which registers used before the credit code: six digits of division, eight of serial
/// number, one check digit.
package enum RegistrationNumber {
    /// Whether 15 ASCII digits are a valid number: ISO 7064 MOD 11,10 over all of them leaves 1.
    package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 15, DivisionPrefix.isProvince(bytes[0], bytes[1]) else { return false }
        var product = 10
        for index in 0..<14 {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return false }
            let sum = (product + Int(digit)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        let last = bytes[14] &- 0x30
        return last < 10 && (product + Int(last)) % 10 == 1
    }

    /// Whether a text is a valid number.
    package static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isValid($0) }
    }
}
