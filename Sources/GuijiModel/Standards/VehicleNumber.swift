/// 车辆识别代号 (VIN, GB 16735): 17 characters, digits and letters without I, O, Q.
///
/// Functions take ASCII bytes in upper case, allocate nothing and take some nanoseconds.
package enum VehicleNumber {
    package enum Verdict: UInt8, Sendable {
        case valid
        /// Not 17 letters and digits.
        case wrongForm
        /// I, O or Q among them.
        case wrongAlphabet
        /// The check character in position 9; makers outside some countries do not use it.
        case wrongCheck
    }

    /// Judges a number: Σ value · weight mod 11, 10 is `X`, in position 9.
    package static func verdict(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 17 else { return .wrongForm }
        var sum = 0
        var isForbidden = false
        for at in 0..<17 {
            let value = values[Int(bytes[at])]
            if value == 254 { isForbidden = true } else if value == 255 { return .wrongForm }
            sum &+= Int(value) &* weights[at]
        }
        if isForbidden { return .wrongAlphabet }
        let rest = sum % 11
        let check = rest == 10 ? UInt8(ascii: "X") : 0x30 + UInt8(rest)
        return check == bytes[8] ? .valid : .wrongCheck
    }

    /// Judges a text, outside of loops.
    package static func verdict(of text: String) -> Verdict {
        var text = text
        return text.withUTF8 { verdict($0) }
    }

    /// What a letter that cannot occur was surely meant to be: I 1, O 0, Q 0.
    package static func repaired(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "I"): UInt8(ascii: "1")
        case UInt8(ascii: "O"), UInt8(ascii: "Q"): UInt8(ascii: "0")
        default: byte
        }
    }

    private static let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    /// For each byte its value; 254 for I, O, Q, 255 for what is neither letter nor digit.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for digit in 0..<10 { values[0x30 + digit] = UInt8(digit) }
        let letters: [(String, [UInt8])] = [
            ("ABCDEFGH", [1, 2, 3, 4, 5, 6, 7, 8]), ("JKLMN", [1, 2, 3, 4, 5]),
            ("P", [7]), ("R", [9]), ("STUVWXYZ", [2, 3, 4, 5, 6, 7, 8, 9]),
            ("IOQ", [254, 254, 254]),
        ]
        for (row, numbers) in letters {
            for (letter, number) in zip(row.utf8, numbers) { values[Int(letter)] = number }
        }
        return values
    }()
}
