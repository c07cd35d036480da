/// Reads division codes as feeds write them (domain.md 3.3 and the dirt of the statistics feeds).
///
/// Six, nine or twelve digits; zeros at the end of a nine- or twelve-digit code that stand for "all of it" away
/// (`320614000000` is the county); codes whose trailing zeros a spreadsheet or a program has cut, and parts whose
/// leading zero it has lost (`3206141` for `320614001`): both only where exactly one division of the table fits.
package struct DivisionCodeReader: Sendable {
    private let table: DivisionTable

    package init(_ table: DivisionTable) { self.table = table }

    /// What was read, and whether digits had to be added.
    package struct Reading: Equatable, Sendable {
        package var code: UInt64
        package var isRepaired: Bool
    }

    /// The code of a text of digits, or `nil`.
    package func read(_ text: UnsafeBufferPointer<UInt8>) -> Reading? {
        var digits = text.count
        if digits > 2, text[digits - 1] == 0x30, text[digits - 2] == 0x2E { digits -= 2 }
        guard digits >= 2, digits <= 12 else { return nil }
        var value: UInt64 = 0
        for index in 0..<digits {
            guard isDigit(text[index]) else { return nil }
            value = value * 10 + UInt64(text[index] - 0x30)
        }
        guard text[0] != 0x30 else { return nil }
        let whole = padded(value, digits, to: 12)
        if digits == 6 || digits == 9 || digits == 12 {
            let code = shortest(whole)
            if digits == 12 || table.contains(code) || !isCut(code, digits) {
                return Reading(code: code, isRepaired: false)
            }
        }
        return repaired(value, digits)
    }

    private func isCut(_ code: UInt64, _ digits: Int) -> Bool { digits == 9 && code < 1_000_000 }

    private func repaired(_ value: UInt64, _ digits: Int) -> Reading? {
        var found: Set<UInt64> = []
        let cut = shortest(padded(value, digits, to: 12))
        if table.contains(cut) { found.insert(cut) }
        for block in [9, 12] where digits > 6 && digits < block {
            // The zero lost is the first of the last block of three.
            let rest = digits - 6
            let scale = power(rest)
            let lost = value / scale * power(block - 6) + value % scale
            if block - digits <= 2, table.contains(shortest(padded(lost, block, to: 12))) {
                found.insert(shortest(padded(lost, block, to: 12)))
            }
        }
        guard found.count == 1, let code = found.first else { return nil }
        return Reading(code: code, isRepaired: true)
    }

    /// Twelve digits without the blocks of zeros at their end.
    private func shortest(_ code: UInt64) -> UInt64 {
        if code % 1_000_000 == 0 { return code / 1_000_000 }
        return code % 1000 == 0 ? code / 1000 : code
    }

    private func padded(_ value: UInt64, _ digits: Int, to length: Int) -> UInt64 {
        value * power(length - digits)
    }

    private func power(_ exponent: Int) -> UInt64 {
        (0..<max(exponent, 0)).reduce(UInt64(1)) { value, _ in value * 10 }
    }
}
