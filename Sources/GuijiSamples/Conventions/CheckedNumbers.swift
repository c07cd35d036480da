import GuijiModel

/// Numbers with right check characters, by the conventions that keep all of them fictitious: sequence 000 or 990–999
/// in resident ids, `XXXX####` as an organization code's body, mobiles in the unallocated segment 154.
package enum CheckedNumber {
    /// 公民身份号码 (GB 11643): six digits of division, a day of birth, a sequence number.
    package static func residentID(division: Int, birth: Day, sequence: Int) -> String {
        let first = Digits.pad(division, 6) + DateText.compact(birth) + Digits.pad(sequence, 3)
        return checked(first) { ResidentID.checkCharacter($0) }
    }

    /// The form of 15 digits that cards had before 1999, of one with 18: without century and check character.
    package static func residentID15(_ number: String) -> String {
        String(number.prefix(6) + number.dropFirst(8).prefix(9))
    }

    /// 统一社会信用代码 (GB 32100): the category's two characters, a division, a number below 10,000 in `XXXX####`.
    package static func creditCode(category: String, division: Int, serial: Int) -> String {
        let first = category + Digits.pad(division, 6) + organizationCode(serial)
        return checked(first) { CreditCode.checkCharacter($0) }
    }

    /// The division in an organization's code. Each has ten thousand serials: the county's own code of the time has the
    /// first, its oldest code and the neighbours' have the others.
    package static func division(ofOrganization serial: Int, founded: Day) -> Int {
        guard serial >= 10_000 else {
            return founded >= DateText.day(2020, 7, 28) ? 320_614 : 320_684
        }
        let others = [320_625] + Vocabulary.neighbours
        return others[min(serial / 10_000 - 1, others.count - 1)]
    }

    /// 组织机构代码 (GB 11714), nine characters.
    package static func organizationCode(_ serial: Int) -> String {
        checked("XXXX" + Digits.pad(serial, 4)) { OrganizationCode.checkCharacter($0) }
    }

    /// 工商注册号 (GS15-2006): ISO 7064 MOD 11,10 over division and serial.
    package static func registrationNumber(division: Int, serial: Int) -> String {
        let first = Digits.pad(division, 6) + Digits.pad(serial, 8)
        var product = 10
        for byte in first.utf8 {
            let sum = (product + Int(byte - 0x30)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return first + String((11 - product) % 10)
    }

    /// 车辆识别代号 (GB 16735): maker and description, check at the ninth place, year, serial.
    package static func vehicleID(serial: Int, year: Int) -> String {
        let years = Array("ABCDEFGHJKLMNPRSTVWXY123456789")
        let text = "LXXTEST0-" + String(years[max(0, year - 2010) % 30]) + Digits.pad(serial, 7)
        let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        var sum = 0
        for (byte, weight) in zip(text.utf8, weights) { sum += vehicleValue(byte) * weight }
        let check = sum % 11 == 10 ? "X" : String(sum % 11)
        return text.replacing("-", with: check, maxReplacements: 1)
    }

    /// What a letter counts in a vehicle's number: A…H 1…8, J…N 1…5, P 7, R 9, S…Z 2…9.
    private static func vehicleValue(_ byte: UInt8) -> Int {
        switch byte {
        case 0x30...0x39: Int(byte - 0x30)
        case 0x41...0x48: Int(byte - 0x40)
        case 0x4A...0x4E: Int(byte - 0x49)
        case 0x50: 7
        case 0x52: 9
        case 0x53...0x5A: Int(byte - 0x51)
        default: 0
        }
    }

    /// The mobile of a person. The multiplier is prime to 10^8: no two people share a number by chance.
    package static func phone(_ index: Int) -> String {
        "154" + Digits.pad((index &* 48_271 &+ 12_345_679) % 100_000_000, 8)
    }

    private static func checked(
        _ first: String, _ check: (UnsafeBufferPointer<UInt8>) -> UInt8?
    ) -> String {
        var text = first
        guard let character = text.withUTF8({ check($0) }) else { return first }
        return first + String(UnicodeScalar(character))
    }
}
