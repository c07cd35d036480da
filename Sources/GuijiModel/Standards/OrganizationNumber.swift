/// The numbers that organizations had and have, told apart by form and check digit.
///
/// All functions take ASCII bytes in canonical form (upper case, no blanks, no hyphens) and allocate nothing.
package enum OrganizationNumber {
    package enum Kind: UInt8, Sendable, CaseIterable {
        /// 统一社会信用代码, 18 characters.
        case creditCode
        /// 组织机构代码, 9 characters.
        case organizationCode
        /// 工商注册号, 15 digits.
        case registrationNumber
        /// 纳税人识别号 before 2015: six digits of division and the organization code.
        case taxNumber15
        /// Of a natural person in business: a 15-digit resident number and two digits.
        case taxNumber17
        /// An 18-character resident number and two digits.
        case taxNumber20
        /// A resident number that stands for its bearer's business.
        case residentID
        /// Stars stand for hidden characters.
        case masked
        case unknown
    }

    /// What a number is. All but credit codes must pass their check to be recognized: without it, 15 digits are
    /// anything.
    package static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
        switch bytes.count {
        case 9 where OrganizationCode.isValid(bytes): return .organizationCode
        case 15:
            if RegistrationNumber.isValid(bytes) { return .registrationNumber }
            if isTaxNumber15(bytes) { return .taxNumber15 }
        case 17:
            let inner = UnsafeBufferPointer(rebasing: bytes[0..<15])
            if isDigits(bytes, 15, 17), ResidentID.verdict(inner) == .validShort {
                return .taxNumber17
            }
        case 18:
            if ResidentID.isValid(bytes) { return .residentID }
            if !CreditCode.isMasked(bytes) { return .creditCode }
        case 20:
            let inner = UnsafeBufferPointer(rebasing: bytes[0..<18])
            if isDigits(bytes, 18, 20), ResidentID.isValid(inner) { return .taxNumber20 }
        default: break
        }
        return CreditCode.isMasked(bytes) ? .masked : .unknown
    }

    /// Where the organization code stands in a number: positions 9…17 of a credit code, 7…15 of an old tax number.
    package static func organizationCode(
        in bytes: UnsafeBufferPointer<UInt8>, kind: Kind
    ) -> Range<Int>? {
        switch kind {
        case .creditCode: 8..<17
        case .organizationCode: 0..<9
        case .taxNumber15: 6..<15
        default: nil
        }
    }

    /// The organization code that a text contains, for checks outside of loops.
    package static func organizationCode(of text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            organizationCode(in: bytes, kind: kind(bytes)).map {
                String(decoding: bytes[$0], as: UTF8.self)
            }
        }
    }

    /// What a text is, for checks outside of loops.
    package static func kind(of text: String) -> Kind {
        var text = text
        return text.withUTF8 { kind($0) }
    }

    private static func isTaxNumber15(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        isDigits(bytes, 0, 6) && DivisionPrefix.isProvince(bytes[0], bytes[1])
            && OrganizationCode.isValid(UnsafeBufferPointer(rebasing: bytes[6..<15]))
    }

    private static func isDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int
    ) -> Bool {
        for at in from..<to where bytes[at] &- 0x30 >= 10 { return false }
        return true
    }
}
