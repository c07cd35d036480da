/// The documents and personal numbers that feeds write into one column, told apart by their form.
///
/// All functions take ASCII bytes in canonical form (upper case, no blanks), allocate nothing and take some
/// nanoseconds.
package enum IdentityDocument {
    package enum Kind: UInt8, Sendable, CaseIterable {
        /// 公民身份号码, 18 characters.
        case residentID18
        /// The first generation's 15 digits.
        case residentID15
        /// 港澳台居民居住证: 18 characters from 81, 82, 83.
        case residencePermit
        /// 外国人永久居留身份证 of 2023: 18 characters, the first a 9.
        case permanentResident18
        /// The card of 2017: three letters of the country, 12 digits.
        case permanentResident15
        /// Passports of China: `E` and 8 digits, `E`, a letter and 7, `G` and 8; service and diplomatic ones.
        case passportCN
        /// 5 to 9 letters and digits. Identifies only together with the nationality.
        case passportForeign
        /// 港澳居民来往内地通行证 (回乡证): `H` or `M` and 8 or 10 digits.
        case homeReturnPermit
        /// 台湾居民来往大陆通行证 (台胞证): 8 digits.
        case taiwanPermit
        /// 残疾人证: the resident number, category 1–7, grade 1–4; `B` and a digit for a re-issue.
        case disabilityCertificate
        /// 学籍号: `G` or `L` and the resident number.
        case studentNumber
        /// The mother's resident number with `-1`: a newborn without a number of its own.
        case motherWithOrder
        /// A resident number with stars.
        case masked
        case unknown

        /// The type's code in `person_identifier.id_type`; empty where the number identifies nobody.
        package var code: String {
            switch self {
            case .residentID18: "CNID18"
            case .residentID15: "CNID15"
            case .residencePermit: "HMT_RP"
            case .permanentResident18: "FPR18"
            case .permanentResident15: "FPR15"
            case .passportCN, .passportForeign: "PASSPORT"
            case .homeReturnPermit: "HKMO_PERMIT"
            case .taiwanPermit: "TW_PERMIT"
            case .disabilityCertificate: "DPF"
            case .studentNumber: "STU"
            case .motherWithOrder, .masked, .unknown: ""
            }
        }
    }

    /// What a number is by its form alone; whether its checks hold is `check`.
    package static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
        switch bytes.count {
        case 18:
            if isResidentForm(bytes, from: 0) { return kindOf18(bytes) }
        case 15:
            if isDigits(bytes, 0, 15) { return .residentID15 }
            if isLetters(bytes, 0, 3), isDigits(bytes, 3, 15) { return .permanentResident15 }
        case 19:
            let first = bytes[0]
            let isStudent = first == UInt8(ascii: "G") || first == UInt8(ascii: "L")
            if isStudent, isResidentForm(bytes, from: 1) { return .studentNumber }
        case 20, 21, 22:
            if isResidentForm(bytes, from: 0) {
                if bytes[18] == UInt8(ascii: "-"), isDigits(bytes, 19, bytes.count) {
                    return .motherWithOrder
                }
                if isDisability(bytes) { return .disabilityCertificate }
            }
        case 9, 11:
            let first = bytes[0]
            let isPermit = first == UInt8(ascii: "H") || first == UInt8(ascii: "M")
            if isPermit, isDigits(bytes, 1, bytes.count) { return .homeReturnPermit }
        case 8 where isDigits(bytes, 0, 8): return .taiwanPermit
        default: break
        }
        if isChinesePassport(bytes) { return .passportCN }
        if ResidentID.isMasked(bytes) { return .masked }
        return isForeignPassport(bytes) ? .passportForeign : .unknown
    }

    /// Whether a number's own checks hold: date, province and check character of what is built like a resident
    /// number. Numbers without checks are right as far as anyone can tell. `latest`: the last day of birth.
    package static func check(
        _ bytes: UnsafeBufferPointer<UInt8>, kind: Kind,
        latest: CalendarDay = ResidentID.distantDay
    ) -> ResidentID.Verdict {
        switch kind {
        case .residentID18, .residencePermit, .permanentResident18, .residentID15, .masked:
            return ResidentID.verdict(bytes, latest: latest)
        case .disabilityCertificate, .studentNumber, .motherWithOrder:
            let start = kind == .studentNumber ? 1 : 0
            return ResidentID.verdict(
                UnsafeBufferPointer(rebasing: bytes[start..<start + 18]), latest: latest)
        case .permanentResident15: return birthOfCard15(bytes) == nil ? .wrongDate : .valid
        case .passportCN, .passportForeign, .homeReturnPermit, .taiwanPermit: return .valid
        case .unknown: return .wrongForm
        }
    }

    /// Where in a number the resident number of the same person stands: in a disability certificate or student
    /// number. `nil` for others, and for the mother's number, which is another person's.
    package static func residentNumber(
        in bytes: UnsafeBufferPointer<UInt8>, kind: Kind
    ) -> Range<Int>? {
        switch kind {
        case .residentID18: 0..<18
        case .disabilityCertificate: 0..<18
        case .studentNumber: 1..<19
        default: nil
        }
    }

    /// Where the mother's number stands in a newborn's.
    package static func mothersNumber(
        in bytes: UnsafeBufferPointer<UInt8>, kind: Kind
    ) -> Range<Int>? { kind == .motherWithOrder ? 0..<18 : nil }

    /// Category (1 sight, 2 hearing, 3 speech, 4 limbs, 5 intellect, 6 mind, 7 several) and grade (1 the gravest) of a
    /// disability certificate.
    package static func disability(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (category: Int, grade: Int)? {
        guard kind(bytes) == .disabilityCertificate else { return nil }
        return (Int(bytes[18] &- 0x30), Int(bytes[19] &- 0x30))
    }

    /// What a text is, for checks outside of loops.
    package static func kind(of text: String) -> Kind {
        var text = text
        return text.withUTF8 { kind($0) }
    }

    // MARK: Forms

    private static func kindOf18(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
        if bytes[0] == 0x39 { return .permanentResident18 }
        if bytes[0] == 0x38, bytes[1] &- 0x31 < 3 { return .residencePermit }
        return .residentID18
    }

    /// 17 digits and a digit or `X`.
    private static func isResidentForm(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        isDigits(bytes, start, start + 17)
            && (bytes[start + 17] &- 0x30 < 10 || bytes[start + 17] == UInt8(ascii: "X"))
    }

    private static func isDisability(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count != 21, bytes[18] &- 0x31 < 7, bytes[19] &- 0x31 < 4 else { return false }
        return bytes.count == 20 || bytes[20] == UInt8(ascii: "B") && bytes[21] &- 0x30 < 10
    }

    private static func isChinesePassport(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 9 || bytes.count == 8 else { return false }
        switch bytes[0] {
        case UInt8(ascii: "E"):
            guard bytes.count == 9, isDigits(bytes, 2, 9) else { return false }
            // The letters that look like digits are not given out.
            return bytes[1] &- 0x30 < 10
                || isLetter(bytes[1]) && bytes[1] != UInt8(ascii: "I")
                    && bytes[1] != UInt8(ascii: "O")
        case UInt8(ascii: "G"): return bytes.count == 9 && isDigits(bytes, 1, 9)
        case UInt8(ascii: "P"), UInt8(ascii: "S"), UInt8(ascii: "D"):
            return isDigits(bytes, bytes[1] == UInt8(ascii: "E") ? 2 : 1, bytes.count)
        default: return false
        }
    }

    private static func isForeignPassport(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (5...9).contains(bytes.count) else { return false }
        var digits = 0
        for byte in bytes {
            if byte &- 0x30 < 10 { digits += 1 } else if !isLetter(byte) { return false }
        }
        return digits >= 3
    }

    /// The day of birth in the card of 2017: six digits behind the four of the place. The century is not in it.
    private static func birthOfCard15(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int)? {
        func number(_ at: Int) -> Int { Int(bytes[at] &- 0x30) * 10 + Int(bytes[at + 1] &- 0x30) }
        let month = number(9)
        let day = number(11)
        // A leap year, so that 29 February is never refused.
        return CalendarDay(year: 2000, month: month, day: day).exists ? (month, day) : nil
    }

    private static func isDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int
    ) -> Bool {
        for at in from..<to where bytes[at] &- 0x30 >= 10 { return false }
        return true
    }

    private static func isLetters(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int
    ) -> Bool {
        for at in from..<to where !isLetter(bytes[at]) { return false }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}
