/// Number plates of motor vehicles (GA 36): a province's sign, a letter, five or six characters.
///
/// Functions take UTF-8 bytes in canonical form: upper case, without `·` and blanks.
package enum LicensePlate {
    package enum Kind: UInt8, Sendable, CaseIterable {
        /// Five letters and digits.
        case ordinary
        /// Six: D or F (or a letter that extends them), a letter or digit, four digits.
        case newEnergySmall
        /// Six: five digits, then such a letter.
        case newEnergyLarge
        /// Trailer 挂, learner 学, police 警, across the border 港 澳, consulate 领, embassy 使, rescue 应急.
        case special
        case unknown
    }

    /// What a plate is. Some nanoseconds.
    package static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
        if isEmbassy(bytes) { return .special }
        guard bytes.count >= 9, bytes.count <= 14, isProvince(bytes), isPlace(bytes[3]) else {
            return .unknown
        }
        switch bytes.count {
        case 9: return isSerial(bytes, 4, 9) ? .ordinary : .unknown
        case 10: return newEnergy(bytes)
        case 11:
            return isSerial(bytes, 4, 8) && specialEnd(bytes, at: 8) ? .special : .unknown
        case 14: return isSerial(bytes, 4, 8) && isRescue(bytes, at: 8) ? .special : .unknown
        default: return .unknown
        }
    }

    /// What a text is, for checks outside of loops.
    package static func kind(of text: String) -> Kind {
        var text = text
        return text.withUTF8 { kind($0) }
    }

    /// Whether a text is a province's sign.
    package static func isProvince(_ text: String) -> Bool {
        text.utf8.count == 3 && provinces.contains(key(Array(text.utf8)[...]))
    }

    // MARK: Parts

    /// Five digits and a letter, or a letter, any character and four digits. The letters are A–E for battery vehicles
    /// and F–K without I for the others (D and F came first).
    private static func newEnergy(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
        if isEnergyLetter(bytes[4]), isSerial(bytes, 5, 6), isDigits(bytes, 6, 10) {
            return .newEnergySmall
        }
        if isDigits(bytes, 4, 9), isEnergyLetter(bytes[9]) { return .newEnergyLarge }
        return .unknown
    }

    private static func isEnergyLetter(_ byte: UInt8) -> Bool {
        byte &- 0x41 < 11 && byte != UInt8(ascii: "I")
    }

    /// The second character: no I.
    private static func isPlace(_ byte: UInt8) -> Bool {
        byte &- 0x41 < 26 && byte != UInt8(ascii: "I")
    }

    /// Letters without I and O, and digits.
    private static func isSerial(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int
    ) -> Bool {
        for at in from..<to {
            let byte = bytes[at]
            let isLetter =
                byte &- 0x41 < 26 && byte != UInt8(ascii: "I") && byte != UInt8(ascii: "O")
            guard byte &- 0x30 < 10 || isLetter else { return false }
        }
        return true
    }

    private static func isDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int
    ) -> Bool {
        for at in from..<to where bytes[at] &- 0x30 >= 10 { return false }
        return true
    }

    /// Six digits and 使.
    private static func isEmbassy(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == 9 && isDigits(bytes, 0, 6) && key(bytes, 6) == key(Array("使".utf8)[...])
    }

    private static func isRescue(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        key(bytes, start) == rescue.0 && key(bytes, start + 3) == rescue.1
    }

    private static func specialEnd(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        ends.contains(key(bytes, start))
    }

    private static func isProvince(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        provinces.contains(key(bytes, 0))
    }

    /// A character of three bytes as a number.
    private static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
        UInt32(bytes[at]) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2])
    }

    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func keys(_ text: String) -> [UInt32] {
        text.map { key(Array(String($0).utf8)[...]) }
    }

    private static let provinces = Set(keys("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"))
    private static let ends = Set(keys("挂学警港澳领使"))
    private static let rescue = (keys("应")[0], keys("急")[0])
}
