/// Resident identity numbers as letters (GB 11643-1999).
enum ResidentLetters {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checks: [UInt16] = Array("10x98765432".utf16)

    /// The check letter of the first 17 digits (ISO 7064 MOD 11-2); `nil` where they are no digits.
    static func checkLetter(_ value: Letters) -> UInt16? {
        guard value.count >= 17 else { return nil }
        var sum = 0
        for index in 0..<17 {
            let digit = Int(value[index]) - 0x30
            guard digit >= 0, digit <= 9 else { return nil }
            sum += digit * weights[index]
        }
        return checks[sum % 11]
    }

    /// Whether a number is complete and its check letter right.
    static func isValid(_ value: Letters) -> Bool {
        value.count == 18 && checkLetter(value) == value[17]
    }
}
