import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Identifiers")
struct IdentifierTests {
    static let valid = [
        "320684198503129916", "320684199001010004", "320625194811059931", "320614202010089928",
        "32068419700515994X", "320625195207309927", "320624196302189917", "810000197806069916",
        "820000199109099926", "830000196601309938", "932840198002299917", "93284019751231000X",
        "932840199910109925",
    ]

    @Test("Valid resident numbers pass", arguments: valid)
    func validNumbers(number: String) throws {
        #expect(ResidentID.isValid(number))
        #expect(try outcome(.residentID, number) == Shaped(number))
    }

    @Test(
        "Resident numbers come to one form",
        arguments: [
            ("32068419700515994x", Shaped("32068419700515994X")),
            ("３２０６８４１９７００５１５９９４ｘ", Shaped("32068419700515994X")),
            ("320684 19850312 9916", Shaped("320684198503129916")),
            ("'320684198503129916", Shaped("320684198503129916")),
            ("320625481105993", Shaped("320625481105993")),
            ("无", Shaped(nil)), ("Null", Shaped(nil)),
            // A disability certificate, one that was issued again, student numbers with and without it.
            ("32062519481105993142", Shaped("320625194811059931")),
            ("32062519481105993142B1", Shaped("320625194811059931")),
            ("G320684198503129916", Shaped("320684198503129916")), ("L3206840099", Shaped(nil)),
            ("3.20684E+17", Shaped(nil, .numberPrecisionLost)),
        ])
    func forms(raw: String, expected: Shaped) throws {
        #expect(try outcome(.residentID, raw) == expected)
    }

    @Test(
        "Invalid numbers are kept and marked",
        arguments: [
            ("320684198503129196", "check character"), ("320684198502309916", "day of birth"),
            ("320684187912319911", "day of birth"), ("320684202101010007", "day of birth"),
            ("990684198503129916", "check character"), ("170684198503129916", "province"),
            ("32068419850312991", "18 characters"), ("E12345678", "18 characters"),
            ("320625481305993", "day of birth"), ("170625481105993", "province"),
            ("X20684198503129916", "18 characters"),
        ])
    func invalidNumbers(raw: String, words: String) throws {
        let batch = try shapeAlone(.residentID, raw)
        #expect(batch.value(0, 0) == raw)
        #expect(batch.findings.map(\.rule) == [.idChecksum])
        #expect(batch.findings.map(\.severity) == [.warning])
        #expect(batch.findings[0].expected.contains(words))
        #expect(batch.outcomes == [.load])
        #expect(
            try shapeAlone(.residentID, raw) { $0.onInvalid = .setAside }.outcomes == [.setAside])
    }

    @Test(
        "Masked numbers are kept and mentioned",
        arguments: [
            "3206**********991X", "320684********9916", "3206************16", "320684198503******",
        ])
    func masked(raw: String) throws {
        let batch = try shapeAlone(.residentID, raw)
        #expect(batch.value(0, 0) == raw)
        #expect(batch.findings.map(\.severity) == [.info])
        #expect(try outcome(.residentID, raw.replacing("*", with: "＊")).value == raw)
    }

    @Test(
        "Fifteen digits become eighteen",
        arguments: [
            ("320625481105993", "320625194811059931"), ("320625520730992", "320625195207309927"),
            ("320624630218991", "320624196302189917"),
        ])
    func upgrade(short: String, long: String) {
        #expect(ResidentID.upgraded(short) == long)
        #expect(ResidentID.isValid(long))
        #expect(ResidentID.upgraded(long) == nil)
    }

    @Test("Sequences 996 to 999 of fifteen digits are ambiguous")
    func ambiguous() {
        for (text, expected) in [
            ("320625481105995", false), ("320625481105996", true), ("320625481105999", true),
        ] {
            var text = text
            #expect(text.withUTF8 { ResidentID.isAmbiguous($0) } == expected)
        }
    }

    @Test("Every single wrong digit and every swap of neighbours is found", arguments: valid)
    func detectsErrors(number: String) {
        let digits = Array(number)
        for position in 0..<18 {
            for digit in "0123456789X" where digit != digits[position] {
                var wrong = digits
                wrong[position] = digit
                #expect(!ResidentID.isValid(String(wrong)))
            }
            if position < 17, digits[position] != digits[position + 1] {
                var swapped = digits
                swapped.swapAt(position, position + 1)
                #expect(!ResidentID.isValid(String(swapped)))
            }
        }
    }

    @Test("The check character agrees with the definition on random numbers")
    func checkTwin() {
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<2000 {
            let digits = (0..<17).map { _ in Int.random(in: 0...9, using: &random) }
            // ISO 7064 MOD 11-2 by its recursion instead of weights.
            var product = 0
            for digit in digits { product = (product + digit) * 2 % 11 }
            let check = (12 - product) % 11
            var text = digits.map(String.init).joined()
            let found = text.withUTF8 { ResidentID.checkCharacter($0) }
            #expect(found == (check == 10 ? 0x58 : UInt8(0x30 + check)), "seed \(testSeed)")
        }
    }

    static let codes = [
        "91320684XXXX000195", "92320614XXXX00027G", "12320684XXXX000350", "N2320684XXXX000435",
        "91320684XXXX00051G", "92320684XXXX0006X5", "91320614XXXX00086N",
    ]

    @Test("Valid credit codes pass", arguments: codes)
    func validCodes(code: String) throws {
        #expect(CreditCode.isValid(code))
        #expect(try outcome(.creditCode, code) == Shaped(code))
        var first17 = String(code.dropLast())
        #expect(first17.withUTF8 { CreditCode.checkCharacter($0) } == code.utf8.last)
    }

    @Test(
        "Credit codes are repaired where that makes them valid",
        arguments: [
            ("9132O684XXXX0OO195", "91320684XXXX000195"),
            ("9I320684XXXX000I95", "91320684XXXX000195"),
            ("913Z0684XXXX00019S", "91320684XXXX000195"),
            ("91320684xxxx000195", "91320684XXXX000195"),
            ("９１３２０６８４ＸＸＸＸ０００１９５", "91320684XXXX000195"),
            ("n2320684xxxxooo43s", "N2320684XXXX000435"),
        ])
    func repairs(raw: String, expected: String) throws {
        let batch = try shapeAlone(.creditCode, raw)
        #expect(batch.value(0, 0) == expected)
        #expect(batch.findings.map(\.rule) == [.usccRepaired])
        #expect(batch.findings.map(\.severity) == [.warning])
    }

    @Test(
        "Invalid credit codes are kept and marked",
        arguments: [
            ("91320684XXXX000196", "91320684XXXX000196", "from the first 17"),
            ("91320684XXXX000185", "91320684XXXX000185", "position 17"),
            ("99320684XXXX000195", "99320684XXXX000195", "first two"),
            ("91170684XXXX000195", "91170684XXXX000195", "province"),
            ("91320684XXXX00019V", "91320684XXXX00019V", "without I, O"),
            ("9132O684xxxx000196", "9132O684XXXX000196", "without I, O"),
            ("91320684XXXX00019", "91320684XXXX00019", "18 characters"),
            ("某公司", "某公司", "18 characters"),
        ])
    func invalidCodes(raw: String, value: String, words: String) throws {
        let batch = try shapeAlone(.creditCode, raw)
        #expect(batch.value(0, 0) == value)
        #expect(batch.findings.map(\.rule) == [.usccInvalid])
        #expect(batch.findings.first?.expected.contains(words) == true, "\(batch.findings)")
        #expect(batch.outcomes == [.load])
    }

    @Test("Blanks and hyphens inside a credit code go without a word")
    func spacedCode() throws {
        #expect(try outcome(.creditCode, "91320684 XXXX0001-95") == Shaped("91320684XXXX000195"))
        #expect(try outcome(.creditCode, " 91320684XXXX000195　") == Shaped("91320684XXXX000195"))
    }

    @Test("Masked credit codes are kept and mentioned")
    func maskedCode() throws {
        let batch = try shapeAlone(.creditCode, "XXXX000****")
        #expect(batch.value(0, 0) == "XXXX000****")
        #expect(batch.findings.map(\.severity) == [.info])
    }

    @Test("Older numbers of organizations are taken by their check digits")
    func olderNumbers() throws {
        for code in ["XXXX0001-9", "XXXX0002-7", "XXXX0007-8", "XXXX0010-7"] {
            let bare = code.replacing("-", with: "")
            #expect(OrganizationCode.isValid(bare))
            #expect(try outcome(.creditCode, code) == Shaped(bare))
        }
        #expect(!OrganizationCode.isValid("XXXX00018"))
        for number in ["320684000990017", "320684400990024", "320684600990035"] {
            #expect(RegistrationNumber.isValid(number))
            #expect(try outcome(.creditCode, number) == Shaped(number))
        }
        #expect(!RegistrationNumber.isValid("320684000990018"))
        #expect(try outcome(.creditCode, "320684000990018").rules == [.usccInvalid])
    }

    @Test(
        "Telephone numbers come to one form",
        arguments: [
            ("15400000001", "15400000001"), ("+8615400000001", "15400000001"),
            ("+86 154-0000-0001", "15400000001"), ("008615400000001", "15400000001"),
            ("8615400000001", "15400000001"), ("015400000001", "15400000001"),
            ("１５４０００００００１", "15400000001"), ("0513-15400000001", "15400000001"),
            ("(0513)80000001", "0513-80000001"), ("（0513）80000001", "0513-80000001"),
            ("0513-80000001", "0513-80000001"), ("051380000001", "0513-80000001"),
            ("80000001", "0513-80000001"), ("0513 80000001", "0513-80000001"),
            ("+86-513-80000001", "0513-80000001"), ("0513-80000001-801", "0513-80000001-801"),
            ("80000001转801", "0513-80000001-801"), ("80000001-801", "0513-80000001-801"),
            ("0513-8000001-8", "0513-8000001-8"), ("95588转1", "95588-1"), ("95588-1", "95588-1"),
            ("0513-8000-0001", "0513-80000001"), ("021-8000-0001", "021-80000001"),
            ("010-80000001", "010-80000001"), ("02180000001", "021-80000001"),
            ("400-800-0001", "4008000001"), ("95500", "95500"), ("12345", "12345"), ("110", "110"),
            ("15400000001/15400000002", "15400000001"), ("80000001、15400000002", "15400000002"),
            ("80000001,80000002", "0513-80000001"), ("80000001；15400000002", "15400000002"),
            ("15400000001 15400000002", "15400000001"), ("80000001 15400000002", "15400000002"),
            ("无效/15400000002", "15400000002"), ("80000001/无 15400000002", "15400000002"),
        ])
    func phones(raw: String, expected: String) throws {
        #expect(try outcome(.phone, raw) == Shaped(expected))
    }

    @Test(
        "What is no telephone number is no value, and noted",
        arguments: [
            "1540000000", "154000000011", "12000000001", "某先生", "10000001", "0513-1234", "1",
            "00000000000", "154****0001",
        ])
    func noPhones(raw: String) throws {
        let batch = try shapeAlone(.phone, raw)
        #expect(batch.value(0, 0) == nil)
        #expect(batch.findings.map(\.rule) == [.phoneInvalid])
        #expect(batch.findings.map(\.severity) == [.warning])
    }
}
